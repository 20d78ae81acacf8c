"""How well the parser reads held-out scenes, clean and corrupted: the table of docs/parser.md.

`python -m mudong.evaluate.accuracy --clips 300` prints it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mudong.evaluate.attributes import ATTRIBUTES
from mudong.evaluate.corruptions import LADDER, Corruption
from mudong.evaluate.domain import SHAPES, UNKNOWN, Example, example_of
from mudong.evaluate.measures import Figure, figure, hits
from mudong.evaluate.parser import Parser

REACH = 0.05
"""PCK: a joint is found within this share of the character's standing height."""
FAILED = -2
FIRST_SEED = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """Of N clips. found, wanted: (N, attributes) class, `UNKNOWN`, or `FAILED`. pck: (N,). failed: (N,) bool."""

    found: np.ndarray
    wanted: np.ndarray
    pck: np.ndarray
    failed: np.ndarray

    def accuracies(self) -> dict[str, Figure]:
        """By attribute, over the clips in which it can be seen; a clip that could not be read is wrong."""
        right = np.where(self.wanted == UNKNOWN, np.nan, self.found == self.wanted)
        return {attribute.name: figure(right[:, index]) for index, attribute in enumerate(ATTRIBUTES)
                if (self.wanted[:, index] != UNKNOWN).any()}  # fmt: skip

    def mean(self) -> float:
        """Of all accuracies, each attribute counting the same."""
        return float(np.mean([value.value for value in self.accuracies().values()]))


def held_out(count: int, first: int = FIRST_SEED) -> Iterable[Example]:
    """Clips of combinations that training never sees, in the three native shapes by turns."""
    for seed in range(first, first + count):
        width, height = SHAPES[seed % len(SHAPES)]
        yield example_of(seed, width, height, held_out=True)


def examine(parser: Parser, examples: Sequence[Example], corruption: Corruption = LADDER["clean"]) -> Examined:
    """Read every clip after the corruption."""
    found, pck, failed = [], [], []
    for example in examples:
        reading = parser.read(corruption(example.frames))
        classes = [a.classes.index(reading.best(a.name)) for a in ATTRIBUTES]
        found.append([FAILED] * len(classes) if reading.failed else classes)
        place = np.full_like(example.joints, np.nan) if reading.failed else reading.joints
        pck.append(hits(place, example.joints, REACH * example.height_px, example.inside))
        failed.append(reading.failed)
    return Examined(found=np.array(found), wanted=np.stack([e.labels for e in examples]),
                    pck=np.array(pck), failed=np.array(failed))  # fmt: skip


def table(rungs: Mapping[str, Examined]) -> str:
    """Markdown: one row per corruption."""
    names = [attribute.name for attribute in ATTRIBUTES]
    lines = ["| clips | mean | " + " | ".join(names) + f" | PCK@{REACH} | failed |", "|---" * (len(names) + 4) + "|"]
    for name, examined in rungs.items():
        values = examined.accuracies()
        cells = [f"{values[n].value:.3f}" if n in values else "-" for n in names]
        cells += [f"{figure(examined.pck).value:.3f}", f"{examined.failed.mean():.3f}"]
        lines.append(f"| {name} | {examined.mean():.3f} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    """Print the ladder."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--clips", type=int, default=300)
    options.add_argument("--weights", type=Path)
    given = options.parse_args()
    parser = Parser.load(given.weights)
    examples = list(held_out(given.clips))
    rungs = {name: examine(parser, examples, corruption) for name, corruption in LADDER.items()}
    print(table(rungs))
    print()
    for name, value in rungs["clean"].accuracies().items():
        print(f"| {name} | {value} | {value.count} |")
    print(f"| PCK@{REACH} | {figure(rungs['clean'].pck)} | {given.clips} |")


if __name__ == "__main__":
    main()
