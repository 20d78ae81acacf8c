"""Music: on the beats, of the clip's length, loud, without clicks, the same for the same seed."""

from __future__ import annotations

import io
import wave

import numpy as np
import pytest

from mudong.world.sound import LOUDEST, RATE_HZ, music, wav

BEATS = 0.2 + np.arange(16) * 0.55
LENGTH_S = 9.0


@pytest.fixture(scope="module", params=[1, 2, 3])
def song(request: pytest.FixtureRequest) -> np.ndarray:
    return music(LENGTH_S, BEATS, seed=request.param)


def test_it_is_stereo_as_long_as_the_clip_and_loud(song: np.ndarray):
    assert song.shape == (round(LENGTH_S * RATE_HZ), 2)
    assert np.abs(song).max() == pytest.approx(LOUDEST)
    assert np.sqrt((song**2).mean()) > 0.05
    assert np.abs(song.mean(axis=0)).max() < 0.01
    assert (song[:, 0] != song[:, 1]).any()


def test_it_starts_and_ends_in_silence(song: np.ndarray):
    assert np.abs(song[:3]).max() < 0.01
    assert np.abs(song[-50:]).max() < 0.01


def test_every_beat_is_struck(song: np.ndarray):
    """A drum is a burst: more high frequency in the moment after every beat than before it."""
    burst = np.diff(song.mean(axis=1), 2) ** 2
    window = round(0.03 * RATE_HZ)
    for beat in BEATS[1:-1]:
        at = round(beat * RATE_HZ)
        assert burst[at : at + window].mean() > 3 * burst[at - window : at].mean(), beat


def test_the_first_beat_of_a_bar_is_the_heaviest_below(song: np.ndarray):
    """The bass drum: energy under 120 Hz in the moment after the beat."""

    def low(beat: float) -> float:
        piece = song[round(beat * RATE_HZ) :][: round(0.2 * RATE_HZ)].mean(axis=1)
        spectrum = np.abs(np.fft.rfft(piece * np.hanning(len(piece)))) ** 2
        return float(spectrum[np.fft.rfftfreq(len(piece), 1 / RATE_HZ) < 120].sum())

    bars = [[low(beat) for beat in BEATS[start : start + 4]] for start in range(0, 12, 4)]
    assert all(bar[0] > max(bar[1], bar[3]) for bar in bars)


def test_seeds_make_other_songs_and_the_same_seed_the_same():
    assert (music(3.0, BEATS, seed=4) == music(3.0, BEATS, seed=4)).all()
    assert (music(3.0, BEATS, seed=4) != music(3.0, BEATS, seed=5)).any()


def test_without_beats_it_has_a_tempo_of_its_own():
    assert music(2.0, seed=9).shape == (2 * RATE_HZ, 2)
    assert np.abs(music(0.1, seed=9)).max() > 0


@pytest.mark.parametrize("beats", [[0.5], [1.0, 0.5], [1.0, 1.0]])
def test_beats_must_ascend(beats: list[float]):
    with pytest.raises(ValueError, match="ascending"):
        music(2.0, np.array(beats))


def test_the_file_holds_the_samples():
    song = music(1.0, BEATS, seed=1)
    with wave.open(io.BytesIO(wav(song))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (2, 2, RATE_HZ)
        read = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)
    assert read / 32767 == pytest.approx(song, abs=1e-4)
