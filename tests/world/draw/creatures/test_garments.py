"""Clothes on creatures: each can be seen, stays near the body, moves with it, and takes its own colour."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from mudong.world.draw.creatures.artist import CREATURES, CreatureArtist
from mudong.world.draw.creatures.wardrobe import HATS, LEGS, SKIRTS, SLEEVES, wardrobe_of
from mudong.world.draw.pen import Pen
from mudong.world.draw.subject import Subject
from mudong.world.kinds import Pattern, Species
from mudong.world.scene import Cloth, Identity

Make = Callable[..., Subject]
EVERY_KIND = sorted({*SLEEVES, *LEGS, *SKIRTS, *HATS, "scarf", "glasses", "bow", "bag", "boots", "shoes"})
RED, BLUE = "#e0102e", "#1030e0"


def picture(seen: Subject, *, mask: bool = False) -> np.ndarray:
    pen = Pen(128, 128, mask=mask, outline=0.8)
    CreatureArtist().draw(pen, seen)
    return pen.pixels().astype(int)


def wearing(species: Species, *kinds: str, colour: str = RED, pattern: Pattern = Pattern.PLAIN) -> Identity:
    clothes = tuple(Cloth(kind=kind, colour=colour, pattern=pattern, second="#f5cf3a") for kind in kinds)
    return Identity(species=species, skin="#d8dde3", second="#8fd0c8", clothes=clothes)


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_each_piece_shows_in_its_own_colour(kind: str, subject: Make) -> None:
    for species in CREATURES:
        red = picture(subject(wearing(species, kind)))
        blue = picture(subject(wearing(species, kind, colour=BLUE)))
        changed = (np.abs(red - blue).sum(axis=-1) > 60).sum()
        assert changed > 20, species
        assert np.array_equal(red[..., 3], blue[..., 3])


@pytest.mark.parametrize("kind", EVERY_KIND)
@pytest.mark.parametrize("yaw", [0.0, 0.8, -1.57, 3.14])
def test_masks_cover_clothes_too(kind: str, yaw: float, subject: Make) -> None:
    for species in CREATURES:
        seen = subject(wearing(species, kind, pattern=Pattern.STARS), yaw=yaw, pose="walk")
        a, b = (picture(seen, mask=mask)[..., 3] > 127 for mask in (False, True))
        assert (a & b).sum() / (a | b).sum() >= 0.98


@pytest.mark.parametrize("pattern", [p for p in Pattern if p is not Pattern.PLAIN])
def test_patterns_are_seen(pattern: Pattern, subject: Make) -> None:
    plain = picture(subject(wearing(Species.BEAR, "shirt")))
    printed = picture(subject(wearing(Species.BEAR, "shirt", pattern=pattern)))
    assert (np.abs(plain - printed).sum(axis=-1) > 60).sum() > 60


def test_a_skirt_swings_to_the_side_of_its_angle(subject: Make) -> None:
    who = wearing(Species.RABBIT, "dress")
    middle = [_middle(picture(subject(who, swing=(0, angle, 0, 0)))) for angle in (-0.4, 0.0, 0.4)]
    assert middle[0] < middle[1] < middle[2]


def test_the_outermost_top_has_the_sleeves() -> None:
    worn = wardrobe_of(wearing(Species.CAT, "shirt", "coat", "skirt"))
    assert worn.sleeve is not None
    assert worn.sleeve.kind == "coat"
    assert worn.skirt is not None
    assert worn.leg is None


def _middle(pixels: np.ndarray) -> float:
    red = (pixels[..., 0] > 150) & (pixels[..., 1] < 90) & (np.arange(128)[:, None] > 95)
    return float(np.nonzero(red)[1].mean())
