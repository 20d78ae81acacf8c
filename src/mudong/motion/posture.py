"""What can be said of a body from its joints alone: size, lean, which way it faces, what of it is seen.

All functions take (..., 21, 2) pixels and (..., 21) confidences and keep the leading axes, so that a figure and a track
are measured by the same words. They know no limits but the ones passed.
"""

from __future__ import annotations

import numpy as np

from mudong.spec.joints import Joint

CORE = [Joint.SHOULDER_L, Joint.SHOULDER_R, Joint.HIP_L, Joint.HIP_R]
KNEES = [Joint.KNEE_L, Joint.KNEE_R]
ANKLES = [Joint.ANKLE_L, Joint.ANKLE_R]
WRISTS = [Joint.WRIST_L, Joint.WRIST_R]
ARMS = [Joint.ELBOW_L, Joint.ELBOW_R, *WRISTS]
LIMBS = [*ARMS, *KNEES, *ANKLES]
OUTLINE = [Joint.HEAD, *WRISTS, *ANKLES]
"""The joints at the ends: where they are inside the frame, the whole body is."""


def torso(xy: np.ndarray) -> np.ndarray:
    """(...) distance from pelvis to neck in pixels, at least 1."""
    return np.maximum(np.linalg.norm(xy[..., Joint.NECK, :] - xy[..., Joint.PELVIS, :], axis=-1), 1.0)


def height(xy: np.ndarray) -> np.ndarray:
    """(...) extent from the highest to the lowest joint in pixels."""
    return xy[..., 1].max(axis=-1) - xy[..., 1].min(axis=-1)


def lean_deg(xy: np.ndarray) -> np.ndarray:
    """(...) angle of the torso from upright, 0..180 degrees."""
    up = xy[..., Joint.NECK, :] - xy[..., Joint.PELVIS, :]
    return np.degrees(np.arctan2(np.abs(up[..., 0]), -up[..., 1]))


def standing(xy: np.ndarray) -> np.ndarray:
    """(...) height of the pelvis over the lower ankle, in torsos."""
    lowest = xy[..., ANKLES, 1].max(axis=-1)
    return (lowest - xy[..., Joint.PELVIS, 1]) / torso(xy)


def facing(xy: np.ndarray) -> np.ndarray:
    """(...) width of shoulders and hips in torsos: positive from the front, about 0 from the side, negative from
    behind. Left and right are the subject's own, so that somebody who faces us has the left side at larger x."""
    across = xy[..., Joint.NECK, :] - xy[..., Joint.PELVIS, :]
    unit = across / torso(xy)[..., None]
    left = np.stack([-unit[..., 1], unit[..., 0]], axis=-1)  # the subject's left in the picture when it faces us
    shoulders = ((xy[..., Joint.SHOULDER_L, :] - xy[..., Joint.SHOULDER_R, :]) * left).sum(axis=-1)
    hips = ((xy[..., Joint.HIP_L, :] - xy[..., Joint.HIP_R, :]) * left).sum(axis=-1)
    return (0.6 * shoulders + 0.4 * hips) / torso(xy)


def inside(xy: np.ndarray, width: int, height: int, *, margin: float = 0.0) -> np.ndarray:
    """(..., 21) whether each joint lies in the frame, `margin` (share of the side) away from its border."""
    size = np.array([width, height], np.float64)
    within = (xy >= margin * size) & (xy <= (1 - margin) * size)
    return within[..., 0] & within[..., 1]


def legs_seen(xy: np.ndarray, confidence: np.ndarray, width: int, height: int, *, least: float) -> np.ndarray:
    """(...) 0..2: an ankle counts a leg, a knee alone half a leg."""
    seen = (confidence >= least) & inside(xy, width, height)
    legs = np.maximum(seen[..., ANKLES].astype(float), 0.5 * seen[..., KNEES])
    return legs.sum(axis=-1)


def segments_cross(a: np.ndarray, b: np.ndarray, c: np.ndarray, d: np.ndarray) -> bool:
    """Whether segment a-b and segment c-d, points (2,), cross."""

    def side(p: np.ndarray, q: np.ndarray, r: np.ndarray) -> float:
        return float((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]))

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def distance_to_segment(point: np.ndarray, a: np.ndarray, b: np.ndarray) -> float:
    """Distance of a point (2,) to the segment a-b in pixels."""
    along = b - a
    t = np.clip(float((point - a) @ along) / max(float(along @ along), 1e-9), 0.0, 1.0)
    return float(np.linalg.norm(a + t * along - point))
