"""`music`: a cheerful tune on the beats of a dance, made sample by sample. Pluck, bass, drums; the seed composes.

Five-note scale over four chords, so that whatever the seed picks sounds right. Knows nothing about pictures or files
but the WAV that it writes.
"""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

RATE_HZ = 44_100
LOUDEST = 0.8
"""Peak of the mix; the rest is left for whoever encodes it."""
BEATS_A_BAR = 4
_TEMPI_BPM = (96.0, 104.0, 112.0, 120.0)
_TONICS = (-3, 0, 2, 4, 5)
"""Semitones from middle C."""
_MIDDLE_C_HZ = 261.63
_SCALE = (0, 2, 4, 7, 9)
_CHORDS = ((0, 4, 7), (-5, -1, 2), (-3, 0, 4), (-7, -3, 0))
"""Semitones from the tonic: I, V, vi, IV."""
_PROGRESSIONS = ((0, 1, 2, 3), (0, 3, 1, 0), (0, 2, 3, 1), (0, 3, 0, 1))
_RHYTHMS = ((0, 1, 2, 2.5, 3), (0, 0.5, 1, 2, 3), (0, 1.5, 2, 3, 3.5), (0, 1, 1.5, 2, 3), (0, 0.5, 1.5, 2, 2.5, 3))
"""Beats of a bar that the melody strikes."""
_FADE_IN_S, _FADE_OUT_S = 0.004, 0.35
_ATTACK_S, _RELEASE_S = 0.003, 0.04
_ECHOES = ((0.031, 0.14), (0.067, 0.09))
"""Seconds, gain: heard from the other side."""


@dataclass(frozen=True, slots=True)
class _Note:
    """beat, length in beats; tone in semitones from the tonic."""

    beat: float
    tone: int
    length: float


