"""Faces for people and animals alike: eyes, brows, nose, mouth, cheeks, tears on a round head, from a `Mood`.

Everything is drawn inside the head's own contour, so masks need none of it. Sizes are in head radii.
"""

from __future__ import annotations

from dataclasses import dataclass

import skia

from mudong.world.draw.head import Head
from mudong.world.draw.mood import Gaze, Mood
from mudong.world.draw.mouth import lips, open_mouth
from mudong.world.draw.pen import Glow, Gradient, Pen
from mudong.world.draw.stamp import stamp

EDGE = 0.12
"""Spots that face the camera less than this are out of sight."""

FINE_PX = 7.0
"""Half height of an eye from which its pupil, second highlight and soft colours can be made out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is a character's own in a face. Longitudes and latitudes as in `Head`; widths and heights in head radii.

    eye: colour of the iris; ink: of lashes and lips; brow: colour, empty for none. white: share of the eye around the
    iris, 0 for button eyes. lashes: drawn out at the outer corners. nose: colour of a small button, empty for none.
    mouth_scale: width of the mouth. wrinkles: at the outer corners of the eyes.
    """

    eye: str = "#5a3a22"
    ink: str = "#33241f"
    white: float = 0.25
    brow: str = "#4a3324"
    brow_width: float = 0.06
    eye_longitude: float = 0.42
    eye_latitude: float = -0.1
    eye_size: tuple[float, float] = (0.21, 0.28)
    lashes: bool = False
    nose: str = "#d98a70"
    nose_latitude: float = -0.3
    mouth_latitude: float = -0.5
    mouth_scale: float = 1.0
    cheek: str = "#f07a6a"
    cheek_latitude: float = -0.4
    wrinkles: bool = False


def draw_face(pen: Pen, head: Head, look: Look, mood: Mood) -> None:
    """Cheeks, eyes, brows, nose, mouth and tears; clip to the head's contour before if features may reach over it."""
    if pen.mask:
        return
    draw_cheeks(pen, head, look, mood)
    draw_nose(pen, head, look)
    draw_mouth(pen, head, look, mood)
    draw_eyes(pen, head, look, mood)
    draw_brows(pen, head, look, mood)
    draw_tears(pen, head, look, mood)


def draw_eyes(pen: Pen, head: Head, look: Look, mood: Mood) -> None:
    """Both eyes, as far as they are in sight."""
    for side in (-1, 1):
        with head.on(pen, side * look.eye_longitude, look.eye_latitude) as spot:
            if spot.facing > EDGE:
                # The light comes from the same side for both, so highlights do not mirror.
                fine = look.eye_size[1] * head.size > FINE_PX
                light = -1.0 if spot.right[0] >= 0 else 1.0
                # Most moods hold for many frames: the eye is described once for all of them.
                stamp(pen, _eye, look, mood.gaze, side, light, fine)


def draw_brows(pen: Pen, head: Head, look: Look, mood: Mood) -> None:
    """Brows above the eyes; `brow_turn` lifts their inner ends."""
    if not look.brow:
        return
    width, height = look.eye_size
    for side in (-1, 1):
        latitude = look.eye_latitude + height + 0.12 + mood.brow
        with head.on(pen, side * look.eye_longitude * 1.02, latitude) as spot:
            if spot.facing <= EDGE:
                continue
            stamp(pen, _brow, look.brow, look.brow_width, width, mood.brow_turn, side)


def _brow(pen: Pen, colour: str, thick: float, width: float, turn: float, side: int) -> None:
    lift = 0.22 * turn
    path = skia.Path()
    path.moveTo(-side * 0.9 * width, -lift + 0.02)
    path.quadTo(0.0, -0.09, side * 0.95 * width, lift + 0.03)
    pen.line(path, colour, thick * (1.25 + 0.5 * abs(turn)))


def draw_cheeks(pen: Pen, head: Head, look: Look, mood: Mood) -> None:
    """A soft blush under the eyes; a pale veil over the brow when frightened."""
    strength = int(150 * min(max(mood.blush, 0.0), 1.0))
    if strength:
        for side in (-1, 1):
            with head.on(pen, side * (look.eye_longitude + 0.16), look.cheek_latitude) as spot:
                if spot.facing > EDGE:
                    stamp(pen, _blush, look.cheek, strength, look.eye_size[1] * head.size > FINE_PX)
    if mood.pale > 0.05:
        with head.on(pen, 0.0, 0.25):
            tint = "#7fa8e0"
            colours = (f"{tint}{int(100 * mood.pale):02x}", f"{tint}00")
            pen.ellipse(0.0, -0.1, 1.0, 0.6, Gradient((0.0, -0.6), (0.0, 0.45), colours))


def draw_nose(pen: Pen, head: Head, look: Look) -> None:
    """A small soft button."""
    if not look.nose:
        return
    with head.on(pen, 0.0, look.nose_latitude) as spot:
        if spot.facing > EDGE:
            stamp(pen, _button, look.nose)


def _button(pen: Pen, colour: str) -> None:
    path = skia.Path()
    path.moveTo(-0.06, 0.0)
    path.quadTo(0.0, 0.075, 0.06, 0.0)
    pen.line(path, colour, 0.05)


