"""A captured dance on any body: a pose track with depth, such as `mudong.motion.bvh.read_bvh` gives -> `Pose`.

Directions of trunk, arms and head are taken over; pelvis and feet move as in the track, scaled by the legs' length.
"""

from __future__ import annotations

import numpy as np
from scipy.ndimage import gaussian_filter1d

from mudong.motion.track import PoseTrack
from mudong.spec.joints import Joint
from mudong.world.act.actions.spot import Spot
from mudong.world.act.pose import Pose, axes
from mudong.world.act.skeleton import chest_axes

_STILL = 0.45
"""Leg lengths per second below which a low foot is meant to stand."""
_LOW = 0.10
"""How high over the lowest a standing foot may be, as a share of the leg."""
_SHORTEST_S = 0.08
_ARMS = (
    (Joint.SHOULDER_L, Joint.ELBOW_L, Joint.WRIST_L),
    (Joint.SHOULDER_R, Joint.ELBOW_R, Joint.WRIST_R),
)
_LEGS = ((Joint.HIP_L, Joint.KNEE_L, Joint.ANKLE_L), (Joint.HIP_R, Joint.KNEE_R, Joint.ANKLE_R))


def play(track: PoseTrack, spot: Spot, t: np.ndarray) -> Pose:
    """The track at `t` (frames,) seconds from its start; past its end the last pose is held.

    Raises `ValueError` for a track without depth: from one side only, nobody knows where the feet are.
    """
    if not track.has_depth:
        raise ValueError("a track without depth cannot be played on a body in space")
    fps = float(track.fps)
    used = track.span(0, int(np.ceil(float(t.max(initial=0.0)) * fps)) + 2)
    points = np.concatenate([used.xy, used.depth[..., None]], axis=-1).astype(np.float64) * (1, -1, 1)
    # The camera of a track looks along its depth; the character may be turned otherwise.
    pose = _pose(spot, points @ (axes(spot.yaw) * np.array([1.0, 1.0, -1.0])).T, fps)
    at = np.clip(t * fps, 0, len(used) - 1)
    before = np.minimum(at.astype(int), max(len(used) - 2, 0))
    after = np.minimum(before + 1, len(used) - 1)
    return Pose(pose.table[before] + (at - before)[:, None] * (pose.table[after] - pose.table[before]))


def _pose(spot: Spot, points: np.ndarray, fps: float) -> Pose:
    """At the track's own rate; points: (frames, 21, 3) in the world's axes, any unit."""
    pose = spot.stand(len(points))
    hips = points[:, Joint.HIP_L] - points[:, Joint.HIP_R]
    pose.yaw[:] = gaussian_filter1d(np.unwrap(np.arctan2(hips[:, 2], hips[:, 0])), 0.04 * fps, mode="nearest")
    _trunk(pose, points)
    _arms(pose, points)
    _head(pose, points)
    _legs(spot, pose, points, fps)
    return pose


def _within(frames: np.ndarray, vectors: np.ndarray) -> np.ndarray:
    """(frames, 3) world vectors in each frame's own (left, up, forward)."""
    return np.einsum("fji,fj->fi", frames, vectors)


def _trunk(pose: Pose, points: np.ndarray) -> None:
    facing = axes(pose.yaw)
    lower = _within(facing, points[:, Joint.SPINE] - points[:, Joint.PELVIS])
    upper = _within(facing, points[:, Joint.NECK] - points[:, Joint.SPINE])
    pose.roll[:] = np.arctan2(upper[:, 0], np.hypot(upper[:, 1], upper[:, 2]))
    pose.lean[:, 0] = np.arctan2(lower[:, 2], lower[:, 1])
    pose.lean[:, 1] = np.arctan2(upper[:, 2], upper[:, 1]) - pose.lean[:, 0]
    across = _within(chest_axes(pose), points[:, Joint.SHOULDER_L] - points[:, Joint.SHOULDER_R])
    pose.twist[:] = np.clip(np.arctan2(-across[:, 2], across[:, 0]), -1.2, 1.2)


