"""What a face does when nobody tells it: it blinks, and its head follows the breath."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from mudong.motion.face.frame import FaceFrame

BLINK_S = 0.26
BLINK_EVERY_S = (2.0, 6.0)
BREATH_S = 4.2
BREATH_NOD_DEG = 0.8


def idle_face(num_frames: int, fps: Fraction | float, seed: int) -> tuple[FaceFrame, ...]:
    """A blink every two to six seconds and a nod of less than a degree. Same seed, same frames."""
    random = np.random.default_rng(seed)
    time_s = np.arange(num_frames) / float(fps)
    shut = np.zeros(num_frames)
    at = random.uniform(0.8, BLINK_EVERY_S[1])
    while at < num_frames / float(fps):
        shut = np.maximum(shut, _blink(time_s - at))
        at += random.uniform(*BLINK_EVERY_S)
    nod = BREATH_NOD_DEG * np.sin(2 * np.pi * (time_s / BREATH_S + random.uniform()))
    return tuple(
        FaceFrame(eye_l=-float(lid), eye_r=-float(lid), nod=float(lean)) for lid, lean in zip(shut, nod, strict=True)
    )


def _blink(since_s: np.ndarray) -> np.ndarray:
    """Lids fall in a third of the time they need to rise."""
    falling = np.clip(since_s / (BLINK_S * 0.3) + 0.5, 0, 1)
    rising = np.clip(1.2 - (since_s - BLINK_S * 0.15) / (BLINK_S * 0.7), 0, 1)
    return np.where(since_s < 0.15 * BLINK_S, falling, rising)
