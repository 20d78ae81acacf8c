"""Who draws whom: one `CharacterArtist` for every species."""

from __future__ import annotations

from functools import cache

from mudong.world.draw.creatures.artist import CREATURES, CreatureArtist
from mudong.world.draw.people import PeopleArtist
from mudong.world.draw.subject import CharacterArtist
from mudong.world.kinds import Species


@cache
def artist_for(species: Species) -> CharacterArtist:
    """The artist that draws characters of that species."""
    return CreatureArtist() if species in CREATURES else PeopleArtist()
