"""A friendly dragon with hints of the East: whiskers, small horns, belly plates; wings and a row of soft spikes."""

from __future__ import annotations

from dataclasses import replace

import skia

from mudong.world.draw.creatures import ball
from mudong.world.draw.creatures.ball import Snout
from mudong.world.draw.creatures.body import Body, Build, Coat
from mudong.world.draw.creatures.colours import darker, lighter, mix
from mudong.world.draw.creatures.features import ANIMAL, draw_features
from mudong.world.draw.creatures.shapes import Point, leaf, string
from mudong.world.draw.creatures.tails import draw_tail
from mudong.world.draw.pen import Gradient
from mudong.world.draw.subject import Subject

_SNOUT = Snout(at=(0.0, -0.42, 0.96), size=(0.6, 0.38))
_TAIL = ((0.0, -0.2, -0.35), (0.45, -0.42, -0.65), (0.85, -0.36, -0.8), (1.12, -0.05, -0.8), (1.12, 0.3, -0.8))
_WING = ((0.2, 0.62, -0.3), (0.6, 1.05, -0.7), (1.3, 1.2, -0.9), (1.2, 0.8, -0.85), (1.0, 0.62, -0.8),
         (0.9, 0.36, -0.75), (0.6, 0.4, -0.55), (0.36, 0.12, -0.35))  # fmt: skip
_CREST = ((0.98, 0.32, 0.3), (1.02, -0.12, 0.36), (0.86, -0.6, 0.34), (0.5, -0.92, 0.3), (0.1, -1.0, 0.26))
_SPINE = ((0.85, -0.5), (0.55, -0.66), (0.22, -0.68))


