"""What one character does over the clip: its actions in order, each blended into the next -> `Pose`.

Knows nothing about bones or pictures.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from mudong.motion.track import PoseTrack
from mudong.world.act.aboard import aboard, depth_of
from mudong.world.act.actions import BODY, MEANWHILE
from mudong.world.act.actions.carry import carry, held_by
from mudong.world.act.actions.spot import Spot
from mudong.world.act.aim import aim_of
from mudong.world.act.build import build
from mudong.world.act.dance.bvh import play
from mudong.world.act.dance.choreographer import dance
from mudong.world.act.pose import Pose, eased
from mudong.world.kinds import ActionKind, PropKind, View
from mudong.world.scene import Action, Scene

BLEND_S = 5 / 24
_VIEWS = {
    View.FRONT: 0.0,
    View.THREE_QUARTER_LEFT: -np.pi / 4,
    View.THREE_QUARTER_RIGHT: np.pi / 4,
    View.SIDE_LEFT: -np.pi / 2,
    View.SIDE_RIGHT: np.pi / 2,
}
_MOVERS: dict[ActionKind, Callable[[Spot, Action, np.ndarray], Pose]] = {**BODY, ActionKind.DANCE: dance}


@dataclass(frozen=True, slots=True)
class Span:
    """An action of the whole body from `start_s` until the next begins."""

    action: Action
    start_s: float


def perform(scene: Scene, character: int, times: np.ndarray, captured: PoseTrack | None = None) -> Pose:
    """The pose of a character at `times` (frames,) seconds; `captured` is danced instead of moves.

    Raises `InvalidInput` for an unknown dance move.
    """
    who = scene.cast[character]
    spot = spot_of(scene, character)
    pose: Pose | None = None
    spans = spans_of(who.actions, float(times[-1]) if len(times) else 0.0)
    for span, following in zip(spans, [*spans[1:], None], strict=True):
        placed = replace(spot, target=aim_of(scene, character, span.action))
        until = following.start_s + BLEND_S if following else span.start_s
        since = np.maximum(np.append(times, until) - span.start_s, 0)
        if span.action.kind is ActionKind.DANCE and captured is not None:
            moved = play(captured, placed, since)
        else:
            moved = _MOVERS[span.action.kind](placed, span.action, since)
        spot = replace(spot, x=float(moved.root[-1, 0]), z=float(moved.root[-1, 2]))
        moved = Pose(moved.table[:-1])
        pose = moved if pose is None else _joined(pose, moved, (times - span.start_s) / BLEND_S)
    assert pose is not None
    return _meanwhile(scene, character, spot, pose, times)


def spot_of(scene: Scene, character: int) -> Spot:
    """Where a character begins."""
    who = scene.cast[character]
    seed = scene.seed * 31 + character
    afloat = aboard(scene, character) == "afloat"
    z = depth_of(scene, character)
    return Spot(build=build(who.identity), x=who.x, z=z, yaw=_VIEWS[who.view], seed=seed, afloat=afloat)


def weight_of(action: Action, times: np.ndarray) -> np.ndarray:
    """(frames,) 0..1: how much of an action there is, eased in and out; all of it if it begins with the clip."""
    weight = np.ones_like(times) if action.start_s <= 0 else eased((times - action.start_s) / BLEND_S)
    return weight if action.end_s is None else weight * (1 - eased((times - action.end_s) / BLEND_S))


def spans_of(actions: tuple[Action, ...], end_s: float) -> list[Span]:
    """Who leads when: the action of the whole body that began last. Where there is none, standing."""
    bodies = [body for action in actions if (body := _body_of(action)) is not None]
    edges = sorted({0.0, *(a.start_s for a in bodies), *(a.end_s for a in bodies if a.end_s is not None)})
    spans: list[Span] = []
    for edge in edges:
        if edge < 0 or (edge > end_s and edge > 0):
            continue
        on = [a for a in bodies if a.start_s <= edge and (a.end_s is None or edge < a.end_s)]
        lead = max(on, key=lambda a: a.start_s) if on else Action(kind=ActionKind.STAND)
        if not spans or spans[-1].action != lead:
            spans.append(Span(lead, edge))
    return spans


def _body_of(action: Action) -> Action | None:
    """The action as one of the whole body; carrying somewhere is walking. None for gestures."""
    if action.kind in _MOVERS:
        return action
    if action.kind is ActionKind.CARRY and action.direction:
        return replace(action, kind=ActionKind.WALK)
    return None


def _joined(before: Pose, after: Pose, progress: np.ndarray) -> Pose:
    after.yaw[:] += 2 * np.pi * np.round((before.yaw - after.yaw) / (2 * np.pi))
    return before.mixed(after, eased(progress))


def _meanwhile(scene: Scene, character: int, spot: Spot, pose: Pose, times: np.ndarray) -> Pose:
    """Gestures laid over the body, then the arms that hold something."""
    held = held_by(scene, character)
    carrying = np.ones_like(times) if held is not None else np.zeros_like(times)
    for action in scene.cast[character].actions:
        weight = weight_of(action, times)
        if action.kind in MEANWHILE:
            since = np.maximum(times - action.start_s, 0)
            placed = replace(spot, target=aim_of(scene, character, action))
            pose = pose.mixed(MEANWHILE[action.kind](placed, action, pose, since), weight)
        elif action.kind is ActionKind.CARRY:
            carrying = np.maximum(carrying, weight)
    return pose.mixed(carry(pose, held or PropKind.BAG), carrying) if carrying.any() else pose
