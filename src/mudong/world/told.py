"""What of a scene a shot tells: whom it is about, and what is done and felt from its first to its last moment.

Captions say this and nothing else. Knows no words.
"""

from __future__ import annotations

from dataclasses import replace

from mudong.world.kinds import ActionKind
from mudong.world.scene import Action, Character, Scene


def told(scene: Scene) -> Scene:
    """The scene without what its camera leaves out and what is over or not yet begun; `camera.subject` stays right."""
    end_s = scene.start_s + scene.duration_s
    scene = replace(scene, cast=tuple(_during(who, scene.start_s, end_s) for who in scene.cast))
    subject = scene.camera.subject
    if subject is None:
        return scene
    camera = replace(scene.camera, subject=0)
    if 0 <= subject < len(scene.cast):
        held = tuple(replace(prop, held_by=0) for prop in scene.props if prop.held_by == subject)
        return replace(scene, cast=(scene.cast[subject],), props=held, camera=camera)
    things = scene.props[subject - len(scene.cast) :][:1] if subject >= 0 else ()
    return replace(scene, cast=(), props=tuple(replace(prop, held_by=None) for prop in things), camera=camera)


def _during(who: Character, start_s: float, end_s: float) -> Character:
    actions = tuple(a for a in who.actions if a.start_s < end_s and (a.end_s is None or a.end_s > start_s))
    over = [felt for felt in who.feelings if felt.start_s <= start_s]
    coming = [felt for felt in who.feelings if start_s < felt.start_s < end_s]
    feelings = (*sorted(over, key=lambda felt: felt.start_s)[-1:], *coming)
    return replace(who, actions=actions or (Action(kind=ActionKind.STAND),), feelings=feelings or who.feelings[:1])
