"""Which part each pixel of the silhouette belongs to: geodesic distance to the bones that respects drawn edges.

An arm that lies against the body is separated where the picture shows an edge, else half way. Works at a reduced
size; the result is a smooth partition of the silhouette.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from mudong.motion.rig.bones import BONE_NODES, NUM_PARTS, Bone, Part
from mudong.motion.rig.hair import hair_pixels
from mudong.spec.joints import Joint

_WORK_SIDE = 360
"""Longer side of the silhouette's box while labelling, pixels."""
_SMOOTHING = 2.4
"""Blur of the boundaries between parts, reduced pixels."""
_STEP_GAIN = 1.0
"""Slope of the soft step at full size."""
_ARM_NAMES = ("UPPER_ARM", "FOREARM", "HAND")
_ARM_IN_FRONT = 1.6
"""Thickness, in radii, within which an arm that lies over the body hides it for sure."""
_SKIN_FAR = 40.0
"""CIELAB distance (lightness counted half) from its hand's skin at which a pixel is no hand."""
_LEAST_PIECE = 0.3
"""Pieces of a part smaller than this share of its largest piece are crumbs."""
_BELOW_HIPS_COST = 3.0
"""Extra distance from the torso per pixel below the hips."""
_EDGE_COST = 0.5
"""Extra cost of a step per unit of CIELAB difference: an edge of 20 units costs as much as ten plain steps."""

PART_BONE: dict[Part, Bone] = {part: Bone[part.name] for part in Part if part is not Part.TORSO}
_MAX_RADIUS_OVER_LENGTH = {"HAND": 0.8, "FOOT": 0.8, "HEAD": 0.8, "FOREARM": 0.42, "UPPER_ARM": 0.42}
_DEFAULT_RADIUS_OVER_LENGTH = 0.45


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLabels:
    """A partition of the silhouette at reduced size.

    margins: (parts, h, w) float32 signed memberships, positive inside the part, continuous across its boundary.
    silhouette: (h, w) bool at the reduced size. scale: reduced size over full size.
    radii: (bones,) half thickness of each bone's limb in full-size pixels.
    """

    margins: np.ndarray
    silhouette: np.ndarray
    scale: float
    radii: np.ndarray

    def inside(self, part: Part) -> np.ndarray:
        """(h, w) bool at the reduced size."""
        return self.margins[part] > 0

    def inside_silhouette(self, x: float, y: float) -> bool:
        """Whether a full-size pixel lies on the figure."""
        row = min(self.silhouette.shape[0] - 1, int(y * self.scale))
        return bool(self.silhouette[row, min(self.silhouette.shape[1] - 1, int(x * self.scale))])

    def mask(self, part: Part, size: tuple[int, int]) -> np.ndarray:
        """(H, W) float32 0..1 at full size (width, height), with a soft step of about two pixels."""
        margin = cv2.resize(self.margins[part], size, interpolation=cv2.INTER_CUBIC)
        return np.clip(0.5 + margin * (_STEP_GAIN / self.scale), 0.0, 1.0)


def label_parts(colour: np.ndarray, alpha: np.ndarray, nodes: np.ndarray, absent: frozenset[Part]) -> PartLabels:
    """Partition a silhouette. colour (H,W,3) uint8 RGB, alpha (H,W) uint8, nodes (nodes,2) pixels.

    absent: parts that cannot be seen, such as a hand in a pocket.
    """
    height, width = alpha.shape
    scale = min(1.0, _WORK_SIDE / max(cv2.boundingRect((alpha > 127).astype(np.uint8))[2:]))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(colour, size, interpolation=cv2.INTER_AREA)
    mask = cv2.resize(alpha, size, interpolation=cv2.INTER_AREA) > 100
    nodes_small = (nodes + 0.5) * (np.array(size) / (width, height)) - 0.5
    radii = limb_radii(mask, nodes_small)
    distances = _geodesic_distances(small, mask, nodes_small, radii, absent)
    for part in (Part.HAND_L, Part.HAND_R):
        if part not in absent:
            _only_skin(distances, small, mask, part)
    for part in absent:
        _end_sleeve(distances, small, mask, nodes_small, Part[part.name.replace("HAND", "FOREARM")])
    margins = _soft_partition(distances, mask)
    radii = _measured_radii(margins, mask, nodes_small, radii)
    return PartLabels(margins=margins, silhouette=mask, scale=scale, radii=radii / scale)


