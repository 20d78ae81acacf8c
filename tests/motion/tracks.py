"""Pose tracks for tests: a figure that stands, and moves as it is told."""

from fractions import Fraction

import numpy as np

from mudong.motion.track import PoseTrack
from mudong.spec.joints import NUM_JOINTS, Joint

STANDING = np.zeros((NUM_JOINTS, 2), np.float32)
for _joint, _place in {
    Joint.PELVIS: (0, 0), Joint.SPINE: (0, -50), Joint.NECK: (0, -100), Joint.HEAD: (0, -150), Joint.NOSE: (0, -125),
    Joint.EYE_L: (5, -130), Joint.EYE_R: (-5, -130), Joint.SHOULDER_L: (30, -95), Joint.SHOULDER_R: (-30, -95),
    Joint.ELBOW_L: (40, -45), Joint.ELBOW_R: (-40, -45), Joint.WRIST_L: (45, 5), Joint.WRIST_R: (-45, 5),
    Joint.HIP_L: (18, 0), Joint.HIP_R: (-18, 0), Joint.KNEE_L: (20, 80), Joint.KNEE_R: (-20, 80),
    Joint.ANKLE_L: (20, 160), Joint.ANKLE_R: (-20, 160), Joint.TOE_L: (28, 170), Joint.TOE_R: (-28, 170),
}.items():  # fmt: skip
    STANDING[_joint] = _place
STANDING += (320, 240)


def make_track(xy=None, *, frames=60, fps=30, **changes):
    """A track of `xy` (frames, 21, 2), by default somebody who stands still, fully confident."""
    xy = np.tile(STANDING, (frames, 1, 1)) if xy is None else np.asarray(xy, np.float32)
    given = {
        "fps": Fraction(fps), "width": 640, "height": 480, "xy": xy,
        "depth": np.zeros(xy.shape[:2], np.float32), "confidence": np.ones(xy.shape[:2], np.float32),
    }  # fmt: skip
    return PoseTrack(**{**given, **changes})
