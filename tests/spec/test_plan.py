"""Plans and notices."""

from fractions import Fraction

import pytest

from mudong.spec.plan import Notice, Plan
from mudong.spec.request import Request
from mudong.spec.shape import VideoShape
from mudong.spec.timebase import Timebase


def test_a_plan_lasts_as_long_as_its_frames():
    shape = VideoShape(frames=90, height=64, width=64)
    plan = Plan(request=Request(), engine="puppet", shape=shape, timebase=Timebase(Fraction(30)), seed=1)
    assert plan.duration_s == pytest.approx(3.0)


def test_equal_notices_are_equal_whatever_the_order_of_their_parameters():
    assert Notice.of("a.b", x=1, y=2) == Notice.of("a.b", y=2, x=1)
    assert len({Notice.of("a.b", x=1, y=2), Notice.of("a.b", y=2, x=1)}) == 1
