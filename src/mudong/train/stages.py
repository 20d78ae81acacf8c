"""A native model from nothing: render, carry (VAE), encode, make (the flow stages in turn), save. Every part resumes.

Each stage keeps its own folder; what is finished is passed over, so the same call starts, goes on, or ends a run.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from mudong.models.native import NativeModel
from mudong.models.vae.patches import to_patches
from mudong.models.vae.pixels import to_floats
from mudong.models.vae.video_vae import VideoVae
from mudong.spec.plain import to_plain
from mudong.train import curves
from mudong.train.data.latents import LatentLibrary, encode_shard, fingerprint
from mudong.train.data.library import Library
from mudong.train.data.shards import ShardPlan, make_shards
from mudong.train.loop import CURVES, LATEST, Budget, LoopConfig, train
from mudong.train.objectives.flow import FlowConfig, FlowMatching
from mudong.train.objectives.gallery import Gallery, GalleryConfig
from mudong.train.objectives.reconstruction import Reconstruction
from mudong.train.parallel import first_rank_first
from mudong.train.recipe import FlowStage, Recipe

_CALIBRATION_CLIPS = 96
_HELD_OUT_SEED, _EDIT_SEED = 1_000_000, 2_000_000
Say = Callable[[str], None]


def run(recipe: Recipe, say: Say = print, *, rank: int = 0, num_ranks: int = 1) -> Path:
    """Train as the recipe says, or go on where a former call stopped. Returns the path of the weights."""
    torch.manual_seed(recipe.seed)
    recipe.folder.mkdir(parents=True, exist_ok=True)
    told = json.dumps(to_plain(recipe, {}), indent=1, ensure_ascii=False)
    (recipe.folder / "recipe.json").write_text(told, encoding="utf-8")
    model = NativeModel(recipe.model).to(recipe.device)
    with first_rank_first(rank, num_ranks):
        shards = make_shards(_plan(recipe, held_out=False), recipe.cache, recipe.workers, _progress(say, "shards"))
        unseen = make_shards(_plan(recipe, held_out=True), recipe.cache, recipe.workers)
        edits = make_shards(_edit_plan(recipe), recipe.cache, recipe.workers, _progress(say, "shards of edits"))
    vae = _train_vae(recipe, model.vae, Library(shards), Library(unseen), say, rank, num_ranks)
    model.vae.load_state_dict(vae.state_dict())
    with first_rank_first(rank, num_ranks):
        library = _encoded(model.vae, shards, recipe.model.token_px[0], say)
        taught = _encoded(model.vae, edits, recipe.model.token_px[0], say) if edits else None
    for stage in recipe.stages:
        learnt = _train_stage(recipe, stage, model, library, taught, say, rank, num_ranks)
        model.transformer.load_state_dict(learnt["transformer"].state_dict())
        model.text.load_state_dict(learnt["text"].state_dict())
    path = recipe.folder / f"{recipe.name}.safetensors"
    if rank == 0:
        model.save(path, card(recipe))
        say(f"weights: {path}, {path.stat().st_size / 1e6:.1f} MB")
    return path


def _plan(recipe: Recipe, *, held_out: bool) -> ShardPlan:
    return ShardPlan(
        domain=recipe.domain,
        shapes=recipe.shapes,
        fps=recipe.model.fps,
        count=recipe.held_out if held_out else recipe.clips,
        seed=_HELD_OUT_SEED if held_out else 0,
        held_out=held_out,
    )


def _edit_plan(recipe: Recipe) -> ShardPlan:
    return replace(_plan(recipe, held_out=False), count=recipe.edit_clips, edits=recipe.edits, seed=_EDIT_SEED)


def _progress(say: Say, what: str) -> Callable[[int, int], None]:
    def report(done: int, total: int) -> None:
        if done % max(total // 20, 1) == 0 or done == total:
            say(f"{what}: {done} of {total}")

    return report


def _train_vae(
    recipe: Recipe, vae: VideoVae, clips: Library, unseen: Library, say: Say, rank: int, num_ranks: int
) -> VideoVae:
    folder, stage = recipe.folder / "vae", recipe.vae
    if not (folder / LATEST).exists():
        say("fitting the linear part")
        vae.pca.fit(sampled_patches(vae, clips, stage.pca_patches, recipe.seed).to(recipe.device))
    objective = Reconstruction(vae, clips, unseen, stage.objective)
    config = LoopConfig(
        batch=stage.batch,
        budget=Budget(seconds=recipe.minutes * 60 * stage.share),
        optim=stage.optim,
        half_life=2000.0,
        checkpoint_s=recipe.checkpoint_s,
        seed=recipe.seed,
    )
    average = train(objective, config, folder, say=say, rank=rank, num_ranks=num_ranks)
    assert isinstance(average, VideoVae)
    average.calibrate(*latent_statistics(average, clips))
    return average


def sampled_patches(vae: VideoVae, clips: Library, count: int, seed: int) -> Tensor:
    """(count, patch_width) patches of random clips, for the linear part."""
    rng = np.random.default_rng(seed)
    found: list[Tensor] = []
    per_clip = max(count // 400, 16)
    while sum(len(part) for part in found) < count:
        frames = torch.from_numpy(np.array(clips[int(rng.integers(len(clips)))].frames))
        patches = to_patches(to_floats(frames)[None], vae.config.stride, first=True).flatten(0, 3)
        found.append(patches[torch.from_numpy(rng.integers(len(patches), size=per_clip))])
    return torch.cat(found)[:count]


@torch.no_grad()
def latent_statistics(vae: VideoVae, clips: Library) -> tuple[Tensor, Tensor]:
    """(C,) mean and deviation of uncalibrated latents over clips spread through the library."""
    chosen = np.linspace(0, len(clips) - 1, min(_CALIBRATION_CLIPS, len(clips))).astype(int)
    columns = []
    for index in chosen:
        video = to_floats(torch.from_numpy(np.array(clips[int(index)].frames)))[None].to(vae.latent_mean.device)
        columns.append(vae.posterior(video).mean[0].flatten(1))
    values = torch.cat(columns, dim=1)
    return values.mean(dim=1), values.std(dim=1)


def _encoded(vae: VideoVae, shards: Sequence[Path], token_px: int, say: Say) -> LatentLibrary:
    name, report = fingerprint(vae), _progress(say, "encoded shards")
    files = []
    for number, path in enumerate(shards, start=1):
        files.append(encode_shard(path, vae, name, token_px))
        report(number, len(shards))
    return LatentLibrary(shards, files)


def _train_stage(
    recipe: Recipe,
    stage: FlowStage,
    model: NativeModel,
    library: LatentLibrary,
    edits: LatentLibrary | None,
    say: Say,
    rank: int,
    num_ranks: int,
) -> nn.ModuleDict:
    gallery = Gallery(
        model.vae, GalleryConfig(prompts=recipe.prompts, shape=recipe.shapes[0], text_rows=recipe.text_rows)
    )
    flow = FlowConfig(mix=stage.mix, character=stage.character, text_rows=recipe.text_rows, seed=recipe.seed)
    objective = FlowMatching(model.transformer, model.text, library, flow, gallery, edits)
    config = LoopConfig(
        batch=stage.batch,
        budget=Budget(seconds=recipe.minutes * 60 * stage.share),
        optim=stage.optim,
        half_life=stage.half_life,
        checkpoint_s=recipe.checkpoint_s,
        seed=recipe.seed,
    )
    say(f"stage {stage.name}")
    average = train(objective, config, recipe.folder / stage.name, say=say, rank=rank, num_ranks=num_ranks)
    assert isinstance(average, nn.ModuleDict)
    return average


def card(recipe: Recipe) -> str:
    """The model card: what the weights are, what they were taught, and what was measured, from the run's own files."""
    lines = [
        f"# {recipe.name}",
        f"Trained from scratch on {recipe.clips} rendered clips of the procedural world, "
        f"{', '.join(str(shape.size) for shape in recipe.shapes)}, {recipe.model.frames} frames at "
        f"{recipe.model.fps:g} fps, {recipe.minutes:g} minutes in all, seed {recipe.seed}.",
        "It knows nothing outside of this domain: " + json.dumps(to_plain(recipe.domain, {})),
    ]
    for name in ("vae", *(stage.name for stage in recipe.stages)):
        rows = curves.read(recipe.folder / name / CURVES)
        last = {key: value for row in rows for key, value in row.items()}
        figures = ", ".join(f"{key} {value:.4g}" for key, value in last.items())
        lines.append(f"- {name}: {figures or 'not trained'}")
    return "\n\n".join(lines) + "\n"
