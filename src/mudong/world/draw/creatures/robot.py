"""A robot: a rounded box of a head with a display that shows the feeling, an antenna, panels, ringed joints."""

from __future__ import annotations

import skia

from mudong.spec.joints import Joint
from mudong.world.draw.creatures import ball
from mudong.world.draw.creatures.body import Body, Build, Coat
from mudong.world.draw.creatures.colours import darker, lighter, mix
from mudong.world.draw.creatures.shapes import Point, between
from mudong.world.draw.mood import Mood, mood_of
from mudong.world.draw.pen import Glow, Gradient
from mudong.world.draw.subject import Subject

_BOX = (
    (0.0, 1.0),
    (0.55, 0.97),
    (0.88, 0.86),
    (1.0, 0.5),
    (1.0, 0.0),
    (0.98, -0.52),
    (0.84, -0.84),
    (0.5, -0.97),
    (0.0, -1.0),
)
_VISOR = "#22303f"
_GLOW = "#8df3ff"


class Robot:
    """A robot: `skin` is its shell, `second` its accents."""

    build = Build(
        head=(1.16, 1.03, 1.0),
        trunk=(0.44, 0.5, 0.46),
        arm=(0.046, 0.042, 0.044),
        hand=0.056,
        leg=(0.062, 0.056, 0.06),
        foot=0.066,
        toes=False,
    )

    def coat(self, subject: Subject) -> Coat:
        """Shell, darker limbs, accents at their ends."""
        me = subject.identity
        limb = mix(me.skin, "#5b6675", 0.42)
        return Coat(
            fur=me.skin,
            belly=lighter(me.skin, 0.45),
            arm=limb,
            leg=limb,
            hand=me.second,
            foot=me.second,

            ear=me.second, inner=darker(me.second, 0.25),
        )  # fmt: skip

    def back(self, body: Body) -> None:
        """A pack between the shoulders."""
        x, y = body.trunk.at(0.0, 0.5, -0.5)
        r = 0.28 * body.trunk.size
        body.pen.ellipse(x, y, r, 1.25 * r, darker(body.coat.fur, 0.3), outline=True)

    def trunk(self, body: Body, path: skia.Path) -> None:
        """A panel with three lights and a belt line."""
        frame, me = body.trunk, body.subject.identity
        if frame.away(0, 0, 1) > 0.1:
            return
        right, up = frame.vector(1, 0, 0), frame.vector(0, 1, 0)
        with body.pen.frame(frame.at(0.0, 0.42, 0.34), (right[0], right[1]), (-up[0], -up[1])):
            panel = skia.Path.RRect(skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(-0.34, -0.26, 0.34, 0.26), 0.1, 0.1))
            body.pen.shape(panel, body.coat.belly)
            body.pen.line(panel, darker(me.skin, 0.35), 0.035)
            for x, colour in ((-0.18, me.second), (0.0, "#8fe08a"), (0.18, me.second)):
                body.pen.circle(x, -0.06, 0.075, colour)
            body.pen.line(skia.Path.Line(skia.Point(-0.2, 0.13), skia.Point(0.2, 0.13)), darker(me.skin, 0.3), 0.05)

    def limb(self, body: Body, path: skia.Path, points: list[Point], *, leg: bool) -> None:
        """Rings like those of a hose, and a ball at the joint."""
        colour, r = darker(body.coat.arm, 0.3), 0.06 * body.height
        with body.pen.inside(path):
            for a, b in ((points[0], points[1]), (points[1], points[2])):
                for share in (0.38, 0.66):
                    x, y = between(a, b, share)
                    length = max(((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5, 1e-6)
                    nx, ny = -(b[1] - a[1]) / length * r, (b[0] - a[0]) / length * r
                    body.detail(skia.Path.Line(skia.Point(x - nx, y - ny), skia.Point(x + nx, y + ny)), colour, 0.011)
        body.pen.circle(*points[1], 0.62 * r, body.coat.fur)

    def head(self, body: Body) -> None:
        """Neck, antenna, bolts, box, display."""
        frame = body.head
        x, y = body.joint(Joint.NECK)
        body.pen.ellipse(x, y, 0.36 * frame.size, 0.2 * frame.size, body.coat.arm, outline=True)
        self._antenna(body)
        path = ball.bun(body, _BOX)
        far, near = ball.far_first(frame)
        self._bolt(body, far)
        if abs(frame.side[2]) < 0.3:
            self._bolt(body, near)
        ball.draw_ball(body, path, body.coat.fur)
        if frame.away(0, 0, 1) < 0.1:
            with body.pen.inside(path):
                self._display(body)
        if abs(frame.side[2]) >= 0.3:
            self._bolt(body, near)

    def _antenna(self, body: Body) -> None:
        low, high = ball.swung(body.head, (0.0, 0.9, 0.0), (0.0, 1.48, 0.0), body.subject.swing[2])
        k = body.head.size
        body.pen.limb([low, high], [0.09 * k, 0.06 * k], body.coat.arm, outline=True)
        glow = Glow((high[0] - 0.03 * k, high[1] - 0.05 * k), 0.2 * k, (lighter(body.coat.ear, 0.6), body.coat.ear))
        body.pen.circle(*high, 0.17 * k, glow, outline=True)

    def _bolt(self, body: Body, side: int) -> None:
        frame = body.head
        x, y = frame.at(side * 1.12, -0.05, 0.0)
        across = 0.15 + 0.13 * abs(frame.side[2])
        body.pen.ellipse(x, y, across * frame.size, 0.3 * frame.size, body.coat.ear, outline=True)

    def _display(self, body: Body) -> None:
        frame, mood = body.head, mood_of(body.subject)
        right, up = frame.vector(1, 0, 0), frame.vector(0, 1, 0)
        with body.pen.frame(frame.at(0.0, -0.1, 0.62), (right[0], right[1]), (-up[0], -up[1])):
            glass = skia.Path.RRect(skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(-0.9, -0.6, 0.9, 0.62), 0.4, 0.4))
            body.pen.shape(glass, Gradient((0, -0.6), (0, 0.62), (lighter(_VISOR, 0.12), _VISOR)))
            if body.pen.mask:
                return
            for side in (-1, 1):
                self._eye(body, mood, side)
            self._mouth(body, mood)
            if mood.blush > 0.75:
                for side in (-1, 1):
                    body.pen.ellipse(side * 0.64, 0.2, 0.12, 0.08, "#ff8fa0b0")
            self._drops(body, mood)

    def _eye(self, body: Body, mood: Mood, side: int) -> None:
        x, colour = side * 0.4, lighter(mix(body.subject.identity.eyes, _GLOW, 0.85), 0.25)
        pen = body.pen
        if mood.lid < 0.16 or (mood.squint > 0.25 and mood.smile > 0.7):
            bow = -0.3 if mood.smile > 0.7 else 0.14
            arc = skia.Path()
            arc.moveTo(x - 0.2, -0.04 - 0.3 * bow)
            arc.quadTo(x, -0.04 + bow, x + 0.2, -0.04 - 0.3 * bow)
            pen.line(arc, colour, 0.11)
            return
        tall = 0.25 * min(mood.lid, 1.2)
        inner, outer = tall * (1 - 0.8 * max(mood.slant, 0.0)), tall * (1 + 0.8 * min(mood.slant, 0.0))
        wide = 0.19 * (0.75 + 0.25 * mood.iris)
        eye = skia.Path()
        eye.moveTo(x - side * wide, -0.08)
        eye.cubicTo(
            x - side * wide, -0.08 - 1.33 * inner, x + side * wide, -0.08 - 1.33 * outer, x + side * wide, -0.08
        )
        eye.cubicTo(x + side * wide, -0.08 + 0.3, x - side * wide, -0.08 + 0.3, x - side * wide, -0.08)
        eye.close()
        pen.shape(eye, Glow((x, -0.1), 0.34, ("#ffffff", colour, colour)))
        if mood.iris < 0.8:
            pen.circle(x, -0.08, 0.09 * (0.5 + mood.iris), _VISOR)
        if abs(mood.brow_turn) > 0.3:
            lift = 0.12 * mood.brow_turn
            brow = skia.Path.Line(skia.Point(x - side * 0.2, -0.42 - lift), skia.Point(x + side * 0.22, -0.42 + lift))
            pen.line(brow, colour, 0.075)

    def _mouth(self, body: Body, mood: Mood) -> None:
        colour = lighter(mix(body.subject.identity.eyes, _GLOW, 0.85), 0.25)
        w, bend, y = 0.9 * mood.mouth_width, 0.13 * mood.smile, 0.34
        if mood.mouth_open > 0.3 and mood.wave < 0.5:
            body.pen.ellipse(0.0, y, w * (1 - 0.35 * mood.round), 0.06 + 0.15 * mood.mouth_open, colour)
            if mood.round < 0.5 and mood.smile > 0:
                body.pen.ellipse(0.0, y - 0.16, 1.2 * w, 0.13, _VISOR)
            return
        lips = skia.Path()
        lips.moveTo(-w, y - bend)
        if mood.wave > 0.4:
            for i, x in enumerate((-0.5, 0.0, 0.5, 1.0)):
                lips.lineTo(w * x, y + (0.09 if i % 2 else -0.05))
        else:
            lips.quadTo(0.0, y + bend * 1.6, w, y - bend)
        body.pen.line(lips, colour, 0.085)

    def _drops(self, body: Body, mood: Mood) -> None:
        if mood.tears > 0.05:
            for side in (-1, 1):
                body.pen.ellipse(side * 0.44, 0.12 + 0.3 * mood.tears, 0.08, 0.12, "#62baf5")
