"""Clothes on all fours: tops around chest and forelegs, trousers around rump and hind legs, scarves, bags."""

from __future__ import annotations

from typing import TYPE_CHECKING

import skia

from mudong.world.draw.cloth import Weave, drape, sleeve
from mudong.world.draw.creatures.colours import darker
from mudong.world.draw.creatures.garments import PITCH
from mudong.world.draw.creatures.shapes import Point, between, string, tapered
from mudong.world.draw.creatures.wardrobe import LEGS, SLEEVES, Wardrobe
from mudong.world.scene import Cloth

if TYPE_CHECKING:
    from mudong.world.draw.creatures.fours import Fours

_SHORT = 0.45
"""Sleeves that cover less of the arm than this end over the elbow."""


def dress_rump(fours: Fours, worn: Wardrobe) -> None:
    """Trousers or a skirt, which the chest hides from in front."""
    (rump, belly, chest, _), (r0, r1, _, _) = fours.spine, (1.05 * r for r in fours.radii)
    cloth = worn.leg if worn.leg is not None and worn.leg.kind != "onesie" else worn.skirt
    if cloth is not None:
        weave = Weave.along(rump, chest, PITCH * fours.body.height)
        drape(fours.body.pen, tapered([rump, between(rump, belly, 0.9)], [r0, 0.96 * r1]), cloth, weave)


def dress_chest(fours: Fours, trunk: skia.Path, worn: Wardrobe) -> None:
    """Tops from the inside out, the straps of overalls along the back. `trunk`: its contour."""
    pen, (rump, belly, chest, neck) = fours.body.pen, fours.spine
    r0, r1, r2, r3 = (1.05 * r for r in fours.radii)
    weave = Weave.along(rump, chest, PITCH * fours.body.height)
    for top in worn.tops:
        back = between(rump, belly, 0.3 if top.kind in ("coat", "onesie", "dress") else 0.85)
        drape(pen, tapered([back, belly, chest, between(chest, neck, 0.6)], [r1, r1, r2, r3]), top, weave)
    if worn.leg is None or worn.leg.kind != "overalls":
        return
    _bib(fours, worn.leg, weave)
    if not fours.frontal:
        ends = (rump, 0.7 * r0), (belly, 0.75 * r1), (chest, 0.8 * r2)
        strap = string([(x, y - rise) for (x, y), rise in ends])
        with pen.inside(trunk):
            fours.body.detail(strap, darker(worn.leg.colour, 0.15), 0.045)


def _bib(fours: Fours, cloth: Cloth, weave: Weave) -> None:
    """On the chest, as far as it faces the camera."""
    facing = -fours.frame.front[2]
    if facing < 0.3:
        return
    (x, y), r = fours.spine[2], fours.radii[2]
    x, y, wide = x + 0.45 * fours.frame.front[0] * r, y - 0.35 * r, 0.5 * facing * r
    for side in (-1, 1):
        strap = string([(x + side * 0.8 * wide, y), (x + side * 1.1 * wide, y - r)])
        fours.body.detail(strap, darker(cloth.colour, 0.15), 0.03)
    drape(fours.body.pen, tapered([(x, y), (x, y + 0.9 * r)], [wide, 1.2 * wide]), cloth, weave)


def dress_leg(fours: Fours, points: list[Point], radii: list[float], worn: Wardrobe, *, hind: bool) -> None:
    """The sleeve of the outermost top, or a leg of the trousers."""
    cloth = worn.leg if hind else worn.sleeve
    if cloth is None:
        return
    share = (LEGS if hind else SLEEVES)[cloth.kind]
    widths = [1.1 * r for r in radii]
    # A sleeve begins where the top ends, or it would look like a bag on the chest.
    start, upper = (points[0], widths[0]) if hind else (between(points[0], points[1], 0.4), 1.08 * widths[1])
    if share < _SHORT or (hind and cloth.kind == "shorts"):
        end = between(points[0], points[1], 0.95)
        run, wide = [start, end], (upper, 1.05 * widths[1])
    else:
        run, wide = [start, points[1], between(points[1], points[2], 0.6)], (upper, widths[1], 1.1 * widths[2])
    sleeve(fours.body.pen, run, wide, cloth, PITCH * fours.body.height)


def wear_over(fours: Fours, worn: Wardrobe) -> None:
    """Scarf around the neck, bag on the back."""
    pen, (_, belly, chest, neck) = fours.body.pen, fours.spine
    k = fours.body.height
    weave = Weave.along(chest, neck, 0.7 * PITCH * k)
    if worn.bag is not None:
        x, y = between(belly, chest, 0.35)
        r = fours.radii[1]
        fours.body.detail(string([(x, y - r), (x, y)]), darker(worn.bag.colour, 0.3), 0.03)
        box = skia.Rect.MakeLTRB(x - 0.8 * r, y - 0.35 * r, x + 0.8 * r, y + 0.75 * r)
        drape(pen, skia.Path.RRect(skia.RRect.MakeRectXY(box, 0.3 * r, 0.3 * r)), worn.bag, weave)
    if worn.scarf is not None:
        x, y = between(neck, chest, 0.3)
        r = fours.radii[3]
        ax = fours.ahead[0] / k
        end = tapered([(x + 0.5 * ax * r, y + 0.3 * r), (x + 0.75 * ax * r, y + 1.5 * r)], [0.32 * r, 0.36 * r])
        drape(pen, end, worn.scarf, weave)
        band = [(x - 0.95 * r, y - 0.3 * r), (x, y + 0.35 * r), (x + 0.95 * r, y - 0.1 * r)]
        drape(pen, tapered(band, [0.36 * r, 0.46 * r, 0.36 * r]), worn.scarf, weave)
