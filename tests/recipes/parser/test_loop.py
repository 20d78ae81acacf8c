from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from recipes.parser.loop import LookTraining, batches
from recipes.parser.recipe import Recipe, parser
from recipes.parser.shards import Shard, moments, write

from mudong.evaluate.domain import NUM_FRAMES
from recipes.parser import shards


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two shards of eight scenes."""
    folder = tmp_path_factory.mktemp("run")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "SCENES", 8)
        for number in (0, 1):
            write(folder / "shards", number)
    return folder


def _recipe(folder: Path) -> Recipe:
    net = replace(parser().net, widths=(8, 16, 16), blocks=(1, 1, 1), moving=16)
    return replace(parser(), cooling=0.35, folder=folder, batch=8, frames=(2,), warm_steps=5, net=net)


def test_a_shard_is_written_once_and_whole(folder: Path):
    path = folder / "shards" / "00001.npz"
    before = path.stat().st_mtime_ns
    assert write(folder / "shards", 1) == path
    assert path.stat().st_mtime_ns == before
    shard = Shard.load(path)
    assert shard.frames.shape == (8, shards.FRAMES, 160, 96, 3)
    assert [p.suffix for p in (folder / "shards").iterdir()] == [".npz", ".npz"]


def test_moments_spread_over_the_clip():
    for seed in range(50):
        first, second, third = moments(np.random.default_rng(seed))
        assert 0 <= first < 7 <= second < 14 <= third < NUM_FRAMES


def test_it_learns_a_batch_by_heart_and_resumes_where_it_stopped(folder: Path):
    recipe = _recipe(folder)
    training = LookTraining(recipe)
    stream = batches(sorted((folder / "shards").glob("*.npz")), recipe, 0)
    batch, other = next(stream), next(stream)
    losses = [training.step(batch, 1e9) for _ in range(25)]
    assert losses[-1]["attributes"] < 0.5 * losses[0]["attributes"]
    assert losses[-1]["place"] < 0.9 * losses[0]["place"]

    training.save()
    again = LookTraining(recipe)
    again.resume()
    assert again.steps == 25
    assert again.step(other, 1e9) == training.step(other, 1e9)
    for one, two in zip(again.look.parameters(), training.look.parameters(), strict=True):
        assert torch.equal(one, two)


def test_the_clock_lowers_the_rate_at_the_end_alone(folder: Path):
    training = LookTraining(_recipe(folder))
    training.steps = 100
    rates = []
    for spent in (0.0, 30.0, 60.0, 90.0, 100.0):
        training.spent_s = spent
        rates.append(training.rate(100.0))
    assert rates[:3] == [1.0, 1.0, 1.0]
    assert 0 < rates[3] < 0.5
    assert rates[4] == 0
