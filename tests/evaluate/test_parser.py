"""The parser on nets without training; what the trained ones read is in test_accuracy."""

import numpy as np
import pytest
import torch

from mudong.evaluate.attributes import ATTRIBUTES, BY_NAME, SEEN
from mudong.evaluate.network import Look, Move, NetConfig
from mudong.evaluate.parser import Parser

TINY = NetConfig(attributes=tuple(len(a.classes) for a in SEEN), actions=len(BY_NAME["action"].classes),
                 widths=(8, 8, 8), blocks=(1, 1, 1), moving=8)  # fmt: skip


@pytest.fixture(scope="module")
def parser() -> Parser:
    torch.manual_seed(0)
    return Parser(Look(TINY), Move(TINY))


@pytest.mark.parametrize(("count", "height", "width"), [(21, 128, 128), (21, 160, 96), (1, 96, 160), (5, 270, 480)])
def test_a_reading_is_of_the_clips_own_shape(parser: Parser, count: int, height: int, width: int):
    frames = np.random.default_rng(0).integers(0, 256, (count, height, width, 3), np.uint8)
    reading = parser.read(frames)
    assert set(reading.attributes) == {attribute.name for attribute in ATTRIBUTES}
    for attribute in ATTRIBUTES:
        assert sum(reading.attributes[attribute.name].values()) == pytest.approx(1, abs=1e-4)
        assert reading.best(attribute.name) in attribute.classes
    assert reading.joints.shape == (count, 21, 2)
    assert (reading.joints >= 0).all()
    assert (reading.joints <= (width, height)).all()
    assert reading.confidence.shape == (count, 21)
    assert ((reading.confidence >= 0) & (reading.confidence <= 1.001)).all()


def test_the_same_clip_reads_the_same_and_noise_without_heat_fails(parser: Parser):
    frames = np.random.default_rng(1).integers(0, 256, (7, 96, 96, 3), np.uint8)
    one, other = parser.read(frames), parser.read(frames)
    assert np.array_equal(one.joints, other.joints)
    assert one.attributes == other.attributes
    assert one.failed, "nets without training know no joint"


@pytest.mark.parametrize(
    "frames",
    [np.zeros((21, 128, 128, 3), np.float32), np.zeros((128, 128, 3), np.uint8), np.zeros((0, 96, 96, 3), np.uint8)],
)
def test_what_is_no_clip_is_refused(parser: Parser, frames: np.ndarray):
    with pytest.raises(ValueError, match="frames"):
        parser.read(frames)
