"""Sound by the sample: placed in time, exact in length, quiet where there is none, eased at the cuts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from made_files import Video, beep, steady, write_sound, write_video

from mudong.media.audio import SAMPLE_RATE, AudioCut, SoundReader

KINDS = {
    "wav": "pcm_s16le",
    "flac": "flac",
    "mp3": "libmp3lame",
    "ogg": "libopus",
    "mp4": "aac",
    "adts": "aac",
    "mov": "alac",
    "matroska": "flac",
}


def read(cut: AudioCut, step: int = 1600) -> np.ndarray:
    reader = SoundReader(cut)
    parts = [reader.read(min(step, cut.num_samples - at)) for at in range(0, cut.num_samples, step)]
    reader.close()
    return np.concatenate(parts)


def onset_s(samples: np.ndarray) -> float:
    return float(np.flatnonzero(np.abs(samples[:, 0].astype(int)) > 4000)[0]) / SAMPLE_RATE


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_sound_file_is_read_in_time(kind: str, tmp_path: Path) -> None:
    path = write_sound(tmp_path / "song", beep(2, 0.7), KINDS[kind], kind)
    late = {"mp3": 0.05, "adts": 0.05}.get(kind, 0.004)  # these carry no index of the encoder's delay
    assert onset_s(read(AudioCut(path, 0.0, 1.0))) == pytest.approx(0.7, abs=late)
    assert onset_s(read(AudioCut(path, 0.5, 1.0))) == pytest.approx(0.2, abs=late)


@pytest.mark.parametrize("step", [1, 777, 48_000])
def test_pieces_make_the_same_whole(step: int, tmp_path: Path) -> None:
    wave = (np.sin(np.arange(9600) / 20) * 9000).astype(np.int16)
    path = write_sound(tmp_path / "a.wav", wave, "pcm_s16le", "wav")
    cut = AudioCut(path, 0.0, 0.2)
    assert np.array_equal(read(cut, step)[:8000, 0], wave[:8000])


def test_silence_follows_the_end_and_precedes_the_beginning(tmp_path: Path) -> None:
    short = write_sound(tmp_path / "a.wav", np.full(4800, 9000, np.int16), "pcm_s16le", "wav")
    samples = read(AudioCut(short, 0.0, 1.0))
    assert samples.shape == (48_000, 2)
    assert (samples[4800:] == 0).all()
    late = write_video(tmp_path / "a.mkv", Video(
        container="matroska", sound=np.full(24_000, 9000, np.int16), sound_start=0.5, sound_codec="pcm_s16le",
        times=steady(30, 1)))  # fmt: skip
    samples = read(AudioCut(late, 0.0, 0.9))
    assert (samples[:23_900] == 0).all()
    assert (samples[24_100:40_000] == 9000).all()


def test_cuts_are_eased(tmp_path: Path) -> None:
    loud = write_sound(tmp_path / "a.wav", np.full(96_000, 9000, np.int16), "pcm_s16le", "wav")
    samples = read(AudioCut(loud, 0.5, 1.0))[:, 0].astype(int)
    assert samples[0] == 0
    assert np.abs(np.diff(samples)).max() < 30
    assert samples[-1] < 50
    assert samples[2000] == 9000
    assert read(AudioCut(loud, 0.0, 1.0))[0, 0] == 9000  # a beginning that is the file's own is left as it is
