"""The coats of animals on all fours: tails, feathers, patches and stripes by breed."""

from __future__ import annotations

from math import cos, hypot, sin
from typing import TYPE_CHECKING

import skia

from mudong.world.draw.creatures.colours import darker, lighter, mix
from mudong.world.draw.creatures.shapes import Point, between, leaf, merged, ribbon
from mudong.world.draw.creatures.tails import smoothed
from mudong.world.draw.pen import Gradient

if TYPE_CHECKING:
    from mudong.world.draw.creatures.fours import Fours

_DARK = "#4b3a38"
_PLUME = ((0.0, 0.0), (-0.10, 0.05), (-0.21, 0.13), (-0.29, 0.25), (-0.31, 0.36))
_WHIP = ((0.0, 0.0), (-0.12, 0.03), (-0.24, 0.10), (-0.33, 0.22))
_CURL = ((0.0, 0.0), (-0.08, 0.08), (-0.07, 0.19), (0.02, 0.24), (0.10, 0.18), (0.06, 0.11))
_STUMP = ((0.0, 0.0), (-0.06, 0.04), (-0.09, 0.07))
_LONG = ((0.0, 0.0), (-0.13, 0.0), (-0.22, 0.10), (-0.24, 0.24), (-0.18, 0.35), (-0.22, 0.44))
"""Tails from their root, (forward, up) in heights."""
_TAILS = {
    "corgi": (_STUMP, (0.045, 0.04, 0.03)),
    "shiba": (_CURL, (0.05, 0.052, 0.052, 0.05, 0.045, 0.035)),
    "dalmatian": (_WHIP, (0.036, 0.03, 0.024, 0.014)),
}
_SPOTS = (
    (0.05, -0.5, 0.17),
    (0.28, 0.2, 0.2),
    (0.5, -0.45, 0.15),
    (0.62, 0.35, 0.18),
    (0.8, -0.2, 0.2),
    (0.95, 0.4, 0.14),
)


