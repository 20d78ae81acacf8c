"""The drawn layers: each part's texture with soft edges, overlaps at its joints and hidden areas filled.

At rest the layers over the plate give back the picture: overlaps show the picture's own pixels. What another part
hid is filled with the part's own colours, so that a lifted arm leaves no hole and no second arm behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from mudong.motion.rig.bones import BONE_NODES, Bone, Part
from mudong.motion.rig.labels import PART_BONE, PartLabels
from mudong.spec.joints import Joint

_FOREIGN = 24.0
"""CIELAB distance from a part's own colours at which a borrowed pixel belongs to something else."""
_USUAL = 28.0
"""CIELAB distance from its median within which a colour is a part's prevailing one."""
_OUTLINE_SMOOTHING = 0.7
"""Smoothing of an outline that is partly supposed, in upper arm radii."""
_PAD = 6
"""Transparent border of every texture, pixels, so that resampling at its edge fades out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """rgba: (h, w, 4) uint8 premultiplied; its pixel (0, 0) lies at `origin` (x, y) of the picture."""

    part: Part
    rgba: np.ndarray
    origin: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Cap:
    """An overlap disc at a joint. `feathered` fades into the neighbour that lies below it.

    plain: lies below the neighbour; what looks like the neighbour there is painted in the part's own colour.
    """

    node: int
    neighbour: Part
    bones: tuple[Bone, ...]
    reach: float
    feathered: bool
    plain: bool = False


def _limb_caps(side: str) -> dict[Part, tuple[_Cap, ...]]:
    p = {name: Part[f"{name}_{side}"] for name in ("UPPER_ARM", "FOREARM", "HAND", "THIGH", "SHIN", "FOOT")}
    b = {name: Bone[f"{name}_{side}"] for name in p}
    j = {name: Joint[f"{name}_{side}"] for name in ("SHOULDER", "ELBOW", "WRIST", "HIP", "KNEE", "ANKLE")}
    elbow, knee = (b["UPPER_ARM"], b["FOREARM"]), (b["THIGH"], b["SHIN"])
    return {
        p["UPPER_ARM"]: (
            _Cap(j["SHOULDER"], Part.TORSO, (b["UPPER_ARM"],), 1.15, True),
            _Cap(j["ELBOW"], p["FOREARM"], elbow, 1.05, False, True),
        ),
        p["FOREARM"]: (
            _Cap(j["ELBOW"], p["UPPER_ARM"], elbow, 1.05, True),
            _Cap(j["WRIST"], p["HAND"], (b["HAND"],), 0.6, True),
        ),
        p["HAND"]: (_Cap(j["WRIST"], p["FOREARM"], (b["HAND"],), 1.0, False),),
        p["THIGH"]: (
            _Cap(j["HIP"], Part.TORSO, (b["THIGH"],), 1.3, False, True),
            _Cap(j["KNEE"], p["SHIN"], knee, 1.05, True),
        ),
        p["SHIN"]: (
            _Cap(j["KNEE"], p["THIGH"], knee, 1.05, False, True),
            _Cap(j["ANKLE"], p["FOOT"], (b["SHIN"],), 0.7, True),
        ),
        p["FOOT"]: (_Cap(j["ANKLE"], p["SHIN"], (b["SHIN"],), 1.0, False),),
    }


_CAPS: dict[Part, tuple[_Cap, ...]] = {
    **_limb_caps("L"),
    **_limb_caps("R"),
    Part.TORSO: (
        _Cap(Joint.SHOULDER_L, Part.UPPER_ARM_L, (Bone.UPPER_ARM_L,), 1.05, False, True),
        _Cap(Joint.SHOULDER_R, Part.UPPER_ARM_R, (Bone.UPPER_ARM_R,), 1.05, False, True),
        _Cap(Joint.HIP_L, Part.THIGH_L, (Bone.THIGH_L,), 1.0, True),
        _Cap(Joint.HIP_R, Part.THIGH_R, (Bone.THIGH_R,), 1.0, True),
        _Cap(Joint.NECK, Part.HEAD, (Bone.HEAD,), 0.7, False),
    ),
    Part.HEAD: (_Cap(Joint.NECK, Part.TORSO, (Bone.HEAD,), 0.8, True),),
}


def _occluders(part: Part) -> tuple[Part, ...]:
    """Parts that may lie in front of a part in the picture and whose pixels must not stay in its texture."""
    hands_and_forearms = [p for p in Part if p.name.startswith(("FOREARM", "HAND"))]
    upper_arms = [Part.UPPER_ARM_L, Part.UPPER_ARM_R]
    side = part.name[-2:]
    if part is Part.TORSO:
        found = [*hands_and_forearms, *upper_arms, Part.HEAD]
    elif part in upper_arms:
        found = [p for p in hands_and_forearms if not p.name.endswith(side) or p.name.startswith("HAND")] + [Part.HEAD]
    elif part.name.startswith("FOREARM"):
        found = [p for p in (*hands_and_forearms, *upper_arms) if not p.name.endswith(side)]
    elif part is Part.HEAD or part.name.startswith(("THIGH", "SHIN")):
        found = hands_and_forearms
    else:
        found = []
    return tuple(found)


def build_layers(colour: np.ndarray, alpha: np.ndarray, labels: PartLabels, nodes: np.ndarray) -> tuple[Layer, ...]:
    """One layer for every part that has pixels.

    colour (H,W,3) uint8 RGB of the figure continued beyond its edge; alpha (H,W) uint8; nodes (nodes,2) pixels.
    """
    size = (alpha.shape[1], alpha.shape[0])
    soft = {part: labels.mask(part, size) for part in Part}
    there = (part for part in Part if (labels.inside(part) & labels.silhouette).any())
    layers = (_layer(part, colour, alpha, labels, soft, nodes) for part in there)
    return tuple(layer for layer in layers if layer is not None)


def _layer(
    part: Part,
    colour: np.ndarray,
    alpha: np.ndarray,
    labels: PartLabels,
    soft: dict[Part, np.ndarray],
    nodes: np.ndarray,
) -> Layer | None:
    own = soft[part]
    hidden = _hidden(part, labels, nodes, (alpha.shape[1], alpha.shape[0]))
    there = own if hidden is None else np.maximum(own, hidden)
    coverage = own.copy()
    borrowed = np.zeros(own.shape, bool)
    for cap in sorted(_CAPS[part], key=lambda cap: not cap.plain):
        radius = cap.reach * max(labels.radii[bone] for bone in cap.bones)
        radius = max(radius, _distance_to(there, nodes[cap.node], most=2 * radius))
        _add_cap(coverage, own + soft[cap.neighbour], nodes[cap.node], radius, cap.feathered)
        if cap.plain:
            borrowed = coverage > own + 0.02
    if part is Part.TORSO:
        coverage = np.maximum(coverage, _seat(soft, labels, nodes))
    coverage *= alpha.astype(np.float32) / 255
    if hidden is not None:
        coverage = np.maximum(coverage, hidden)
    box = cv2.boundingRect((coverage > 1 / 255).astype(np.uint8))
    if box[2] * box[3] == 0:
        return None
    x0, y0, x1, y1 = _padded(box, alpha.shape)
    window = (slice(y0, y1), slice(x0, x1))
    supposed = np.zeros_like(own[window]) if hidden is None else hidden[window]
    visible = own[window] * (alpha[window].astype(np.float32) / 255)
    if part is Part.TORSO and supposed.sum() > visible[supposed.any(axis=1)].sum():
        # Crossed arms hide most of the chest: sleeves are of the same cloth, trousers are not.
        sleeves = (soft[Part.UPPER_ARM_L] + soft[Part.UPPER_ARM_R])[window] * (alpha[window] / np.float32(255))
        waist = (nodes[Joint.SPINE][1] * 0.5 + nodes[Joint.PELVIS][1] * 0.5) - y0
        visible[max(0, round(float(waist))) :] = 0
        visible = np.maximum(visible, sleeves)
    texture = _own_colours(colour[window], visible, supposed, borrowed[window])
    weight = coverage[window]
    _clear_border(weight)
    rgba = np.dstack([texture * weight[..., None], weight * 255])
    return Layer(part=part, rgba=np.rint(rgba).astype(np.uint8), origin=(x0, y0))


def _distance_to(own: np.ndarray, centre: np.ndarray, most: float) -> float:
    """How far a cap must reach to meet the part, whose pixels may begin beyond the joint; 0 when they cover it."""
    x0, y0 = (int(max(0, v - most)) for v in centre)
    window = own[y0 : max(0, int(centre[1] + most) + 1), x0 : max(0, int(centre[0] + most) + 1)]
    ys, xs = np.nonzero(window > 0.9)
    if xs.size == 0:
        return 0.0
    nearest = float(np.hypot(xs + x0 - centre[0], ys + y0 - centre[1]).min())
    return min(most, 1.2 * nearest + 3) if nearest > 1 else 0.0


def _add_cap(coverage: np.ndarray, allowed: np.ndarray, centre: np.ndarray, radius: float, feathered: bool) -> None:
    height, width = coverage.shape
    x0, x1 = (int(np.clip(centre[0] + s * (radius + 2), 0, width)) for s in (-1, 1))
    y0, y1 = (int(np.clip(centre[1] + s * (radius + 2), 0, height)) for s in (-1, 1))
    if x0 >= x1 or y0 >= y1:
        return
    ys, xs = np.mgrid[y0:y1, x0:x1]
    distance = np.hypot(xs - centre[0], ys - centre[1])
    soft_edge = 0.15 * radius if feathered else 2.0
    disc = np.clip((radius - distance) / soft_edge, 0, 1) * np.clip(allowed[y0:y1, x0:x1], 0, 1)
    np.maximum(coverage[y0:y1, x0:x1], disc, out=coverage[y0:y1, x0:x1])


def _seat(soft: dict[Part, np.ndarray], labels: PartLabels, nodes: np.ndarray) -> np.ndarray:
    """(H, W) 0..1: the seat of the trousers, from the hips to where the legs part, fading out towards the legs.

    It stays with the pelvis over the thighs, so that spread legs leave no gap between them.
    """
    left, right = nodes[Joint.HIP_L], nodes[Joint.HIP_R]
    thigh = 0.5 * (np.linalg.norm(nodes[Joint.KNEE_L] - left) + np.linalg.norm(nodes[Joint.KNEE_R] - right))
    down = (left + right) / 2 - nodes[Joint.NECK]
    down /= max(float(np.linalg.norm(down)), 1e-9)
    middle = (left + right) / 2
    legs = soft[Part.THIGH_L] + soft[Part.THIGH_R]
    depth = 0.0
    while depth < 0.4 * thigh:
        x, y = np.rint(middle + (depth + 1) * down).astype(int)
        if not (0 <= x < legs.shape[1] and 0 <= y < legs.shape[0]) or not labels.inside_silhouette(x, y):
            break
        depth += 1.0
    seat = np.zeros(legs.shape, np.float32)
    corners = np.array([left, right, right + 0.35 * depth * down, middle + depth * down, left + 0.35 * depth * down])
    cv2.fillPoly(seat, [np.rint(corners).astype(np.int32)], 1.0, cv2.LINE_AA)
    fade = max(1.0, 0.05 * thigh)
    soft_seat = cv2.GaussianBlur(seat, (0, 0), float(fade) / 2, borderType=cv2.BORDER_REPLICATE)
    return np.clip(1.6 * soft_seat, 0, 1) * np.clip(legs + soft[Part.TORSO], 0, 1)


def _hidden(part: Part, labels: PartLabels, nodes: np.ndarray, size: tuple[int, int]) -> np.ndarray | None:
    """(H, W) 0..1: where the part must go on behind the parts in front of it, judged by the shape of its kind."""
    occluders = _occluders(part)
    own = labels.inside(part)
    if not occluders or not own.any():
        return None
    in_front = np.any([labels.inside(other) for other in occluders], axis=0)
    expected = _expected_shape(part, own.shape, nodes * labels.scale, labels.radii * labels.scale)
    hidden = (expected & in_front & ~own & labels.silhouette).astype(np.uint8)
    hidden = cv2.morphologyEx(hidden, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    if not hidden.any():
        return None
    # What is seen and what is supposed join in one smooth outline.
    reach = max(1.0, _OUTLINE_SMOOTHING * float(labels.radii[Bone.UPPER_ARM_L]) * labels.scale)
    outline = cv2.GaussianBlur((own | (hidden > 0)).astype(np.float32), (0, 0), reach) > 0.5
    hidden = (outline & in_front & ~own & labels.silhouette).astype(np.uint8)
    # Grown into the part itself, so that both meet without a seam.
    grown = cv2.dilate(hidden, np.ones((3, 3), np.uint8)) & (hidden | own.astype(np.uint8))
    soft = cv2.GaussianBlur(grown.astype(np.float32), (0, 0), 0.8)
    return np.clip(cv2.resize(soft, size, interpolation=cv2.INTER_LINEAR) * 2 - 0.5, 0, 1)


def _expected_shape(part: Part, shape: tuple[int, ...], nodes: np.ndarray, radii: np.ndarray) -> np.ndarray:
    """(h, w) bool: about where a part of a body lies, were nothing in front of it."""
    canvas = np.zeros(shape, np.uint8)
    if part is Part.TORSO:
        corners = nodes[[Joint.SHOULDER_L, Joint.SHOULDER_R, Joint.HIP_R, Joint.HIP_L]]
        cv2.fillConvexPoly(canvas, np.rint(corners).astype(np.int32), 255)
        return canvas > 0
    bone = PART_BONE[part]
    start, end = (nodes[n] for n in BONE_NODES[bone])
    if part is Part.HEAD:
        start = start + 0.35 * (end - start)
    points = [tuple(int(v) for v in np.rint(p)) for p in (start, end)]
    cv2.line(canvas, points[0], points[1], 255, max(1, int(1.9 * radii[bone])))
    return canvas > 0


def _own_colours(texture: np.ndarray, own: np.ndarray, hidden: np.ndarray, borrowed: np.ndarray) -> np.ndarray:
    """(h, w, 3) float32: the part's texture with its own colours wherever another part's pixels would show.

    hidden: what another part covers in the picture. borrowed: overlaps at the joints, which keep the picture's pixels
    where these look like the part itself, so that cloth goes on seamlessly, and lose them where they do not: a hem,
    a drawn line.
    """
    target = (hidden > 0.02) & (own < 0.98)
    # Colours near the edge of what is in front are mixed with it: neither sources nor kept.
    reach = 2 * max(2, int(np.sqrt(own.size) / 60)) + 1
    near = cv2.dilate(target.astype(np.uint8), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))) > 0
    factor = max(1, int(np.sqrt(own.size) / 160))
    size = (max(1, texture.shape[1] // factor), max(1, texture.shape[0] // factor))
    small = cv2.resize(texture, size, interpolation=cv2.INTER_AREA)
    known = cv2.resize((~near & (own > 0.98)).astype(np.float32), size, interpolation=cv2.INTER_AREA)
    known *= _usual(small, known)
    # Push-pull: average of known colours at ever coarser levels, which continues shading without streaks.
    filled = np.clip(_push_pull(small, known), 0, 255)
    foreign = np.linalg.norm(_lab(filled) - _lab(small), axis=-1) > _FOREIGN
    foreign = cv2.dilate(foreign.astype(np.uint8), np.ones((3, 3), np.uint8))
    foreign = cv2.resize(foreign, own.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0
    filled = cv2.resize(filled, own.shape[::-1], interpolation=cv2.INTER_CUBIC)
    replaced = ((near & ((own > 0.02) | target)) | (borrowed & foreign)).astype(np.float32)
    blend = np.maximum(cv2.GaussianBlur(replaced, (0, 0), 2.0), replaced)[..., None]
    return np.clip(filled * blend + texture * (1 - blend), 0, 255)


def _usual(small: np.ndarray, known: np.ndarray) -> np.ndarray:
    """(h, w) bool: pixels in the part's prevailing colour, so that an outline or a print is not smeared out."""
    lab = _lab(small)
    inside = lab[known > 0.95]
    if len(inside) < 16:
        return np.ones(known.shape, bool)
    usual = np.linalg.norm(lab - np.median(inside, axis=0), axis=-1) < _USUAL
    return usual if usual[known > 0.95].mean() > 0.25 else np.ones(known.shape, bool)


