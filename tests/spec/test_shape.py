"""The arithmetic of sizes."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mudong.spec.errors import InvalidRequest
from mudong.spec.limits import MAX_OUTPUT_SIDE, MIN_OUTPUT_SIDE
from mudong.spec.shape import FrameSize, LatentStride, VideoShape, output_size, parse_aspect

SIDES = st.integers(MIN_OUTPUT_SIDE, MAX_OUTPUT_SIDE)
NAMED = {"360p": 360, "480p": 480, "540p": 540, "720p": 720, "1080p": 1080}


@given(SIDES, SIDES)
def test_an_explicit_size_is_kept_to_the_next_even_number(width: int, height: int):
    size = output_size(f"{width}x{height}", Fraction(16, 9))
    assert abs(size.width - width) <= 1
    assert abs(size.height - height) <= 1
    assert size.even() == size


@given(st.sampled_from(sorted(NAMED)), st.fractions(Fraction(1, 4), Fraction(4), max_denominator=500))
def test_a_named_resolution_has_that_short_side_and_the_aspect(name: str, aspect: Fraction):
    size = output_size(name, aspect)
    assert size.width % 2 == size.height % 2 == 0
    assert max(size.width, size.height) <= MAX_OUTPUT_SIDE
    assert size.aspect == pytest.approx(float(aspect), rel=3 / size.short_side)
    if NAMED[name] * max(aspect, 1 / aspect) <= MAX_OUTPUT_SIDE:
        assert size.short_side == NAMED[name]


@given(st.integers(1, 200), SIDES, SIDES)
def test_a_latent_grid_covers_the_video_and_no_cell_is_empty(frames: int, height: int, width: int):
    stride = LatentStride()
    latent = VideoShape(frames=frames, height=height, width=width).latent(stride)
    assert (latent.frames - 1) * stride.frames + 1 <= frames <= latent.frames * stride.frames
    assert (latent.height - 1) * stride.height < height <= latent.height * stride.height
    assert (latent.width - 1) * stride.width < width <= latent.width * stride.width


def test_the_first_frame_has_a_latent_of_its_own():
    shape = VideoShape(frames=81, height=480, width=832)
    assert shape.latent(LatentStride()) == VideoShape(frames=21, height=60, width=104)
    assert shape.with_frames(1).latent(LatentStride()).frames == 1


@given(st.integers(1, 4000), st.integers(1, 4000), st.floats(0.1, 2))
def test_scaling_keeps_the_aspect(width: int, height: int, factor: float):
    scaled = FrameSize(width=width, height=height).scaled(factor)
    assert abs(scaled.width - width * factor) <= 2
    assert abs(scaled.height - height * factor) <= 2


@pytest.mark.parametrize("text", ["9:16", "9/16", " 9:16 "])
def test_an_aspect_is_read(text: str):
    assert parse_aspect(text) == Fraction(9, 16)


@pytest.mark.parametrize("text", ["", "9", "9:0", "0:9", "1:5", "5:1", "a:b", "9:16:1", "-9:16", "1e9:1"])
def test_a_wrong_aspect_is_refused(text: str):
    with pytest.raises(InvalidRequest) as refused:
        parse_aspect(text)
    assert refused.value.code == "request.aspect"


@pytest.mark.parametrize("text", ["", "1080", "8k", "63x1000", "1000x5000", "99999x99999", "1080px", "x", "-5x100"])
def test_a_wrong_resolution_is_refused(text: str):
    with pytest.raises(InvalidRequest) as refused:
        output_size(text, 1.0)
    assert refused.value.code == "request.resolution"
