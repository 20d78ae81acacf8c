"""What is known of a rendered clip, exactly, from the scene's own values: never measured from the pixels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mudong.world.timeline import Timeline

BACKGROUND = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """Ground truth of a clip of `frames` at (height, width), for `characters` and `props` in the scene's order.

    joints: (frames, characters, 21, 2) pixels. visible: (frames, characters, 21) bool, in the frame and not hidden by
    another object. whole: (frames, objects, H, W) bool, every object's pixels as if nothing stood before it,
    characters first, then props. objects: (frames, H, W) uint8, the index of the object on top plus one, 0 background.
    shadow, reflection: (frames, H, W) bool. timeline: all states in metres.
    """

    joints: np.ndarray
    visible: np.ndarray
    whole: np.ndarray
    objects: np.ndarray
    shadow: np.ndarray
    reflection: np.ndarray
    timeline: Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """frames: (frames, H, W, 3) uint8 RGB; truth: of the same clip, None where it was not asked for."""

    frames: np.ndarray
    truth: Truth | None
