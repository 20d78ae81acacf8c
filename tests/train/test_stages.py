import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from native import CONFIG
from recipes.omni_xs import omni_xs

from mudong.models.native import NativeModel
from mudong.spec.shape import VideoShape
from mudong.train.loop import LATEST
from mudong.train.objectives.mix import Mix
from mudong.train.objectives.reconstruction import CropConfig, ReconstructionConfig
from mudong.train.recipe import FlowStage, Recipe, VaeStage, changed
from mudong.train.stages import run


def _tiny(folder: Path) -> Recipe:
    """Seconds of training on sixteen small clips."""
    return replace(
        omni_xs(),
        folder=folder / "run",
        cache=folder / "cache",
        minutes=0.05,
        model=replace(CONFIG, frames=9),
        shapes=(VideoShape(frames=9, height=32, width=32),),
        clips=16,
        held_out=16,
        edits=("weather",),
        edit_clips=16,
        vae=VaeStage(
            share=0.4, batch=2, objective=ReconstructionConfig(crop=CropConfig(frames=5, side=24)), pca_patches=400
        ),
        stages=(
            FlowStage(name="pretrain", share=0.3, batch=2, mix=Mix()),
            FlowStage(name="continue", share=0.3, batch=2, mix=Mix(reference=0.5, motion=0.5, tail=0.3, edit=0.5)),
        ),
        prompts=("a baby",),
    )


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Recipe, Path]:
    recipe = _tiny(tmp_path_factory.mktemp("training"))
    return recipe, run(recipe, lambda line: None)


def test_one_call_goes_from_nothing_to_weights(trained: tuple[Recipe, Path]):
    recipe, path = trained
    model = NativeModel.load(path)
    assert model.config == recipe.model
    assert model.transformer.output.weight.abs().sum() > 0
    assert model.vae.latent_deviation.min() > 0
    names = {p.relative_to(recipe.folder).as_posix() for p in recipe.folder.rglob("*") if p.is_file()}
    assert names >= {"recipe.json", "vae/latest.safetensors", "vae/reconstructions.png", "pretrain/curves.png"}
    assert any(name.startswith("continue/samples-") for name in names)
    assert json.loads((recipe.folder / "recipe.json").read_text(encoding="utf-8"))["name"] == "omni-xs"


def test_latents_are_calibrated(trained: tuple[Recipe, Path]):
    recipe, path = trained
    from mudong.train.data.library import Library

    vae = NativeModel.load(path).vae
    clips = Library(sorted(p for p in recipe.cache.glob("training-*/*") if "edits" not in p.parent.name))
    frames = torch.from_numpy(np.stack([clip.frames for clip in clips]))
    latent = vae.encode(frames.movedim(-1, 1).float() / 127.5 - 1)
    assert latent.mean(dim=(0, 2, 3, 4)).abs().max() < 0.05
    assert (latent.std(dim=(0, 2, 3, 4)) - 1).abs().max() < 0.1


def test_a_second_call_finds_everything_done(trained: tuple[Recipe, Path]):
    recipe, path = trained
    before = {stage: (recipe.folder / stage / LATEST).read_bytes() for stage in ("vae", "pretrain", "continue")}
    weights = path.read_bytes()
    run(recipe, lambda line: None)
    assert path.read_bytes() == weights
    assert before == {stage: (recipe.folder / stage / LATEST).read_bytes() for stage in before}


def test_key_value_changes_the_recipe_by_name():
    recipe = changed(omni_xs(), ["minutes=10.0", "vae.batch=4", "model.transformer.depth=6", "folder=somewhere"])
    assert (recipe.minutes, recipe.vae.batch, recipe.model.transformer.depth) == (10.0, 4, 6)
    assert recipe.folder == Path("somewhere")
    assert changed(omni_xs(), []) == omni_xs()


@pytest.mark.parametrize("word", ["minutes", "hours=2", "vae.depth=1", "minutes=soon", "model.fps=[1]"])
def test_a_wrong_key_or_value_is_named(word: str):
    with pytest.raises(ValueError, match=word.split("=", maxsplit=1)[0].rsplit(".", maxsplit=1)[-1]):
        changed(omni_xs(), [word])
