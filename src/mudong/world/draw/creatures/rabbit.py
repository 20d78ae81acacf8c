"""Rabbits: long swinging ears, small nose, two teeth, a round tail."""

from __future__ import annotations

from dataclasses import replace

import skia

from mudong.world.draw.creatures import ball, marks
from mudong.world.draw.creatures.body import Body, Build, Coat
from mudong.world.draw.creatures.colours import lighter, mix
from mudong.world.draw.creatures.features import ANIMAL, draw_features
from mudong.world.draw.creatures.shapes import Point
from mudong.world.draw.creatures.tails import draw_tail
from mudong.world.draw.mood import mood_of
from mudong.world.draw.subject import Subject

_TAIL = ((0.0, -0.12, -0.6), (0.0, -0.06, -0.8))


class Rabbit:
    """A rabbit: `second` is what is in its ears."""

    build = Build(head=(1.16, 1.05, 1.05), leg=(0.074, 0.066, 0.062), foot=0.068)

    def coat(self, subject: Subject) -> Coat:
        """One fur, a lighter tummy."""
        me = subject.identity
        return Coat(
            fur=me.skin,
            belly=lighter(me.skin, 0.55),
            arm=me.skin,
            leg=me.skin,
            hand=me.skin,
            foot=me.skin,
            ear=me.skin,
            inner=mix(me.second, "#f2a0a8", 0.4),
            nose="#e2808c",
        )

    def back(self, body: Body) -> None:
        """A puff of a tail."""
        draw_tail(body, _TAIL, (0.07, 0.075), lighter(body.coat.fur, 0.5))

    def trunk(self, body: Body, path: skia.Path) -> None:
        """The tummy."""
        marks.belly(body, body.coat.belly)

    def limb(self, body: Body, path: skia.Path, points: list[Point], *, leg: bool) -> None:
        """Nothing."""

    def head(self, body: Body) -> None:
        """Ears, ball, cheeks, teeth, face."""
        frame = body.head
        path = ball.contour(body, extra=ball.tufts(frame, out=1.26, width=0.46))
        for side in ball.far_first(frame):
            ball.pointed_ear(body, side, (0.4, 0.8, -0.05), (0.62, 2.45, -0.18), 0.58, end=0.5)
        ball.draw_ball(body, path, body.coat.fur)
        for side in (-1, 1):
            ball.mark(body, frame.decal(side * 0.18, -0.42, 0.97, 0.26, 0.2), body.coat.belly)
        self._teeth(body)
        look = replace(ANIMAL, eye_longitude=0.43, cheek="#f58a90")
        draw_features(body, path, look, nose=(0.0, -0.28, 1.0), nose_size=0.1)

    def _teeth(self, body: Body) -> None:
        if body.pen.mask or mood_of(body.subject).mouth_open > 0.25:
            return
        with ball.face_head(body).on(body.pen, 0.0, -0.56) as place:
            if place.facing > 0.12:
                teeth = skia.Path.RRect(skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(-0.09, -0.02, 0.09, 0.15), 0.04, 0.04))
                body.pen.shape(teeth, "#fffdf6")
                body.pen.line(teeth, "#8a6a66", 0.025)
