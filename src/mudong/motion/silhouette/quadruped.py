"""Four legs: whether an outline or a figure stands on them, and a first guess of the joints of a side view.

Front legs are the arms of the joint set, hind legs its legs; the trunk lies between.
"""

from __future__ import annotations

import numpy as np

from mudong.motion import posture
from mudong.motion.figure import Figure
from mudong.spec.joints import NUM_JOINTS, Joint

_CONFIDENCE = 0.5


def is_four_legged(shape: np.ndarray | Figure) -> bool:
    """Whether a mask (H, W) shows, or a figure has, a level trunk on legs at both of its ends."""
    if isinstance(shape, Figure):
        return _crawls(shape.xy.astype(np.float64))
    rows, columns = np.flatnonzero(shape.any(axis=1)), np.flatnonzero(shape.any(axis=0))
    if rows.size == 0:
        return False
    cropped = shape[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] > 0
    return _stands_on_four(cropped)


def _crawls(xy: np.ndarray) -> bool:
    """Torso level, hands and feet both well below it."""
    level = 50 < float(posture.lean_deg(xy)) < 130
    lowest_of_trunk = max(xy[Joint.PELVIS, 1], xy[Joint.NECK, 1])
    below = xy[posture.WRISTS + posture.ANKLES, 1] - lowest_of_trunk
    return bool(level and (below > 0.35 * float(posture.torso(xy))).all())


def _stands_on_four(mask: np.ndarray) -> bool:
    height, width = mask.shape
    if width < 1.05 * height:
        return False
    paws = _runs(mask[int(0.9 * height)])
    if len(paws) < 2 or max(stop - start for start, stop in paws) > 0.3 * width:
        return False
    apart = (sum(paws[-1]) - sum(paws[0])) / 2
    trunk = max(stop - start for row in mask[int(0.3 * height) : int(0.7 * height)] for start, stop in _runs(row))
    return apart > 0.3 * width and trunk > apart


def _runs(row: np.ndarray) -> list[tuple[int, int]]:
    """First and last column of every stretch of a row that is at least 1 % of it wide."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], row.astype(np.int8), [0]])))
    return [
        (a, b - 1) for a, b in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True) if b - a > len(row) / 100
    ]


def quadruped(mask: np.ndarray, depth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(21, 2) places and (21,) confidences for a cropped side view: mask (h, w) bool, depth (h, w) to the outside."""
    if not _head_is_left(depth):
        xy, confidence = quadruped_facing_left(mask[:, ::-1], depth[:, ::-1])
        xy[:, 0] = mask.shape[1] - 1 - xy[:, 0]
        return xy, confidence
    return quadruped_facing_left(mask, depth)


def _head_is_left(depth: np.ndarray) -> bool:
    """The head is thicker than a tail: the deepest places of the outer quarters are compared, high ones count more."""
    height, width = depth.shape
    worth = depth * np.linspace(1.3, 0.7, height)[:, None]
    return float(worth[:, : width // 4].max()) >= float(worth[:, -(width // 4) :].max())


def quadruped_facing_left(mask: np.ndarray, depth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """`quadruped` for an animal whose head is on the left."""
    height = len(mask)
    paws = _runs(mask[int(0.93 * height)])
    centres = np.array([(start + stop) / 2 for start, stop in paws])
    middle = (centres[0] + centres[-1]) / 2
    front, hind = centres[centres < middle], centres[centres >= middle]
    xy = np.zeros((NUM_JOINTS, 2))
    pelvis, chest = (_inside(depth, x) for x in (hind.mean(), front.mean()))
    xy[Joint.PELVIS], xy[Joint.NECK] = pelvis, chest
    xy[Joint.SPINE] = (pelvis + chest) / 2
    quarter = depth[:, : max(2, int(front.min()) + 1)]
    face_y, face_x = np.unravel_index(int(np.argmax(quarter * np.linspace(1.3, 0.7, height)[:, None])), quarter.shape)
    radius = float(depth[face_y, face_x])
    face = np.array([face_x, face_y], np.float64)
    xy[Joint.HEAD] = face + np.array([0.2, -0.98]) * radius
    xy[Joint.NOSE] = face + np.array([-0.9, 0.2]) * radius
    xy[Joint.EYE_L], xy[Joint.EYE_R] = face + np.array([-0.35, -0.3]) * radius, face + np.array([-0.45, -0.3]) * radius
    legs = (
        (("SHOULDER", "ELBOW", "WRIST"), chest, front),
        (("HIP", "KNEE", "ANKLE", "TOE"), pelvis, hind),
    )
    for names, root, paw_x in legs:
        for side, x in (("L", paw_x.max()), ("R", paw_x.min())):
            top = np.array([0.5 * (root[0] + x), root[1]])
            for name, share in zip(names, (0.15, 0.55, 0.9, 1.0), strict=False):
                xy[Joint[f"{name}_{side}"]] = top + share * (np.array([x, height - 1.0]) - top)
    return xy, np.full(NUM_JOINTS, _CONFIDENCE)


def _inside(depth: np.ndarray, x: float) -> np.ndarray:
    """The deepest place of the column at `x`."""
    column = int(np.clip(round(x), 0, depth.shape[1] - 1))
    return np.array([column, int(np.argmax(depth[:, column]))], np.float64)
