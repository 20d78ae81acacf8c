"""Scenes with one actor, for the tests of bodies and cameras."""

from mudong.world.kinds import ActionKind, Species, View
from mudong.world.scene import Action, Camera, Character, Identity, Scene


def solo(*actions, species=Species.TODDLER, view=View.FRONT, seed=0, camera=None, identity=None, **more):
    """One character that does `actions` (or stands)."""
    who = Character(
        name="solo", identity=identity or Identity(species=species), view=view,
        actions=actions or (Action(kind=ActionKind.STAND),), **more,
    )  # fmt: skip
    return Scene(seed=seed, cast=(who,), camera=camera or Camera())
