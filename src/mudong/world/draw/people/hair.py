"""Hair: a cap with a hairline that turns with the head, and what hangs from it or is bound up in each style.

Drawn in pixels around the head's middle with the head upright. `lower` is behind the head, `upper` on it.
"""

from __future__ import annotations

from itertools import pairwise
from math import cos, pi, sin

import skia

from mudong.world.draw.cloth import tinted
from mudong.world.draw.pen import Fill, Gradient, Pen, Vector, smooth, tube
from mudong.world.draw.people.figure import HEAD_WIDTH, Figure

_BANGS = ((0.0, 0.48), (0.55, 0.45), (1.02, 0.24), (1.25, -0.25), (1.5, -0.5), (1.9, -0.62), (pi, -0.66))
_PARTED = ((0.0, 0.46), (0.5, 0.42), (1.05, 0.24), (1.3, -0.15), (1.55, -0.45), (1.9, -0.6), (pi, -0.62))
_SWEPT = ((0.0, 0.50), (0.6, 0.46), (1.05, 0.30), (1.25, 0.05), (1.5, -0.15), (1.9, -0.5), (pi, -0.55))
_CROPPED = ((0.0, 0.48), (0.55, 0.46), (1.0, 0.27), (1.22, -0.12), (1.42, -0.2), (1.7, -0.02), (2.1, -0.42), (pi, -0.5))
_CURLS = ((0.0, 0.50), (0.6, 0.46), (1.0, 0.20), (1.2, -0.25), (1.5, -0.5), (1.9, -0.6), (pi, -0.62))
_LINES = {
    "short": _CROPPED,
    "bob": _BANGS,
    "long": _PARTED,
    "ponytail": _SWEPT,
    "bun": _SWEPT,
    "curly": _CURLS,
    "pigtails": _BANGS,
}
_LOCKS = {"bob": 0.07, "pigtails": 0.07, "short": 0.1, "curly": 0.08, "long": 0.03}
"""How deep the locks of the fringe are cut."""
_STEPS = 15


def bare(style: str) -> bool:
    """Whether the head shows its skin: a baby with one curl."""
    return style in ("curl", "bald")


def ears_shown(style: str) -> bool:
    """Whether the hair leaves the ears free."""
    return style not in ("bob", "long", "curly")


def draw_lower(pen: Pen, figure: Figure) -> None:
    """What hangs behind the head (or, from behind, over the back)."""
    style, r, s = figure.subject.identity.hair_style, figure.r, sin(figure.turn)
    swing = float(figure.subject.swing[0])
    dark = tinted(figure.subject.identity.hair, -0.22)
    if style == "bob":
        pen.shape(_curtain(r, 1.16, 0.92, -0.12 * s, 0.25 * swing), dark, outline=True)
    elif style == "long":
        pen.shape(_curtain(r, 1.14, 2.15, -0.22 * s, swing), dark, outline=True)
    elif style == "curly":
        _cloud(pen, figure)
    for x, y, z, path in _tails(figure):
        if z <= 0:
            pen.shape(path, _sheen(figure, x, y), outline=True)


def draw_upper(pen: Pen, figure: Figure) -> None:
    """The cap on the head, and bound hair on the side towards the camera."""
    identity, r = figure.subject.identity, figure.r
    style = identity.hair_style
    if bare(style):
        _curl(pen, figure)
        return
    cap = cap_path(figure, _LINES.get(style, _CROPPED), locks=_LOCKS.get(style, 0.0), lift=1.08)
    pen.shape(cap, _sheen(figure, 0.0, -0.4 * r), outline=True)
    if not pen.mask:
        with pen.inside(cap):
            _shine(pen, figure)
    for x, y, z, path in _tails(figure):
        if z > 0:
            pen.shape(path, _sheen(figure, x, y), outline=True)
    if style == "bun" and identity.hair != "":
        _pin(pen, figure)


def spot(figure: Figure, longitude: float, latitude: float, lift: float = 1.0) -> tuple[float, float, float]:
    """(x, y, z) of a place on the upright head; z > 0 faces the camera."""
    around = longitude + figure.turn
    tipped = latitude - figure.nod * cos(around)
    x = HEAD_WIDTH * figure.r * lift * sin(around) * cos(latitude)
    return x, -figure.r * lift * sin(tipped), cos(around)


def cap_path(figure: Figure, line: tuple[Vector, ...], *, locks: float = 0.0, lift: float = 1.08) -> skia.Path:
    """All of the head above a hairline: (longitude, latitude) pairs from the middle of the face to the back."""
    r = figure.r
    edge: list[Vector] = []
    for step in range(_STEPS):
        around = -pi / 2 + pi * step / (_STEPS - 1)
        longitude = (around - figure.turn + pi) % (2 * pi) - pi
        latitude = _level(line, abs(longitude))
        if locks and abs(longitude) < 1.1:
            latitude += locks * (abs(sin(4.2 * (longitude + 0.25))) - 0.5)
        latitude -= figure.nod * cos(around)
        out = lift if step in (0, _STEPS - 1) else 1.0 + 0.3 * (lift - 1.0)
        edge.append((HEAD_WIDTH * r * out * sin(around) * cos(latitude), -r * out * sin(latitude)))
    first, last = edge[0], edge[-1]
    over: list[Vector] = []
    start, end = _height(last, r, lift), _height(first, r, lift)
    for step in range(1, 8):
        angle = start + (pi - end - start) * step / 8
        over.append((HEAD_WIDTH * r * lift * cos(angle), -r * lift * sin(angle)))
    return smooth([*edge, *over])


