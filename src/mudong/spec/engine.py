"""The one protocol that every inference engine keeps (design §5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np

from mudong.spec.plan import Notice, Plan
from mudong.spec.request import Request


@dataclass(frozen=True, slots=True)
class Support:
    """The engine can do it; `notices` say what of the request it will leave aside."""

    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """The engine cannot do it, and why."""

    why: Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One step forward: the stage's stable name, how much of it is done and how much there is."""

    stage: str
    done: int
    total: int


def _silent(progress: Progress) -> None:
    pass


def _never() -> bool:
    return False


def _unseen(frame: int, pixels: np.ndarray) -> None:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run needs from outside: where to report, when to stop, where to keep files for resuming.

    show: is given every finished frame, its number and (H, W, 3) uint8 RGB, to look at while the rest is made.
    """

    progress: Callable[[Progress], None] = _silent
    cancelled: Callable[[], bool] = _never
    show: Callable[[int, np.ndarray], None] = _unseen
    work_dir: Path | None = field(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A run of finished frames.

    pixels: (frames, height, width, 3) uint8 RGB; alpha: (frames, height, width) uint8 straight alpha, or None.
    """

    plan_index: int
    start_frame: int
    pixels: np.ndarray
    alpha: np.ndarray | None = None
    preview: bool = False


class Engine(Protocol):
    """Generates clips. Several plans may share one forward pass."""

    name: str

    def supports(self, request: Request) -> Support | Refusal:
        """Whether this engine can answer the request at all. Opens no file."""
        ...

    def generate(self, plans: Sequence[Plan], run: Run) -> Iterator[Chunk]:
        """The frames of every plan, each plan's in order."""
        ...