def music(duration_s: float, beats_s: np.ndarray | None = None, *, seed: int = 0, rate_hz: int = RATE_HZ) -> np.ndarray:
    """(samples, 2) float32 -1..1, faded at both ends.

    beats_s: ascending times of at least two beats; every fourth from the first is struck harder. None: a tempo of the
    seed's own. Raises `ValueError` for beats that do not ascend.
    """
    rng = np.random.default_rng([seed, 41])
    beats = _beats(duration_s, beats_s, rng)
    clock = _Clock(beats)
    mix = np.zeros((max(1, round(duration_s * rate_hz)), 2))
    tonic_hz = _MIDDLE_C_HZ * 2 ** (int(rng.choice(_TONICS)) / 12)
    bars = -(-len(beats) // BEATS_A_BAR)
    order = _PROGRESSIONS[int(rng.integers(len(_PROGRESSIONS)))]
    chords = [_CHORDS[order[bar % 4]] if bar < bars - 1 else _CHORDS[0] for bar in range(bars)]
    desk = _Desk(mix=mix, clock=clock, tonic_hz=tonic_hz, rate_hz=rate_hz)
    for note in _melody(chords, rng):
        desk.pluck(note, gain=0.34, pan=0.2)
    for bar, chord in enumerate(chords):
        _accompany(desk, bar * BEATS_A_BAR, chord)
        _drum(desk, bar * BEATS_A_BAR, rng)
    mix += sum(gain * _later(mix, round(delay_s * rate_hz))[:, ::-1] for delay_s, gain in _ECHOES)
    mix *= _faded(len(mix), rate_hz)[:, None]
    return (LOUDEST * mix / max(float(np.abs(mix).max()), 1e-9)).astype(np.float32)


def wav(samples: np.ndarray, rate_hz: int = RATE_HZ) -> bytes:
    """(samples, channels) float -1..1 as a 16-bit WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(samples.shape[1])
        out.setsampwidth(2)
        out.setframerate(rate_hz)
        out.writeframes(np.round(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return file.getvalue()


def _beats(duration_s: float, beats_s: np.ndarray | None, rng: np.random.Generator) -> np.ndarray:
    own_bpm = float(rng.choice(_TEMPI_BPM))
    if beats_s is None:
        return np.arange(0.0, max(duration_s, 120 / own_bpm), 60 / own_bpm)
    beats = np.asarray(beats_s, np.float64)
    if len(beats) < 2 or not (np.diff(beats) > 0).all():
        raise ValueError(f"music needs two ascending beats or more, got {beats.tolist()[:4]}")
    return beats


@dataclass(frozen=True, slots=True)
class _Clock:
    """Seconds of any share of a beat; before the first and after the last they go on in the same measure."""

    beats_s: np.ndarray

    def at(self, beat: float) -> float:
        last = len(self.beats_s) - 1
        if beat >= last:
            return float(self.beats_s[-1] + (beat - last) * (self.beats_s[-1] - self.beats_s[-2]))
        return float(np.interp(beat, np.arange(last + 1), self.beats_s))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """Lays voices into the mix, (samples, 2)."""

    mix: np.ndarray
    clock: _Clock
    tonic_hz: float
    rate_hz: int

    def pluck(self, note: _Note, *, gain: float, pan: float, octave: int = 0) -> None:
        """A string; it rings a little beyond its length."""
        length_s = self.clock.at(note.beat + note.length) - self.clock.at(note.beat) + 0.5
        pitch = self.tonic_hz * 2 ** (note.tone / 12 + octave)
        self.lay(note.beat, _string(round(pitch, 4), round(length_s, 3), self.rate_hz), gain, pan)

    def lay(self, beat: float, voice: np.ndarray, gain: float, pan: float) -> None:
        """pan: -1 left to 1 right. What lies outside the clip is cut off."""
        start = round(self.clock.at(beat) * self.rate_hz)
        skip = max(0, -start)
        stop = min(len(self.mix), start + len(voice))
        if stop > start + skip:
            sides = np.sqrt([0.5 * (1 - pan), 0.5 * (1 + pan)])
            self.mix[start + skip : stop] += gain * voice[skip : stop - start, None] * sides


def _melody(chords: list[tuple[int, ...]], rng: np.random.Generator) -> Iterator[_Note]:
    """A motif of two bars that comes back, a walk on the scale with tones of the chord on the strong beats."""
    motif = [_RHYTHMS[int(i)] for i in rng.integers(len(_RHYTHMS), size=2)]
    walks = [rng.choice((-1, 0, 1, 1, -1, 2, -2), size=8) for _ in range(2)]
    ladder = np.array([tone + 12 * octave for octave in (0, 1) for tone in _SCALE])
    step = int(rng.integers(3, 6))
    for bar, chord in enumerate(chords):
        if bar == len(chords) - 1:
            yield from (_Note(bar * BEATS_A_BAR + beat, tone, 1.0) for beat, tone in ((0, 7), (1, 4), (2, 12)))
            return
        starts = motif[bar % 2]
        for i, beat in enumerate(starts):
            step = int(np.clip(step + walks[bar % 2][i], 0, len(ladder) - 1))
            if beat in (0, 2):
                step = _nearest(ladder, step, chord)
            until = starts[i + 1] if i + 1 < len(starts) else BEATS_A_BAR
            yield _Note(bar * BEATS_A_BAR + beat, int(ladder[step]), until - beat)


def _nearest(ladder: np.ndarray, step: int, chord: tuple[int, ...]) -> int:
    """The rung nearest to `step` that belongs to the chord."""
    fitting = [i for i, tone in enumerate(ladder) if (tone - chord[0]) % 12 in {(t - chord[0]) % 12 for t in chord}]
    return min(fitting, key=lambda i: abs(i - step))


def _accompany(desk: _Desk, start: float, chord: tuple[int, ...]) -> None:
    """Bass on the strong beats, the chord strummed after each."""
    for beat, tone in ((0, chord[0]), (2, chord[2] - 12 if chord[2] > 4 else chord[2]), (3.5, chord[0])):
        low = _bass(round(desk.tonic_hz * 2 ** (tone / 12 - 1), 4), 0.34 if beat == 3.5 else 0.62, desk.rate_hz)
        desk.lay(start + beat, low, 0.42, -0.1)
    for beat in (0.5, 1.5, 2.5, 3.0):
        for rank, tone in enumerate(chord):
            desk.pluck(_Note(start + beat + 0.025 * rank, tone, 0.25), gain=0.085, pan=-0.45 + 0.2 * rank)


def _drum(desk: _Desk, start: float, rng: np.random.Generator) -> None:
    """Kick, clap, hats; a bell on the first beat of the bar, where the dance has its accent."""
    for beat in (0, 2):
        desk.lay(start + beat, _kick(desk.rate_hz), 0.62 if beat == 0 else 0.48, 0.0)
    for beat in (1, 3):
        desk.lay(start + beat, _clap(rng, desk.rate_hz), 0.22, 0.1)
    for half in range(2 * BEATS_A_BAR):
        desk.lay(start + half / 2, _hat(rng, desk.rate_hz), 0.04 if half % 2 else 0.07, 0.35)
    bell = _string(round(desk.tonic_hz * 8, 4), 0.9, desk.rate_hz)
    desk.lay(start, bell, 0.06, 0.4)


def _time(duration_s: float, rate_hz: int) -> np.ndarray:
    return np.arange(max(1, round(duration_s * rate_hz))) / rate_hz


def _shaped(voice: np.ndarray, t: np.ndarray, attack_s: float = _ATTACK_S) -> np.ndarray:
    """Without a click at either end."""
    return voice * np.clip(t / attack_s, 0, 1) * np.clip((t[-1] - t) / _RELEASE_S, 0, 1)


@lru_cache(maxsize=128)
def _string(pitch_hz: float, duration_s: float, rate_hz: int) -> np.ndarray:
    """High harmonics die first."""
    t = _time(duration_s, rate_hz)
    partials = range(1, 1 + max(1, min(7, int(0.45 * rate_hz / pitch_hz))))
    voice = sum(np.sin(2 * np.pi * k * pitch_hz * t) * np.exp(-t * (2.2 + 1.2 * k)) / k for k in partials)
    return _shaped(np.asarray(voice), t)


@lru_cache(maxsize=64)
def _bass(pitch_hz: float, duration_s: float, rate_hz: int) -> np.ndarray:
    t = _time(duration_s, rate_hz)
    tone = np.sin(2 * np.pi * pitch_hz * t) + 0.35 * np.sin(4 * np.pi * pitch_hz * t) * np.exp(-6 * t)
    return _shaped(tone * np.exp(-3.2 * t), t, 0.006)


@lru_cache(maxsize=2)
def _kick(rate_hz: int) -> np.ndarray:
    t = _time(0.28, rate_hz)
    return _shaped(np.sin(2 * np.pi * (52 * t + 2.6 * (1 - np.exp(-30 * t)))) * np.exp(-13 * t), t, 0.001)


def _clap(rng: np.random.Generator, rate_hz: int) -> np.ndarray:
    """Three hands that are not quite together."""
    t = _time(0.18, rate_hz)
    noise = np.diff(rng.standard_normal(len(t) + 1))
    bursts = sum(np.exp(-180 * np.maximum(t - late, 0)) * (t >= late) for late in (0.0, 0.011, 0.021))
    return _shaped(noise * (0.5 * np.asarray(bursts) + 0.4 * np.exp(-26 * t)), t, 0.001)


def _hat(rng: np.random.Generator, rate_hz: int) -> np.ndarray:
    t = _time(0.06, rate_hz)
    return _shaped(np.diff(rng.standard_normal(len(t) + 1)) * np.exp(-90 * t), t, 0.001)


def _later(mix: np.ndarray, samples: int) -> np.ndarray:
    return np.concatenate([np.zeros((samples, 2)), mix])[: len(mix)]


def _faded(samples: int, rate_hz: int) -> np.ndarray:
    """Up at once, down over the last moment."""
    t = np.arange(samples) / rate_hz
    return np.clip(t / _FADE_IN_S, 0, 1) * np.clip((samples / rate_hz - t) / _FADE_OUT_S, 0, 1) ** 1.5
