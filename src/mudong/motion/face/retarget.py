"""From what a dancer's face does to what a picture's face shall do. Pure arithmetic over a whole clip.

Everything is taken relative to the dancer's own neutral, so that somebody who always smiles bends nobody's mouth.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from scipy.ndimage import median_filter
from scipy.signal import savgol_filter

from mudong.motion.face.frame import CHANNELS, LIMITS, NEUTRAL, FaceFrame
from mudong.motion.face.lids import lids_from
from mudong.motion.face.shape import MIN_SIZE_PX, FaceShape
from mudong.motion.track import FaceTrack

SIZE_FADE_PX = 16.0
"""Faces this far around `MIN_SIZE_PX` are followed in part."""
CONFIDENCE = (0.35, 0.65)
"""Below: not followed; above: in full."""
CALM_S = 0.3
"""How slowly following fades in and out."""
SMOOTH_S = {"mouth_open": 0.14, "mouth_wide": 0.25, "brow_l": 0.3, "brow_r": 0.3, "turn": 0.25, "nod": 0.25}
NOISE = {"mouth_open": 0.006, "mouth_wide": 0.012, "brow_l": 0.006, "brow_r": 0.006}
"""Deviations from the neutral that no eye would see in the source: taken away from each."""
MOUTH_GAIN = 1.8
"""The estimator sees about this much less of a lip gap than there is (measured on frames of a dance)."""
TURN_SHARE = 0.6
"""How much of the head's turn and nod the face shows; the puppet's head does the rest."""


def retarget_face(
    face: FaceTrack, rest: FaceShape, fps: Fraction | float, head: np.ndarray | None = None
) -> tuple[FaceFrame, ...]:
    """One `FaceFrame` per frame of the track, at the track's own rate.

    head: (frames, 2) degrees of turn and nod of the dancer's head, when known.
    Blinks of two frames survive, jitter does not. Where the source's face is too small or unsure it goes to neutral.
    """
    frames = len(face.confidence)
    if frames == 0:
        return ()
    trust = _trust(face, float(fps))
    if not (trust > 0).any():
        return (NEUTRAL,) * frames
    sure = trust > 0.5 if (trust > 0.5).any() else trust > 0
    eye_l, eye_r = lids_from(_filled(face.eye_open_l, sure), _filled(face.eye_open_r, sure), float(fps))
    channels = {
        "mouth_open": _mouth_open(face.mouth_open, sure, rest),
        "mouth_wide": _relative(face.mouth_wide, sure, 45) * (rest.rest.mouth_wide / 0.5),
        "brow_l": _relative(face.brow_l, sure, 50),
        "brow_r": _relative(face.brow_r, sure, 50),
        "eye_l": eye_l,
        "eye_r": eye_r,
    }
    if head is not None:
        channels["turn"] = _relative(head[:, 0], sure, 50) * TURN_SHARE
        channels["nod"] = _relative(head[:, 1], sure, 50) * TURN_SHARE
    for name, values in channels.items():
        quiet = _without_noise(values, NOISE.get(name, 0.0))
        channels[name] = _soft_limit(_smooth(quiet, SMOOTH_S.get(name, 0.0), float(fps)), name) * trust
    return _frames(channels, frames)


def _trust(face: FaceTrack, fps: float) -> np.ndarray:
    """0..1 per frame, slow, and no larger than what was measured."""
    low, high = CONFIDENCE
    sure = np.clip((face.confidence - low) / (high - low), 0, 1)
    size = np.clip((face.size_px - MIN_SIZE_PX + SIZE_FADE_PX) / SIZE_FADE_PX, 0, 1)
    raw = np.nan_to_num(sure * size)
    radius = round(CALM_S * fps)
    if radius < 1:
        return raw
    lowest = np.array([raw[max(0, i - radius) : i + radius + 1].min() for i in range(len(raw))])
    kernel = np.hanning(2 * radius + 3)[1:-1]
    return np.convolve(np.pad(lowest, radius, mode="edge"), kernel / kernel.sum(), mode="valid")


def _relative(values: np.ndarray, sure: np.ndarray, percentile: float) -> np.ndarray:
    filled = _filled(values, sure)
    return filled - np.percentile(filled[sure], percentile)


def _filled(values: np.ndarray, sure: np.ndarray) -> np.ndarray:
    """Unsure frames take what lies between their sure neighbours: smoothing must not carry their errors around."""
    known = sure & np.isfinite(values)
    if not known.any():
        return np.zeros(len(values))
    at = np.arange(len(values))
    return np.interp(at, at[known], np.asarray(values, np.float64)[known])


def _mouth_open(values: np.ndarray, sure: np.ndarray, rest: FaceShape) -> np.ndarray:
    """A shut mouth of the dancer shuts that of the picture, as far as it is a mouth that was caught a little open."""
    filled = _filled(values, sure)
    neutral = min(float(np.percentile(filled[sure], 30)), float(np.percentile(filled[sure], 5)) + 0.05)
    return np.maximum(MOUTH_GAIN * (filled - neutral), -0.5 * rest.rest.mouth_open)


def _without_noise(values: np.ndarray, noise: float) -> np.ndarray:
    return np.sign(values) * np.maximum(np.abs(values) - noise, 0)


def _smooth(values: np.ndarray, span_s: float, fps: float) -> np.ndarray:
    """A parabola fitted around each frame: no lag, and peaks keep their height."""
    window = 2 * round(span_s * fps * 0.75) + 1
    if window < 5 or len(values) < window:
        return values
    return np.asarray(savgol_filter(median_filter(values, size=3, mode="nearest"), window, 2, mode="nearest"))


def _soft_limit(values: np.ndarray, name: str) -> np.ndarray:
    low, high = LIMITS[name]
    if name.startswith("eye"):
        return np.clip(values, low, high)
    return np.where(values < 0, low * np.tanh(values / low), high * np.tanh(values / high))


def _frames(channels: dict[str, np.ndarray], frames: int) -> tuple[FaceFrame, ...]:
    rows = np.zeros((frames, len(CHANNELS)))
    for name, values in channels.items():
        rows[:, CHANNELS.index(name)] = values
    return tuple(FaceFrame(**dict(zip(CHANNELS, map(float, row), strict=True))).limited() for row in rows)
