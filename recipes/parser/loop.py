"""The loop: rendered shards in, worn batches through `Look`; resumable.

The rate depends on steps seen; the clock alone decides when to cool down and to stop.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, smooth_l1_loss

from mudong.evaluate.domain import UNKNOWN
from mudong.evaluate.network import STRIDE, Look, Seen
from recipes.parser.augment import fitted, mirrored, moved, worn
from recipes.parser.gestures import ACTION
from recipes.parser.muon import Muon
from recipes.parser.peers import Peers
from recipes.parser.recipe import Recipe
from recipes.parser.shards import Shard

Batch = tuple[Tensor, Tensor, Tensor, Tensor]
"""frames (B, F, 3, H, W), joints (B, F, J, 2), inside (B, F, J), labels (B, attributes)."""
_SAVE_S = 60.0
_INNER = ("fine", "middle", "coarse", "to_middle", "to_fine")
"""Layers that Muon trains; inlets and outlets are AdamW's."""


def batches(paths: list[Path], recipe: Recipe, seed: int) -> Iterator[Batch]:
    """Without end; every batch has one shape. Made ahead in a thread, since wearing frames frees the interpreter."""
    rng = np.random.default_rng(seed)
    with ThreadPoolExecutor(1) as pool:
        while True:
            shard = Shard.load(paths[int(rng.integers(len(paths)))])
            order = rng.permutation(len(shard.frames))
            size = recipe.batch // int(rng.choice(recipe.frames))
            picks = [order[i : i + size] for i in range(0, len(order) - size + 1, size)]
            yield from pool.map(lambda pick, s=shard: _batch(s, pick, rng, recipe), picks)


def _batch(shard: Shard, pick: np.ndarray, rng: np.random.Generator, recipe: Recipe) -> Batch:
    count = recipe.batch // len(pick)
    frames, joints, inside = [], [], []
    for number in pick:
        seen = rng.choice(shard.frames.shape[1], count, replace=False)
        clip = shard.frames[number, seen], shard.joints[number, seen], shard.inside[number, seen]
        if rng.random() < 0.5:
            clip = mirrored(*clip)
        images, places, within = moved(*fitted(*clip), rng, recipe.wear)
        frames.append(worn(images, rng, recipe.wear))
        joints.append(places)
        inside.append(within)
    pixels = torch.from_numpy(np.stack(frames)).permute(0, 1, 4, 2, 3)
    return (pixels.float() / 127.5 - 1, torch.from_numpy(np.stack(joints)), torch.from_numpy(np.stack(inside)),
            torch.from_numpy(shard.labels[pick]))  # fmt: skip


def look_loss(seen: Seen, batch: Batch, recipe: Recipe) -> tuple[Tensor, dict[str, float]]:
    """The loss of a batch and its parts: attributes that can be told, joints that are in the frame."""
    _, joints, inside, labels = batch
    told = labels[:, [index for index in range(labels.shape[1]) if index != ACTION]].T
    parts = [cross_entropy(logits, wanted, ignore_index=UNKNOWN, label_smoothing=0.02)
             for logits, wanted in zip(seen.logits, told, strict=True) if (wanted != UNKNOWN).any()]  # fmt: skip
    shape = cross_entropy(seen.heat.flatten(-2)[inside], _targets(joints, seen.heat.shape[-2:])[inside])
    place = smooth_l1_loss(seen.joints[inside] / STRIDE, joints[inside] / STRIDE, beta=0.5)
    named = torch.stack(parts).sum()
    whole = named + recipe.joint_weight * (shape + place)
    return whole, {"attributes": float(named.detach()), "heat": float(shape.detach()), "place": float(place.detach())}


def _targets(joints: Tensor, grid: torch.Size) -> Tensor:
    """(..., J, 2) pixels -> (..., J, h * w): a small hill around every joint, summing to one."""
    y = torch.arange(grid[0]) + 0.5
    x = torch.arange(grid[1]) + 0.5
    across = -((x - joints[..., :1] / STRIDE) ** 2) / (2 * 0.8**2)
    down = -((y - joints[..., 1:] / STRIDE) ** 2) / (2 * 0.8**2)
    return (down.softmax(-1)[..., :, None] * across.softmax(-1)[..., None, :]).flatten(-2)


