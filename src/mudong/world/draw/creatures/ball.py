"""The head of a creature: a soft ball with cheeks, tufts and a snout in one contour, and ears of all kinds.

Places are local to the head's `Frame`; the `face` module draws eyes and mouth on the `Head` made from the same axes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, hypot, sin, sqrt

import skia

from mudong.world.draw.creatures.body import Body
from mudong.world.draw.creatures.colours import darker, lighter
from mudong.world.draw.creatures.frame import Frame, Vector
from mudong.world.draw.creatures.shapes import Point, leaf, merged, soft
from mudong.world.draw.head import Head
from mudong.world.draw.pen import Glow

BUN = ((0.0, 1.0), (0.6, 0.85), (0.94, 0.36), (1.0, -0.2), (0.72, -0.76), (0.0, -0.97))
"""Half a contour of a round head with cheeks, from crown to chin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snout:
    """A bump on the face: where it sits and its half sizes, in head units."""

    at: Vector
    size: tuple[float, float]


def bun(body: Body, half: Iterable[Point] = BUN) -> skia.Path:
    """The contour of the head's ball, turned with the head."""
    frame = body.head
    a, b, c = body.build.head
    lean = hypot(frame.up[0], frame.up[1]) or 1.0
    e, n = (-frame.up[1] / lean, frame.up[0] / lean), (frame.up[0] / lean, frame.up[1] / lean)
    rx, ry = (
        frame.size
        * sqrt(
            (a * (frame.side[0] * d[0] + frame.side[1] * d[1])) ** 2
            + (b * (frame.up[0] * d[0] + frame.up[1] * d[1])) ** 2
            + (c * (frame.front[0] * d[0] + frame.front[1] * d[1])) ** 2
        )
        for d in (e, n)
    )
    right = list(half)
    left = [(-x, y) for x, y in reversed(right[1:-1])]
    ox, oy, _ = frame.origin
    return soft([(ox + x * rx * e[0] + y * ry * n[0], oy + x * rx * e[1] + y * ry * n[1]) for x, y in right + left])


def snout_path(frame: Frame, snout: Snout) -> skia.Path:
    """The bump as an ellipse that leans with the head; its depth is its height."""
    across, along = snout.size
    s, u = frame.side, frame.up
    k = frame.size
    # Foreshortened from its width to its depth as the head turns.
    width = sqrt((across * s[0]) ** 2 + (along * 1.05 * frame.front[0]) ** 2) * k
    lean = hypot(u[0], u[1]) or 1.0
    e, n = (-u[1] / lean, u[0] / lean), (u[0] / lean, u[1] / lean)
    x, y = frame.at(*snout.at)
    path = skia.Path.Circle(0, 0, 1)
    h = along * k
    path.transform(skia.Matrix.MakeAll(e[0] * width, -n[0] * h, x, e[1] * width, -n[1] * h, y, 0, 0, 1))
    return path


def tufts(frame: Frame, *, out: float = 1.5, width: float = 0.5) -> list[skia.Path]:
    """Fluff on both cheeks."""
    return [
        leaf(frame.at(k * 0.55, -0.3, 0.1), frame.at(k * out, drop, 0.05), width * frame.size, end=0.1)
        for k in (-1, 1)
        for drop in (-0.32, -0.6)
    ]


def draw_ball(body: Body, path: skia.Path, fur: str) -> None:
    """The head's contour filled with soft light from above."""
    x, y = body.head.at(0.0, 0.35, 0.3)
    fill = Glow((x, y), 1.55 * body.head.size, (lighter(fur, 0.14), fur, darker(fur, 0.13)))
    body.pen.shape(path, fill, outline=True)


def mark(body: Body, path: skia.Path | None, colour: str) -> None:
    """A decal, if it is in sight."""
    if path is not None and not body.pen.mask:
        body.pen.shape(path, colour)


def face_head(body: Body) -> Head:
    """The head as the `face` module wants it."""
    f = body.head
    a, b, _ = body.build.head
    return Head(
        centre=(f.origin[0], f.origin[1]),
        radius=(0.92 * a * f.size, 0.97 * b * f.size),
        left=f.side,
        up=f.up,
        front=f.front,
    )


def swung(frame: Frame, base: Vector, tip: Vector, angle: float) -> tuple[Point, Point]:
    """Base and tip of something on the head in pixels, the tip turned about the base by `angle` clockwise."""
    (ax, ay), (bx, by) = frame.at(*base), frame.at(*tip)
    c, s = cos(angle), sin(angle)
    dx, dy = bx - ax, by - ay
    return (ax, ay), (ax + c * dx - s * dy, ay + s * dx + c * dy)


def pointed_ear(body: Body, side: int, base: Vector, tip: Vector, width: float, *, end: float = 0.1) -> None:
    """An upright ear with its inside, which shows as far as it faces the camera."""
    frame, coat = body.head, body.coat
    low, high = swung(frame, (side * base[0], *base[1:]), (side * tip[0], *tip[1:]), body.subject.swing[2])
    shape = leaf(low, high, width * frame.size, belly=0.22, end=end)
    body.pen.shape(shape, coat.ear, outline=True)
    shown = -frame.away(side * 0.35, 0.0, 0.94)
    if shown > 0.15:
        dx, dy, _ = frame.vector(-side * 0.02, -0.06, 0.1)
        a = (low[0] + (high[0] - low[0]) * 0.12 + dx, low[1] + (high[1] - low[1]) * 0.12 + dy)
        b = (low[0] + (high[0] - low[0]) * 0.84 + dx, low[1] + (high[1] - low[1]) * 0.84 + dy)
        if not body.pen.mask:
            body.pen.shape(leaf(a, b, 0.55 * width * frame.size * shown, belly=0.25, end=end), coat.inner)


def round_ear(body: Body, side: int, place: Vector, radius: float) -> None:
    """A round ear with its inside."""
    frame, coat = body.head, body.coat
    (x, y) = frame.at(side * place[0], *place[1:])
    r = radius * frame.size
    body.pen.circle(x, y, r, coat.ear, outline=True)
    shown = -frame.away(side * 0.3, 0.0, 0.95)
    if shown > 0.15:
        dx, dy, _ = frame.vector(-side * 0.07, -0.07, 0.1)
        body.pen.ellipse(x + dx, y + dy, 0.6 * r * (0.3 + 0.7 * shown), 0.6 * r, coat.inner)


def hanging_ear(body: Body, side: int, base: Vector, tip: Vector, width: float) -> None:
    """A floppy ear that hangs beside the cheek and swings."""
    frame = body.head
    low, high = swung(frame, (side * base[0], *base[1:]), (side * tip[0], *tip[1:]), -body.subject.swing[2])
    ear = body.coat.ear
    body.pen.shape(leaf(low, high, width * frame.size, belly=0.62, end=0.3, root=0.5), ear, outline=True)


def far_first(frame: Frame) -> tuple[int, int]:
    """Sides (1: left) in the order to draw them."""
    return (1, -1) if frame.side[2] > 0 else (-1, 1)


def contour(body: Body, *, snout: Snout | None = None, extra: Iterable[skia.Path] = ()) -> skia.Path:
    """Ball, snout and fluff in one contour."""
    parts = [bun(body), *extra]
    if snout is not None and body.head.front[2] < 0.2:
        parts.append(snout_path(body.head, snout))
    return merged(*parts) if len(parts) > 1 else parts[0]
