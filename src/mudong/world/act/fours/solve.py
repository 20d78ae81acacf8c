"""From a `FoursPose` to the joints of `mudong-21`: wrists are the forepaws, ankles the hocks, toes the hind paws."""

from __future__ import annotations

import numpy as np

from mudong.spec.joints import NUM_JOINTS, Joint
from mudong.world.act.fours.frame import Fours
from mudong.world.act.fours.pose import PAWS, FoursPose
from mudong.world.act.pose import axes
from mudong.world.act.skeleton import Solved, bent, place_head, tilted

_HOCK = 0.5
"""Radians that a standing hock leans back."""
_ROUND, _TUCK = 0.16, 0.10
"""How far a rounded back rises, and both its ends sink, over its length."""


def solve_fours(body: Fours, pose: FoursPose) -> Solved:
    """Joints of a pose; bones keep their lengths."""
    joints = np.empty((len(pose.table), NUM_JOINTS, 3))
    frame = axes(pose.yaw)
    left, up, ahead = frame[..., 0], np.array([0.0, 1.0, 0.0]), frame[..., 2]
    c, s = np.cos(pose.pitch)[:, None], np.sin(pose.pitch)[:, None]
    along, over = c * ahead + s * up, c * up - s * ahead
    flex = pose.flex[:, None]
    middle = pose.root + (0.0, body.withers, 0.0)
    half = 0.5 * body.trunk * (1 - 0.08 * np.abs(flex))
    sunk = _TUCK * body.trunk * np.maximum(flex, 0) * over
    withers, pelvis = middle + half * along - 0.4 * sunk, middle - half * along - sunk
    joints[:, Joint.PELVIS] = pelvis - 0.6 * body.drop * over
    joints[:, Joint.SPINE] = middle + (_ROUND * 0.5 * flex * body.trunk - 0.6 * body.drop) * over
    for index, (hind, side) in enumerate(PAWS):
        (_hind if hind else _fore)(joints, body, pose, index, side, (withers, pelvis)[hind], left, over, ahead)
    bow = pose.neck[:, None] - 0.45 * pose.pitch[:, None]
    c, s = np.cos(bow), np.sin(bow)
    ahead_m, up_m = body.neck
    joints[:, Joint.NECK] = withers + (c * ahead_m + s * up_m) * ahead + (c * up_m - s * ahead_m) * up
    head = pose.head + np.stack([0 * pose.yaw, 0.4 * bow[:, 0], 0 * pose.yaw], axis=-1)
    turned = axes(pose.yaw + head[:, 0]) @ tilted(head[:, 1], head[:, 2], np.zeros_like(pose.yaw))
    place_head(joints, turned, length=body.head, eye=body.eye, eye_rise=body.eye_rise)
    return Solved(joints=joints, head=head)


def contacts_of(body: Fours, joints: np.ndarray) -> np.ndarray:
    """(frames, 2) bool: whether the left and the right hind paw stand."""
    paws = joints[:, [Joint.TOE_L, Joint.TOE_R]]
    low = paws[..., 1] < 0.6 * body.paw
    if len(joints) < 2:
        return low
    still = np.linalg.norm(np.gradient(paws, axis=0), axis=-1) < 0.004
    return low & still


def _fore(
    joints: np.ndarray, body: Fours, pose: FoursPose, index: int, side: float, top: np.ndarray, left: np.ndarray,
    over: np.ndarray, ahead: np.ndarray,
) -> None:  # fmt: skip
    shoulder = top + side * body.shoulder * left - body.drop * over
    wrist = pose.paws[:, index] + (0.0, body.paw, 0.0)
    # Folded back in the air: the wrist stays behind the wished paw.
    fold = pose.flick[:, index, None]
    wrist = wrist + 0.35 * body.lower * np.sin(fold) * (np.array([0.0, 0.8, 0.0]) - 0.6 * ahead)
    elbow, wrist = bent(shoulder, wrist, -ahead, body.upper, body.lower)
    for joint, place in ((Joint.SHOULDER_L, shoulder), (Joint.ELBOW_L, elbow), (Joint.WRIST_L, wrist)):
        joints[:, joint + (side < 0)] = place


def _hind(
    joints: np.ndarray, body: Fours, pose: FoursPose, index: int, side: float, top: np.ndarray, left: np.ndarray,
    over: np.ndarray, ahead: np.ndarray,
) -> None:  # fmt: skip
    hip = top + side * body.hip * left - body.drop * over
    paw = pose.paws[:, index] + (0.0, 0.5 * body.paw, 0.0)
    lean = (_HOCK + pose.flick[:, index])[:, None]
    hock = body.hock * (np.cos(lean) * np.array([0.0, 1.0, 0.0]) - np.sin(lean) * ahead)
    knee, ankle = bent(hip, paw + hock, ahead, body.thigh, body.shin)
    places = ((Joint.HIP_L, hip), (Joint.KNEE_L, knee), (Joint.ANKLE_L, ankle), (Joint.TOE_L, ankle - hock))
    for joint, place in places:
        joints[:, joint + (side < 0)] = place
