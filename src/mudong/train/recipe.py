"""The complete configuration of a native model's training, as one frozen value; `key=value` changes it by name."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mudong.models.native import NativeConfig
from mudong.spec.plain import from_plain, to_plain
from mudong.spec.shape import VideoShape
from mudong.train.data.domain import Domain
from mudong.train.objectives.mix import Mix
from mudong.train.objectives.reconstruction import ReconstructionConfig
from mudong.train.optim.groups import OptimConfig


@dataclass(frozen=True, slots=True, kw_only=True)
class VaeStage:
    """share: of the recipe's minutes. pca_patches: that the linear part is fitted to."""

    share: float
    batch: int
    optim: OptimConfig = field(default_factory=OptimConfig)
    objective: ReconstructionConfig = field(default_factory=ReconstructionConfig)
    pca_patches: int = 40_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowStage:
    """share: of the recipe's minutes. mix: which conditions come how often. character: weight of the cast's cells."""

    name: str
    share: float
    batch: int
    mix: Mix
    optim: OptimConfig = field(default_factory=OptimConfig)
    half_life: float = 8000.0
    character: float = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """minutes: of training, all stages and runs together; rendering comes on top. clips, held_out,
    edit_clips: to render. edits: kinds of the world's pairs.

    shapes: native shapes in equal share. text_rows: rows that prompts are filled up to. prompts: shown at checkpoints.
    """

    name: str
    folder: Path
    minutes: float
    model: NativeConfig
    domain: Domain
    shapes: tuple[VideoShape, ...]
    vae: VaeStage
    stages: tuple[FlowStage, ...]
    prompts: tuple[str, ...]
    edits: tuple[str, ...] = ()
    edit_clips: int = 0
    clips: int = 4096
    held_out: int = 48
    workers: int = 1
    text_rows: int = 96
    checkpoint_s: float = 300.0
    seed: int = 0
    device: str = "cpu"
    cache: Path = Path("runs/cache")


def changed(recipe: Recipe, words: Sequence[str]) -> Recipe:
    """The recipe with `key=value` applied: `minutes=10`, `vae.batch=4`, `model.transformer.depth=6`.

    Raises `ValueError` that names the unknown key or the wrong value.
    """
    for word in words:
        key, sign, text = word.partition("=")
        if not sign:
            raise ValueError(f"{word!r} is not of the form key=value")
        recipe = _with(recipe, key.split("."), _value(text), key)
    return from_plain(Recipe, to_plain(recipe, {}), {}, "recipe")


def _value(text: str) -> object:
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text


def _with(value: Any, path: Sequence[str], new: object, key: str) -> Any:
    if not hasattr(value, path[0]):
        raise ValueError(f"there is no {key}: {type(value).__name__} has no field {path[0]}")
    old = getattr(value, path[0])
    inner = _with(old, path[1:], new, key) if len(path) > 1 else Path(str(new)) if isinstance(old, Path) else new
    return replace(value, **{path[0]: inner})
