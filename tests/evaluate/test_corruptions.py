import numpy as np
import pytest

from mudong.evaluate.corruptions import LADDER
from mudong.evaluate.domain import example_of


@pytest.fixture(scope="module")
def frames() -> np.ndarray:
    return example_of(1, 96, 160, indices=range(5)).frames


@pytest.mark.parametrize("name", LADDER)
def test_a_rung_keeps_the_shape_repeats_itself_and_leaves_its_input(frames: np.ndarray, name: str):
    before = frames.copy()
    worse = LADDER[name](frames)
    assert (worse.shape, worse.dtype) == (frames.shape, np.uint8)
    assert np.array_equal(worse, LADDER[name](frames))
    assert np.array_equal(frames, before)
    assert np.array_equal(worse, frames) == (name == "clean")


@pytest.mark.parametrize("kind", ["crf", "blur", "noise", "shrunk"])
def test_every_rung_is_worse_than_the_one_before(frames: np.ndarray, kind: str):
    rungs = [corruption(frames) for name, corruption in LADDER.items() if name.startswith(kind)]
    errors = [np.abs(rung.astype(float) - frames).mean() for rung in rungs]
    assert len(errors) >= 4
    assert errors == sorted(errors)
