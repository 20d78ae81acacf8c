"""How well the parser reads held-out scenes, clean and corrupted: the tables of docs/parser.md.

`python -m mudong.evaluate.accuracy` prints them.
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
MARK = "<!-- measured: everything below is written by `python -m mudong.evaluate.accuracy --write docs/parser.md` -->"


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


def report(clean: Examined, rungs: Mapping[str, Examined]) -> str:
    """Markdown: figures on clean clips with their intervals, then the ladder."""
    lines = ["| read | share right (95 % interval) | clips |", "|---|---|---|"]
    lines += [f"| {name} | {value} | {value.count} |" for name, value in clean.accuracies().items()]
    lines += [f"| mean of these | {clean.mean():.3f} | |", f"| PCK@{REACH} | {figure(clean.pck)} | {len(clean.pck)} |"]
    lines += [f"| could not be read | {clean.failed.mean():.3f} | {len(clean.failed)} |", "", table(rungs)]
    return "\n".join(lines)


def main() -> None:
    """Print the report, or put it into a document below its mark."""
    options = argparse.ArgumentParser(prog="python -m mudong.evaluate.accuracy", description=__doc__)
    options.add_argument("--clips", type=int, default=300, help="for the figures on clean clips")
    options.add_argument("--ladder", type=int, default=100, help="for every rung of the ladder")
    options.add_argument("--weights", type=Path, help="default: the package's")
    options.add_argument("--write", type=Path, help="a document with the line of the mark")
    given = options.parse_args()
    parser, examples = Parser.load(given.weights), list(held_out(given.clips))
    rungs = {name: examine(parser, examples[: given.ladder], rung) for name, rung in LADDER.items()}
    text = report(examine(parser, examples), rungs)
    print(text)
    if given.write:
        kept = given.write.read_text(encoding="utf-8").split(MARK)[0]
        given.write.write_text(f"{kept}{MARK}\n\n{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
