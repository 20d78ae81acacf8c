"""A material changes colours and no shape."""

from __future__ import annotations

import numpy as np
import pytest

from mudong.world.draw.effects import Aura
from mudong.world.draw.material import made_of
from mudong.world.draw.pen import Pen
from mudong.world.kinds import Material

AURA = Aura(discs=np.array([(20.0, 20.0, 14.0)]), size=40.0, time_s=0.0, seed=1)


def drawn(material: Material, fill: str = "#d03030", *, mask: bool = False) -> np.ndarray:
    pen = Pen(40, 40, mask=mask)
    with made_of(pen, material, AURA):
        pen.circle(20, 20, 14, fill)
    return pen.pixels()


@pytest.mark.parametrize("material", list(Material)[1:])
@pytest.mark.parametrize("mask", [False, True])
def test_the_silhouette_stays(material: Material, mask: bool):
    assert np.array_equal(drawn(material, mask=mask)[..., 3], drawn(Material.PLAIN, mask=mask)[..., 3])


def test_every_material_has_its_own_colour_whatever_the_colour_was():
    middles = [drawn(material)[26, 26].tolist() for material in Material]
    assert len({tuple(colour) for colour in middles}) == len(Material)
    red, _, blue, _ = drawn(Material.GOLD, "#3060d0")[26, 26].astype(int)
    assert red > blue + 60


def test_light_stays_lighter_than_dark():
    for material in list(Material)[1:]:
        light, dark = (int(drawn(material, fill)[26, 26, :3].sum()) for fill in ("#e0e0e0", "#404040"))
        assert light > dark + 90
