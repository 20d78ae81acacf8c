"""Whether picture and dance fit each other: a baby's legs cannot make an adult's steps look the same."""

from __future__ import annotations

import numpy as np

from mudong.motion import posture
from mudong.motion.checks.limits import DEFAULT_LIMITS, CheckLimits
from mudong.motion.checks.result import CheckResult, at_most
from mudong.motion.figure import Figure
from mudong.motion.track import PoseTrack
from mudong.spec.joints import Joint

_LEGS = ((Joint.HIP_L, Joint.KNEE_L, Joint.ANKLE_L), (Joint.HIP_R, Joint.KNEE_R, Joint.ANKLE_R))
_FULL = 0.9
"""Quantile of what is seen over time that stands for a full length: bones that point at the camera look short."""


def check_proportions(figure: Figure, track: PoseTrack, limits: CheckLimits = DEFAULT_LIMITS) -> CheckResult:
    """By which factor the legs, in torsos, of figure and dancer differ. For pictures and dances that show legs."""
    own, others = _legs_per_torso(figure.xy[None]), _legs_per_torso(track.xy)
    factor = max(own, others) / max(min(own, others), 1e-3)
    return at_most("match_proportions", round(factor, 2), limits.leg_factor, "x")


def _legs_per_torso(xy: np.ndarray) -> float:
    """xy: (frames, 21, 2)."""
    bones = [
        np.linalg.norm(xy[:, a] - xy[:, b], axis=1)
        for hip, knee, ankle in _LEGS
        for a, b in ((hip, knee), (knee, ankle))
    ]
    legs = sum(float(np.quantile(bone, _FULL)) for bone in bones) / 2
    return legs / float(np.quantile(posture.torso(xy), _FULL))
