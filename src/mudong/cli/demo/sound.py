"""The demo's tune: plucked strings in a five-note scale over an hourglass drum, made sample by sample.

As long as the dance and on the same beats. Knows nothing about video.
"""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np

from mudong.cli.demo.choreography import BEAT_S, DURATION_S

RATE_HZ = 44_100
_MELODY = (
    (0, 7, 1), (1, 9, 1), (2, 12, 1.33), (3.33, 9, 0.67), (4, 7, 1), (5, 4, 0.67), (5.67, 7, 0.33), (6, 9, 2),
    (8, 12, 0.67), (8.67, 14, 0.33), (9, 16, 1), (10, 14, 0.67), (10.67, 12, 0.33), (11, 9, 1),
    (12, 12, 1), (13, 9, 0.67), (13.67, 7, 0.33), (14, 9, 1), (15, 4, 1),
    (16, 7, 0.67), (16.67, 9, 0.33), (17, 12, 0.67), (17.67, 14, 0.33), (18, 16, 1), (19, 12, 1),
)  # fmt: skip
"""Beat, semitones above the tonic, length in beats."""
_BASS = ((0, -12), (2, -5), (4, -8), (6, -3), (8, -12), (10, -5), (12, -8), (14, -3), (16, -5), (18, -12), (19, -5))
_LOW_SKIN = (0, 1.67, 2, 3.33)
_HIGH_SKIN = (0, 1, 1.33, 2.67, 3, 3.67)
"""Strokes of the drum's two skins in every bar of four beats."""
_TONIC_HZ = 261.63


def tune(seed: int = 3) -> np.ndarray:
    """The whole loop: (samples, 2) float32 -1..1. What rings beyond the end is heard again at the start."""
    rng = np.random.default_rng(seed)
    total = round(DURATION_S * RATE_HZ)
    mix = np.zeros((total, 2))
    for beat, tone, length in _MELODY:
        _add(mix, beat, _pluck(_TONIC_HZ * 2 ** (tone / 12), 0.9 + 0.7 * length), gain=0.34, pan=0.25)
    for beat, tone in _BASS:
        _add(mix, beat, _pluck(_TONIC_HZ * 2 ** (tone / 12), 1.6), gain=0.30, pan=-0.3)
    for bar in range(0, 20, 4):
        for beat in _LOW_SKIN:
            _add(mix, bar + beat, _low_skin(rng), gain=0.55 if beat == 0 else 0.38, pan=-0.1)
        for beat in _HIGH_SKIN:
            _add(mix, bar + beat, _high_skin(rng), gain=0.15 if beat % 1 else 0.22, pan=0.15)
    mix += sum(
        gain * np.roll(mix, round(delay_s * RATE_HZ), axis=0)[:, ::-1]
        for delay_s, gain in ((0.031, 0.16), (0.067, 0.1))
    )
    return (0.8 * mix / np.abs(mix).max()).astype(np.float32)


def write_tune(path: Path) -> None:
    """Write it as 16-bit stereo WAV."""
    samples = np.round(tune() * 32767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(samples.tobytes())


def _add(mix: np.ndarray, beat: float, voice: np.ndarray, *, gain: float, pan: float) -> None:
    """Lay a voice into the loop; pan is -1 (left) to 1 (right)."""
    at = (round(beat * BEAT_S * RATE_HZ) + np.arange(len(voice))) % len(mix)
    np.add.at(mix, at, gain * voice[:, None] * np.sqrt([0.5 * (1 - pan), 0.5 * (1 + pan)]))


def _time(duration_s: float) -> np.ndarray:
    return np.arange(round(duration_s * RATE_HZ)) / RATE_HZ


def _pluck(pitch_hz: float, duration_s: float) -> np.ndarray:
    """A silk string: high harmonics die first, and the tone wavers once it rings."""
    t = _time(duration_s)
    waver = 0.05 * np.sin(2 * np.pi * 5.2 * t) * np.clip((t - 0.18) / 0.3, 0, 1)
    phase = 2 * np.pi * pitch_hz * t + waver * pitch_hz / 60
    voice = sum(np.sin(k * phase) * np.exp(-t * (2.2 + 1.9 * k)) / k**1.15 for k in range(1, 9))
    return np.asarray(voice) * np.clip(t / 0.003, 0, 1) * np.clip((duration_s - t) / 0.05, 0, 1)


def _low_skin(rng: np.random.Generator) -> np.ndarray:
    t = _time(0.42)
    body = np.sin(2 * np.pi * (82 * t + 2.2 * (1 - np.exp(-26 * t)))) * np.exp(-9 * t)
    return body + 0.12 * rng.standard_normal(len(t)) * np.exp(-90 * t)


def _high_skin(rng: np.random.Generator) -> np.ndarray:
    """A thin stick on a tight skin: bright noise, differentiated so that it stays out of the drum's way."""
    t = _time(0.16)
    slap = np.diff(rng.standard_normal(len(t) + 1)) * np.exp(-55 * t)
    return 0.5 * slap + 0.6 * np.sin(2 * np.pi * 430 * t) * np.exp(-38 * t)
