"""A first guess of the joints of an upright figure from its outline: head above, feet below, arms to the sides.

Where the outline does not show a limb, it follows from proportions. Left and right: the figure is taken to face us.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mudong.motion.posture import distance_to_segment
from mudong.motion.silhouette.paths import Outline, along, length
from mudong.spec.joints import NUM_JOINTS, Joint

FOUND = 0.6
SUPPOSED = 0.5
OUTSIDE = 0.0
"""Confidence of joints that the outline shows, of those placed by proportion, and of those below the picture."""

_LEAST_TIP = 0.1
"""Shortest limb, as a share of the outline's height."""
_BUST_BORDER = 0.3
_HAND = 0.16
"""Share of an arm that is hand, between a human's 0.25 and the mitten of a drawing."""
_FOOT = 0.1
"""Share of a leg below the ankle."""
_LOWEST_HIPS = 0.6
"""Hips are at most so far down from the shoulders to the feet; a child's are at 0.5."""


@dataclass(frozen=True, slots=True)
class _Head:
    """crown, face: (2,) places. radius: of the face. shoulders: (2,) middle between the shoulders."""

    crown: np.ndarray
    face: np.ndarray
    radius: float
    shoulders: np.ndarray


def humanoid(outline: Outline, *, cut_below: bool) -> tuple[np.ndarray, np.ndarray]:
    """(21, 2) places and (21,) confidences in the outline's pixels; `cut_below`: the picture ends above the legs."""
    height = len(outline.mask)
    belly = _belly(outline, cut_below=cut_below)
    tips = outline.tips(belly, _LEAST_TIP * height)
    head = _head(outline, belly, tips)
    feet = [] if cut_below else _feet(outline, tips, belly)
    xy, confidence = np.zeros((NUM_JOINTS, 2)), np.full(NUM_JOINTS, FOUND)
    if cut_below:
        _hips_below(outline, head, xy, confidence)
    else:
        _legs(outline, head, feet, xy, confidence)
    _trunk_and_head(head, xy)
    radius = _trunk_radius(outline, head.shoulders, xy[Joint.PELVIS])
    for side, sign in (("L", 1.0), ("R", -1.0)):
        _arm(outline, tips, head, feet, side, sign, radius, xy, confidence)
    return xy, confidence


def _belly(outline: Outline, *, cut_below: bool = False) -> np.ndarray:
    """The place deepest inside in the middle of the height (of a bust: at its lower end): the trunk, not the head."""
    height = len(outline.mask)
    rows = slice(int(0.8 * height), height) if cut_below else slice(int(0.35 * height), int(0.7 * height))
    band = np.zeros_like(outline.depth)
    band[rows] = outline.depth[rows]
    y, x = np.unravel_index(int(np.argmax(band)), band.shape)
    return np.array([x, y], np.float64)