def _measured_radii(margins: np.ndarray, mask: np.ndarray, nodes: np.ndarray, radii: np.ndarray) -> np.ndarray:
    """Half thickness of each limb from the pixels it was given: area of its middle over its length."""
    measured = radii.copy()
    ys, xs = np.nonzero(mask)
    for part, bone in PART_BONE.items():
        start, end = (nodes[n] for n in BONE_NODES[bone])
        length = float(np.linalg.norm(end - start)) + 1e-6
        along = (np.stack([xs, ys], 1) - start) @ (end - start) / length**2
        middle = (along > 0.3) & (along < 0.8) & (margins[part][ys, xs] > 0)
        area = float(middle.sum())
        if part is not Part.HEAD and area > 0:
            measured[bone] = np.clip(area / (0.5 * length) / 2, 0.7 * radii[bone], 1.8 * radii[bone])
    return _balanced(measured)


def _balanced(radii: np.ndarray) -> np.ndarray:
    """Both sides of a body are about equally thick: a limb that was read too thin is partly hidden."""
    for bone in Bone:
        if bone.name.endswith("_L"):
            pair = [bone, Bone[bone.name[:-1] + "R"]]
            radii[pair] = np.maximum(radii[pair], 0.85 * radii[pair].max())
    return radii


def limb_radii(mask: np.ndarray, nodes: np.ndarray) -> np.ndarray:
    """(bones,) half thickness of each limb: from its bone to the silhouette's edge on the side away from the body."""
    centre = (nodes[Joint.PELVIS] + nodes[Joint.NECK]) / 2
    radii = np.zeros(len(Bone))
    for bone in Bone:
        start, end = (nodes[n] for n in BONE_NODES[bone])
        length = float(np.linalg.norm(end - start)) + 1e-6
        direction = (end - start) / length
        normal = np.array([-direction[1], direction[0]])
        name = bone.name.removesuffix("_L").removesuffix("_R")
        outward = normal if (start + end) / 2 @ normal > centre @ normal else -normal
        along = start + np.linspace(0.3, 0.9, 7)[:, None] * (end - start)
        limit = length * _MAX_RADIUS_OVER_LENGTH.get(name, _DEFAULT_RADIUS_OVER_LENGTH)
        both = np.minimum(_run_inside(mask, along, outward, limit * 1.6), limit * 1.6)
        radii[bone] = np.clip(np.median(both), 0.12 * length, limit)
    return _balanced(radii)


def _run_inside(mask: np.ndarray, points: np.ndarray, direction: np.ndarray, limit: float) -> np.ndarray:
    """How far one can go from each point along `direction` before leaving the mask, pixels."""
    steps = np.arange(0, max(2, int(limit) + 2))
    path = np.rint(points[:, None] + steps[:, None] * direction).astype(int)
    h, w = mask.shape
    inside = (path[..., 0] >= 0) & (path[..., 0] < w) & (path[..., 1] >= 0) & (path[..., 1] < h)
    inside &= mask[path[..., 1].clip(0, h - 1), path[..., 0].clip(0, w - 1)]
    return np.where(inside.all(axis=1), float(len(steps)), np.argmin(inside, axis=1))


def _geodesic_distances(
    small: np.ndarray, mask: np.ndarray, nodes: np.ndarray, radii: np.ndarray, absent: frozenset[Part]
) -> np.ndarray:
    """(parts, h, w) distance from each part's core minus the part's radius; infinite outside the mask."""
    graph, index = _pixel_graph(small, mask)
    distances = np.full((NUM_PARTS, *mask.shape), np.inf, np.float32)
    present = [part for part in Part if part not in absent]
    in_front = np.zeros(mask.shape, bool)
    for part in present:
        if part.name.startswith(_ARM_NAMES):
            in_front |= _core(part, mask.shape, nodes, radii, thickness=_ARM_IN_FRONT)
    for part in present:
        core = _core(part, mask.shape, nodes, radii) & mask
        if not part.name.startswith(_ARM_NAMES):
            core &= ~in_front
        seeds = index[core]
        if seeds.size == 0:
            seeds = index[_nearest_inside(mask, nodes[BONE_NODES[PART_BONE.get(part, Bone.UPPER_TORSO)][0]])].ravel()
        if seeds.size == 0:
            continue
        reach = csgraph.dijkstra(graph, directed=False, indices=seeds, min_only=True)
        radius = radii[PART_BONE[part]] if part in PART_BONE else 0.12 * np.linalg.norm(
            nodes[Joint.SHOULDER_L] - nodes[Joint.SHOULDER_R]
        )  # fmt: skip
        distances[part][mask] = reach - 0.8 * radius
    if Part.HEAD not in absent:
        distances[Part.HEAD][hair_pixels(small, mask, nodes)] = -1e6
    # The torso ends at the hips: what hangs below them belongs to a leg.
    axis = _unit(nodes[Joint.PELVIS] - nodes[Joint.NECK])
    ys, xs = np.mgrid[: mask.shape[0], : mask.shape[1]]
    below = (np.stack([xs, ys], -1) - nodes[Joint.PELVIS]) @ axis
    distances[Part.TORSO] += np.maximum(0, below).astype(np.float32) * _BELOW_HIPS_COST
    return distances


