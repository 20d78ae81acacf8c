"""Sound carried over from a source file: decoded in the sandbox, cut to a stretch, given out sample by sample.

Streams: nothing longer than a second is held. Knows no encoder.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np

from mudong.media.sandbox import ask
from mudong.media.signature import SOUND_KINDS, VIDEO_KINDS
from mudong.media.wire import Kind
from mudong.spec.limits import MediaLimits

SAMPLE_RATE = 48_000
CHANNELS = 2
_FADE_S = 0.012
"""Long enough to hide the click of a cut, too short to be heard as a fade."""


@dataclass(frozen=True, slots=True)
class AudioCut:
    """The stretch of a file's sound that goes with a clip: seconds on the file's clock (zero = its first picture)."""

    path: Path
    start_s: float
    duration_s: float

    @property
    def num_samples(self) -> int:
        """Length at `SAMPLE_RATE`."""
        return round(self.duration_s * SAMPLE_RATE)


class SoundReader:
    """Gives out exactly as many samples as asked for; silence where the file has none and after the cut's end."""

    def __init__(self, cut: AudioCut, limits: MediaLimits = MediaLimits()) -> None:  # noqa: B008  frozen
        self._cut = cut
        self._runs = _placed(cut, limits)
        self._ready = next(self._runs, _silence(0))  # opens the file now: an error comes before the work
        self._at = 0

    def read(self, num_samples: int) -> np.ndarray:
        """The next (num_samples, CHANNELS) int16. Raises `MediaError`."""
        parts, missing = [], num_samples
        while missing > 0:
            if not len(self._ready):
                self._ready = next(self._runs, _silence(missing))
                continue
            part, self._ready = self._ready[:missing], self._ready[missing:]
            parts.append(part)
            missing -= len(part)
        samples = np.concatenate(parts) if parts else _silence(0)
        samples = _faded(samples, self._at, self._cut)
        self._at += num_samples
        return samples

    def close(self) -> None:
        """Stop the subprocess."""
        self._runs.close()


def _placed(cut: AudioCut, limits: MediaLimits) -> Generator[np.ndarray]:
    """Runs of samples without gap or overlap from the cut's start: holes become silence, overlaps are dropped."""
    order: dict[str, object] = {
        "start_s": cut.start_s, "duration_s": cut.duration_s, "rate": SAMPLE_RATE, "channels": CHANNELS,
    }  # fmt: skip
    tolerance = SAMPLE_RATE // 100  # clocks of containers are coarse; a jump below 10 ms is none
    done = 0
    with closing(ask("sound", cut.path, limits, VIDEO_KINDS | SOUND_KINDS, order)) as messages:
        for message in messages:
            if message.kind is not Kind.DATA:
                continue
            run = message.payload.view(np.int16).reshape(-1, CHANNELS)
            at = cast(int, message.fields["at"])
            if at > done + tolerance or (at > done == 0):
                gap = min(at, cut.num_samples) - done
                while gap > 0:
                    yield _silence(min(gap, SAMPLE_RATE))
                    done += min(gap, SAMPLE_RATE)
                    gap -= SAMPLE_RATE
            elif at < done - tolerance or at < 0:
                run = run[done - at :]
            run = run[: cut.num_samples - done]
            done += len(run)
            yield run


def _silence(num_samples: int) -> np.ndarray:
    return np.zeros((num_samples, CHANNELS), np.int16)


def _faded(samples: np.ndarray, at: int, cut: AudioCut) -> np.ndarray:
    """The cut's edges eased: in where it starts inside the file, out at its end."""
    length = _FADE_S * SAMPLE_RATE
    place = np.arange(at, at + len(samples))
    gain = np.clip((cut.num_samples - place) / length, 0, 1)
    if cut.start_s > 0:
        gain *= np.clip(place / length, 0, 1)
    if gain.min(initial=1) == 1:
        return samples
    return np.round(samples * gain[:, None]).astype(np.int16)
