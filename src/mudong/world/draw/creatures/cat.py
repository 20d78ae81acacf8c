"""Cats: tabby, black, calico, siamese. Wide heads with pointed ears, a cat's mouth, a tail in an S."""

from __future__ import annotations

from dataclasses import replace

import skia

from mudong.world.draw.creatures import ball, marks
from mudong.world.draw.creatures.body import Body, Build, Coat
from mudong.world.draw.creatures.colours import darker, is_dark, lighter, mix
from mudong.world.draw.creatures.features import ANIMAL, draw_features, whiskers
from mudong.world.draw.creatures.shapes import Point
from mudong.world.draw.creatures.tails import draw_tail, stripe_tail
from mudong.world.draw.subject import Subject

_TAIL = ((0.0, -0.18, -0.45), (0.55, -0.3, -0.75), (1.02, -0.02, -0.8), (1.02, 0.42, -0.75), (1.25, 0.7, -0.75))
_CALICO_DARK = "#4b3a38"


class Cat:
    """A cat of any breed; an unknown breed is plain."""

    build = Build(head=(1.24, 1.05, 1.08))

    def coat(self, subject: Subject) -> Coat:
        """Fur and points by breed."""
        me = subject.identity
        pink = mix("#f4a6a0", me.skin, 0.25)
        plain = Coat.even(me.skin, belly=me.second, inner=pink, nose="#d9706f")
        if me.breed == "tabby":
            return replace(plain, hand=me.second, foot=me.second)
        if me.breed == "siamese":
            tips = me.second
            return replace(
                plain, belly=lighter(me.skin, 0.3), hand=tips, foot=tips, ear=tips, inner=mix(tips, pink, 0.5)
            )
        if me.breed == "calico":
            return replace(plain, belly=lighter(me.skin, 0.5), ear=me.second)
        return plain

    def back(self, body: Body) -> None:
        """The tail."""
        me = body.subject.identity
        tip = {"siamese": me.second, "calico": _CALICO_DARK, "tabby": darker(me.skin, 0.45)}.get(me.breed, "")
        colour = me.second if me.breed in ("siamese", "calico") else me.skin
        points = draw_tail(body, _TAIL, (0.045, 0.036), colour, tip)
        if me.breed == "tabby":
            stripe_tail(body, points, 0.04, darker(me.skin, 0.42))

    def trunk(self, body: Body, path: skia.Path) -> None:
        """Belly, patches of a calico."""
        me = body.subject.identity
        if me.breed == "calico":
            ball.mark(body, body.trunk.decal(-0.45, 0.2, 0.35, 0.34, 0.4), me.second)
            ball.mark(body, body.trunk.decal(0.4, 0.65, -0.3, 0.4, 0.3), _CALICO_DARK)
        if me.breed == "tabby":
            for rise in (0.12, 0.42, 0.72):
                for side in (-1, 1):
                    stripe = body.trunk.decal(side * 0.62, rise, 0.12, 0.26, 0.055)
                    ball.mark(body, stripe, darker(me.skin, 0.42))
        if me.breed != "calico":
            marks.belly(body, body.coat.belly)

    def limb(self, body: Body, path: skia.Path, points: list[Point], *, leg: bool) -> None:
        """Stripes of a tabby."""
        me = body.subject.identity
        if me.breed == "tabby":
            with body.pen.inside(path):
                marks.bands(body, points, darker(me.skin, 0.42), leg=leg)
        if me.breed == "calico" and leg:
            body.pen.circle(points[1][0], points[1][1], 0.05 * body.height, me.second)

    def head(self, body: Body) -> None:
        """Ears, ball, marks, face."""
        me = body.subject.identity
        path = ball.contour(body, extra=ball.tufts(body.head, out=1.42, width=0.42))
        for side in ball.far_first(body.head):
            ball.pointed_ear(body, side, (0.72, 0.6, 0.0), (1.06, 1.62, -0.06), 0.86)
        ball.draw_ball(body, path, body.coat.fur)
        with body.pen.inside(path):
            self._mask(body)
        look = ANIMAL
        if is_dark(me.skin):
            look = replace(ANIMAL, white=0.4, ink="#1f1a22", cheek="#e58a9a", brow=lighter(me.skin, 0.45))
        if me.breed == "siamese":
            look = replace(ANIMAL, white=0.5, ink="#2c2024")
        draw_features(body, path, look, nose=(0.0, -0.26, 1.0), nose_size=0.12)
        whiskers(body, lighter(me.skin, 0.5) if is_dark(me.skin) else darker(me.skin, 0.5))

    def _mask(self, body: Body) -> None:
        me, frame = body.subject.identity, body.head
        if me.breed == "siamese":
            ball.mark(body, frame.decal(0.0, -0.2, 0.97, 0.78, 0.62), mix(me.second, me.skin, 0.55))
            ball.mark(body, frame.decal(0.0, -0.36, 0.95, 0.5, 0.4), mix(me.second, me.skin, 0.2))
        if me.breed == "calico":
            ball.mark(body, frame.decal(-0.62, 0.55, 0.6, 0.52, 0.5), me.second)
            ball.mark(body, frame.decal(0.72, 0.55, 0.5, 0.42, 0.42), _CALICO_DARK)
        if me.breed == "tabby":
            stripe = darker(me.skin, 0.42)
            for side, tall in ((-0.3, 0.2), (0.0, 0.27), (0.3, 0.2)):
                ball.mark(body, frame.decal(side, 0.78, 0.66, 0.075, tall), stripe)
            for side in (-1, 1):
                ball.mark(body, frame.decal(side * 1.02, -0.12, 0.32, 0.24, 0.06, -0.15 * side), stripe)
                ball.mark(body, frame.decal(side * 0.98, -0.36, 0.32, 0.22, 0.055, 0.1 * side), stripe)
        if me.breed in ("tabby", "black"):
            for side in (-1, 1):
                ball.mark(body, frame.decal(side * 0.19, -0.44, 0.97, 0.27, 0.22), lighter(me.second, 0.25))
