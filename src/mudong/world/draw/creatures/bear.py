"""Bears and pandas: round ears, big tummies, short tails; pandas with their patches."""

from __future__ import annotations

from dataclasses import replace

import skia

from mudong.world.draw.creatures import ball, marks
from mudong.world.draw.creatures.ball import Snout
from mudong.world.draw.creatures.body import Body, Build, Coat
from mudong.world.draw.creatures.colours import darker, lighter, mix
from mudong.world.draw.creatures.features import ANIMAL, draw_features
from mudong.world.draw.creatures.shapes import Point
from mudong.world.draw.creatures.tails import draw_tail
from mudong.world.draw.subject import Subject

_SNOUT = Snout(at=(0.0, -0.38, 0.94), size=(0.46, 0.35))
_EAR = (0.86, 0.82, -0.12)
_TAIL = ((0.0, -0.1, -0.55), (0.0, -0.05, -0.75))
_BUILD = Build(
    trunk=(0.6, 0.64, 0.42),
    arm=(0.06, 0.058, 0.056),
    hand=0.064,
    leg=(0.088, 0.078, 0.07),
    foot=0.07,
    head=(1.18, 1.05, 1.06),
)


class Bear:
    """A bear."""

    build = _BUILD

    def coat(self, subject: Subject) -> Coat:
        """One fur, a light tummy and snout."""
        me = subject.identity
        return Coat.even(me.skin, belly=me.second, inner=me.second)

    def back(self, body: Body) -> None:
        """A stump of a tail."""
        draw_tail(body, _TAIL, (0.055, 0.06), body.coat.fur)

    def trunk(self, body: Body, path: skia.Path) -> None:
        """The tummy."""
        marks.belly(body, body.coat.belly, across=0.5, along=0.48)

    def limb(self, body: Body, path: skia.Path, points: list[Point], *, leg: bool) -> None:
        """Nothing."""

    def head(self, body: Body) -> None:
        """Ears, ball, snout, face."""
        path = _skull(body)
        _snout(body, body.coat.belly)
        look = replace(
            ANIMAL, eye_size=(0.2, 0.28), eye_longitude=0.43, brow=darker(body.coat.fur, 0.5), brow_width=0.045
        )
        draw_features(body, path, look, nose=(0.0, -0.2, 1.26), nose_size=0.17, snout=_SNOUT)


class Panda:
    """A panda: `skin` is its light fur, `second` its dark one."""

    build = _BUILD

    def coat(self, subject: Subject) -> Coat:
        """Dark limbs and ears."""
        me = subject.identity
        dark = me.second
        return Coat(
            fur=me.skin, belly=me.skin, arm=dark, leg=dark, hand=dark, foot=dark, ear=dark, inner=lighter(dark, 0.2)
        )

    def back(self, body: Body) -> None:
        """A stump of a tail."""
        draw_tail(body, _TAIL, (0.05, 0.055), body.coat.fur)

    def trunk(self, body: Body, path: skia.Path) -> None:
        """The dark band over the shoulders."""
        up, k = body.trunk.up, body.trunk.size
        e = (-up[1] * k, up[0] * k)

        def put(x: float, rise: float) -> Point:
            a, b = body.trunk.at(0.0, rise, 0.0)
            return a + x * e[0], b + x * e[1]

        band = skia.Path()
        band.moveTo(*put(-1.2, 1.5))
        band.lineTo(*put(1.2, 1.5))
        band.lineTo(*put(1.2, 0.7))
        band.quadTo(*put(0.0, 0.5), *put(-1.2, 0.7))
        band.close()
        body.pen.shape(band, body.coat.arm)

    def limb(self, body: Body, path: skia.Path, points: list[Point], *, leg: bool) -> None:
        """Nothing."""

    def head(self, body: Body) -> None:
        """Ears, ball, patches, snout, face."""
        path = _skull(body)
        with body.pen.inside(path):
            for side in (-1, 1):
                patch = body.head.decal(side * 0.47, -0.12, 0.85, 0.33, 0.4, 0.45 * side)
                ball.mark(body, patch, mix(body.coat.arm, body.coat.fur, 0.12))
        _snout(body, lighter(body.coat.fur, 0.4))
        look = replace(ANIMAL, eye_size=(0.21, 0.28), eye_longitude=0.42, white=0.35, ink="#1d1a20")
        draw_features(body, path, look, nose=(0.0, -0.22, 1.24), nose_size=0.16, snout=_SNOUT)


def _skull(body: Body) -> skia.Path:
    path = ball.contour(body, snout=_SNOUT)
    far, near = ball.far_first(body.head)
    turned = abs(body.head.side[2]) > 0.45
    for side in (far,) if turned else (far, near):
        ball.round_ear(body, side, _EAR, 0.38)
    ball.draw_ball(body, path, body.coat.fur)
    if turned:
        ball.round_ear(body, near, _EAR, 0.38)
    return path


def _snout(body: Body, colour: str) -> None:
    if body.head.away(0.0, -0.2, 1.0) < 0.2:
        body.pen.shape(ball.snout_path(body.head, _SNOUT), colour)
