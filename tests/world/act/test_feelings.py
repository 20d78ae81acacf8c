"""Expressions ease in and sum to one; blinks are short, seeded and complete."""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from scenes import solo

from mudong.world.act.feelings import blinks, breath, expressions
from mudong.world.kinds import ActionKind, Expression
from mudong.world.scene import Action, Feeling
from mudong.world.timeline import EXPRESSIONS

TIMES = np.arange(240) / 24


def test_expressions_change_over_a_few_frames():
    who = replace(
        solo().cast[0],
        feelings=(Feeling(expression=Expression.HAPPY), Feeling(expression=Expression.SAD, start_s=2.0)),
    )
    weights = expressions(who, TIMES)
    happy, sad = (weights[:, EXPRESSIONS.index(e)] for e in (Expression.HAPPY, Expression.SAD))
    assert weights.sum(axis=1) == pytest.approx(1)
    assert happy[0] == 1
    assert happy[48] == 1
    assert sad[54] == 1
    between = (sad > 0) & (sad < 1)
    assert 3 <= between.sum() <= 6
    assert (np.diff(sad) >= 0).all()


def test_crying_looks_sad_and_laughing_happy():
    for kind, expression in ((ActionKind.CRY, Expression.SAD), (ActionKind.LAUGH, Expression.HAPPY)):
        weights = expressions(solo(Action(kind=kind)).cast[0], TIMES)
        assert weights[:, EXPRESSIONS.index(expression)].min() >= 0.8


def test_blinks():
    shut = blinks(TIMES, 3)
    assert shut.max() == 1
    assert shut.min() == 0
    closed = np.flatnonzero(np.diff(np.concatenate([[0], (shut > 0).astype(int), [0]])))
    assert (closed[1::2] - closed[::2] <= 4).all()
    assert 3 <= len(closed) // 2 <= 7
    assert np.array_equal(shut, blinks(TIMES, 3))
    assert not np.array_equal(shut, blinks(TIMES, 4))


def test_breath_is_even():
    assert np.abs(breath(TIMES, 1)).max() <= 1
    assert breath(TIMES, 1)[:-24] == pytest.approx(breath(TIMES, 1)[24:], abs=1e-9)
