"""Every species has a chibi body whose parts add up."""

import pytest

from mudong.world.act.build import build
from mudong.world.kinds import Species
from mudong.world.scene import Identity


@pytest.mark.parametrize("species", Species)
def test_parts_add_up(species):
    body = build(Identity(species=species))
    assert body.height == pytest.approx(body.pelvis + body.spine + body.chest + body.head)
    assert 0.22 < body.head / body.height < 0.42
    assert body.top >= body.height
    assert body.leg == pytest.approx(body.thigh + body.shin)


def test_proportions_act_where_they_should():
    plain = build(Identity(species=Species.WOMAN))
    assert build(Identity(species=Species.WOMAN, head=1.2)).head == pytest.approx(1.2 * plain.head)
    long = build(Identity(species=Species.WOMAN, limbs=1.1))
    assert long.arm == pytest.approx(1.1 * plain.arm)
    assert long.pelvis == pytest.approx(1.1 * plain.pelvis)
    assert build(Identity(species=Species.WOMAN, girth=1.2)).hip == pytest.approx(1.2 * plain.hip)


def test_children_are_smaller_than_adults():
    tall = {species: build(Identity(species=species)).height for species in Species}
    assert tall[Species.BABY] < tall[Species.TODDLER] < tall[Species.WOMAN] < tall[Species.MAN]
