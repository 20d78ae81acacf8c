"""One sample of training data: a clip with its words and what is known of it. Knows nothing of how it was made."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WorldClip:
    """frames: (F, H, W, 3) uint8. characters: (F, H, W) bool, pixels of the cast. joints: (F, C, 21, 2) pixels.

    visible: (F, C, 21) bool. words: dense captions, then short prompts, each in every language (`LANGUAGES`). C is the
    most characters of the domain; those that are not there are never visible. source: (F, H, W, 3) uint8, the video
    that `words` ask to edit into this one; None: it was made from words alone.
    """

    frames: np.ndarray
    characters: np.ndarray
    joints: np.ndarray
    visible: np.ndarray
    words: tuple[str, ...]
    scene: str
    source: np.ndarray | None = None
