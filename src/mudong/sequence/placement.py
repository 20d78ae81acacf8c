"""Where the rows of each condition stand. A placement turns itself into a segment, given the clock and the target grid.

Text and references run on a clock of their own far before the target, so nothing that is added moves the target.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol, final

import torch
from torch import Tensor

from mudong.sequence.grid import TokenGrid
from mudong.sequence.handle import NO_HANDLE
from mudong.sequence.kind import SegmentKind
from mudong.sequence.segment import Segment

CLOCK_START = 64.0
"""Latent frames before the target at which the clock starts; shots before the target lie nearer than that."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Ticks that text and references take, in the order in which they are named."""

    tick: int = 0

    @property
    def time(self) -> float:
        """The position on the time axis."""
        return -(CLOCK_START + self.tick)

    def next(self) -> Clock:
        """One tick on."""
        return replace(self, tick=self.tick + 1)


class Placement(Protocol):
    """A condition that knows its place."""

    def place(self, clock: Clock, target: TokenGrid) -> tuple[Segment, Clock]:
        """Its segment, and the clock after it."""
        ...


def _segment(kind: SegmentKind, positions: Tensor, handle: int = NO_HANDLE) -> Segment:
    return Segment(kind=kind, positions=positions, handles=torch.full((len(positions),), handle))


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class TextPlacement:
    """A prompt: one tick, its tokens side by side. handles: one index a token, 0 where it is no handle."""

    handles: tuple[int, ...]

    def place(self, clock: Clock, target: TokenGrid) -> tuple[Segment, Clock]:
        """Tokens along x."""
        positions = torch.zeros(len(self.handles), 3)
        positions[:, 0] = clock.time
        positions[:, 2] = torch.arange(len(self.handles)) + 0.5
        handles = torch.tensor(self.handles, dtype=torch.long)
        return Segment(kind=SegmentKind.TEXT, positions=positions, handles=handles), clock.next()


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencePlacement:
    """A reference picture, or one picture of an element: one tick. handle: the index that the text says."""

    grid: TokenGrid
    handle: int

    def place(self, clock: Clock, target: TokenGrid) -> tuple[Segment, Clock]:
        """A latent frame of its own."""
        positions = self.grid.one_frame().positions(clock.time)
        return _segment(SegmentKind.REFERENCE, positions, self.handle), clock.next()


@final
@dataclass(frozen=True, slots=True)
class FirstFramePlacement:
    """The clip's first picture: the first latent frame of the target, held."""

    def place(self, clock: Clock, target: TokenGrid) -> tuple[Segment, Clock]:
        """In place of the target's rows."""
        return _segment(SegmentKind.FIRST_FRAME, target.one_frame().positions()), clock


@final
@dataclass(frozen=True, slots=True)
class LastFramePlacement:
    """The clip's last picture, beside the target's rows of the last latent frame."""

    def place(self, clock: Clock, target: TokenGrid) -> tuple[Segment, Clock]:
        """At the time of the last latent frame."""
        return _segment(SegmentKind.LAST_FRAME, target.one_frame().positions(target.frames - 1)), clock


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class TailPlacement:
    """The last `frames` latent frames of the window before: the first ones of the target, held."""

    frames: int

    def place(self, clock: Clock, target: TokenGrid) -> tuple[Segment, Clock]:
        """In place of the target's rows."""
        return _segment(SegmentKind.TAIL, replace(target, frames=self.frames).positions()), clock


@final
@dataclass(frozen=True, slots=True)
class SourcePlacement:
    """A video to edit: the same places as the target."""

    def place(self, clock: Clock, target: TokenGrid) -> tuple[Segment, Clock]:
        """Row by row."""
        return _segment(SegmentKind.SOURCE, target.positions()), clock


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class FeaturePlacement:
    """A video that something is taken from: ends before the target, or starts after it. handle: as the text says it."""

    grid: TokenGrid
    handle: int = NO_HANDLE
    after: bool = False

    def place(self, clock: Clock, target: TokenGrid) -> tuple[Segment, Clock]:
        """One latent frame apart from the target."""
        start = target.frames + 1 if self.after else -(self.grid.frames + 1)
        return _segment(SegmentKind.FEATURE, self.grid.positions(start), self.handle), clock


@final
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MotionPlacement:
    """A movement: one row a joint and latent frame, at the joint. joints: (frames, joints, 2) x and y in tokens.

    handle: whose movement it is, where the text says so.
    """

    joints: Tensor
    handle: int = NO_HANDLE

    def place(self, clock: Clock, target: TokenGrid) -> tuple[Segment, Clock]:
        """At the time of the target's latent frame, where the joint is."""
        frames, count, _ = self.joints.shape
        time = torch.arange(frames).float()[:, None, None].expand(frames, count, 1)
        positions = torch.cat([time, self.joints.flip(-1)], dim=-1).reshape(-1, 3)
        return _segment(SegmentKind.MOTION, positions, self.handle), clock
