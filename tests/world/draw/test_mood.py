"""What faces do: blends of expressions, with blinks, speech and tears laid over them."""

from __future__ import annotations

import numpy as np
import pytest

from mudong.world.draw.mood import blend
from mudong.world.kinds import Expression
from mudong.world.timeline import EXPRESSIONS


def weights(expression: Expression) -> np.ndarray:
    return np.eye(7)[EXPRESSIONS.index(expression)]


def test_a_blend_lies_between_its_expressions():
    half = blend(0.5 * weights(Expression.HAPPY) + 0.5 * weights(Expression.SAD))
    happy, sad = blend(weights(Expression.HAPPY)), blend(weights(Expression.SAD))
    assert half.smile == pytest.approx((happy.smile + sad.smile) / 2)


def test_blinks_shut_the_lids_of_every_expression():
    assert all(blend(weights(e), blink=1.0).lid == 0.0 < blend(weights(e)).lid for e in Expression)


def test_speech_and_tears_are_laid_over():
    mood = blend(weights(Expression.SURPRISED), mouth=1.0, tears=0.7)
    assert mood.mouth_open == 1.0
    assert mood.tears == 0.7
