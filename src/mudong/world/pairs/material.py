"""Edits of what somebody or something is made of: gold, silver, chocolate, stone, jade."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mudong.world.kinds import Material
from mudong.world.pairs.effects import asked_of, nameable_things, put, thing_at
from mudong.world.pairs.pair import Pair, local_edit
from mudong.world.pairs.parts import one
from mudong.world.pairs.words import listed
from mudong.world.scene import Character, Scene, object_names

_STATUES = (Material.GOLD, Material.SILVER, Material.STONE, Material.JADE)
"""What characters are made of; sweets are for things."""


def material(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """Somebody or something turns into a material."""
    index = one(rng, nameable_things(scene))
    if index is None:
        return None
    thing = thing_at(scene, index)
    options = _STATUES if isinstance(thing, Character) else tuple(Material)[1:]
    made = one(rng, [each for each in options if each is not thing.material])
    if made is None:
        return None
    wish = asked_of(listed("edit_statue" if isinstance(thing, Character) else "edit_material", made), scene, index)
    return local_edit(scene, put(scene, index, replace(thing, material=made)), wish, {object_names(scene)[index]})