def _lab(rgb: np.ndarray) -> np.ndarray:
    return cv2.cvtColor(np.clip(rgb, 0, 255).astype(np.uint8), cv2.COLOR_RGB2LAB).astype(np.float32)


def _push_pull(image: np.ndarray, known: np.ndarray) -> np.ndarray:
    known = np.where(known > 0.95, known, 0.0).astype(np.float32)
    colour = image.astype(np.float32) * known[..., None]
    if min(image.shape[:2]) <= 2:
        total = max(float(known.sum()), 1e-6)
        mean = colour.sum(axis=(0, 1)) / total
        return np.where(known[..., None] > 0, colour / np.maximum(known[..., None], 1e-6), mean)
    half = (max(1, image.shape[1] // 2), max(1, image.shape[0] // 2))
    weight = cv2.resize(known, half, interpolation=cv2.INTER_AREA)
    mean = cv2.resize(colour, half, interpolation=cv2.INTER_AREA) / np.maximum(weight, 1e-6)[..., None]
    below = _push_pull(mean, (weight > 1e-3).astype(np.float32))
    below = cv2.resize(below, (image.shape[1], image.shape[0]), interpolation=cv2.INTER_LINEAR)
    return colour + below * (1 - known[..., None])


def _padded(box: Sequence[int], shape: tuple[int, ...]) -> tuple[int, int, int, int]:
    x, y, w, h = (int(v) for v in box)
    return max(0, x - _PAD), max(0, y - _PAD), min(shape[1], x + w + _PAD), min(shape[0], y + h + _PAD)


def _clear_border(weight: np.ndarray) -> None:
    weight[0], weight[-1], weight[:, 0], weight[:, -1] = 0, 0, 0, 0
