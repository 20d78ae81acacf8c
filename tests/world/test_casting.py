"""Everybody who is drawn by chance can be told of and drawn, and is the same for the same seed."""

from __future__ import annotations

import numpy as np
import pytest

from mudong.language.lexicon import kinds
from mudong.world.casting import choose, effects_on, identity
from mudong.world.kinds import Effect, Species
from mudong.world.palette import FUR


@pytest.mark.parametrize("species", list(Species))
def test_a_body_by_chance_wears_what_has_words_and_has_proportions_near_one(species: Species):
    for seed in range(20):
        own = identity(np.random.default_rng(seed), species)
        assert own == identity(np.random.default_rng(seed), species)
        assert own.species is species
        assert {cloth.kind for cloth in (*own.clothes, *own.accessories)} <= set(kinds("cloth"))
        assert own.breed == "" or (own.skin, own.second) == FUR[own.breed]
        assert all(0.85 < share < 1.2 for share in (own.head, own.limbs, own.girth))


def test_children_only_sparkle_and_nobody_smokes():
    assert effects_on(Species.BABY) == effects_on(Species.TODDLER) == (Effect.SPARKLE,)
    assert all(Effect.SMOKE not in effects_on(species) for species in Species)
    assert Effect.FIRE in effects_on(Species.DRAGON)


def test_chances_are_kept():
    rng = np.random.default_rng(1)
    drawn = [choose(rng, ("a", "b"), p=(0.9, 0.1)) for _ in range(400)]
    assert 330 < drawn.count("a") < 390
