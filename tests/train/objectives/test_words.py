"""The whole line on a world of two words: clips in, training, words in, the right clip out."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from native import CONFIG

from clips import COLOURS, square_clip
from mudong.models.assemble import text_condition
from mudong.models.generate import Sampling, Wanted, generate_latents
from mudong.models.native import NativeModel
from mudong.models.text.encoder import Prompt
from mudong.models.vae.patches import to_patches
from mudong.models.vae.pixels import to_bytes, to_floats
from mudong.spec.shape import VideoShape
from mudong.train.data.latents import LatentLibrary, encode_shard, fingerprint
from mudong.train.data.shards import write_shard
from mudong.train.loop import Budget, LoopConfig, train
from mudong.train.objectives.flow import FlowConfig, FlowMatching
from mudong.train.objectives.mix import Mix

SEEDS = 5


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> NativeModel:
    """A linear VAE and a small transformer that has seen thirty-two squares, seventy-five times."""
    folder, clips = tmp_path_factory.mktemp("words"), [square_clip(seed) for seed in range(32)]
    shape = replace(CONFIG.transformer, width=64, depth=3, head_width=32, text_width=32, time_width=32)
    with torch.random.fork_rng():
        torch.manual_seed(0)
        model = NativeModel(replace(CONFIG, transformer=shape, text=replace(CONFIG.text, width=32)))
    frames = to_floats(torch.from_numpy(np.stack([clip.frames for clip in clips])))
    model.vae.pca.fit(to_patches(frames, CONFIG.vae.stride, first=True).reshape(-1, 768))
    write_shard(folder / "0", clips)
    library = LatentLibrary([folder / "0"], [encode_shard(folder / "0", model.vae, fingerprint(model.vae), 16)])
    objective = FlowMatching(model.transformer, model.text, library, FlowConfig(mix=Mix(first_frame=0.2), text_rows=32))
    config = LoopConfig(batch=16, budget=Budget(samples=2400), warmup=50, half_life=200, bfloat16=False)
    average = train(objective, config, folder)
    model.transformer.load_state_dict(average.transformer.state_dict())  # type: ignore[union-attr,operator]
    model.text.load_state_dict(average.text.state_dict())  # type: ignore[union-attr,operator]
    return model.eval()


def _clips(model: NativeModel, prompt: str) -> np.ndarray:
    asked, nothing = map(text_condition, model.text.read([Prompt(text=prompt), Prompt(text="")]))
    latent = VideoShape(frames=3, height=4, width=4)
    wanted = [Wanted(latent=latent, conditions=(asked,), negative=nothing, seed=seed) for seed in range(SEEDS)]
    latents = generate_latents(model.transformer, wanted, Sampling(steps=12, guidance=2.0))
    return to_bytes(model.vae.decode(torch.stack(latents)))


@pytest.mark.parametrize("name", COLOURS)
def test_clips_show_what_was_said(trained: NativeModel, name: str):
    for clip in _clips(trained, f"a {name} square"):
        distance = {colour: np.abs(clip[4] - np.array(rgb, float)).sum(-1).min() for colour, rgb in COLOURS.items()}
        assert min(distance, key=distance.__getitem__) == name


def test_clips_move_as_the_world_does(trained: NativeModel):
    """Every square moves to the right, as far as the same VAE shows of a true one."""

    def moved(clip: np.ndarray) -> float:
        shown = [(np.abs(frame - 200.0).sum(-1) > 90).sum(0) + 1e-9 for frame in (clip[0], clip[-1])]
        start, end = (np.average(np.arange(32), weights=columns) for columns in shown)
        return float(end - start)

    true = to_floats(torch.from_numpy(np.stack([square_clip(seed).frames for seed in range(SEEDS)])))
    expected = np.mean([moved(clip) for clip in to_bytes(trained.vae.decode(trained.vae.encode(true)))])
    assert expected > 3
    assert np.mean([moved(clip) for clip in _clips(trained, "a red square")]) == pytest.approx(expected, rel=0.4)
