"""Dogs: golden retriever, corgi, dalmatian, shiba. Snouts with a big nose, and each breed's own ears and tail."""

from __future__ import annotations

from dataclasses import replace

import skia

from mudong.world.draw.creatures import ball, marks
from mudong.world.draw.creatures.ball import Snout
from mudong.world.draw.creatures.body import Body, Build, Coat
from mudong.world.draw.creatures.colours import darker, lighter, mix
from mudong.world.draw.creatures.features import ANIMAL, draw_features
from mudong.world.draw.creatures.shapes import Point, leaf, tapered
from mudong.world.draw.creatures.tails import draw_tail
from mudong.world.draw.subject import Subject

_SNOUT = Snout(at=(0.0, -0.42, 1.22), size=(0.46, 0.35))
_PLUME = ((0.0, -0.15, -0.45), (0.5, -0.12, -0.8), (0.95, 0.2, -0.9), (1.2, 0.62, -0.85))
_CURL = ((0.0, 0.0, -0.5), (0.35, 0.05, -0.95), (0.62, 0.4, -1.05), (0.35, 0.62, -1.0), (0.1, 0.42, -0.95))
_STUMP = ((0.0, -0.1, -0.5), (0.25, 0.0, -0.8), (0.42, 0.1, -0.9))
_SPOTS = ((0.62, 0.62, 0.55, 0.17), (-0.35, 0.85, 0.5, 0.12), (-0.95, 0.05, 0.4, 0.13), (0.98, -0.3, 0.25, 0.1))
_BODY_SPOTS = ((0.3, 0.55, 0.5, 0.13), (-0.32, 0.25, 0.5, 0.15), (0.4, -0.02, 0.45, 0.12), (-0.5, 0.7, 0.2, 0.1),
               (0.6, 0.3, -0.1, 0.14), (-0.6, 0.1, -0.1, 0.13))  # fmt: skip


class Dog:
    """A dog of any breed; an unknown breed is plain with hanging ears."""

    build = Build(head=(1.16, 1.05, 1.05), trunk=(0.5, 0.5, 0.34))

    def coat(self, subject: Subject) -> Coat:
        """Fur by breed."""
        me = subject.identity
        inner = mix("#f0a49a", me.skin, 0.3)
        coat = Coat.even(me.skin, belly=me.second, inner=inner, ear=darker(me.skin, 0.2), nose="#3a2a2e")
        if me.breed in ("corgi", "shiba"):
            return replace(coat, hand=me.second, foot=me.second, ear=me.skin)
        if me.breed == "dalmatian":
            return replace(coat, belly=lighter(me.skin, 0.5), ear=me.second)
        return coat

    def back(self, body: Body) -> None:
        """The tail."""
        me = body.subject.identity
        if me.breed == "shiba":
            draw_tail(body, _CURL, (0.055, 0.05), me.skin, me.second)
        elif me.breed == "corgi":
            draw_tail(body, _STUMP, (0.055, 0.05), me.skin, me.second)
        elif me.breed == "dalmatian":
            draw_tail(body, _PLUME, (0.038, 0.022), me.skin, me.second)
        else:
            draw_tail(body, _PLUME, (0.05, 0.05), darker(me.skin, 0.08), lighter(me.skin, 0.25))

    def trunk(self, body: Body, path: skia.Path) -> None:
        """Chest and belly, spots."""
        me = body.subject.identity
        if me.breed == "dalmatian":
            for s, u, f, size in _BODY_SPOTS:
                ball.mark(body, body.trunk.decal(s, u, f, size, size), me.second)
            return
        marks.belly(body, body.coat.belly, across=0.46, along=0.6, rise=0.42)

    def limb(self, body: Body, path: skia.Path, points: list[Point], *, leg: bool) -> None:
        """Spots of a dalmatian."""
        if body.subject.identity.breed == "dalmatian":
            marks.spots(body, points, body.subject.identity.second, leg=leg)

    def head(self, body: Body) -> None:
        """Ears, ball, snout, face."""
        me, frame = body.subject.identity, body.head
        pointed = me.breed in ("corgi", "shiba")
        fluff = [] if me.breed == "dalmatian" else ball.tufts(frame, out=1.36 if pointed else 1.28, width=0.5)
        if me.breed == "golden_retriever":
            fluff += self._forelock(body)
        path = ball.contour(body, snout=_SNOUT, extra=[*fluff, self._muzzle(body)])
        far, near = ball.far_first(frame)
        if pointed:
            tall = 1.78 if me.breed == "corgi" else 1.5
            for side in (far, near):
                ball.pointed_ear(
                    body, side, (0.66, 0.62, -0.05), (0.98, tall, -0.05), 0.8 if me.breed == "corgi" else 0.7, end=0.22
                )
        elif abs(frame.side[2]) > 0.3:
            self._flop(body, far)
        ball.draw_ball(body, path, body.coat.fur)
        with body.pen.inside(path):
            self._marks(body)
        self._snout(body)
        draw_features(body, path, ANIMAL, nose=(0.0, -0.22, 1.58), nose_size=0.17, snout=_SNOUT)
        if not pointed:
            for side in (far, near):
                if side == near or abs(frame.side[2]) <= 0.3:
                    self._flop(body, side)

    def _muzzle(self, body: Body) -> skia.Path:
        """From the cheeks to the snout: long when seen from the side."""
        frame = body.head
        points = [frame.at(0.0, -0.26, 0.5), frame.at(0.0, -0.38, 1.22)]
        return tapered(points, [0.5 * frame.size, 0.3 * frame.size])

    def _forelock(self, body: Body) -> list[skia.Path]:
        frame = body.head
        tips = ((-0.3, 1.2), (0.02, 1.34), (0.32, 1.22))
        return [leaf(frame.at(0.4 * s, 0.8, 0.1), frame.at(s, u, 0.1), 0.4 * frame.size, end=0.16) for s, u in tips]

    def _flop(self, body: Body, side: int) -> None:
        ball.hanging_ear(body, side, (0.86, 0.66, 0.0), (1.24, -0.5, 0.02), 0.6)

    def _snout(self, body: Body) -> None:
        me = body.subject.identity
        if body.head.away(0.0, -0.2, 1.0) < 0.2:
            light = lighter(me.skin, 0.5) if me.breed == "dalmatian" else mix(me.second, me.skin, 0.12)
            body.pen.shape(ball.snout_path(body.head, _SNOUT), light)

    def _marks(self, body: Body) -> None:
        me, frame = body.subject.identity, body.head
        if me.breed == "corgi":
            ball.mark(body, frame.decal(0.0, 0.45, 0.9, 0.17, 0.75), me.second)
            for side in (-1, 1):
                ball.mark(body, frame.decal(side * 0.5, -0.62, 0.75, 0.42, 0.3), me.second)
        if me.breed == "shiba":
            for side in (-1, 1):
                ball.mark(body, frame.decal(side * 0.74, -0.48, 0.6, 0.42, 0.36), me.second)
                ball.mark(body, frame.decal(side * 0.36, 0.42, 0.9, 0.12, 0.09), me.second)
        if me.breed == "dalmatian":
            for s, u, f, size in _SPOTS:
                ball.mark(body, frame.decal(s, u, f, size, size), me.second)
