"""How fast to learn: up, level, and down at the end. A function of samples; the clock decides when the end begins."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """warmup: samples until full speed. cool_from, cool_to: samples between which it falls to 0; None: not yet."""

    warmup: int
    cool_from: int | None = None
    cool_to: int | None = None

    def factor(self, samples: int) -> float:
        """Share of the full learning rate after so many samples."""
        rising = min(1.0, (samples + 1) / max(self.warmup, 1))
        if self.cool_from is None or self.cool_to is None or samples < self.cool_from:
            return rising
        return rising * max(0.0, (self.cool_to - samples) / max(self.cool_to - self.cool_from, 1))

    def cooling(self, start: int, length: int) -> Schedule:
        """The schedule whose end begins at `start` samples and takes `length`; an end that has begun stays."""
        if self.cool_from is not None:
            return self
        return replace(self, cool_from=start, cool_to=start + max(length, 1))

    def is_over(self, samples: int) -> bool:
        """Whether nothing is left to learn."""
        return self.cool_to is not None and samples >= self.cool_to
