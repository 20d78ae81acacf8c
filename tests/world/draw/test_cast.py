"""Everybody has an artist."""

from __future__ import annotations

from mudong.world.draw.cast import artist_for
from mudong.world.draw.creatures.artist import CREATURES, CreatureArtist
from mudong.world.kinds import Species


def test_every_species_has_its_artist() -> None:
    for species in Species:
        assert isinstance(artist_for(species), CreatureArtist) == (species in CREATURES)