class LookTraining:
    """`Look`, its optimiser and how far they are. A checkpoint holds all of it."""

    def __init__(self, recipe: Recipe, peers: Peers | None = None) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe, self.peers = recipe, peers or Peers()
        self.look = Look(recipe.net)
        self.steps, self.spent_s = 0, 0.0
        inner = [p for name, p in self.look.named_parameters() if p.ndim == 4 and name.split(".")[0] in _INNER]
        outer = [p for p in self.look.parameters() if all(p is not q for q in inner)]
        self.optimisers = (
            Muon(inner, lr=recipe.rate, decay=recipe.decay),
            torch.optim.AdamW(outer, lr=0.1 * recipe.rate, weight_decay=recipe.decay),
        )

    @property
    def checkpoint(self) -> Path:
        """Where the state is kept between runs."""
        return self.recipe.folder / "look.pt"

    def resume(self) -> None:
        """Take the state of an earlier run up, if there is one."""
        if self.checkpoint.exists():
            state = torch.load(self.checkpoint, weights_only=True)
            self.look.load_state_dict(state["look"])
            for optimiser, kept in zip(self.optimisers, state["optimisers"], strict=True):
                optimiser.load_state_dict(kept)
            self.steps, self.spent_s = state["steps"], state["spent_s"]

    def save(self) -> None:
        """Whole or not at all."""
        partial = self.checkpoint.with_suffix(".part")
        torch.save({"look": self.look.state_dict(), "optimisers": [o.state_dict() for o in self.optimisers],
                    "steps": self.steps, "spent_s": self.spent_s}, partial)  # fmt: skip
        partial.replace(self.checkpoint)

    def rate(self, until_s: float) -> float:
        """A share of the rate: up over the first steps, then one, down to nothing over the last share of the clock."""
        warm = min(1.0, (self.steps + 1) / self.recipe.warm_steps)
        left = max(0.0, 1 - self.spent_s / until_s) / self.recipe.cooling
        return warm * min(1.0, left)

    def step(self, batch: Batch, until_s: float) -> dict[str, float]:
        """One batch; its losses."""
        share = self.rate(until_s)
        for optimiser, full in zip(self.optimisers, (self.recipe.rate, 0.1 * self.recipe.rate), strict=True):
            for group in optimiser.param_groups:
                group["lr"] = full * share
        with torch.autocast("cpu", torch.bfloat16):
            seen = self.look(batch[0])
        loss, parts = look_loss(seen, batch, self.recipe)
        loss.backward()
        self.peers.mean([p.grad for p in self.look.parameters() if p.grad is not None])
        nn.utils.clip_grad_norm_(self.look.parameters(), 5.0)
        for optimiser in self.optimisers:
            optimiser.step()
            optimiser.zero_grad()
        self.steps += 1
        return parts

    def run(self, until_s: float) -> None:
        """Train until the clock of this and all earlier runs stands at `until_s`; a line of losses a minute.

        The mean of the peers' clocks decides, so that all of them decide alike.
        """
        self.look.train()
        folder, found = self.recipe.folder, []
        sums: dict[str, float] = {}
        started, saved_s, since = time.monotonic() - self.spent_s, self.spent_s, self.steps
        while self.spent_s < until_s:
            found = sorted((folder / "shards").glob("*.npz"))
            seed = self.recipe.seed + self.peers.count * self.steps + self.peers.rank
            for count, batch in enumerate(batches(found, self.recipe, seed)):
                for name, value in self.step(batch, until_s).items():
                    sums[name] = sums.get(name, 0.0) + value
                clock = torch.tensor([time.monotonic() - started])
                self.peers.mean([clock])
                self.spent_s = float(clock)
                if self.spent_s - saved_s > _SAVE_S or self.spent_s >= until_s:
                    self._keep(sums, self.steps - since, len(found))
                    sums, saved_s, since = {}, self.spent_s, self.steps
                if count >= 60 or self.spent_s >= until_s:
                    break

    def _keep(self, sums: dict[str, float], steps: int, shards: int) -> None:
        """The first of the peers saves and tells; what the others measured of their batches' statistics goes in."""
        self.peers.mean([buffer for buffer in self.look.buffers() if buffer.is_floating_point()])
        if self.peers.rank:
            return
        self.save()
        frames = self.steps * self.recipe.batch * self.peers.count
        row = {"minutes": round(self.spent_s / 60, 1), "steps": self.steps, "frames": frames,
               "shards": shards, **{name: round(value / max(steps, 1), 4) for name, value in sums.items()}}  # fmt: skip
        print(json.dumps(row), flush=True)
        with (self.recipe.folder / "losses.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
