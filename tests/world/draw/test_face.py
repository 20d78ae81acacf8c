"""Faces turn with their head, show what is felt, and stay where the head is."""

from __future__ import annotations

import itertools
from math import pi

import numpy as np
import pytest

from mudong.world.draw.face import Look, draw_face
from mudong.world.draw.head import Head
from mudong.world.draw.mood import blend
from mudong.world.draw.pen import Pen
from mudong.world.kinds import Expression
from mudong.world.timeline import EXPRESSIONS

SIZE = 96


def weights(expression: Expression) -> np.ndarray:
    return np.eye(7)[EXPRESSIONS.index(expression)]


def face(
    expression: Expression = Expression.NEUTRAL, *, yaw: float = 0.0, nod: float = 0.0, **mood: float
) -> np.ndarray:
    pen = Pen(SIZE, SIZE)
    head = Head.turned((SIZE / 2, SIZE / 2), (40.0, 38.0), yaw=yaw, nod=nod, tilt=0.0)
    draw_face(pen, head, Look(), blend(weights(expression), **mood))
    return pen.pixels().copy()


def middle(pixels: np.ndarray) -> tuple[float, float]:
    y, x = np.nonzero(pixels[..., 3] > 127)
    return float(x.mean()), float(y.mean())


def test_expressions_can_be_told_apart():
    faces = {expression: face(expression).astype(int) for expression in Expression}
    for a, b in itertools.combinations(Expression, 2):
        assert (np.abs(faces[a] - faces[b]).max(axis=2) > 60).sum() > 60, (a, b)


def test_features_slide_with_turn_and_nod():
    x, y = middle(face())
    assert abs(x - SIZE / 2) < 1.5
    assert middle(face(yaw=0.6))[0] > x + 5
    assert middle(face(yaw=-0.6))[0] < x - 5
    assert middle(face(nod=0.3))[1] > y + 4
    assert middle(face(nod=-0.3))[1] < y - 4


def test_a_head_from_behind_has_no_face():
    assert not face(Expression.HAPPY, yaw=pi).any()


@pytest.mark.parametrize("expression", list(Expression))
def test_blinking_shuts_the_eyes(expression):
    bright = lambda pixels: (pixels[38:58, :, :3].min(axis=2) > 235).sum()  # noqa: E731
    assert bright(face(expression, blink=1.0)) < 0.4 * bright(face(expression)) + 1


def test_speech_opens_the_mouth_and_tears_run():
    red = lambda pixels: ((pixels[..., 0] > 90) & (pixels[..., 1] < 70)).sum()  # noqa: E731
    assert red(face(mouth=0.9)) > red(face()) + 20
    blue = lambda pixels: ((pixels[..., 2].astype(int) - pixels[..., 0]) > 50).sum()  # noqa: E731
    assert blue(face(Expression.SAD, tears=1.0)) > blue(face(Expression.SAD, tears=0.3)) > 0


def test_masks_need_no_face():
    pen = Pen(SIZE, SIZE, mask=True)
    draw_face(pen, Head.turned((48, 48), (40, 40), yaw=0, nod=0, tilt=0), Look(), blend(weights(Expression.HAPPY)))
    assert not pen.pixels().any()
