"""From a `Pose` to joints in space: forward kinematics for trunk and arms, two-bone inverse kinematics for the legs.

Bone lengths are kept by construction. Knows nothing about actions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mudong.spec.joints import NUM_JOINTS, Joint
from mudong.world.act.build import Build
from mudong.world.act.pose import Pose, axes

_STRETCH = 0.9995
"""The longest a leg gets, as a share of its bones: just short of straight, where the knee's side is still known."""
_HEAD_ROOM = 0.72
"""Half width of a drawn head with a hand beside it, over the bone from chin to crown."""
_SIDES = ((0, 1.0), (1, -1.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """joints: (frames, 21, 3) metres. head: (frames, 3) turn, nod, tilt of the head against the body's yaw."""

    joints: np.ndarray
    head: np.ndarray


def solve(build: Build, pose: Pose) -> Solved:
    """Joints of a pose. The pelvis sinks as far as planted feet need; a foot in the air stays within reach."""
    joints = np.empty((len(pose.table), NUM_JOINTS, 3))
    facing = axes(pose.yaw)
    pelvis = facing @ tilted(0.3 * pose.lean[:, 0], pose.hips, np.zeros_like(pose.yaw))
    lower = facing @ tilted(pose.lean[:, 0], 0.7 * pose.roll, 0.5 * pose.twist)
    chest = chest_axes(pose)
    _legs(joints, build, pose, facing, pelvis)
    joints[:, Joint.SPINE] = joints[:, Joint.PELVIS] + build.spine * lower[..., 1]
    joints[:, Joint.NECK] = joints[:, Joint.SPINE] + build.chest * chest[..., 1]
    _arms(joints, build, pose, chest)
    head = pose.head + np.stack([0.5 * pose.twist, 0.45 * pose.lean.sum(axis=1), 0.5 * pose.roll], axis=-1)
    turned = axes(pose.yaw + head[:, 0]) @ tilted(head[:, 1], head[:, 2], np.zeros_like(pose.yaw))
    place_head(joints, turned, length=build.head, eye=build.eye, eye_rise=build.eye_rise)
    return Solved(joints=joints, head=head)


def chest_axes(pose: Pose) -> np.ndarray:
    """(frames, 3, 3): columns are the world's directions of the chest's left, up and forward."""
    return axes(pose.yaw) @ tilted(pose.lean.sum(axis=1), pose.roll, pose.twist)


def reach(build: Build, target: np.ndarray, *, elbow: tuple[float, float, float] = (0.8, -0.6, -0.3)) -> np.ndarray:
    """(..., 3) wished wrist from the shoulder, (out, up, forward) metres -> (..., 2, 3) directions of the arm's bones.

    elbow: where the elbow points. Beyond reach, the arm stretches towards the target.
    """
    target = np.asarray(target, np.float64)
    joint, end = bent(np.zeros_like(target), target, np.asarray(elbow), build.upper_arm, build.forearm)
    return np.stack([joint / build.upper_arm, (end - joint) / build.forearm], axis=-2)


def beside_head(build: Build, bones: np.ndarray) -> np.ndarray:
    """(..., 2, 3) directions of arms, (out, up, forward), that leave the head free: short arms reach no higher.

    A hand that would end within or behind the head is led out beside it; one well before the face stays.
    """
    wrist = build.upper_arm * bones[..., 0, :] + build.forearm * bones[..., 1, :]
    across, rise, depth = np.moveaxis(wrist, -1, 0)
    rise = rise - build.shoulder_drop - 0.5 * build.head
    room = _HEAD_ROOM * build.head
    edge = np.sqrt(np.maximum(room**2 - rise**2, 0.0)) - build.shoulder
    behind = np.clip((0.62 * build.head - depth) / (0.2 * build.head), 0.0, 1.0)
    push = np.maximum(edge - across, 0.0) * behind
    aside = reach(build, wrist + push[..., None] * (1.0, 0.0, 0.0) + (push * 0.35)[..., None] * (0.0, 0.0, 1.0))
    weight = np.clip(push / (0.12 * build.head), 0.0, 1.0)[..., None, None]
    led = bones + weight * (aside - bones)
    return led / np.maximum(np.linalg.norm(led, axis=-1, keepdims=True), 1e-6)


def tilted(lean: np.ndarray, roll: np.ndarray, turn: np.ndarray) -> np.ndarray:
    """(frames, 3, 3) in (left, up, forward): leant forward, rolled to the left, turned to the left about its own up."""
    o = np.zeros_like(lean)
    i = o + 1
    c, s = np.cos(turn), np.sin(turn)
    turned = _rows((c, o, s), (o, i, o), (-s, o, c))
    c, s = np.cos(roll), np.sin(roll)
    rolled = _rows((c, s, o), (-s, c, o), (o, o, i))
    c, s = np.cos(lean), np.sin(lean)
    leant = _rows((i, o, o), (o, c, -s), (o, s, c))
    return leant @ rolled @ turned


def _rows(*rows: tuple[np.ndarray, np.ndarray, np.ndarray]) -> np.ndarray:
    return np.stack([np.stack(row, axis=-1) for row in rows], axis=-2)


def _legs(joints: np.ndarray, build: Build, pose: Pose, facing: np.ndarray, pelvis: np.ndarray) -> None:
    ankles = pose.feet + (0.0, build.ankle, 0.0)
    ankles[..., 1] = np.maximum(ankles[..., 1], build.ankle)
    hips = np.stack([side * build.hip * pelvis[..., 0] for _, side in _SIDES], axis=1)
    root = pose.root + (0.0, build.pelvis, 0.0)
    across = np.linalg.norm((ankles - root[:, None] - hips)[..., [0, 2]], axis=-1)
    drop = np.sqrt(np.maximum((_STRETCH * build.leg) ** 2 - across**2, (0.2 * build.leg) ** 2))
    # Three times the lift: the higher a foot, the less it holds the pelvis down.
    highest = ankles[..., 1] + drop - hips[..., 1] + 3 * np.maximum(pose.feet[..., 1], 0)
    root[:, 1] = np.minimum(root[:, 1], highest.min(axis=1))
    joints[:, Joint.PELVIS] = root
    for index, side in _SIDES:
        hip = root + hips[:, index]
        turn = side * pose.splay[:, index]
        aim = axes(pose.yaw + turn)
        pole = aim[..., 2] + side * pose.knees[:, index, None] * facing[..., 0]
        knee, ankle = bent(hip, ankles[:, index], pole, build.thigh, build.shin)
        joints[:, Joint.HIP_L + index] = hip
        joints[:, Joint.KNEE_L + index] = knee
        joints[:, Joint.ANKLE_L + index] = ankle
        joints[:, Joint.TOE_L + index] = ankle + _foot(build, pose.toes[:, index], ankle[:, 1], aim)


def _foot(build: Build, pitch: np.ndarray, height: np.ndarray, aim: np.ndarray) -> np.ndarray:
    """From ankle to toe; toes do not go into the ground."""
    down = build.ankle - build.toe
    length = np.hypot(build.foot, down)
    angle = np.arcsin(down / length) + pitch
    lowest = np.arcsin(np.clip((height - build.toe) / length, -1.0, 1.0))
    angle = np.minimum(angle, lowest)
    return length * (np.cos(angle)[:, None] * aim[..., 2] - np.sin(angle)[:, None] * aim[..., 1])


def _arms(joints: np.ndarray, build: Build, pose: Pose, chest: np.ndarray) -> None:
    bones = beside_head(build, pose.arms / np.maximum(np.linalg.norm(pose.arms, axis=-1, keepdims=True), 1e-6))
    for index, side in _SIDES:
        shoulder = joints[:, Joint.NECK] + chest @ np.array([side * build.shoulder, -build.shoulder_drop, 0.0])
        upper, fore = (np.einsum("fij,fj->fi", chest, bones[:, index, bone] * (side, 1.0, 1.0)) for bone in (0, 1))
        elbow = shoulder + build.upper_arm * upper
        joints[:, Joint.SHOULDER_L + index] = shoulder
        joints[:, Joint.ELBOW_L + index] = elbow
        joints[:, Joint.WRIST_L + index] = elbow + build.forearm * fore


def place_head(joints: np.ndarray, turned: np.ndarray, *, length: float, eye: float, eye_rise: float) -> None:
    """Crown, nose and eyes of (frames, 21, 3) `joints` on their neck; `turned`: (frames, 3, 3) axes of the head."""
    neck = joints[:, Joint.NECK]
    joints[:, Joint.HEAD] = neck + length * turned[..., 1]
    middle = 0.5 * length
    joints[:, Joint.NOSE] = neck + turned @ np.array([0.0, middle - 0.14 * length, 0.46 * length])
    for joint, side in ((Joint.EYE_L, 1.0), (Joint.EYE_R, -1.0)):
        joints[:, joint] = neck + turned @ np.array([side * eye, middle + eye_rise, 0.42 * length])


def bent(
    start: np.ndarray, target: np.ndarray, pole: np.ndarray, first: float, second: float
) -> tuple[np.ndarray, np.ndarray]:
    """The joint between two bones, bent towards `pole`, and the end of the second, as near to the target as it gets."""
    away = target - start
    length = np.maximum(np.linalg.norm(away, axis=-1, keepdims=True), 1e-9)
    along = away / length
    length = np.clip(length, abs(first - second) + 0.05 * second, _STRETCH * (first + second))
    flat = pole - along * (pole * along).sum(axis=-1, keepdims=True)
    flat = flat / np.maximum(np.linalg.norm(flat, axis=-1, keepdims=True), 1e-9)
    part = (first**2 - second**2 + length**2) / (2 * length)
    rise = np.sqrt(np.maximum(first**2 - part**2, 0.0))
    return start + part * along + rise * flat, start + length * along
