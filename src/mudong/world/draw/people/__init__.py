"""People: babies, toddlers, women, men, grandmothers, drawn from joints with their hair and clothes."""

from mudong.world.draw.people.artist import PeopleArtist

__all__ = ["PeopleArtist"]
