"""Who draws whom: one `CharacterArtist` for every species, with a boat around who rows."""

from __future__ import annotations

from functools import cache

from mudong.world.draw.creatures.artist import CREATURES, CreatureArtist
from mudong.world.draw.pen import Pen
from mudong.world.draw.people import PeopleArtist
from mudong.world.draw.rowboat import draw_boat_before, draw_boat_behind
from mudong.world.draw.subject import CharacterArtist, Subject
from mudong.world.kinds import Species


class _Boarded:
    """Any artist, and the boat and the oar of a subject that has them."""

    def __init__(self, artist: CharacterArtist) -> None:
        self._artist = artist

    def draw(self, pen: Pen, subject: Subject) -> None:
        if subject.aboard:
            draw_boat_behind(pen, subject)
        self._artist.draw(pen, subject)
        if subject.aboard:
            draw_boat_before(pen, subject)


@cache
def artist_for(species: Species) -> CharacterArtist:
    """The artist that draws characters of that species."""
    return _Boarded(CreatureArtist() if species in CREATURES else PeopleArtist())
