"""Which layer lies in front of which, for every frame: by the dancer's depth, steadied so that nothing flickers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.ndimage import median_filter

from mudong.motion.rig.bones import Part
from mudong.motion.track import PoseTrack
from mudong.spec.joints import Joint

_BEHIND_BODY = 0.35
"""An arm goes behind the body when its wrist lies that much deeper than the trunk, in shoulder widths."""
_BEHIND_HEAD = 0.30
_STEADY_S = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class DepthOrder:
    """Per frame. arm_behind_body, arm_behind_head, leg_raised: (frames, 2) bool, left then right.

    near_arm, near_leg: (frames,) bool, whether the left one is nearer than the right one.
    """

    arm_behind_body: np.ndarray
    arm_behind_head: np.ndarray
    leg_raised: np.ndarray
    near_arm: np.ndarray
    near_leg: np.ndarray

    def layers(self, frame: int) -> tuple[Part, ...]:
        """All parts from back to front."""
        behind, beside_head = self.arm_behind_body[frame], self.arm_behind_head[frame]
        arms = (1, 0) if self.near_arm[frame] else (0, 1)
        legs = (1, 0) if self.near_leg[frame] else (0, 1)
        order: list[Part] = []
        for side in arms:
            if behind[side]:
                order += [_part("UPPER_ARM", side), _part("HAND", side), _part("FOREARM", side)]
        for side in legs:
            if not self.leg_raised[frame, side]:
                order += _leg(side)
        order.append(Part.TORSO)
        for side in legs:
            if self.leg_raised[frame, side]:
                order += _leg(side)
        front = [side for side in arms if not behind[side]]
        order += [_part("UPPER_ARM", side) for side in front]
        order += [p for side in front if beside_head[side] for p in (_part("HAND", side), _part("FOREARM", side))]
        order.append(Part.HEAD)
        order += [p for side in front if not beside_head[side] for p in (_part("HAND", side), _part("FOREARM", side))]
        return tuple(order)


def depth_order(track: PoseTrack, nodes: np.ndarray) -> DepthOrder:
    """track: the dance at the output's rate; nodes: (frames, nodes, 2) the puppet's, for what is above what."""
    window = max(3, round(_STEADY_S * float(track.fps)) | 1)
    depth, frames = track.depth, len(track)
    shoulders = np.linalg.norm(track.xy[:, Joint.SHOULDER_L] - track.xy[:, Joint.SHOULDER_R], axis=1)
    width = float(np.quantile(shoulders, 0.9)) + 1e-6
    trunk = depth[:, [Joint.NECK, Joint.PELVIS]].mean(axis=1)
    wrists, elbows = depth[:, [Joint.WRIST_L, Joint.WRIST_R]], depth[:, [Joint.ELBOW_L, Joint.ELBOW_R]]
    behind = np.zeros((frames, 2), bool)
    behind_head = np.zeros((frames, 2), bool)
    if track.has_depth:
        behind = (wrists - trunk[:, None] > _BEHIND_BODY * width) & (elbows - trunk[:, None] > 0.1 * width)
        behind_head = wrists - depth[:, [Joint.HEAD]] > _BEHIND_HEAD * width
    knees = nodes[:, [Joint.KNEE_L, Joint.KNEE_R], 1] < nodes[:, [Joint.HIP_L, Joint.HIP_R], 1]
    ankles = depth[:, [Joint.ANKLE_L, Joint.ANKLE_R]] + depth[:, [Joint.KNEE_L, Joint.KNEE_R]]
    return DepthOrder(
        arm_behind_body=_steady(behind, window),
        arm_behind_head=_steady(behind_head, window),
        leg_raised=_steady(knees, window),
        near_arm=_steady(wrists[:, 0] < wrists[:, 1], window),
        near_leg=_steady(ankles[:, 0] < ankles[:, 1], 2 * window + 1),
    )


def _steady(flags: np.ndarray, window: int) -> np.ndarray:
    size = (window, 1) if flags.ndim == 2 else window
    return median_filter(flags.astype(np.uint8), size=size, mode="nearest") > 0


def _part(name: str, side: int) -> Part:
    return Part[f"{name}_{'LR'[side]}"]


def _leg(side: int) -> list[Part]:
    return [_part("FOOT", side), _part("SHIN", side), _part("THIGH", side)]
