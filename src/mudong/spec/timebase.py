"""Frames and seconds. The only place that turns one into the other."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Timebase:
    """A constant frame rate. Frame `i` is shown from `i / fps` to `(i + 1) / fps` seconds."""

    fps: Fraction

    def __post_init__(self) -> None:
        if self.fps <= 0:
            raise ValueError(f"fps must be positive, got {self.fps}")

    @classmethod
    def of(cls, fps: float | Fraction | str) -> Timebase:
        """From any number; decimal rates become the exact broadcast fraction (29.97 is 30000/1001)."""
        if isinstance(fps, Fraction | str):
            return cls(Fraction(fps))
        for denominator in (1, 1001):
            exact = Fraction(round(fps * denominator / 1000) * 1000 if denominator == 1001 else round(fps), denominator)
            if exact > 0 and abs(float(exact) - fps) < 5e-3:
                return cls(exact)
        return cls(Fraction(fps).limit_denominator(1000))

    def frame_at(self, seconds: float) -> int:
        """Index of the frame on screen at `seconds`."""
        return math.floor(Fraction(seconds).limit_denominator(1_000_000) * self.fps)

    def seconds_at(self, frame: int) -> float:
        """Start of frame `frame` in seconds."""
        return float(frame / self.fps)

    def num_frames(self, duration_s: float) -> int:
        """Frames in a clip of that length, to the nearest, at least one."""
        return max(1, round(Fraction(duration_s).limit_denominator(1_000_000) * self.fps))
