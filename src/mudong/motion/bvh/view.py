"""Where the camera of a movement in space stands: in front of the dancer on the whole, without perspective."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from mudong.motion.bvh.body import FACE_CONFIDENCE, Body
from mudong.motion.track import PoseTrack
from mudong.spec.joints import NUM_JOINTS, Joint

FRAME_HEIGHT = 1080
MAX_WIDTH = 3840
MARGIN = 0.08
"""Free space on every side, as a share of the frame's height."""
_NARROWEST = 9 / 16


def up_axis(body: Body) -> np.ndarray:
    """(3,) unit vector: the axis of the file, with its sign, along which heads are over feet most of the time."""
    feet = body.positions[:, [Joint.ANKLE_L, Joint.ANKLE_R]].mean(axis=1)
    rise = (body.positions[:, Joint.NECK] - feet).mean(axis=0)
    axis = int(np.abs(rise).argmax())
    return np.eye(3)[axis] * (1 if rise[axis] >= 0 else -1)


def facing(body: Body, up: np.ndarray, view_deg: float) -> np.ndarray:
    """(frames, 21, 3) body in the camera's axes: x right, y down, z away from the camera.

    The camera faces the median heading of hips and shoulders, turned by `view_deg` towards the dancer's left.
    """
    p = body.positions
    left = p[:, Joint.HIP_L] - p[:, Joint.HIP_R] + p[:, Joint.SHOULDER_L] - p[:, Joint.SHOULDER_R]
    front = np.cross(left, up)
    east = np.cross(up, _any_across(up))
    north = np.cross(east, up)
    heading = np.angle(_median_direction((front @ north) + 1j * (front @ east))) + np.radians(view_deg)
    towards = np.cos(heading) * north + np.sin(heading) * east
    right = np.cross(up, towards)
    return np.stack([p @ right, -(p @ up), -(p @ towards)], axis=-1)


def _any_across(up: np.ndarray) -> np.ndarray:
    return np.eye(3)[(int(np.abs(up).argmax()) + 1) % 3]


def _median_direction(directions: np.ndarray) -> complex:
    """The direction among (frames,) complex numbers with the least sum of angles to the others, thinned to 200."""
    unit = directions[:: max(1, len(directions) // 200)]
    unit = unit / np.maximum(np.abs(unit), 1e-9)
    away = np.abs(np.angle(unit[:, None] * unit.conj()[None])).sum(axis=1)
    return complex(unit[int(away.argmin())])


def project(body: Body, seen: np.ndarray, fps: Fraction) -> PoseTrack:
    """The track of `facing`'s result in a frame that holds the whole movement."""
    low, high = seen[..., :2].min(axis=(0, 1)), seen[..., :2].max(axis=(0, 1))
    extent = np.maximum(high - low, 1e-6)
    free = 1 - 2 * MARGIN
    scale = min(free * FRAME_HEIGHT / extent[1], (MAX_WIDTH - 2 * MARGIN * FRAME_HEIGHT) / extent[0])
    width = max(_NARROWEST * FRAME_HEIGHT, extent[0] * scale + 2 * MARGIN * FRAME_HEIGHT)
    width = 2 * round(width / 2)
    middle = np.array([width / 2, FRAME_HEIGHT / 2])
    xy = (seen[..., :2] - (low + high) / 2) * scale + middle
    depth = (seen[..., 2] - seen[:, Joint.PELVIS, None, 2]) * scale
    confidence = np.ones(NUM_JOINTS, np.float32)
    confidence[[Joint.NOSE, Joint.EYE_L, Joint.EYE_R]] = FACE_CONFIDENCE
    confidence[[int(joint) for joint in body.missing]] = 0
    return PoseTrack(
        fps=fps,
        width=width,
        height=FRAME_HEIGHT,
        xy=xy.astype(np.float32),
        depth=depth.astype(np.float32),
        confidence=np.tile(confidence, (len(xy), 1)),
        source="bvh",
    )