def _only_skin(distances: np.ndarray, small: np.ndarray, mask: np.ndarray, hand: Part) -> None:
    """A hand in front of the body takes no cloth along: what differs from the hand's middle is not the hand."""
    label = np.where(mask, np.argmin(distances, axis=0), -1)
    own = label == hand
    if own.sum() < 12:
        return
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).astype(np.float32) * (0.5, 1.0, 1.0)
    sure = own & (distances[hand] <= np.quantile(distances[hand][own], 0.4))
    far = np.linalg.norm(lab - np.median(lab[sure], axis=0), axis=-1) > _SKIN_FAR
    distances[hand][far & own] += 1e3


def _end_sleeve(distances: np.ndarray, small: np.ndarray, mask: np.ndarray, nodes: np.ndarray, forearm: Part) -> None:
    """A forearm whose hand is hidden ends where its colour ends: a pocket is not part of a sleeve."""
    label = np.where(mask, np.argmin(distances, axis=0), -1)
    elbow, wrist = (nodes[n] for n in BONE_NODES[PART_BONE[forearm]])
    along = _along(mask.shape, elbow, wrist)
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).astype(np.float32)
    sleeve = (label == forearm) & (along < 0.7)
    below = np.isin(label, [Part.TORSO, Part[f"THIGH_{forearm.name[-1]}"]]) & (along > 0.9)
    near = cv2.dilate((label == forearm).astype(np.uint8), np.ones((15, 15), np.uint8)) > 0
    below &= near
    if sleeve.sum() < 8 or below.sum() < 8:
        return
    own, other = np.median(lab[sleeve], axis=0), np.median(lab[below], axis=0)
    foreign = np.linalg.norm(lab - other, axis=-1) < np.linalg.norm(lab - own, axis=-1)
    distances[forearm][foreign & (along > 0.55)] += 1e4


