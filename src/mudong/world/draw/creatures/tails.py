"""Tails: a string of points behind the trunk that swings, drawn as a tapered tube, a curl or a tuft."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, sin

from mudong.world.draw.creatures.body import Body
from mudong.world.draw.creatures.colours import darker
from mudong.world.draw.creatures.frame import Vector
from mudong.world.draw.creatures.shapes import Point, between, ribbon
from mudong.world.draw.pen import Gradient


def tail_points(body: Body, places: Sequence[Vector]) -> list[Point]:
    """Places of the trunk's frame in pixels, bent progressively by the tail's swing, clockwise on the screen."""
    raw = [body.trunk.at(*place) for place in places]
    angle = float(body.subject.swing[3])
    out = [raw[0]]
    for i in range(1, len(raw)):
        c, s = cos(angle * i / len(raw) * 1.5), sin(angle * i / len(raw) * 1.5)
        dx, dy = raw[i][0] - raw[i - 1][0], raw[i][1] - raw[i - 1][1]
        out.append((out[-1][0] + c * dx - s * dy, out[-1][1] + s * dx + c * dy))
    return out


def smoothed(points: Sequence[Point]) -> list[Point]:
    """Twice as many points on a softer line."""
    out: list[Point] = [points[0]]
    for i in range(len(points) - 1):
        before, after = points[max(i - 1, 0)], points[min(i + 2, len(points) - 1)]
        a, b = points[i], points[i + 1]
        out.append(
            (
                (9 * (a[0] + b[0]) - before[0] - after[0]) / 16,
                (9 * (a[1] + b[1]) - before[1] - after[1]) / 16,
            )
        )
        out.append(b)
    return out


def draw_tail(
    body: Body, places: Sequence[Vector], radii: tuple[float, float], colour: str, tip: str = ""
) -> list[Point]:
    """A tube from root to tip with radii in heights; `tip` colours its end. Returns its points."""
    points = smoothed(tail_points(body, places))
    n = len(points) - 1
    r = [(radii[0] + (radii[1] - radii[0]) * i / n) * body.height for i in range(n + 1)]
    path = ribbon(points, r)
    body.pen.shape(path, Gradient(points[0], points[-1], (darker(colour, 0.12), colour)), outline=True)
    if tip and not body.pen.mask:
        with body.pen.inside(path):
            body.pen.circle(*points[-1], 2.1 * r[-1], tip)
    return points


def stripe_tail(body: Body, points: list[Point], radius: float, colour: str) -> None:
    """Rings on a tail of that radius, in heights."""
    for i in range(2, len(points) - 1, 2):
        (ax, ay), (bx, by) = points[i - 1], points[i + 1]
        x, y = between((ax, ay), (bx, by), 0.5)
        d = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 or 1.0
        r = 0.62 * radius * body.height
        nx, ny = -(by - ay) / d * r, (bx - ax) / d * r
        body.pen.limb([(x - nx, y - ny), (x + nx, y + ny)], [0.36 * r, 0.36 * r], colour)