def tail_of(fours: Fours) -> None:
    """The tail, bent by its swing."""
    body, me = fours.body, fours.body.subject.identity
    cat = me.species == "cat"
    shape, radii = _TAILS.get(me.breed, (_LONG, (0.042, 0.04, 0.038, 0.036, 0.034, 0.028)) if cat else
                              (_PLUME, (0.04, 0.058, 0.075, 0.066, 0.026)))  # fmt: skip
    points = _hung(fours, fours.haunch, shape)
    fine = smoothed(points)
    widths = [r * body.height for r in radii]
    wide = [widths[i // 2] if i % 2 == 0 else 0.5 * (widths[i // 2] + widths[i // 2 + 1]) for i in range(len(fine))]
    colour = me.second if me.breed in ("siamese", "calico") else me.skin
    path = (
        merged(ribbon(fine, wide), *_plumed(fours, fine, wide))
        if me.breed == "golden_retriever"
        else ribbon(fine, wide)
    )
    body.pen.shape(path, Gradient(points[0], points[-1], (darker(colour, 0.14), colour)), outline=True)
    if body.pen.mask:
        return
    with body.pen.inside(path):
        if me.breed == "golden_retriever":
            for i in (2, 4, 6):
                (ax, ay), (bx, by) = fine[i - 1], fine[min(i + 2, len(fine) - 1)]
                lock = leaf((ax, ay), (bx, by), 0.9 * wide[i], belly=0.5, end=0.1)
                lock.offset(0.35 * wide[i] * (1 if by < ay else -1) * (1 if fours.ahead[0] < 0 else -1), 0.35 * wide[i])
                body.pen.shape(lock, lighter(me.skin, 0.32))
        tip = {"siamese": "", "calico": _DARK, "tabby": darker(me.skin, 0.42), "shiba": me.second, "corgi": me.second,
               "dalmatian": me.second}.get(me.breed, "")  # fmt: skip
        if tip:
            body.pen.circle(*fine[-1], 2.0 * wide[-1], tip)
        if me.breed == "tabby":
            for i in range(2, len(fine) - 2, 2):
                _band(fours, fine[i - 1], fine[i + 1], wide[i], darker(me.skin, 0.42))


def _plumed(fours: Fours, fine: list[Point], wide: list[float]) -> list[skia.Path]:
    """Locks along the underside of a feathery tail that break its contour."""
    ax = fours.ahead[0] / fours.body.height
    locks = []
    for i in (2, 3, 5, 6):
        (x, y), (u, v) = fine[i], fine[min(i + 2, len(fine) - 1)]
        w = wide[i]
        locks.append(leaf((x, y), (u - 0.7 * ax * w, v + 0.9 * w), 1.1 * w, belly=0.3, end=0.1))
    return locks


def feathers(fours: Fours) -> list[skia.Path]:
    """Fluff that breaks the contour: a ruff and feathers under the belly of long coats."""
    me, k = fours.body.subject.identity, fours.body.height
    if me.breed not in ("golden_retriever", "corgi", "shiba"):
        return []
    ax = fours.ahead[0] / k
    _, belly, chest, neck = fours.spine
    r = fours.radii
    # On the chest, pointing forward and down; shiba and corgi have no more than that.
    locks = [
        (
            between(neck, chest, t),
            (between(neck, chest, t)[0] + ax * out * r[2], between(neck, chest, t)[1] + drop * r[2]),
        )
        for t, out, drop in ((0.35, 1.16, 0.5), (0.75, 1.22, 0.62))
    ]
    if me.breed == "golden_retriever":
        for t, drop in ((0.2, 1.32), (0.5, 1.38), (0.8, 1.3)):
            x, y = between(belly, chest, t)
            locks.append(((x, y + 0.4 * r[1]), (x - ax * 0.35 * r[1], y + drop * r[1])))
    return [leaf(a, b, 0.75 * r[2], belly=0.3, end=0.12) for a, b in locks]


def coat_marks(fours: Fours) -> None:
    """Belly, chest, patches: drawn inside the trunk."""
    pen, me, coat = fours.body.pen, fours.body.subject.identity, fours.body.coat
    rump, belly, chest, neck = fours.spine
    r, ax = fours.radii, fours.ahead[0] / fours.body.height
    if me.breed == "dalmatian":
        for along, across, size in _SPOTS:
            x, y = _on_back(fours, along)
            pen.circle(x, y + across * r[1], size * r[1], me.second)
        return
    if me.breed == "calico" and not fours.frontal:
        pen.ellipse(*between(rump, belly, 0.3), 0.8 * r[0], 0.7 * r[0], me.second)
        x, y = between(belly, chest, 0.45)
        pen.ellipse(x, y - 0.6 * r[1], 0.8 * r[1], 0.5 * r[1], _DARK)
    light = coat.belly
    soft = mix(light, coat.fur, 0.25)
    under = [
        (rump[0] + 0.2 * ax * r[0], rump[1] + 1.0 * r[0]),
        (belly[0], belly[1] + 1.12 * r[1]),
        (chest[0] + 0.1 * ax * r[2], chest[1] + 0.85 * r[2]),
        (neck[0] + 0.75 * ax * r[3], neck[1] + 0.75 * r[3]),
    ]
    pen.limb(under, [0.2 * r[0], 0.5 * r[1], 0.6 * r[2], 0.42 * r[3]], soft)
    facing = -fours.frame.front[2]
    if facing > 0.25:
        pen.ellipse(chest[0] + 0.3 * ax * r[2], chest[1] - 0.1 * r[2], 0.72 * facing * r[2], 0.85 * r[2], soft)
    if me.breed == "tabby":
        for along in (0.05, 0.27, 0.5, 0.72, 0.94):
            x, y = _on_back(fours, along)
            stripe = leaf((x, y - 1.15 * r[1]), (x - 0.2 * ax * r[1], y + 0.15 * r[1]), 0.34 * r[1], belly=0.3)
            pen.shape(stripe, darker(me.skin, 0.42))


def leg_marks(fours: Fours, points: list[Point], radii: list[float], *, hind: bool, far: bool) -> None:
    """Stripes, spots, feathered backs of legs: drawn inside the leg."""
    pen, me = fours.body.pen, fours.body.subject.identity
    ax = fours.ahead[0] / fours.body.height
    if me.breed == "golden_retriever" and not far:
        (x, y), (u, v) = points[0 if hind else 1], points[2]
        r = radii[1]
        lock = leaf((x - 0.7 * ax * r, y), (u - 0.95 * ax * radii[2], v), 0.8 * r, belly=0.4, end=0.1)
        pen.shape(lock, lighter(me.skin, 0.3))
    if me.breed == "tabby":
        for i in (1, 2):
            _band(fours, points[i - 1], points[i], radii[i], darker(me.skin, 0.42))
    if me.breed == "dalmatian":
        x, y = between(points[0], points[1], 0.6)
        pen.circle(x, y, 0.34 * radii[0], me.second)
        pen.circle(*between(points[1], points[2], 0.5), 0.42 * radii[2], me.second)
    if me.breed == "calico" and hind:
        pen.circle(*points[0], 0.9 * radii[0], me.second)


def _on_back(fours: Fours, along: float) -> Point:
    """A point between rump (0), belly (0.5) and chest (1)."""
    a, b, c, _ = fours.spine
    return between(a, b, 2 * along) if along < 0.5 else between(b, c, 2 * along - 1)


def _hung(fours: Fours, root: Point, shape: tuple[Point, ...]) -> list[Point]:
    """A tail's points in pixels, turned progressively by its swing, clockwise on the screen."""
    angle = float(fours.body.subject.swing[3])
    out = [root]
    for i in range(1, len(shape)):
        forth, rise = shape[i][0] - shape[i - 1][0], shape[i][1] - shape[i - 1][1]
        dx, dy, _ = fours.frame.vector(0.0, rise, forth)
        turn = angle * min(i / len(shape) * 1.4, 1.2)
        c, s = cos(turn), sin(turn)
        out.append((out[-1][0] + c * dx - s * dy, out[-1][1] + s * dx + c * dy))
    return out


def _band(fours: Fours, a: Point, b: Point, radius: float, colour: str) -> None:
    """A stripe across the middle of a limb from a to b."""
    x, y = between(a, b, 0.6)
    d = hypot(b[0] - a[0], b[1] - a[1]) or 1.0
    nx, ny = -(b[1] - a[1]) / d * radius * 1.2, (b[0] - a[0]) / d * radius * 1.2
    path = skia.Path()
    path.moveTo(x - nx, y - ny)
    path.lineTo(x + nx, y + ny)
    fours.body.pen.line(path, colour, 0.42 * radius)