class Dragon:
    """A dragon: `second` is its belly; horns and spikes are made from it."""

    build = Build(head=(1.16, 1.03, 1.06), trunk=(0.54, 0.54, 0.34), leg=(0.08, 0.07, 0.062), foot=0.068)

    def coat(self, subject: Subject) -> Coat:
        """Scales, a light belly, warm spikes."""
        me = subject.identity
        ear, inner, nose = darker(me.skin, 0.18), mix(me.second, "#f29a6a", 0.45), darker(me.skin, 0.55)
        return Coat.even(me.skin, belly=me.second, ear=ear, inner=inner, nose=nose)

    def back(self, body: Body) -> None:
        """Wings, tail, spikes down the back."""
        spike = body.coat.inner
        for rise, out in _SPINE:
            base, end = body.trunk.at(0.0, rise, out + 0.12), body.trunk.at(0.0, rise + 0.1, out - 0.24)
            body.pen.shape(leaf(base, end, 0.075 * body.height, belly=0.2), spike, outline=True)
        for side in ball.far_first(body.trunk):
            self._wing(body, side)
        points = draw_tail(body, _TAIL, (0.085, 0.03), body.coat.fur)
        (ax, ay), (bx, by) = points[-2], points[-1]
        k = 0.11 * body.height / max(((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5, 1e-6)
        tip = (bx + (bx - ax) * k, by + (by - ay) * k)
        body.pen.shape(leaf(points[-1], tip, 0.13 * body.height, belly=0.3), spike, outline=True)

    def trunk(self, body: Body, path: skia.Path) -> None:
        """Belly plates."""
        plate = body.trunk.decal(0.0, 0.28, 0.42, 0.44, 0.62, upright=True)
        if plate is None:
            return
        body.pen.shape(plate, body.coat.belly)
        if body.pen.mask:
            return
        with body.pen.inside(plate):
            for rise in (0.66, 0.4, 0.14, -0.1):
                line = string(
                    [
                        body.trunk.at(-0.5, rise + 0.05, 0.4),
                        body.trunk.at(0, rise - 0.04, 0.62),
                        body.trunk.at(0.5, rise + 0.05, 0.4),
                    ]
                )
                body.detail(line, darker(body.coat.belly, 0.28), 0.01)

    def limb(self, body: Body, path: skia.Path, points: list[Point], *, leg: bool) -> None:
        """Nothing."""

    def head(self, body: Body) -> None:
        """Crest, fins, horns, ball, snout, face, whiskers."""
        frame = body.head
        path = ball.contour(body, snout=_SNOUT)
        far, near = ball.far_first(frame)
        self._crest(body)
        self._fin(body, far)
        self._horn(body, far)
        self._horn(body, near)
        self._fin(body, near)
        ball.draw_ball(body, path, body.coat.fur)
        in_sight = frame.away(0.0, -0.2, 1.0) < 0.2
        if in_sight:
            body.pen.shape(ball.snout_path(frame, _SNOUT), mix(body.coat.fur, body.coat.belly, 0.55))
        look = replace(ANIMAL, white=0.3, brow=darker(body.coat.fur, 0.4), brow_width=0.06, mouth_latitude=-0.56)
        draw_features(body, path, look, nose=(0.0, -3.0, 0.0), nose_size=0.0, snout=_SNOUT, split=False)
        if in_sight:
            for side in (-1, 1):
                self._nostril(body, side)
                self._whisker(body, side)

    def _wing(self, body: Body, side: int) -> None:
        flap = 0.05 * body.subject.breath - 0.3 * float(body.subject.swing[0])
        points = [body.trunk.at(side * s, u + flap * (s - 0.2), f) for s, u, f in _WING]
        wing = skia.Path()
        wing.moveTo(*points[0])
        wing.quadTo(*points[1], *points[2])
        for middle, end in zip(points[3::2], points[4::2], strict=False):
            wing.quadTo(*middle, *end)
        wing.lineTo(*points[-1])
        wing.close()
        colour = body.coat.inner
        body.pen.shape(wing, Gradient(points[2], points[0], (lighter(colour, 0.25), colour)), outline=True)

    def _crest(self, body: Body) -> None:
        for u, f, size in (
            (0.98, 0.32, 0.3),
            (1.02, -0.12, 0.36),
            (0.86, -0.6, 0.34),
            (0.5, -0.92, 0.3),
            (0.1, -1.0, 0.26),
        ):
            length = (u * u + f * f) ** 0.5
            base = body.head.at(0.0, u * 0.85, f * 0.85)
            tip = body.head.at(0.0, u + 0.42 * u / length * size * 2, f + 0.42 * f / length * size * 2)
            body.pen.shape(leaf(base, tip, 0.4 * body.head.size, belly=0.3), body.coat.inner, outline=True)

    def _horn(self, body: Body, side: int) -> None:
        low, high = body.head.at(side * 0.42, 0.82, 0.0), body.head.at(side * 0.74, 1.5, -0.25)
        body.pen.shape(leaf(low, high, 0.3 * body.head.size, belly=0.15, end=0.2), "#f6e3b4", outline=True)

    def _fin(self, body: Body, side: int) -> None:
        low, high = ball.swung(body.head, (side * 0.85, 0.15, -0.05), (side * 1.62, 0.4, -0.2), body.subject.swing[2])
        body.pen.shape(leaf(low, high, 0.5 * body.head.size, belly=0.4, end=0.15), body.coat.inner, outline=True)

    def _nostril(self, body: Body, side: int) -> None:
        x, y = body.head.at(side * 0.2, -0.24, 1.28)
        body.pen.ellipse(x, y, 0.055 * body.head.size, 0.07 * body.head.size, body.coat.nose)

    def _whisker(self, body: Body, side: int) -> None:
        frame = body.head
        sway = 0.3 * float(body.subject.swing[2])
        places = ((0.5, -0.4, 1.0), (0.9, -0.32 + sway, 1.0), (1.22, -0.55 + sway, 0.9), (1.4, -0.85 + sway, 0.8))
        line = [frame.at(side * s, u, f) for s, u, f in places]
        body.detail(string(line), body.coat.inner, 0.018)
