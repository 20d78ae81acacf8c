"""Which feet stand: a foot is in contact while it lies on the ground and does not move. Told from joints alone."""

from __future__ import annotations

import numpy as np

from mudong.spec.joints import Joint
from mudong.world.act.build import Build

STILL_M = 0.0009
"""A planted foot keeps within this of where it was set down."""
_LOW_M = 0.001


def contacts(build: Build, joints: np.ndarray) -> np.ndarray:
    """(frames, 21, 3) metres -> (frames, 2) bool, left and right. A single frame counts when the foot lies flat."""
    result = np.zeros((len(joints), 2), bool)
    for side, (ankle, toe) in enumerate(((Joint.ANKLE_L, Joint.TOE_L), (Joint.ANKLE_R, Joint.TOE_R))):
        foot = joints[:, [ankle, toe]]
        low = foot[:, 0, 1] < build.ankle + _LOW_M
        start = 0
        for frame in range(1, len(joints) + 1):
            standing = frame < len(joints) and low[frame] and low[start]
            if standing and np.abs(foot[frame] - foot[start]).max() < STILL_M / 2:
                continue
            result[start:frame, side] = low[start] and (frame - start > 1 or len(joints) == 1)
            start = frame
    return result
