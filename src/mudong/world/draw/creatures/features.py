"""Faces of animals: the eyes and mouths of `draw.face`, with noses, whiskers and a cat's mouth of their own."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from functools import lru_cache

import skia

from mudong.world.draw import face
from mudong.world.draw.creatures.ball import Snout, face_head
from mudong.world.draw.creatures.body import Body
from mudong.world.draw.creatures.frame import Vector
from mudong.world.draw.creatures.shapes import string
from mudong.world.draw.face import Look
from mudong.world.draw.head import Head
from mudong.world.draw.mood import mood_of

ANIMAL = Look(
    white=0.0,
    brow="",
    nose="",
    eye_longitude=0.42,
    eye_latitude=-0.06,
    eye_size=(0.225, 0.31),
    cheek_latitude=-0.36,
    mouth_latitude=-0.5,
    mouth_scale=1.2,
)
"""Large dark button eyes; a species changes what is its own."""


def draw_features(
    body: Body,
    path: skia.Path,
    look: Look,
    *,
    nose: Vector,
    nose_size: float,
    snout: Snout | None = None,
    split: bool = True,
) -> None:
    """The face within the head's contour `path`: cheeks, eyes, nose, mouth, brows, tears.

    nose: where it sits; split: a line from nose to mouth with two curves, as cats, dogs and rabbits have.
    """
    pen = body.pen
    if pen.mask:
        return
    mood, head = mood_of(body.subject), face_head(body)
    look = _own(look, body.subject.identity.eyes)
    # Turned faces reach over the contour.
    with pen.inside(path) if abs(body.head.front[0]) > 0.3 else nullcontext():
        face.draw_cheeks(pen, head, look, mood)
        face.draw_eyes(pen, head, look, mood)
        muzzle = _raised(body, head, snout)
        if split and mood.mouth_open < 0.08 and mood.smile > 0.2:
            _split_mouth(body, muzzle, look)
        else:
            face.draw_mouth(pen, muzzle, look, mood)
        draw_nose(body, nose, nose_size)
        if look.brow:
            face.draw_brows(pen, head, look, mood)
        elif abs(mood.brow_turn) > 0.3:
            face.draw_brows(pen, head, _browed(look), mood)
        face.draw_tears(pen, head, look, mood)


@lru_cache(maxsize=256)
def _own(look: Look, eye: str) -> Look:
    return replace(look, eye=eye)


@lru_cache(maxsize=256)
def _browed(look: Look) -> Look:
    return replace(look, brow=look.ink, brow_width=0.06)


def draw_nose(body: Body, place: Vector, size: float) -> None:
    """A soft rounded triangle with a light on it."""
    frame = body.head
    if frame.away(*place) > 0.35:
        return
    x, y = frame.at(*place)
    r = size * frame.size
    across = r * max(0.72, -frame.front[2])
    path = skia.Path()
    path.moveTo(x - across, y - 0.35 * r)
    path.cubicTo(x - 0.8 * across, y - 0.85 * r, x + 0.8 * across, y - 0.85 * r, x + across, y - 0.35 * r)
    path.cubicTo(x + 1.05 * across, y + 0.3 * r, x + 0.3 * across, y + 0.7 * r, x, y + 0.72 * r)
    path.cubicTo(x - 0.3 * across, y + 0.7 * r, x - 1.05 * across, y + 0.3 * r, x - across, y - 0.35 * r)
    path.close()
    body.pen.shape(path, body.coat.nose)
    body.pen.ellipse(x, y - 0.4 * r, 0.42 * across, 0.16 * r, "#ffffff90")


def whiskers(body: Body, colour: str, *, reach: float = 1.35) -> None:
    """Two fine hairs on each cheek, kept within the face so that the contour stays calm."""
    frame = body.head
    for side in (-1, 1):
        if frame.away(side * 0.75, -0.4, 0.5) > 0.1:
            continue
        for rise in (-0.3, -0.45):
            path = string([frame.at(side * 0.62, rise, 0.8), frame.at(side * reach * 0.78, rise * 1.05, 0.55)])
            body.detail(path, colour, 0.006)


def _raised(body: Body, head: Head, snout: Snout | None) -> Head:
    """The head whose mouth lies on the snout."""
    if snout is None:
        return head
    dx, dy, _ = body.head.vector(0.0, 0.0, max(snout.at[2] - 0.7, 0.0))
    return head.moved(dx, dy)


def _split_mouth(body: Body, head: Head, look: Look) -> None:
    with head.on(body.pen, 0.0, look.mouth_latitude) as place:
        if place.facing <= face.EDGE:
            return
        w = 0.15 * look.mouth_scale
        path = skia.Path()
        path.moveTo(0.0, -0.14)
        path.lineTo(0.0, -0.04)
        path.cubicTo(-0.1 * w, 0.09, -0.9 * w, 0.11, -w, -0.03)
        path.moveTo(0.0, -0.04)
        path.cubicTo(0.1 * w, 0.09, 0.9 * w, 0.11, w, -0.03)
        body.pen.line(path, look.ink, 0.06)
