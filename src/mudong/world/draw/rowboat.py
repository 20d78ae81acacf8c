"""A rowing boat around a seated character and the oar in its hands: part of the character, as a saddle would be.

Everything is placed by the joints. Knows nothing about water but where its level is.
"""

from __future__ import annotations

from math import hypot, sin

import skia

from mudong.spec.joints import Joint
from mudong.world.draw.cloth import tinted
from mudong.world.draw.creatures.artist import CREATURES
from mudong.world.draw.pen import Gradient, Pen, Vector, smooth
from mudong.world.draw.subject import Subject

_WOOD, _TRIM, _OAR = "#c98a52", "#f4dfb4", "#e3b778"
_LENGTH, _RIM, _KEEL, _WATER = 0.62, 0.19, 0.07, 0.02
"""Half length, and heights over and under the floor, in heights of the character."""


def draw_boat_behind(pen: Pen, subject: Subject) -> None:
    """The far side of the boat."""
    x, floor, k, _ = _place(subject)
    rim = floor - _RIM * k
    pen.ellipse(x, rim, 0.94 * _LENGTH * k, 0.055 * k, tinted(_WOOD, -0.35), outline=True)


def draw_boat_before(pen: Pen, subject: Subject) -> None:
    """The near side, then the oar and the hands on it."""
    x, floor, k, ahead = _place(subject)
    water = floor + _WATER * k
    hull = _hull(x, floor, k, ahead)
    if subject.aboard == "afloat":
        with pen.inside(skia.Path.Rect(skia.Rect.MakeLTRB(x - 2 * k, floor - 3 * k, x + 2 * k, water))):
            _planks(pen, hull, x, floor, k, ahead)
        if not pen.mask:
            for shift, wide in ((-0.34, 0.3), (0.1, 0.42), (0.5, 0.2)):
                pen.ellipse(x + shift * k, water, wide * k, 0.012 * k, "#f3fbfac0")
    else:
        _planks(pen, hull, x, floor, k, ahead)
    _oar(pen, subject, k, water + 0.04 * k, wet=subject.aboard == "afloat")


def _place(subject: Subject) -> tuple[float, float, float, float]:
    """x of its middle, y of its floor, the character's height, all pixels; 1 or -1: to which side it points."""
    pelvis, left, right = (subject.joints[joint] for joint in (Joint.PELVIS, Joint.ANKLE_L, Joint.ANKLE_R))
    x = 0.5 * float(pelvis[0]) + 0.25 * float(left[0] + right[0])
    k = subject.height
    return x, float(max(left[1], right[1])) + 0.025 * k, k, 1.0 if sin(subject.yaw) >= 0 else -1.0


def _hull(x: float, floor: float, k: float, ahead: float) -> skia.Path:
    rim, keel, half = floor - _RIM * k, floor + _KEEL * k, _LENGTH * k
    path = skia.Path()
    path.moveTo(x - ahead * half, rim - 0.03 * k)
    path.quadTo(x, rim + 0.06 * k, x + ahead * 1.04 * half, rim - 0.075 * k)
    path.cubicTo(x + ahead * 0.98 * half, keel - 0.06 * k, x + ahead * 0.8 * half, keel, x + ahead * 0.55 * half, keel)
    path.lineTo(x - ahead * 0.6 * half, keel)
    path.cubicTo(
        x - ahead * 0.85 * half, keel, x - ahead * 0.97 * half, keel - 0.08 * k, x - ahead * half, rim - 0.03 * k
    )
    path.close()
    return path


def _planks(pen: Pen, hull: skia.Path, x: float, floor: float, k: float, ahead: float) -> None:
    rim, half = floor - _RIM * k, _LENGTH * k
    shade = Gradient((x, rim), (x, floor + _KEEL * k), (tinted(_WOOD, 0.12), _WOOD, tinted(_WOOD, -0.2)))
    pen.shape(hull, shade, outline=True)
    if pen.mask:
        return
    with pen.inside(hull):
        for drop in (0.11, 0.18):
            seam = [(x - ahead * half, rim + (drop - 0.03) * k), (x, rim + (drop + 0.03) * k),
                    (x + ahead * half, rim + (drop - 0.06) * k)]  # fmt: skip
            pen.line(smooth(seam, closed=False), tinted(_WOOD, -0.3), 0.012 * k)
        edge = [(x - ahead * half, rim - 0.03 * k), (x, rim + 0.045 * k), (x + ahead * 1.04 * half, rim - 0.07 * k)]
        pen.line(smooth(edge, closed=False), _TRIM, 0.055 * k)


def _oar(pen: Pen, subject: Subject, k: float, level: float, *, wet: bool) -> None:
    near = Joint.WRIST_R if sin(subject.yaw) >= 0 else Joint.WRIST_L
    far = Joint.WRIST_L if near is Joint.WRIST_R else Joint.WRIST_R
    (ax, ay), (bx, by) = subject.joints[far].tolist(), subject.joints[near].tolist()
    length = max(hypot(bx - ax, by - ay), 1e-6)
    dx, dy = (bx - ax) / length, (by - ay) / length
    if dy < 0.55:
        # Hands nearly level would lay the oar flat: it hangs down into the water all the same.
        dx, dy = (0.83 if dx >= 0 else -0.83), 0.55

    def at(reach: float) -> Vector:
        return bx + dx * reach * k, by + dy * reach * k

    # It ends at `level`, just in the water or on the ground.
    end = max((level - by) / (dy * k) + (0.05 if wet else -0.03), 0.24)
    shaft, blade = [at(-0.30), at(end - 0.2)], [at(end - 0.2), at(end - 0.11), at(end)]
    if pen.outline:
        pen.line(smooth(shaft, closed=False), pen.ink, 0.028 * k + 2 * pen.outline)
    pen.limb(blade, [0.025 * k, 0.05 * k, 0.045 * k], _OAR, outline=True)
    pen.line(smooth(shaft, closed=False), _OAR, 0.028 * k)
    if wet and not pen.mask:
        pen.ellipse(at(end - 0.03)[0], level, 0.13 * k, 0.022 * k, "#f3fbfae0")
    hand = _hand(subject)
    for x, y in ((bx, by), at(-min(0.24, length / k))):
        pen.circle(x, y, 0.036 * k, hand, outline=True)


def _hand(subject: Subject) -> str:
    kind = CREATURES.get(subject.identity.species)
    return kind.coat(subject).hand if kind is not None else subject.identity.skin
