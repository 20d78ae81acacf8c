"""The demo: a dance without a seam, planted feet, everything in the frame, and a tune of the same length."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from mudong.cli.demo.command import DemoFiles
from mudong.cli.demo.dancer import BEAT_S, BEATS, DURATION_S, HEIGHT, WIDTH, character, dance_track, stage, tune
from mudong.media.picture import read_picture
from mudong.motion.joints_file import read_joints
from mudong.spec.joints import Joint
from mudong.world.sound import RATE_HZ

TRACK = dance_track()


def test_it_lasts_twenty_beats_and_is_one_loop():
    assert TRACK.duration_s == pytest.approx(DURATION_S, abs=1 / 60)
    steps = np.abs(np.diff(TRACK.xy, axis=0)).max(axis=(1, 2))
    assert np.abs(TRACK.xy[0] - TRACK.xy[-1]).max() <= np.quantile(steps, 0.9)


def test_somebody_dances():
    swing = np.ptp(TRACK.xy, axis=0).max(axis=-1)
    assert min(swing[Joint.WRIST_L], swing[Joint.WRIST_R]) > 0.25 * HEIGHT
    assert min(swing[Joint.ANKLE_L], swing[Joint.ANKLE_R]) > 0.05 * HEIGHT


def test_something_strikes_on_every_accent():
    """The hands come to rest at the head of every bar: there they move slower than half way to it."""
    speed = np.linalg.norm(np.diff(TRACK.xy[:, [Joint.WRIST_L, Joint.WRIST_R]], axis=0), axis=-1).mean(axis=1)
    for beat in range(4, BEATS, 4):
        struck, before = round(beat * BEAT_S * 30) - 2, round((beat - 0.5) * BEAT_S * 30)
        assert speed[struck] < 0.6 * speed[before - 2 : before + 3].max(), beat


def test_another_rate_shows_the_same_dance():
    double = dance_track(Fraction(60))
    at_30 = double.xy[::2][: len(TRACK)]
    assert at_30 == pytest.approx(TRACK.xy, abs=4.0)


def test_the_tune_goes_with_the_dance():
    assert len(tune()) / RATE_HZ == pytest.approx(DURATION_S, abs=1 / RATE_HZ)


def test_the_files_are_read_back(tmp_path: Path):
    files = DemoFiles(folder=tmp_path / "demo")
    files.write()
    child, picture = character(), read_picture(files.picture)
    assert (picture.pixels == child.pixels[..., :3]).all()
    assert picture.alpha is not None
    assert (picture.alpha == child.pixels[..., 3]).all()
    assert read_joints(files.joints, WIDTH, HEIGHT).xy == pytest.approx(child.joints, abs=0.06)
    assert (read_picture(files.stage).pixels == stage()).all()
