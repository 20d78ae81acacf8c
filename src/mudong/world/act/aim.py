"""What an action is about: the thing or the character it is aimed at. Knows nothing about how it is done."""

from __future__ import annotations

from mudong.world.act.actions.spot import Aim
from mudong.world.act.build import build
from mudong.world.kinds import ActionKind, PropKind
from mudong.world.scene import Action, Scene

_AFTER_BALLS = (ActionKind.KICK, ActionKind.CHASE)


def aim_of(scene: Scene, character: int, action: Action) -> Aim | None:
    """Characters for boxing, props for everything else; kicking and chasing find the nearest free ball themselves."""
    if action.kind is ActionKind.BOX:
        return _opponent(scene, character, action.target)
    index = action.target
    if index is None and action.kind in _AFTER_BALLS:
        index = nearest_ball(scene, scene.cast[character].x)
    if index is None or not 0 <= index < len(scene.props):
        return None
    prop = scene.props[index]
    return Aim(x=prop.x, y=prop.y, z=prop.z, size=prop.size, prop=index, speed=abs(prop.vx))


def nearest_ball(scene: Scene, x: float) -> int | None:
    """Index of the free ball nearest to `x`."""
    balls = [i for i, p in enumerate(scene.props) if p.kind is PropKind.BALL and p.held_by is None]
    return min(balls, key=lambda i: abs(scene.props[i].x - x), default=None)


def _opponent(scene: Scene, character: int, target: int | None) -> Aim | None:
    """The one named, else the nearest other who boxes."""
    others = [i for i, who in enumerate(scene.cast) if i != character]
    if target is None:
        boxing = [i for i in others if any(a.kind is ActionKind.BOX for a in scene.cast[i].actions)]
        here = scene.cast[character].x
        target = min(boxing, key=lambda i: abs(scene.cast[i].x - here), default=None)
    if target not in others:
        return None
    other = scene.cast[target]
    return Aim(x=other.x, y=0.0, z=other.z, size=build(other.identity).height)
