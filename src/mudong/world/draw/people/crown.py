"""The head of a person: skull, ears, nose, face, hair, and what is worn on it."""

from __future__ import annotations

from math import degrees, sin

import skia

from mudong.world.draw.cloth import Weave, drape, tinted
from mudong.world.draw.face import Look, draw_face
from mudong.world.draw.head import Head
from mudong.world.draw.mood import mood_of
from mudong.world.draw.pen import Glow, Pen, smooth, tube
from mudong.world.draw.people import hair
from mudong.world.draw.people.figure import HEAD_WIDTH, Figure
from mudong.world.kinds import Species
from mudong.world.scene import Cloth

_EAR = 1.5
"""Longitude of the ears."""
_FRONTAL = 0.3
"""Radians up to which nothing of a face reaches over the contour, so that it need not be cut."""


def draw_head(pen: Pen, figure: Figure) -> None:
    """Skull, face and hair; hair that hangs behind is drawn apart."""
    skin, r = figure.subject.identity.skin, figure.r
    with pen.at(*figure.head.centre, angle=figure.roll):
        if hair.ears_shown(figure.subject.identity.hair_style):
            _ears(pen, figure, front=False)
        profile = abs(sin(figure.turn))
        if profile > 0.45 and not figure.from_behind:
            x, y, _ = hair.spot(figure, 0.0, -0.26, 1.0 + 0.07 * profile)
            pen.circle(x, y, 0.13 * r * profile, skin, outline=True)
        glow = Glow((-0.3 * r, -0.3 * r), 1.6 * r, (tinted(skin, 0.22), skin, tinted(skin, -0.1)))
        pen.shape(_skull(r), glow if figure.fine else skin, outline=True)
        if figure.from_behind:
            hair.draw_lower(pen, figure)
    if not figure.from_behind and not pen.mask:
        _face(pen, figure)
    with pen.at(*figure.head.centre, angle=figure.roll):
        hair.draw_upper(pen, figure)
        if hair.ears_shown(figure.subject.identity.hair_style):
            _ears(pen, figure, front=True)
        _worn(pen, figure)
    if figure.outfit.glasses is not None and not figure.from_behind:
        _glasses(pen, figure, figure.outfit.glasses)


def draw_hair_behind(pen: Pen, figure: Figure) -> None:
    """Hair that hangs on the far side of the head."""
    with pen.at(*figure.head.centre, angle=figure.roll):
        hair.draw_lower(pen, figure)


def look_of(figure: Figure) -> Look:
    """The face of this person."""
    identity = figure.subject.identity
    species = identity.species
    young = species in (Species.BABY, Species.TODDLER)
    dark = int(identity.skin[1:3], 16) < 0x90
    return Look(
        eye=tinted(identity.eyes, 0.18),
        ink="#1f100d" if dark else "#33241f",
        white=0.3 if dark or not young else 0.12,
        brow=tinted(identity.hair, -0.25 if species is Species.GRANDMOTHER else 0.0),
        brow_width=0.045 if young else 0.075 if species is Species.MAN else 0.055,
        eye_longitude=0.42,
        eye_latitude=-0.1,
        eye_size={
            Species.BABY: (0.22, 0.27),
            Species.TODDLER: (0.215, 0.28),
            Species.WOMAN: (0.2, 0.275),
            Species.MAN: (0.17, 0.22),
            Species.GRANDMOTHER: (0.17, 0.21),
        }.get(species, (0.2, 0.27)),
        lashes=species is Species.WOMAN,
        nose=tinted(identity.skin, -0.3),
        cheek="#e0563e" if dark else "#f2786a",
        mouth_scale=1.0 if young else 0.95,
        wrinkles=species is Species.GRANDMOTHER,
    )


def _face(pen: Pen, figure: Figure) -> None:
    look, mood = look_of(figure), mood_of(figure.subject)
    if abs(figure.turn) < _FRONTAL:
        draw_face(pen, figure.head, look, mood)
        return
    contour = _skull(figure.r)
    contour.transform(skia.Matrix().setRotate(degrees(figure.roll)).postTranslate(*figure.head.centre))
    with pen.inside(contour):
        draw_face(pen, figure.head, look, mood)


def _skull(r: float) -> skia.Path:
    """Wide low cheeks and a soft chin."""
    w = HEAD_WIDTH * r
    path = skia.Path()
    path.moveTo(-w, 0.02 * r)
    path.cubicTo(-w, -0.57 * r, -0.56 * w, -r, 0.0, -r)
    path.cubicTo(0.56 * w, -r, w, -0.57 * r, w, 0.02 * r)
    path.cubicTo(w, 0.66 * r, 0.5 * w, r, 0.0, r)
    path.cubicTo(-0.5 * w, r, -w, 0.66 * r, -w, 0.02 * r)
    path.close()
    return path


def _ears(pen: Pen, figure: Figure, *, front: bool) -> None:
    skin, r = figure.subject.identity.skin, figure.r
    for side in (-1, 1):
        x, y, z = hair.spot(figure, side * _EAR, -0.12, 1.02)
        if (z > 0.3) != front:
            continue
        pen.circle(x, y, 0.19 * r, skin, outline=True)
        pen.circle(x, y, 0.1 * r, tinted(skin, -0.14))