def draw_mouth(pen: Pen, head: Head, look: Look, mood: Mood) -> None:
    """A line, a crescent, an O or a trembling grimace."""
    with head.on(pen, 0.0, look.mouth_latitude) as spot:
        if spot.facing <= EDGE:
            return
        width = mood.mouth_width * look.mouth_scale
        if mood.mouth_open < 0.08:
            lips(pen, look.ink, mood, width)
        else:
            open_mouth(pen, look.ink, mood, width)


def draw_tears(pen: Pen, head: Head, look: Look, mood: Mood) -> None:
    """A stream with a heavy drop under each eye; `tears` is how far it has run."""
    if mood.tears < 0.05 or pen.mask:
        return
    length = 0.12 + 0.42 * mood.tears
    for side in (-1, 1):
        top = look.eye_latitude - 0.75 * look.eye_size[1]
        with head.on(pen, side * (look.eye_longitude + 0.06), top) as spot:
            if spot.facing <= EDGE:
                continue
            drop = skia.Path()
            drop.moveTo(-0.045, 0.0)
            drop.cubicTo(-0.05, 0.4 * length, -0.13, 0.75 * length, -0.11, length)
            drop.cubicTo(-0.09, length + 0.12, 0.09, length + 0.12, 0.11, length)
            drop.cubicTo(0.13, 0.75 * length, 0.05, 0.4 * length, 0.045, 0.0)
            drop.close()
            pen.shape(drop, "#7cc8f8f0")
            pen.circle(-0.03, length, 0.03, "#ffffff")


def _blush(pen: Pen, colour: str, strength: int, soft: bool) -> None:
    if soft:
        colours = (f"{colour}{strength:02x}", f"{colour}{strength * 3 // 4:02x}", f"{colour}00")
        pen.ellipse(0.0, 0.0, 0.22, 0.17, Glow((0.0, 0.0), 0.2, colours))
    else:
        pen.ellipse(0.0, 0.0, 0.17, 0.13, f"{colour}{strength * 2 // 3:02x}")


def _eye(pen: Pen, look: Look, gaze: Gaze, side: int, light: float, fine: bool) -> None:
    width, height = look.eye_size
    if gaze.lid < 0.16:
        _shut_eye(pen, look, gaze, side)
        return
    bottom = height * (1.0 - 0.75 * gaze.squint)
    # The upper lid comes down to a little above the lower one before the eye counts as shut.
    top = -bottom * 0.55 + (height + bottom * 0.55) * gaze.lid
    inner = top * (1.0 - 0.75 * max(gaze.slant, 0.0))
    outer = top * (1.0 + 0.75 * min(gaze.slant, 0.0))
    ends = skia.Path()
    lid = skia.Path()
    for path in (ends, lid):
        path.moveTo(-side * width, 0.04)
        path.cubicTo(-side * width * 0.95, -1.33 * inner, side * width * 0.95, -1.33 * outer, side * width, 0.04)
    ends.cubicTo(side * width * 0.95, 1.33 * bottom, -side * width * 0.95, 1.33 * bottom, -side * width, 0.04)
    ends.close()
    pen.shape(ends, "#fffdf8")
    across = width * (1.0 - 0.9 * look.white) * gaze.iris
    along = height * (1.08 - 0.25 * look.white) * gaze.iris
    with pen.inside(ends):
        if fine:
            iris = Gradient((0.0, -along), (0.0, along), (look.ink, look.ink, look.eye))
            pen.ellipse(0.0, 0.0, across, along, iris)
            pen.ellipse(0.0, 0.02, 0.55 * across, 0.55 * along, look.ink)
            pen.circle(-light * 0.34 * across, 0.42 * along, 0.17 * across, "#ffffffc8")
        else:
            pen.ellipse(0.0, 0.0, across, along, look.ink)
            pen.ellipse(0.0, 0.62 * along, 0.66 * across, 0.3 * along, look.eye)
        pen.ellipse(light * 0.32 * across, -0.36 * along, 0.34 * across, 0.28 * along, "#ffffff")
    pen.line(lid, look.ink, 0.06)
    if look.lashes:
        _lash(pen, look, side * width, 0.03)
    if look.wrinkles:
        _wrinkles(pen, look, side * width)


def _shut_eye(pen: Pen, look: Look, gaze: Gaze, side: int) -> None:
    width = look.eye_size[0]
    bow = -0.16 if gaze.smile > 0.8 else 0.12
    path = skia.Path()
    path.moveTo(-width, 0.06)
    path.quadTo(0.0, 0.06 + 2 * bow, width, 0.06)
    pen.line(path, look.ink, 0.065)
    if look.lashes:
        _lash(pen, look, side * width, 0.06)
    if look.wrinkles:
        _wrinkles(pen, look, side * width)


def _lash(pen: Pen, look: Look, x: float, y: float) -> None:
    path = skia.Path()
    path.moveTo(x, y)
    path.lineTo(x * 1.32, y - 0.1)
    path.moveTo(x * 0.9, y - 0.1)
    path.lineTo(x * 1.2, y - 0.2)
    pen.line(path, look.ink, 0.05)


def _wrinkles(pen: Pen, look: Look, x: float) -> None:
    path = skia.Path()
    path.moveTo(x * 1.3, -0.02)
    path.lineTo(x * 1.65, -0.08)
    path.moveTo(x * 1.3, 0.07)
    path.lineTo(x * 1.65, 0.1)
    pen.line(path, f"{look.ink}70", 0.03)
