"""The action's training: `Move` on simulated joints, and on joints that the trained `Look` reads in rendered clips.

Simulated ones are many and cheap, read ones have the mistakes that count: arms lost before the body, sides swapped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from mudong.evaluate.domain import SHAPES, UNKNOWN, Example, example_of
from mudong.evaluate.network import Look, Move
from mudong.evaluate.parser import Parser
from recipes.parser.gestures import ACTION, misread, part
from recipes.parser.recipe import Recipe

FIRST_READ = 70_000_000
"""Seeds of the clips that are rendered whole to be read."""


def clip(seed: int) -> Example:
    """A whole clip of a training combination, in the three shapes by turns."""
    width, height = SHAPES[seed % len(SHAPES)]
    return example_of(seed, width, height)


def readings(look: Look, recipe: Recipe, clips: Iterable[Example]) -> tuple[np.ndarray, np.ndarray]:
    """(N, 21, 21, 2) pixels as `look` reads them, and (N,) actions, of clips whose action can be told."""
    parser = Parser(look, Move(recipe.net))
    told = [(parser.read(c.frames).joints, int(c.labels[ACTION])) for c in clips if c.labels[ACTION] != UNKNOWN]
    return np.stack([joints for joints, _ in told]).astype(np.float32), np.array([action for _, action in told])


def train_move(
    recipe: Recipe, simulated: tuple[np.ndarray, np.ndarray], read: tuple[np.ndarray, np.ndarray] | None = None
) -> Move:
    """`Move` on joints (N, T, 21, 2) and actions (N,), both kinds by turns, misread anew in every batch."""
    torch.manual_seed(recipe.seed)
    rng = np.random.default_rng(recipe.seed)
    move = Move(recipe.net)
    optimiser = torch.optim.AdamW(move.parameters(), lr=2e-3, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, total_steps=recipe.gesture_steps)
    for step in range(recipe.gesture_steps):
        joints, actions = _batch(*(simulated if read is None or step % 2 else read), rng)
        loss = cross_entropy(move(joints), actions, label_smoothing=0.02)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        if step % 500 == 0:
            print(json.dumps({"gesture_step": step, "loss": round(loss.item(), 4)}), flush=True)
    return move.eval()


def _batch(joints: np.ndarray, actions: np.ndarray, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
    pick = rng.integers(len(joints), size=128)
    return torch.from_numpy(misread(part(joints[pick], rng), rng)), torch.from_numpy(actions[pick])
