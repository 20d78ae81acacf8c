"""Clothes sorted by what they cover."""

from __future__ import annotations

from mudong.world.draw.people.outfit import outfit_of
from mudong.world.kinds import Species
from mudong.world.scene import Cloth, Identity


def wearing(*kinds: str, species: Species = Species.WOMAN) -> Identity:
    return Identity(species=species, clothes=tuple(Cloth(kind=kind, colour="#e0483e") for kind in kinds))


def test_nobody_is_naked():
    outfit = outfit_of(Identity(species=Species.MAN))
    assert outfit.tops
    assert outfit.sleeve is not None
    assert outfit.leg is not None


def test_coats_and_jackets_lie_over_what_was_named_after_them():
    assert [top.kind for top in outfit_of(wearing("jeogori", "dress")).tops] == ["dress", "jeogori"]
    outfit = outfit_of(wearing("coat", "shirt"))
    assert outfit.sleeve is not None
    assert outfit.sleeve.kind == "coat"


def test_overalls_are_worn_over_a_shirt_whose_sleeves_show():
    outfit = outfit_of(wearing("overalls"))
    assert [top.kind for top in outfit.tops] == ["shirt", "overalls"]
    assert outfit.leg is not None
    assert outfit.leg.kind == "overalls"


def test_a_skirt_needs_no_trousers():
    outfit = outfit_of(wearing("shirt", "skirt"))
    assert outfit.leg is None
    assert outfit.skirt is not None