def _head(outline: Outline, belly: np.ndarray, tips: np.ndarray) -> _Head:
    """The roundest end of the upper part is the head; the narrowest place on the way down from it is the neck."""
    height = len(outline.mask)
    upper = [tip for tip in tips if tip[1] < belly[1] - 0.1 * height]
    if not upper:
        rows, columns = np.nonzero(outline.mask)
        upper = [np.array([columns[0], rows[0]], np.float64)]
    ways = [outline.way(tip, belly) for tip in upper]
    way = max(ways, key=lambda way: _roundness(outline, way, height))
    depth = outline.depth_at(way)
    reach = _travelled(way)
    total = float(reach[-1])
    top = int(np.argmax(np.where(reach < max(0.45 * total, 2.0), depth, 0.0)))
    below = np.arange(len(way)) > top
    open_neck = below & (reach < reach[top] + max(2.2 * depth[top], 0.1 * height)) & (reach < 0.9 * total)
    neck = int(np.argmin(np.where(open_neck, depth, np.inf))) if open_neck.any() else min(top + 1, len(way) - 1)
    face, radius = way[top], float(depth[top])
    if depth[neck] > 0.95 * radius:  # no neck: a ghost, a bust in a coat; the head is the upper quarter
        neck = int(np.searchsorted(reach, min(0.22 * height, 0.6 * total)))
        neck = min(neck, len(way) - 1)
    down = _unit(way[min(len(way) - 1, neck + max(3, height // 40))] - face)
    return _Head(
        crown=_crown(outline, face, -down, radius),
        face=face,
        radius=radius,
        shoulders=way[neck] + 0.5 * radius * down,
    )


def _roundness(outline: Outline, way: np.ndarray, height: int) -> float:
    """How much the end of a way looks like a head: thick as one (an arm held up is thin), and high up."""
    near_tip = _travelled(way) < 0.15 * height
    return min(float(outline.depth_at(way[near_tip]).max()), 0.07 * height) - 0.25 * float(way[0, 1])


def _crown(outline: Outline, face: np.ndarray, up: np.ndarray, radius: float) -> np.ndarray:
    """Where the head ends in the direction `up` from the face; hair and ears beyond one more radius are left out."""
    for step in np.arange(radius, 2.0 * radius, 0.5):
        x, y = np.round(face + step * up).astype(int)
        if not (0 <= y < len(outline.mask) and 0 <= x < outline.mask.shape[1] and outline.mask[y, x]):
            return face + step * up
    return face + 1.5 * radius * up


def _feet(outline: Outline, tips: np.ndarray, belly: np.ndarray) -> list[np.ndarray]:
    """The lowest tip on each side, [right of the picture, left of the picture]; fewer where legs are not told apart."""
    height = len(outline.mask)
    low = sorted((tip for tip in tips if tip[1] > max(0.75 * height, belly[1])), key=lambda tip: -tip[1])
    for i, first in enumerate(low):
        for second in low[i + 1 :]:
            right, left = sorted((first, second), key=lambda tip: -tip[0])
            if _crotch(outline, belly, left, right) is not None:
                return [right, left]
    return []


def _crotch(outline: Outline, belly: np.ndarray, left: np.ndarray, right: np.ndarray) -> float | None:
    """The row below which two feet stand on legs of their own; None when they are one."""
    ways = [outline.way(tip, belly) for tip in (left, right)]
    at = [{int(y): x for x, y in way} for way in ways]
    rows = sorted(set(at[0]) & set(at[1]), reverse=True)
    split: float | None = None
    for y in rows:
        if outline.run(np.array([at[0][y], y])) == outline.run(np.array([at[1][y], y])):
            break
        split = float(y)
    return split if split is not None and rows[0] - split > 0.1 * len(outline.mask) else None


def _legs(outline: Outline, head: _Head, feet: list[np.ndarray], xy: np.ndarray, confidence: np.ndarray) -> None:
    height = len(outline.mask)
    bottom = float(np.flatnonzero(outline.mask.any(axis=1))[-1])
    crotch = _crotch(outline, _belly(outline), feet[1], feet[0]) if feet else None
    if crotch is None:  # a skirt, a ghost: two legs side by side under the trunk
        pelvis = head.shoulders + 0.42 * (np.array([head.shoulders[0], bottom]) - head.shoulders)
        hem = np.flatnonzero(outline.mask[int(0.85 * height) :].any(axis=0))
        foot = {"L": float(np.quantile(hem, 0.7)), "R": float(np.quantile(hem, 0.3))}
        legs = {side: np.array([pelvis, [x, bottom]]) for side, x in foot.items()}
        hips = {side: pelvis + np.array([0.5 * (x - pelvis[0]), 0.0]) for side, x in foot.items()}
        confidence[Joint.HIP_L :] = SUPPOSED
    else:
        legs, hips = {}, {}
        top = float(head.shoulders[1])  # a long skirt shows the crotch at its hem
        hip_y = float(np.clip(crotch - 0.03 * height, top + 0.1 * height, top + _LOWEST_HIPS * (bottom - top)))
        for side, foot in zip(("L", "R"), feet, strict=True):
            way = outline.way(_belly(outline), foot)
            start = way[np.argmin(np.abs(way[:, 1] - (crotch + 0.05 * height)))]
            first, last = outline.run(start)
            hips[side] = np.array([(first + last) / 2, hip_y])
            legs[side] = np.concatenate([hips[side][None], way[way[:, 1] > crotch + 0.05 * height]])
        pelvis = (hips["L"] + hips["R"]) / 2
    xy[Joint.PELVIS] = pelvis
    for side, leg in legs.items():
        way = np.concatenate([hips[side][None], leg[1:]])
        xy[Joint[f"HIP_{side}"]] = hips[side]
        xy[Joint[f"KNEE_{side}"]] = along(way, 0.46)
        xy[Joint[f"ANKLE_{side}"]] = along(way, 1.0 - _FOOT)
        xy[Joint[f"TOE_{side}"]] = way[-1]


def _hips_below(outline: Outline, head: _Head, xy: np.ndarray, confidence: np.ndarray) -> None:
    """A bust: hips at the lower border at the earliest, legs below it where nobody looks."""
    bottom = float(len(outline.mask) - 1)
    pelvis_y = max(bottom, head.shoulders[1] + 3.0 * head.radius)
    leg = pelvis_y - head.shoulders[1]
    xy[Joint.PELVIS] = head.shoulders[0], pelvis_y
    for side, sign in (("L", 1.0), ("R", -1.0)):
        for name, drop in (("HIP", 0.0), ("KNEE", 0.8), ("ANKLE", 1.6), ("TOE", 1.75)):
            xy[Joint[f"{name}_{side}"]] = head.shoulders[0] + sign * 0.6 * head.radius, pelvis_y + drop * leg
    confidence[[Joint.PELVIS, *range(Joint.HIP_L, NUM_JOINTS)]] = OUTSIDE


def _trunk_and_head(head: _Head, xy: np.ndarray) -> None:
    up = _unit(head.face - head.shoulders)
    across = np.array([-up[1], up[0]])
    xy[Joint.NECK] = head.shoulders + 0.12 * (head.face - head.shoulders)
    xy[Joint.SPINE] = (xy[Joint.PELVIS] + xy[Joint.NECK]) / 2
    xy[Joint.HEAD] = head.crown
    xy[Joint.NOSE] = head.face
    xy[Joint.EYE_L] = head.face + head.radius * (0.25 * up + 0.35 * across)
    xy[Joint.EYE_R] = head.face + head.radius * (0.25 * up - 0.35 * across)


def _trunk_radius(outline: Outline, shoulders: np.ndarray, pelvis: np.ndarray) -> float:
    height, width = outline.mask.shape
    line = shoulders + np.linspace(0.15, 0.85, 12)[:, None] * (pelvis - shoulders)
    line = np.clip(line, 0, [width - 1, height - 1])
    return max(float(np.median(outline.depth_at(line))), 0.02 * height)


def _arm(
    outline: Outline,
    tips: np.ndarray,
    head: _Head,
    feet: list[np.ndarray],
    side: str,
    sign: float,
    radius: float,
    xy: np.ndarray,
    confidence: np.ndarray,
) -> None:
    """Shoulder, elbow and wrist of one side; `sign` +1 is the right of the picture, the figure's left."""
    trunk = xy[Joint.PELVIS] - xy[Joint.NECK]
    across = np.array([trunk[1], -trunk[0]]) / max(float(np.linalg.norm(trunk)), 1.0)
    shoulder = xy[Joint.NECK] + 0.05 * trunk + sign * 0.88 * radius * across
    free = [tip for tip in tips if not any(np.array_equal(tip, foot) for foot in feet)]

    def away(tip: np.ndarray) -> float:  # from the middle line of the trunk: its own bulges stay near
        return distance_to_segment(tip, xy[Joint.NECK], xy[Joint.PELVIS])

    own = [
        tip for tip in free if away(tip) > 1.2 * radius and sign * float((tip - xy[Joint.NECK]) @ across) > 0.5 * radius
    ]
    ways = [outline.way(shoulder, tip) for tip in own if tip[1] < xy[Joint.PELVIS, 1] + 0.25 * abs(trunk[1])]
    arms = [way for way in ways if length(way) > 0.5 * float(np.linalg.norm(trunk)) and not _through(way, head)]
    names = [Joint[f"SHOULDER_{side}"], Joint[f"ELBOW_{side}"], Joint[f"WRIST_{side}"]]
    xy[names[0]] = shoulder
    if arms:
        way = np.concatenate([shoulder[None], max(arms, key=lambda way: away(way[-1]))[1:]])
        xy[names[1]], xy[names[2]] = along(way, 0.5 * (1 - _HAND)), along(way, 1 - _HAND)
        return
    hand = xy[Joint.NECK] + 1.02 * trunk
    edge = outline.run(hand)[1 if sign > 0 else 0]
    xy[names[2]] = edge - sign * 0.25 * radius, hand[1]
    xy[names[1]] = 0.5 * (shoulder + xy[names[2]]) + sign * 0.05 * radius * across
    confidence[names] = SUPPOSED


def _through(way: np.ndarray, head: _Head) -> bool:
    """Whether a way runs through the head: then it ends at an ear or in the hair."""
    return float(np.linalg.norm(way - head.face, axis=1).min()) < 0.9 * head.radius


def _travelled(way: np.ndarray) -> np.ndarray:
    return np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(way, axis=0), axis=1))])


def _unit(vector: np.ndarray) -> np.ndarray:
    return vector / max(float(np.linalg.norm(vector)), 1e-9)
