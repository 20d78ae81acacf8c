"""How the pixels of a body move with its bones from one frame to the next: limbs turn, trunks and heads turn round.

Serves `flow.py`; knows joints and measures, nothing of how bodies are drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mudong.spec.joints import Joint
from mudong.world.act.build import Build
from mudong.world.lens import Lens
from mudong.world.timeline import CharacterState

_J = Joint
_BONES = (
    (_J.PELVIS, _J.NECK), (_J.NECK, _J.HEAD),
    (_J.SHOULDER_L, _J.ELBOW_L), (_J.SHOULDER_R, _J.ELBOW_R), (_J.ELBOW_L, _J.WRIST_L), (_J.ELBOW_R, _J.WRIST_R),
    (_J.HIP_L, _J.KNEE_L), (_J.HIP_R, _J.KNEE_R), (_J.KNEE_L, _J.ANKLE_L), (_J.KNEE_R, _J.ANKLE_R),
    (_J.ANKLE_L, _J.TOE_L), (_J.ANKLE_R, _J.TOE_R),
)  # fmt: skip
_TRUNK, _HEAD = 0, 1
_STARTS, _ENDS = ([int(bone[end]) for bone in _BONES] for end in (0, 1))
_SKULL = 0.60
"""Radius of a drawn head over the bone from chin to crown."""
_STEADY = 0.35
"""A bone that shows less than this share of its length points at the camera: its direction says nothing."""
_NOWHERE = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """radii: (bones,) metres of flesh around each bone; lengths: (bones,) metres."""

    radii: np.ndarray
    lengths: np.ndarray

    @classmethod
    def of(cls, build: Build) -> Body:
        """The flesh of a build."""
        arm, leg, foot = 0.045 * build.height, 0.060 * build.height, 0.05 * build.height
        trunk, skull = 1.05 * build.shoulder, _SKULL * build.head
        return cls(
            radii=np.array([trunk, skull, arm, arm, arm, arm, leg, leg, leg, leg, foot, foot]),
            lengths=np.array([build.spine + build.chest, build.head, *[build.upper_arm] * 2, *[build.forearm] * 2,
                              *[build.thigh] * 2, *[build.shin] * 2, *[build.foot] * 2]),
        )  # fmt: skip


def body_moves(body: Body, state: CharacterState, index: int, now: Lens, then: Lens, points: np.ndarray) -> np.ndarray:
    """(n, 2) motion in pixels of the (n, 2) points of a body's picture from frame `index` to the next."""
    before, after = (
        _Bones.of(body, state, number, lens) for number, lens in ((index, now), (index + 1, then))
    )  # fmt: skip
    bone = _nearest(before, points)
    moved = _turned(before, after, body, bone, points)
    trunk, head = bone == _TRUNK, bone == _HEAD
    if before.upright:
        yaw = float(state.yaw[index + 1] - state.yaw[index]) + then.turn - now.turn
        moved[trunk] += _swivelled(before, after, yaw, points[trunk])
    facing, turned = _facing(state, index, now.turn), _facing(state, index + 1, then.turn)
    moved[head] = _rolled(before, after, facing, turned, points[head])
    return moved - points


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bones:
    """One frame's bones on the picture: start and along (bones, 2) pixels, depth (bones,) metres of their nearest
    side, radii (bones,) and unit in pixels. upright: the trunk stands rather than lies."""

    start: np.ndarray
    along: np.ndarray
    depth: np.ndarray
    radii: np.ndarray
    unit: float
    upright: bool

    @classmethod
    def of(cls, body: Body, state: CharacterState, index: int, lens: Lens) -> _Bones:
        joints = state.joints[index]
        pixels = lens.project(joints)
        unit = float(lens.scale(float(joints[:, 2].mean())))
        start = pixels[_STARTS]
        along = pixels[_ENDS] - start
        depth = (joints[_STARTS, 2] + joints[_ENDS, 2]) / 2 - np.array([0.6, 1.0] + [1.0] * 10) * body.radii
        x, y = np.abs(along[_TRUNK])
        return cls(start=start, along=along, depth=depth, radii=body.radii * unit, unit=unit, upright=bool(y > x))


