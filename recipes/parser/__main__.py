"""`python -m recipes.parser --minutes 60`: render, train, write the weights; run again to go on where it stopped."""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch

from mudong.evaluate import weights
from mudong.evaluate.accuracy import examine, held_out, table
from mudong.evaluate.parser import Parser
from recipes.parser.gestures import gestures
from recipes.parser.loop import LookTraining
from recipes.parser.moving import FIRST_READ, clip, readings, train_move
from recipes.parser.peers import Peers, together
from recipes.parser.recipe import Recipe, parser
from recipes.parser.shards import write

_FIRST_GESTURE, _PIECES = 50_000_000, 20


def main() -> None:
    """Everything from nothing, or from where an earlier run stopped."""
    options = argparse.ArgumentParser(prog="python -m recipes.parser", description=__doc__)
    recipe = parser()
    options.add_argument("--minutes", type=float, default=recipe.minutes, help="of training, all runs together")
    options.add_argument("--shards", type=int, default=recipe.shards, help="of 240 rendered scenes each")
    options.add_argument("--peers", type=int, default=recipe.peers, help="processes that train, of one thread each")
    options.add_argument("--workers", type=int, default=recipe.workers, help="processes that render meanwhile")
    options.add_argument("--folder", type=Path, default=recipe.folder, help="of shards, checkpoint and losses")
    options.add_argument("--out", type=Path, default=None, help="where the weights go (default: into the folder)")
    given = options.parse_args()
    recipe = replace(recipe, minutes=given.minutes, shards=given.shards, peers=given.peers,
                     workers=given.workers, folder=given.folder)  # fmt: skip
    train(recipe, given.out or recipe.folder / "parser.safetensors")


def train(recipe: Recipe, out: Path) -> None:
    """The whole run: shards and gestures in worker processes, `Look` meanwhile, then `Move`, then a first look."""
    folder = recipe.folder / "shards"
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(recipe.workers, mp_context=get_context("spawn")) as pool:
        rendering = [pool.submit(write, folder, number) for number in range(recipe.shards)]
        pieces = [pool.submit(_gestures, recipe, piece) for piece in range(_PIECES)]
        for first in rendering[:3]:
            first.result()
        together(partial(_look, recipe=recipe), recipe.peers, recipe.folder / "meeting")
        for waiting in rendering:
            waiting.cancel()
        clips = pool.map(clip, range(FIRST_READ, FIRST_READ + recipe.readings))
        told = [np.load(piece.result()) for piece in pieces]
        training = LookTraining(recipe)
        training.resume()
        read = readings(training.look, recipe, clips)
    simulated = np.concatenate([t["joints"] for t in told]), np.concatenate([t["actions"] for t in told])
    move = train_move(recipe, simulated, read)
    weights.save(training.look, move, recipe.net, out, minutes=round(training.spent_s / 60, 1), steps=training.steps,
                 frames_seen=training.steps * recipe.batch * recipe.peers)  # fmt: skip
    print(table({"clean": examine(Parser.load(out), list(held_out(60)))}))


def _look(peers: Peers, recipe: Recipe) -> None:
    torch.set_num_threads(1)
    training = LookTraining(recipe, peers)
    training.resume()
    training.run(60 * recipe.minutes)


def _gestures(recipe: Recipe, piece: int) -> Path:
    """One part of the simulated joints, kept in a file."""
    path = recipe.folder / f"gestures-{piece:02}.npz"
    if not path.exists():
        count = recipe.gestures // _PIECES
        joints, actions = gestures(_FIRST_GESTURE + piece * count, count)
        partial = path.with_suffix(".part")
        with partial.open("wb") as file:
            np.savez(file, joints=joints, actions=actions)
        partial.replace(path)
    return path


if __name__ == "__main__":
    main()
