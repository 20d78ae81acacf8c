"""Which conditions a batch of training has: by chance, the same for all of its clips, so that no row is padding."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """How often a batch comes with each condition, and how often a clip's words are left out (for guidance).

    edit: how often a batch consists of edits, which have a source and no other condition.
    """

    first_frame: float = 0.2
    reference: float = 0.0
    motion: float = 0.0
    tail: float = 0.0
    edit: float = 0.0
    no_words: float = 0.1

    def draw(self, rng: np.random.Generator, frames: int) -> tuple[str, ...]:
        """Names of conditions beside the words; the first latent frame is held by one of them at most.

        frames: latent frames of the clips; too few leave nothing to make after a tail, or after a first frame.
        """
        chosen = [name for name in ("reference", "motion") if rng.random() < getattr(self, name)]
        held = rng.random()
        if held < self.first_frame and frames >= 2:
            chosen.append("first_frame")
        elif self.first_frame <= held < self.first_frame + self.tail and frames >= 3:
            chosen.append("tail")
        return tuple(chosen)