def _along(shape: tuple[int, ...], start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """(h, w) position of every pixel along a bone, 0 at its start and 1 at its end."""
    ys, xs = np.mgrid[: shape[0], : shape[1]]
    vector = end - start
    return ((xs - start[0]) * vector[0] + (ys - start[1]) * vector[1]) / max(float(vector @ vector), 1e-9)


def _unit(vector: np.ndarray) -> np.ndarray:
    return vector / max(float(np.linalg.norm(vector)), 1e-9)


def _pixel_graph(small: np.ndarray, mask: np.ndarray) -> tuple[sparse.csr_matrix, np.ndarray]:
    lab = cv2.cvtColor(cv2.bilateralFilter(small, 5, 25, 3), cv2.COLOR_RGB2LAB).astype(np.float32)
    index = np.full(mask.shape, -1, np.int64)
    index[mask] = np.arange(mask.sum())
    rows, cols, costs = [], [], []
    for dy, dx in ((0, 1), (1, 0), (1, 1), (1, -1)):
        a = (slice(0, mask.shape[0] - dy), slice(max(0, -dx), mask.shape[1] - max(0, dx)))
        b = (slice(dy, None), slice(max(0, dx), mask.shape[1] + min(0, dx)))
        both = mask[a] & mask[b]
        difference = np.linalg.norm(lab[a] - lab[b], axis=-1)[both]
        rows.append(index[a][both])
        cols.append(index[b][both])
        costs.append(np.hypot(dx, dy) * (1.0 + _EDGE_COST * difference))
    count = int(mask.sum())
    data = (np.concatenate(costs), (np.concatenate(rows), np.concatenate(cols)))
    return sparse.csr_matrix(data, shape=(count, count)), index


def _core(
    part: Part, shape: tuple[int, ...], nodes: np.ndarray, radii: np.ndarray, thickness: float = 0.5
) -> np.ndarray:
    """The pixels that surely belong to a part: its bone, not quite to the joints it shares.

    thickness: of the drawn bone in radii.
    """
    core = np.zeros(shape, np.uint8)
    if part is Part.TORSO:
        corners = nodes[[Joint.SHOULDER_L, Joint.SHOULDER_R, Joint.HIP_R, Joint.HIP_L]]
        centre = np.array([nodes[Joint.NECK], nodes[Joint.NECK], nodes[Joint.PELVIS], nodes[Joint.PELVIS]])
        # Inset towards the spine: shoulders belong to the arms, and arms may cover the flanks.
        inset = centre + (corners - centre) * np.array([[0.62], [0.62], [0.8], [0.8]])
        inset[:2] += 0.10 * (nodes[Joint.PELVIS] - nodes[Joint.NECK])
        cv2.fillConvexPoly(core, np.rint(inset).astype(np.int32), 255)
        return core > 0
    bone = PART_BONE[part]
    start, end = (nodes[n] for n in BONE_NODES[bone])
    if part is Part.HEAD:
        head = start + 0.58 * (end - start)
        length = float(np.linalg.norm(end - start))
        axes = (int(max(1, 0.32 * length)), int(max(1, 0.26 * length)))
        angle = float(np.degrees(np.arctan2(*(end - start)[::-1])))
        cv2.ellipse(core, tuple(int(v) for v in np.rint(head)), axes, angle, 0, 360, 255, -1)
        return core > 0
    near, far = (0.22, 1.0) if part.name.startswith(("HAND", "FOOT")) else (0.18, 0.84)
    a, b = start + near * (end - start), start + far * (end - start)
    width = max(1, int(thickness * radii[bone]))
    cv2.line(core, tuple(int(v) for v in np.rint(a)), tuple(int(v) for v in np.rint(b)), 255, width)
    return core > 0


def _nearest_inside(mask: np.ndarray, point: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    ys, xs = np.nonzero(mask)
    nearest = np.argmin((xs - point[0]) ** 2 + (ys - point[1]) ** 2)
    return ys[nearest : nearest + 1], xs[nearest : nearest + 1]


def _without_islands(label: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Every part in one piece: crumbs go to the part around them."""
    label = label.copy()
    crumbs = np.zeros(mask.shape, bool)
    for part in Part:
        count, pieces, stats, _ = cv2.connectedComponentsWithStats(
            ((label == part) & mask).astype(np.uint8), connectivity=4
        )
        if count > 2:
            areas = stats[1:, cv2.CC_STAT_AREA]
            crumbs |= np.isin(pieces, 1 + np.nonzero(areas < _LEAST_PIECE * areas.max())[0])
    if crumbs.any() and (mask & ~crumbs).any():
        settled = mask & ~crumbs
        label[crumbs] = label[_nearest_of(settled)][crumbs]
    return label


def _nearest_of(places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For every pixel, row and column of the nearest pixel of `places` ((h, w) bool, not empty)."""
    _, nearest = cv2.distanceTransformWithLabels(
        (~places).astype(np.uint8), cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL
    )
    rows, columns = np.zeros(nearest.max() + 1, np.int64), np.zeros(nearest.max() + 1, np.int64)
    ys, xs = np.nonzero(places)
    index = np.asarray(nearest, np.int64)
    rows[index[places]], columns[index[places]] = ys, xs
    return rows[index], columns[index]


def _soft_partition(distances: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Nearest part per pixel, continued outside the silhouette, with boundaries smoothed."""
    label = _without_islands(np.argmin(distances, axis=0), mask)
    label = label[_nearest_of(mask)]
    blurred = np.stack([cv2.GaussianBlur((label == p).astype(np.float32), (0, 0), _SMOOTHING) for p in Part])
    order = np.sort(blurred, axis=0)
    # Margin over the best other part: a signed distance to the boundary in units of the blur.
    return np.where(blurred >= order[-1], order[-1] - order[-2], blurred - order[-1])