def _arms(pose: Pose, points: np.ndarray) -> None:
    chest = chest_axes(pose)
    for side, (chain, sign) in enumerate(zip(_ARMS, (1.0, -1.0), strict=True)):
        for bone in (0, 1):
            direction = _within(chest, points[:, chain[bone + 1]] - points[:, chain[bone]])
            length = np.linalg.norm(direction, axis=1, keepdims=True)
            unit = np.where(length > 1e-9, direction / np.maximum(length, 1e-9), (0.0, -1.0, 0.0))
            pose.arms[:, side, bone] = unit * (sign, 1.0, 1.0)


def _head(pose: Pose, points: np.ndarray) -> None:
    across = points[:, Joint.EYE_L] - points[:, Joint.EYE_R]
    turned = np.arctan2(across[:, 2], across[:, 0])
    turn = np.clip(np.angle(np.exp(1j * (turned - pose.yaw))), -1.2, 1.2)
    up = _within(axes(pose.yaw + turn), points[:, Joint.HEAD] - points[:, Joint.NECK])
    nod = np.clip(np.arctan2(up[:, 2], up[:, 1]), -0.8, 0.8)
    tilt = np.clip(np.arctan2(up[:, 0], np.hypot(up[:, 1], up[:, 2])), -0.6, 0.6)
    # What `solve` lets the head follow of the trunk is taken off first.
    pose.head[:] = np.stack(
        [turn - 0.5 * pose.twist, nod - 0.45 * pose.lean.sum(axis=1), tilt - 0.5 * pose.roll], axis=-1
    )


def _legs(spot: Spot, pose: Pose, points: np.ndarray, fps: float) -> None:
    build = spot.build
    bones = [points[:, a] - points[:, b] for chain in _LEGS for a, b in ((chain[0], chain[1]), (chain[1], chain[2]))]
    leg = sum(float(np.median(np.linalg.norm(bone, axis=1))) for bone in bones) / 2
    scale = build.leg / max(leg, 1e-9)
    ankles = points[:, [Joint.ANKLE_L, Joint.ANKLE_R]]
    floor = float(np.percentile(ankles[..., 1].min(axis=1), 10))
    start = points[0, Joint.PELVIS] * (1, 0, 1) + (0.0, floor, 0.0)
    place = (spot.x, 0.0, spot.z)
    pose.root[:] = scale * (points[:, Joint.PELVIS] - start) + place
    pose.root[:, 1] += build.ankle - build.pelvis
    facing = axes(pose.yaw)
    wide = np.linalg.norm(points[:, Joint.HIP_L] - points[:, Joint.HIP_R], axis=1).mean() / 2
    for side, (chain, sign) in enumerate(zip(_LEGS, (1.0, -1.0), strict=True)):
        foot = scale * (ankles[:, side] - start) + place
        foot += sign * (build.hip - scale * wide) * facing[..., 0]
        pose.feet[:, side] = _planted(foot, build.leg, fps)
        bent = _within(facing, points[:, chain[1]] - (points[:, chain[0]] + points[:, chain[2]]) / 2)
        outward = sign * bent[:, 0] / np.maximum(np.linalg.norm(bent, axis=1), 1e-9)
        pose.knees[:, side] = np.clip(gaussian_filter1d(outward, 0.08 * fps, mode="nearest"), -0.3, 1.5)


def _planted(foot: np.ndarray, leg: float, fps: float) -> np.ndarray:
    """(frames, 3) with standing stretches nailed to one place; what lies between them is shifted along smoothly."""
    speed = np.linalg.norm(np.gradient(foot, axis=0), axis=1) * fps if len(foot) > 1 else np.zeros(1)
    still = (gaussian_filter1d(speed, 0.02 * fps, mode="nearest") < _STILL * leg) & (foot[:, 1] < _LOW * leg)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], still.astype(int), [0]])))
    at, shift = [], []
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        if stop - start < _SHORTEST_S * fps:
            continue
        place = foot[start:stop].mean(axis=0) * (1, 0, 1)
        at.append(np.arange(start, stop))
        shift.append(place - foot[start:stop])
    if not at:
        return foot
    known, moved = np.concatenate(at), np.concatenate(shift)
    frames = np.arange(len(foot))
    return foot + np.stack([np.interp(frames, known, moved[:, axis]) for axis in range(3)], axis=-1)