def _worn(pen: Pen, figure: Figure) -> None:
    hat, bow = figure.outfit.hat, figure.outfit.bow
    if hat is not None:
        {"cap": _cap, "beanie": _beanie}.get(hat.kind, _hat)(pen, figure, hat)
    if bow is not None:
        x, y, _ = hair.spot(figure, 0.75, 0.72, 1.1)
        _bow(pen, x, y, 0.34 * figure.r, bow)


def _dome(figure: Figure, latitude: float, lift: float) -> skia.Path:
    return hair.cap_path(figure, ((0.0, latitude), (3.2, latitude - 0.12)), lift=lift)


def _cap(pen: Pen, figure: Figure, cloth: Cloth) -> None:
    r = figure.r
    weave = Weave(origin=(0.0, -r), pitch=0.34 * r)
    drape(pen, _dome(figure, 0.46, 1.17), cloth, weave)
    if figure.from_behind:
        return
    # The far end of the visor stays on the contour instead of wrapping around the head.
    limit = 1.45
    left, right = (
        hair.spot(figure, max(-limit, min(limit, side * 0.95 + figure.turn)) - figure.turn, 0.44, 1.14)
        for side in (-1, 1)
    )
    tip = hair.spot(figure, 0.0, 0.2, 1.36)
    mid = hair.spot(figure, 0.0, 0.62, 1.05)
    visor = smooth([left[:2], (0.5 * (left[0] + tip[0]), 0.5 * (left[1] + tip[1]) + 0.02 * r), tip[:2],
                    (0.5 * (right[0] + tip[0]), 0.5 * (right[1] + tip[1]) + 0.02 * r), right[:2], mid[:2]])  # fmt: skip
    pen.shape(visor, tinted(cloth.colour, -0.15), outline=True)


def _beanie(pen: Pen, figure: Figure, cloth: Cloth) -> None:
    r = figure.r
    x, y, _ = hair.spot(figure, 0.0, 1.45, 1.26)
    pen.circle(x, y, 0.24 * r, tinted(cloth.second, 0.1), outline=True)
    drape(pen, _dome(figure, 0.42, 1.17), cloth, Weave(origin=(0.0, -r), pitch=0.34 * r))
    band = [hair.spot(figure, a - figure.turn, 0.42 - 0.12 * (abs(a - figure.turn) > 1.6), 1.12)[:2]
            for a in (-1.5, -0.75, 0.0, 0.75, 1.5)]  # fmt: skip
    pen.shape(tube(band, [0.15 * r] * 5), tinted(cloth.colour, -0.14), outline=True)


def _hat(pen: Pen, figure: Figure, cloth: Cloth) -> None:
    r = figure.r
    y = -0.58 * r + 0.3 * figure.nod * r
    pen.ellipse(0.0, y, 1.6 * r, 0.32 * r, tinted(cloth.colour, -0.1), outline=True)
    crown = smooth([(-0.92 * r, y), (-0.86 * r, y - 0.5 * r), (-0.45 * r, y - 0.86 * r), (0.45 * r, y - 0.86 * r),
                    (0.86 * r, y - 0.5 * r), (0.92 * r, y), (0.0, y + 0.16 * r)])  # fmt: skip
    drape(pen, crown, cloth, Weave(origin=(0.0, y), pitch=0.34 * r))
    if not pen.mask:
        with pen.inside(crown):
            pen.line(smooth([(-1.0 * r, y - 0.12 * r), (0.0, y + 0.04 * r), (1.0 * r, y - 0.12 * r)], closed=False),
                     cloth.second, 0.2 * r)  # fmt: skip


def _bow(pen: Pen, x: float, y: float, size: float, cloth: Cloth) -> None:
    weave = Weave(origin=(x, y), pitch=0.6 * size)
    for side in (-1, 1):
        loop = smooth([(x, y), (x + side * 0.9 * size, y - 0.75 * size), (x + side * 1.25 * size, y),
                       (x + side * 0.9 * size, y + 0.65 * size)])  # fmt: skip
        drape(pen, loop, cloth, weave)
    pen.circle(x, y, 0.32 * size, tinted(cloth.colour, -0.12), outline=True)


def _glasses(pen: Pen, figure: Figure, cloth: Cloth) -> None:
    look = look_of(figure)
    head: Head = figure.head
    radius = 0.33
    for side in (-1, 1):
        with head.on(pen, side * look.eye_longitude, look.eye_latitude) as spot:
            if spot.facing > 0.12:
                pen.circle(0.0, 0.0, radius, "#ffffff22")
                pen.line(skia.Path.Circle(0.0, 0.0, radius), cloth.colour, 0.07)
    bridge = [head.at(side * 0.14, look.eye_latitude + 0.05) for side in (-1, 0, 1)]
    if bridge[1].facing > 0:
        pen.line(smooth([(spot.x, spot.y) for spot in bridge], closed=False), cloth.colour, 0.07 * figure.r)
    for side in (-1, 1):
        temple = [head.at(side * a, look.eye_latitude + 0.05) for a in (0.74, 1.1, 1.4)]
        if all(spot.facing > 0 for spot in temple):
            pen.line(smooth([(spot.x, spot.y) for spot in temple], closed=False), cloth.colour, 0.06 * figure.r)
