from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from native import tiny_native

from clips import square_clip
from mudong.models.generate import Sampling
from mudong.models.vae.patches import to_patches
from mudong.models.vae.pixels import to_floats
from mudong.models.vae.video_vae import VideoVae
from mudong.spec.shape import VideoShape
from mudong.train.data.latents import LatentLibrary, encode_shard, fingerprint
from mudong.train.data.shards import write_shard
from mudong.train.loop import Budget, LoopConfig, train
from mudong.train.objectives.flow import FlowConfig, FlowMatching
from mudong.train.objectives.gallery import Gallery, GalleryConfig
from mudong.train.objectives.mix import Mix

EVERYTHING = Mix(first_frame=0.3, reference=0.5, motion=0.5, tail=0.3, edit=0.4, no_words=0.3)


def _vae() -> VideoVae:
    vae = tiny_native().vae
    frames = torch.from_numpy(np.stack([square_clip(seed).frames for seed in range(4)]))
    vae.pca.fit(to_patches(to_floats(frames), vae.config.stride, first=True).reshape(-1, 768))
    return vae


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> LatentLibrary:
    folder, vae = tmp_path_factory.mktemp("shards"), _vae()
    paths = [folder / "0", folder / "1"]
    write_shard(paths[0], [square_clip(seed) for seed in range(4)])
    write_shard(paths[1], [square_clip(seed, height=48) for seed in range(4, 8)])
    return LatentLibrary(paths, [encode_shard(path, vae, fingerprint(vae), 16) for path in paths])


@pytest.fixture(scope="module")
def edits(tmp_path_factory: pytest.TempPathFactory) -> LatentLibrary:
    path, vae = tmp_path_factory.mktemp("edits") / "0", _vae()
    write_shard(path, [square_clip(seed, edit=True) for seed in range(4)])
    return LatentLibrary([path], [encode_shard(path, vae, fingerprint(vae), 16)])


def test_encoded_clips_keep_their_shapes_words_and_places(library: LatentLibrary):
    assert [len(group) for group in library.groups()] == [4, 4]
    clip = library.clip(5)
    assert clip.latent.shape == (4, 3, 6, 4)
    assert clip.reference.shape == (4, 1, 6, 4)
    assert clip.cast.shape == (3, 6, 4)
    assert clip.cast.mean().item() == pytest.approx(144 / (48 * 32), rel=0.05)
    assert clip.words == square_clip(5).words
    assert torch.allclose(clip.places[0, 0, 0] * 16, torch.from_numpy(square_clip(5).joints[0, 0, 0]), atol=1e-4)


def test_a_continued_clip_starts_with_its_second_latent_frame(library: LatentLibrary):
    clip = library.clip(5)
    later = clip.without_first()
    assert torch.equal(later.latent, clip.latent[:, 1:])
    assert torch.equal(later.motion[0], clip.motion[0, 21:])
    assert torch.equal(later.places, clip.places[:, 1:])
    assert later.cast.shape == (2, 6, 4)


def test_another_vae_gets_files_of_its_own():
    one, other = _vae(), _vae()
    assert fingerprint(one) == fingerprint(other)
    other.latent_mean += 1
    assert fingerprint(one) != fingerprint(other)


@pytest.mark.parametrize("prediction", ["velocity", "clean"])
def test_it_learns_with_every_mix_of_conditions(
    library: LatentLibrary, edits: LatentLibrary, tmp_path: Path, prediction: str
):
    model = tiny_native()
    model.transformer.config = replace(model.transformer.config, prediction=prediction)
    objective = FlowMatching(
        model.transformer, model.text, library, FlowConfig(mix=EVERYTHING, text_rows=32), None, edits
    )
    fixed = [objective.loss(step, 4, torch.Generator().manual_seed(step)) for step in range(20)]
    config = LoopConfig(
        batch=4, budget=Budget(samples=480), warmup=20, half_life=50, bfloat16=False, report_every=10**9
    )
    train(objective, config, tmp_path)
    after = [objective.loss(step, 4, torch.Generator().manual_seed(step)) for step in range(20)]
    assert sum(loss.parts["flow"] for loss in after) < 0.7 * sum(loss.parts["flow"] for loss in fixed)


def test_a_clip_too_short_for_a_tail_is_made_whole(tmp_path: Path):
    model, vae, path = tiny_native(), _vae(), tmp_path / "0"
    write_shard(path, [square_clip(seed, frames=5) for seed in range(2)])
    library = LatentLibrary([path], [encode_shard(path, vae, fingerprint(vae), 16)])
    flow = FlowConfig(mix=Mix(first_frame=0.0, tail=1.0), text_rows=32)
    objective = FlowMatching(model.transformer, model.text, library, flow)
    assert objective.loss(0, 2, torch.Generator().manual_seed(0)).value.isfinite()


def test_the_loss_is_a_function_of_step_and_generator(library: LatentLibrary):
    model = tiny_native()
    objective = FlowMatching(model.transformer, model.text, library, FlowConfig(mix=EVERYTHING, text_rows=32))
    losses = [objective.loss(3, 4, torch.Generator().manual_seed(7)).value.item() for _ in range(2)]
    assert losses[0] == losses[1]


def test_words_and_network_both_get_gradients(library: LatentLibrary):
    model = tiny_native()
    mix = Mix(first_frame=0, no_words=0)
    objective = FlowMatching(model.transformer, model.text, library, FlowConfig(mix=mix, text_rows=32))
    objective.loss(0, 4, torch.Generator().manual_seed(7)).value.backward()
    assert model.text.token.weight.grad.abs().sum() > 0  # type: ignore[union-attr]
    assert model.transformer.shared.weight.grad.abs().sum() > 0  # type: ignore[union-attr]


def test_a_gallery_shows_a_row_for_every_prompt(library: LatentLibrary, tmp_path: Path):
    model = tiny_native()
    shape = VideoShape(frames=9, height=32, width=32)
    gallery = Gallery(
        model.vae, GalleryConfig(prompts=("a", "b", "c"), shape=shape, sampling=Sampling(steps=2), text_rows=32)
    )
    objective = FlowMatching(model.transformer, model.text, library, FlowConfig(mix=Mix()), gallery)
    objective.show(objective.module, tmp_path, 40)
    picture = cv2.imread(str(tmp_path / "samples-00000040.png"))
    assert picture.shape == (3 * 32, 4 * 32, 3)