def _nearest(bones: _Bones, points: np.ndarray) -> np.ndarray:
    """(n,) the bone that each point belongs to: the foremost that covers it, else the nearest by its own flesh."""
    start, along = bones.start.astype(np.float32), bones.along.astype(np.float32)
    x, y = points.astype(np.float32).T
    unit = along / np.maximum((along**2).sum(axis=1), 1e-6)[:, None]
    front = (bones.depth - bones.depth.min()).astype(np.float32)
    least, nearest = np.full(len(x), np.inf, np.float32), np.zeros(len(x), np.intp)
    for bone, radius in enumerate(bones.radii.astype(np.float32)):
        dx, dy = x - start[bone, 0], y - start[bone, 1]
        # A head is a ball around the middle of its bone.
        share = np.float32(0.5) if bone == _HEAD else np.clip(dx * unit[bone, 0] + dy * unit[bone, 1], 0, 1)
        dx, dy = dx - share * along[bone, 0], dy - share * along[bone, 1]
        away = (dx * dx + dy * dy) / radius**2
        away = np.where(away < 1, front[bone], _NOWHERE + away)
        nearer = away < least
        np.copyto(least, away, where=nearer)
        np.copyto(nearest, bone, where=nearer)
    return nearest


def _turned(before: _Bones, after: _Bones, body: Body, bone: np.ndarray, points: np.ndarray) -> np.ndarray:
    """(n, 2) where the points are after their bones have moved, turned and become longer or shorter."""
    long, longer = (np.hypot(*each.along.T) for each in (before, after))
    shown = np.minimum(long / before.unit, longer / after.unit) / body.lengths
    steady = np.clip(shown / _STEADY, 0, 1) ** 2
    turn = np.arctan2(*after.along.T[::-1]) - np.arctan2(*before.along.T[::-1])
    turn = steady * ((turn + np.pi) % (2 * np.pi) - np.pi)
    axis = before.along / np.maximum(long, 1e-6)[:, None]
    grown = after.unit / before.unit
    offset = points - before.start[bone]
    along = (offset * axis[bone]).sum(axis=1)
    across = offset[:, 1] * axis[bone, 0] - offset[:, 0] * axis[bone, 1]
    # Along a bone flesh stretches with it, beyond its ends it only goes along.
    within = np.clip(along, 0, long[bone])
    along = within * (longer / np.maximum(long, 1e-6))[bone] + grown * (along - within)
    across = across * grown
    c, s = np.cos(turn), np.sin(turn)
    ax, ay = c * axis[:, 0] - s * axis[:, 1], s * axis[:, 0] + c * axis[:, 1]
    x = along * ax[bone] - across * ay[bone]
    y = along * ay[bone] + across * ax[bone]
    return after.start[bone] + np.stack([x, y], axis=-1)


def _swivelled(before: _Bones, after: _Bones, yaw: float, points: np.ndarray) -> np.ndarray:
    """(n, 2) how much farther aside the points of an upright trunk, taken as a column, are after it turned by `yaw`."""
    radius = before.radii[_TRUNK]
    aside = np.clip((points[:, 0] - before.start[_TRUNK, 0]) / radius, -1, 1)
    front = np.sqrt(1 - aside**2)
    moved = (np.cos(yaw) - 1) * aside + np.sin(yaw) * front
    return np.stack([after.radii[_TRUNK] * moved, np.zeros_like(moved)], axis=-1)


def _rolled(before: _Bones, after: _Bones, facing: np.ndarray, turned: np.ndarray, points: np.ndarray) -> np.ndarray:
    """(n, 2) where the points of a head, taken as a ball, are after it turned from one (3, 3) facing to another."""
    middle, radius = before.start[_HEAD] + before.along[_HEAD] / 2, before.radii[_HEAD]
    offset = (points - middle) / radius
    away = np.hypot(*offset.T)
    ball = np.column_stack([offset, -np.sqrt(np.maximum(1 - away**2, 0))])
    rotated = ball @ (turned @ facing.T).T
    return after.start[_HEAD] + after.along[_HEAD] / 2 + after.radii[_HEAD] * rotated[:, :2]


def _facing(state: CharacterState, index: int, seen_from: float) -> np.ndarray:
    """(3, 3): from the head's own axes to the picture's (right, down, away). seen_from: radians, `Lens.turn`."""
    yaw = float(state.yaw[index] + state.head_yaw[index]) + seen_from
    nod, tilt = float(state.head_nod[index]), float(state.head_tilt[index])
    cy, sy, cn, sn, ct, st = np.cos(yaw), np.sin(yaw), np.cos(nod), np.sin(nod), np.cos(tilt), np.sin(tilt)
    turn = np.array([[cy, 0, -sy], [0, 1, 0], [sy, 0, cy]])
    bow = np.array([[1, 0, 0], [0, cn, -sn], [0, sn, cn]])
    lean = np.array([[ct, -st, 0], [st, ct, 0], [0, 0, 1]])
    return turn @ bow @ lean
