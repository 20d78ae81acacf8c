"""Places: one file each, a pile of layers in metres. `place_artist` finds the artist of a place."""

from __future__ import annotations

from mudong.world.draw.places.beach import BEACH
from mudong.world.draw.places.boxing_ring import BOXING_RING
from mudong.world.draw.places.dragon_boat_river import DRAGON_BOAT_RIVER
from mudong.world.draw.places.forest import FOREST
from mudong.world.draw.places.layers import Layered
from mudong.world.draw.places.night_city import NIGHT_CITY
from mudong.world.draw.places.nursery import NURSERY
from mudong.world.draw.places.palace import PALACE
from mudong.world.draw.places.paris_street import PARIS_STREET
from mudong.world.draw.places.park import PARK
from mudong.world.draw.places.room import ROOM
from mudong.world.draw.places.seoul_street import SEOUL_STREET
from mudong.world.draw.places.snow_field import SNOW_FIELD
from mudong.world.draw.places.stage import STAGE
from mudong.world.draw.places.underwater import UNDERWATER
from mudong.world.kinds import Place

ARTISTS: dict[Place, Layered] = {
    Place.ROOM: ROOM,
    Place.NURSERY: NURSERY,
    Place.STAGE: STAGE,
    Place.PARK: PARK,
    Place.BEACH: BEACH,
    Place.FOREST: FOREST,
    Place.SNOW_FIELD: SNOW_FIELD,
    Place.NIGHT_CITY: NIGHT_CITY,
    Place.SEOUL_STREET: SEOUL_STREET,
    Place.PARIS_STREET: PARIS_STREET,
    Place.PALACE: PALACE,
    Place.DRAGON_BOAT_RIVER: DRAGON_BOAT_RIVER,
    Place.BOXING_RING: BOXING_RING,
    Place.UNDERWATER: UNDERWATER,
}
INDOORS = frozenset({Place.ROOM, Place.NURSERY, Place.STAGE, Place.BOXING_RING, Place.UNDERWATER})
"""Places that no rain, snow, fog or wind reaches."""

FULL_SIZE_M = 1.6
"""Height of the tallest of the cast for which places have their full size."""
SMALLEST = 0.45


def size_for(tallest_m: float) -> float:
    """How large a place is built (`Setting.size`) for a cast whose tallest is `tallest_m` high."""
    return min(max(tallest_m / FULL_SIZE_M, SMALLEST), 1.0)


def place_artist(place: Place) -> Layered:
    """The artist of a place."""
    return ARTISTS[place]
