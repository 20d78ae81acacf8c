"""The tune is as long as the dance, on its beats, loud enough, unclipped, and a loop."""

import wave
from pathlib import Path

import numpy as np

from mudong.cli.demo.choreography import BEAT_S, BEATS, DURATION_S
from mudong.cli.demo.sound import RATE_HZ, tune, write_tune

TUNE = tune()


def test_it_is_as_long_as_the_dance():
    assert abs(len(TUNE) / RATE_HZ - DURATION_S) < 1 / RATE_HZ


def test_it_is_loud_and_never_clips():
    assert 0.7 < np.abs(TUNE).max() < 0.9
    assert np.sqrt((TUNE**2).mean()) > 0.05
    assert abs(TUNE.mean()) < 0.01


def test_something_sounds_on_every_beat():
    energy = TUNE.mean(axis=1) ** 2
    window = round(0.06 * RATE_HZ)
    for beat in range(1, BEATS):
        at = round(beat * BEAT_S * RATE_HZ)
        assert energy[at : at + window].mean() > energy[at - window : at].mean(), beat


def test_the_end_leads_to_the_start():
    jump = np.abs(TUNE[0] - TUNE[-1]).max()
    assert jump <= np.abs(np.diff(TUNE, axis=0)).max()


def test_the_file_is_cd_quality(tmp_path: Path):
    write_tune(tmp_path / "beat.wav")
    with wave.open(str(tmp_path / "beat.wav")) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (2, 2, RATE_HZ)
        assert file.getnframes() == len(TUNE)
    assert (tune() == TUNE).all()
