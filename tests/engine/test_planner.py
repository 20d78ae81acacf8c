"""A plan's arithmetic: frames, sizes, the used part, and the longest clip."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mudong.engine.planner import clip_size, plan_dance
from mudong.motion.load import LoadedMotion
from mudong.motion.track import PoseTrack
from mudong.spec.errors import MotionError
from mudong.spec.joints import NUM_JOINTS
from mudong.spec.limits import MAX_CLIP_S, MAX_OUTPUT_SIDE
from mudong.spec.plan import Notice
from mudong.spec.request import Output, Request
from mudong.spec.shape import FrameSize

PORTRAIT = FrameSize(width=3024, height=4032)


def motion(frames: int, fps: Fraction | int = 30) -> LoadedMotion:
    zeros = np.zeros((frames, NUM_JOINTS), np.float32)
    track = PoseTrack(
        fps=Fraction(fps), width=640, height=480, xy=np.zeros((frames, NUM_JOINTS, 2), np.float32), depth=zeros,
        confidence=zeros + 1,
    )  # fmt: skip
    return LoadedMotion(track=track)


def planned(frames: int, source: Fraction | int = 30, usable: tuple[int, int] | None = None, **output: object):
    request = Request(output=Output(**output), seed=9)  # type: ignore[arg-type]
    return plan_dance(request, "puppet", PORTRAIT, motion(frames, source), usable or (0, frames), (Notice.of("a.b"),))


@given(
    st.integers(1, 3000),
    st.sampled_from([16, 24, 25, 30, 60, Fraction(30000, 1001)]),
    st.sampled_from([12.0, 24.0, 29.97, 30.0, 60.0]),
)
def test_a_clip_is_as_long_as_the_part_it_follows(frames: int, source: Fraction | int, wanted: float) -> None:
    plan = planned(frames, source, fps=wanted)
    length = min(float(frames / Fraction(source)), MAX_CLIP_S)
    assert plan.duration_s == pytest.approx(length, abs=0.51 / wanted + 1e-6) or plan.shape.frames == 1
    assert plan.used_s == pytest.approx((0.0, length))


def test_the_usable_part_is_taken() -> None:
    plan = planned(300, usable=(60, 210))
    assert plan.used_s == pytest.approx((2.0, 7.0))
    assert plan.shape.frames == 150


def test_a_clip_ends_at_two_minutes_and_says_so() -> None:
    plan = planned(30 * 150)
    assert plan.duration_s == MAX_CLIP_S
    assert [notice.code for notice in plan.notices] == ["a.b", "notice.shortened"]


def test_a_wished_duration_cuts_without_a_notice() -> None:
    plan = planned(300, duration_s=2.5)
    assert plan.shape.frames == 75
    assert [notice.code for notice in plan.notices] == ["a.b"]
    assert planned(60, duration_s=5.0).shape.frames == 60


def test_nothing_usable_is_an_error() -> None:
    with pytest.raises(MotionError):
        planned(30, usable=(10, 10))


def test_what_is_asked_for_is_kept() -> None:
    plan = planned(90)
    assert (plan.seed, plan.engine, plan.timebase.fps) == (9, "puppet", 30)


@pytest.mark.parametrize(
    ("output", "picture", "size"),
    [
        ({}, (3024, 4032), (1080, 1440)), ({}, (1080, 1920), (1080, 1920)), ({}, (1600, 900), (1920, 1080)),
        ({"aspect": "9:16"}, (3024, 4032), (1080, 1920)),
        ({"aspect": "1:1", "resolution": "720p"}, (10, 20), (720, 720)),
        ({"draft": True}, (1080, 1920), (540, 960)), ({"resolution": "200x100"}, (1080, 1920), (200, 100)),
        ({"resolution": "201x101"}, (9, 9), (200, 100)),
    ],
)  # fmt: skip
def test_sizes(output: dict[str, object], picture: tuple[int, int], size: tuple[int, int]) -> None:
    found = clip_size(Request(output=Output(**output)), FrameSize(width=picture[0], height=picture[1]))  # type: ignore[arg-type]
    assert (found.width, found.height) == size


@given(st.integers(16, 8192), st.integers(16, 8192), st.sampled_from(["360p", "720p", "1080p"]))
def test_every_picture_has_a_size_that_can_be_encoded(width: int, height: int, resolution: str) -> None:
    size = clip_size(Request(output=Output(resolution=resolution)), FrameSize(width=width, height=height))
    assert size.width % 2 == size.height % 2 == 0
    assert max(size.width, size.height) <= MAX_OUTPUT_SIDE
    wanted = min(max(width / height, 0.25), 4.0)
    assert size.aspect == pytest.approx(wanted, rel=0.02)
