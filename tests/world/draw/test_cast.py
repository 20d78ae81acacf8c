"""Everybody has an artist, and who rows has a boat."""

from __future__ import annotations

import numpy as np
import pytest

from mudong.world.kinds import ActionKind, Place, Species
from mudong.world.render import render
from mudong.world.scene import Action, Character, Identity, Scene

SIZE = 96


def _mask(species: Species, kind: ActionKind, place: Place) -> np.ndarray:
    who = Character(name="one", identity=Identity(species=species), actions=(Action(kind=kind, direction=1),))
    truth = render(Scene(place=place, cast=(who,)), SIZE, SIZE, num_frames=2).truth
    assert truth is not None
    x, y = np.floor(truth.joints[1, 0]).astype(int).T
    assert truth.whole[1, 0][y, x].mean() >= 0.9
    return truth.whole[1, 0]


@pytest.mark.parametrize("species", Species)
def test_every_species_is_drawn_around_its_joints(species: Species) -> None:
    assert 0.02 < _mask(species, ActionKind.STAND, Place.ROOM).mean() < 0.6


@pytest.mark.parametrize("place", [Place.DRAGON_BOAT_RIVER, Place.PARK])
def test_who_rows_sits_in_a_boat_longer_than_legs(place: Place) -> None:
    rows, sits = (np.ptp(np.nonzero(_mask(Species.MAN, k, place))[1]) for k in (ActionKind.ROW, ActionKind.SIT))
    assert rows > 1.3 * sits