def _level(line: tuple[Vector, ...], longitude: float) -> float:
    for (a, low), (b, high) in pairwise(line):
        if longitude <= b:
            t = (longitude - a) / (b - a)
            return low + t * (high - low)
    return line[-1][1]


def _height(point: Vector, r: float, lift: float) -> float:
    """Latitude on the contour at which a point of it lies."""
    return max(-1.2, min(1.2, -point[1] / (r * lift)))


def _curtain(r: float, wide: float, low: float, shift: float, swing: float) -> skia.Path:
    """Hair that falls from the crown to `low`, in head radii."""
    lag = -swing * low
    points = [(0.0, -1.08), (0.75 * wide, -0.8), (wide, -0.1), (wide + 0.3 * lag, 0.55 * low), (0.8 * wide + lag, low),
              (0.3 * wide + lag, 1.06 * low), (-0.3 * wide + lag, 1.06 * low), (-0.8 * wide + lag, low),
              (-wide + 0.3 * lag, 0.55 * low), (-wide, -0.1), (-0.75 * wide, -0.8)]  # fmt: skip
    return smooth([(r * (x + shift), r * y) for x, y in points])


def _sheen(figure: Figure, x: float, y: float) -> Fill:
    hair, r = figure.subject.identity.hair, figure.r
    if not figure.fine:
        return hair
    return Gradient((x, y - 0.7 * r), (x + 0.2 * r, y + 0.9 * r), (tinted(hair, 0.16), hair, tinted(hair, -0.14)))


def _shine(pen: Pen, figure: Figure) -> None:
    r = figure.r
    arc = skia.Path()
    arc.addArc(skia.Rect.MakeLTRB(-0.8 * r, -0.82 * r, 0.8 * r, 0.6 * r), 215, 50)
    pen.line(arc, f"{tinted(figure.subject.identity.hair, 0.5)}70", 0.1 * r)


def _tails(figure: Figure) -> list[tuple[float, float, float, skia.Path]]:
    """Ponytail, pigtails and bun: where they are tied, whether in front (z > 0), and their outline."""
    style, r = figure.subject.identity.hair_style, figure.r
    swing = float(figure.subject.swing[0])
    if style == "bun":
        x, y, z = spot(figure, pi, 0.95, 1.22)
        return [(x, y, z, skia.Path.Circle(x, y, 0.42 * r))]
    if style == "ponytail":
        return [_tail(figure, 2.3, 0.5, 1.5, swing)]
    if style == "pigtails":
        return [_tail(figure, side * 1.72, 0.12, 0.85, swing) for side in (-1, 1)]
    return []


def _tail(
    figure: Figure, longitude: float, latitude: float, length: float, swing: float
) -> tuple[float, float, float, skia.Path]:
    r = figure.r
    x, y, z = spot(figure, longitude, latitude, 1.05)
    away = sin(longitude + figure.turn)
    lag = -swing * length
    bends = ((0.0, 0.0, 0.0), (0.34, 0.3, 0.1), (0.46, 0.6, 0.5), (0.34, 1.0, 1.0))
    points = [(x + (a * away + b * lag) * r, y + c * length * r) for a, b, c in bends]
    return x, y, z, tube(points, (0.16 * r, 0.27 * r, 0.29 * r, 0.1 * r))


def _cloud(pen: Pen, figure: Figure) -> None:
    """Curls around the head."""
    r = figure.r
    path = skia.Path()
    path.setFillType(skia.PathFillType.kWinding)
    for step in range(13):
        angle = -0.62 + (pi + 1.24) * step / 12
        side = 1 if cos(angle) > 0 else -1
        longitude = (side * pi / 2 - figure.turn + pi) % (2 * pi) - pi
        # No curls before the face of somebody seen from the side.
        if (angle if side > 0 else pi - angle) >= _level(_CURLS, abs(longitude)) - 0.1:
            path.addCircle(1.04 * HEAD_WIDTH * r * cos(angle), -r * sin(angle), (0.29 if step % 2 else 0.33) * r)
    pen.shape(path, figure.subject.identity.hair, outline=True)


def _curl(pen: Pen, figure: Figure) -> None:
    """One curl on a baby's crown and a little down."""
    r = figure.r
    x, y, _ = spot(figure, 0.0, 1.25, 1.0)
    path = skia.Path()
    path.moveTo(x, y + 0.06 * r)
    path.cubicTo(x - 0.34 * r, y - 0.3 * r, x + 0.1 * r, y - 0.5 * r, x + 0.2 * r, y - 0.26 * r)
    path.cubicTo(x + 0.24 * r, y - 0.12 * r, x + 0.04 * r, y - 0.08 * r, x + 0.03 * r, y - 0.22 * r)
    if pen.outline > 0:
        pen.line(path, pen.ink, 0.13 * r + 2 * pen.outline)
    pen.line(path, figure.subject.identity.hair, 0.13 * r)


def _pin(pen: Pen, figure: Figure) -> None:
    """A hairpin through the bun of old women."""
    hair = figure.subject.identity.hair
    if int(hair[1:3], 16) < 0x90 or int(hair[5:7], 16) < 0x90:
        return
    r = figure.r
    x, y, _ = spot(figure, pi, 0.95, 1.22)
    pen.limb(
        ((x - 0.62 * r, y + 0.12 * r), (x + 0.62 * r, y - 0.12 * r)), (0.06 * r, 0.06 * r), "#4b9a78", outline=True
    )
    pen.circle(x + 0.62 * r, y - 0.12 * r, 0.11 * r, "#e0534e", outline=True)
