"""The package's weights on the world's own renders: fails when either breaks."""

from dataclasses import replace

import numpy as np
import pytest

from mudong.evaluate import weights
from mudong.evaluate.accuracy import FAILED, Examined, examine, held_out, report, table
from mudong.evaluate.attributes import ATTRIBUTES
from mudong.evaluate.domain import UNKNOWN, Example, scene_of
from mudong.evaluate.measures import figure
from mudong.evaluate.parser import Parser
from mudong.world.render import render

CLIPS = 30


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser.load()


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return list(held_out(CLIPS, first=900))


def test_the_weights_fit_into_three_megabytes():
    assert weights.DEFAULT.stat().st_size <= 3_000_000


def test_it_reads_held_out_clips(parser: Parser, examples: list[Example]):
    examined = examine(parser, examples)
    assert examined.mean() >= 0.84
    assert figure(examined.pck).value >= 0.6
    assert not examined.failed.any()
    assert "| clean |" in table({"clean": examined})
    assert "PCK" in report(examined, {"clean": examined})


def test_it_does_not_read_what_is_not_there(parser: Parser, examples: list[Example]):
    """Of another clip, nearly everything is wrong; of noise, nothing is read."""
    others = [*examples[3:], *examples[:3]]
    swapped = [Example(frames=b.frames, joints=a.joints, inside=a.inside, labels=a.labels, height_px=a.height_px)
               for a, b in zip(examples[:9], others, strict=False)]  # fmt: skip
    noise = np.random.default_rng(0).integers(0, 256, (21, 128, 128, 3), np.uint8)
    assert parser.read(noise).failed
    assert parser.read(np.full((21, 128, 128, 3), 128, np.uint8)).failed
    for seed in range(4):
        empty = replace(scene_of(seed), cast=(), props=())
        assert parser.read(render(empty, 128, 128, num_frames=3, truth=False).frames).failed
    assert examine(parser, swapped).mean() < 0.5


def test_failures_count_as_errors_and_what_cannot_be_seen_does_not():
    wanted = np.zeros((4, len(ATTRIBUTES)), int)
    found = wanted.copy()
    found[3] = FAILED
    wanted[0, 0] = UNKNOWN
    examined = Examined(found=found, wanted=wanted, pck=np.ones(4), failed=np.array([False] * 3 + [True]))
    values = examined.accuracies()
    assert values[ATTRIBUTES[0].name].value == pytest.approx(2 / 3)
    assert values[ATTRIBUTES[1].name].value == pytest.approx(3 / 4)
    assert examined.mean() == pytest.approx((2 / 3 + 3 / 4 * (len(ATTRIBUTES) - 1)) / len(ATTRIBUTES))
