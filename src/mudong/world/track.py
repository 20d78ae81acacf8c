"""`pose_track`: what a character of a scene does, as the exact movement that motion control reads.

Seen by a camera of its own that stands still, whatever the scene's camera does. Knows nothing about pictures.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np

from mudong.motion.track import PoseTrack
from mudong.spec.joints import Joint
from mudong.spec.timebase import Timebase
from mudong.world.lens import EYE_DISTANCE_M, Lens
from mudong.world.scene import Scene
from mudong.world.simulate import simulate

_FILLS = 0.8
"""Share of the frame that the joints take over the whole dance, in the direction that is tighter."""


def pose_track(
    scene: Scene, width: int = 1080, height: int = 1920, *, fps: Fraction = Fraction(30), character: int = 0
) -> PoseTrack:
    """The joints of one of the cast over the scene's whole duration.

    Every joint is known (confidence 1), hidden or not; depth is in pixels of the body's own scale.
    Raises `IndexError` for a character that the scene does not have.
    """
    timeline = simulate(scene, Timebase(fps).num_frames(scene.duration_s), float(fps))
    joints = timeline.characters[character].joints
    lens = _still(joints, width, height)
    pelvis = joints[:, Joint.PELVIS, None, 2]
    return PoseTrack(
        fps=fps,
        width=width,
        height=height,
        xy=lens.project(joints).astype(np.float32),
        depth=((joints[..., 2] - pelvis) * lens.scale(pelvis)).astype(np.float32),
        confidence=np.ones(joints.shape[:2], np.float32),
        source="world",
    )


def _still(joints: np.ndarray, width: int, height: int) -> Lens:
    """The lens before the middle of all that the joints, (frames, 21, 3) metres, reach, as near as holds it."""
    low, high = joints.min(axis=(0, 1)), joints.max(axis=(0, 1))
    x, y, z = (low + high) / 2
    lens = Lens(width=width, height=height, eye=(float(x), float(y), float(z) - EYE_DISTANCE_M))
    aside = np.abs(lens.project(joints) - (width / 2, height / 2)).max(axis=(0, 1))
    return replace(lens, zoom=float((_FILLS * np.array([width, height]) / 2 / np.maximum(aside, 1e-6)).min()))
