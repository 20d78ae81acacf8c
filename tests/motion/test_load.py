"""Any source of movement becomes one track; what was read once is not read again; a still is still."""

import shutil
from dataclasses import fields
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from tracks import make_track

from mudong.media.decode import read_frames
from mudong.motion.cache import user_cache
from mudong.motion.load import load_motion
from mudong.motion.measures import VideoMeasures
from mudong.motion.pose.video import track_video
from mudong.motion.track_io import write_track
from mudong.spec.engine import Run
from mudong.spec.errors import Cancelled, MotionError, MudongError
from mudong.spec.joints import Joint


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("MUDONG_CACHE", str(tmp_path / "cache"))


def write_video(path, frames, fps=30, crf=30):
    """An H.264 file of (height, width, 3) uint8 pictures."""
    with av.open(str(path), "w") as file:
        stream = file.add_stream("libx264", rate=fps)
        stream.height, stream.width = frames[0].shape[:2]
        stream.pix_fmt, stream.options = "yuv420p", {"crf": str(crf), "preset": "veryfast"}
        for pixels in frames:
            file.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        file.mux(stream.encode())
    return path


def same(a, b):
    return all(
        np.array_equal(getattr(a, name), getattr(b, name), equal_nan=True)
        for name in (f.name for f in fields(a))
        if isinstance(getattr(a, name), np.ndarray)
    )


def test_a_video_is_read_once(samples, blaze, tmp_path):
    done = []
    run = Run(progress=lambda p: done.append((p.stage, p.done, p.total)))
    first = load_motion(samples / "dance.mp4", start_s=1, end_s=2.5, estimator=blaze, run=run)
    track = first.track
    assert (track.fps, track.width, track.height, len(track), track.source) == (16, 692, 1108, 24, "video")
    assert first.start_s == pytest.approx(1.0)
    assert not first.cached
    assert done[-1] == ("pose", 24, 24)
    copy = shutil.copy(samples / "dance.mp4", tmp_path / "renamed.mov")
    again = load_motion(Path(copy), start_s=1, end_s=2.5)
    assert again.cached, "neither the name nor the place matters"
    assert again.start_s == first.start_s
    assert same(again.track, track)
    assert again.track.face is not None
    assert track.face is not None
    assert same(again.track.face, track.face)
    assert isinstance(again.measures, VideoMeasures)
    assert isinstance(first.measures, VideoMeasures)
    assert same(again.measures, first.measures)
    assert again.info is not None
    assert again.info.path == Path(copy)
    (stored,) = (user_cache() / "motion").iterdir()
    stored.write_bytes(stored.read_bytes()[:1000])
    rebuilt = load_motion(samples / "dance.mp4", start_s=1, end_s=2.5, estimator=blaze)
    assert not rebuilt.cached, "a damaged cache is rebuilt"
    assert same(rebuilt.track, track), "and gives the same"
    assert not load_motion(samples / "dance.mp4", start_s=1, end_s=1.5, estimator=blaze).cached


def test_the_dancer_is_found_in_38_of_38_frames(samples, blaze):
    sampled = [frame for index, frame in enumerate(read_frames(samples / "dance.mp4")) if index % 4 == 0]
    raw = track_video(sampled, blaze)
    assert len(sampled) == 38
    assert raw.found.sum() == 38
    assert (raw.people == 1).all()
    assert np.median(raw.confidence) > 0.9
    assert raw.face is not None
    assert (raw.face.confidence > 0.5).mean() > 0.9


@pytest.mark.parametrize("source", ["person", "dancer"])
def test_a_noisy_still_is_still(samples, blaze, tmp_path, source):
    """5 s of one picture with noise at crf 30, 720p: joints tremble by less than half a pixel."""
    if source == "person":
        picture = cv2.cvtColor(cv2.imread(str(samples / "person.jpg")), cv2.COLOR_BGR2RGB)
        still = cv2.resize(picture, (720, 1280), interpolation=cv2.INTER_AREA)
    else:
        picture = next(read_frames(samples / "dance.mp4")).pixels
        still = np.full((720, 1280, 3), 120, np.uint8)
        still[:, 400:850] = cv2.resize(picture, (450, 720), interpolation=cv2.INTER_AREA)
    rng = np.random.default_rng(0)
    noisy = [np.clip(still + rng.normal(0, 6, still.shape), 0, 255).astype(np.uint8) for _ in range(150)]
    track = load_motion(write_video(tmp_path / "still.mp4", noisy), estimator=blaze, cache=False).track
    tremble = np.sqrt(((track.xy - track.xy.mean(axis=0)) ** 2).sum(axis=2).mean(axis=0))
    assert len(track) == 150
    assert np.sqrt((tremble**2).mean()) < 0.5, dict(zip(Joint, tremble.round(2), strict=True))


def test_a_video_without_anybody_gives_a_track_without_confidence(blaze, tmp_path):
    empty = write_video(tmp_path / "empty.mp4", [np.full((120, 160, 3), 90, np.uint8)] * 12)
    loaded = load_motion(empty, estimator=blaze)
    assert len(loaded.track) == 12
    assert (loaded.track.confidence == 0).all()
    assert loaded.measures is not None
    assert (loaded.measures.people == 0).all()
    assert np.isnan(loaded.measures.boxes).all()


def test_cancelling_stops_and_stores_nothing(samples, blaze):
    run = Run(cancelled=lambda: True)
    with pytest.raises(Cancelled):
        load_motion(samples / "dance.mp4", estimator=blaze, run=run)
    assert not (user_cache() / "motion").exists()


def test_json_and_bvh_are_told_by_content_and_trimmed(samples, tmp_path):
    write_track(make_track(frames=90), tmp_path / "track.dat")
    loaded = load_motion(tmp_path / "track.dat", start_s=1, end_s=2)
    assert (len(loaded.track), loaded.start_s, loaded.measures, loaded.info) == (30, 1.0, None, None)
    shutil.copy(samples / "jumping_jacks.bvh", tmp_path / "motion.txt")
    assert load_motion(tmp_path / "motion.txt").track.source == "bvh"


@pytest.mark.parametrize(("name", "content", "code"), [
    ("empty.bvh", b"", "motion.bvh_no_motion"),
    ("empty.json", b"", "motion.json_broken"),
    ("list.txt", b"[1, 2]", "motion.json_format"),
    ("words.bvh", b"nothing of the kind", "motion.bvh_no_motion"),
])  # fmt: skip
def test_what_is_called_so_is_judged_so(tmp_path, name, content, code):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(MotionError) as caught:
        load_motion(tmp_path / name)
    assert caught.value.code == code


@pytest.mark.parametrize(("start_s", "end_s"), [(3.5, None), (5, 6), (1, 1), (2, 1)])
def test_a_part_outside_is_refused_in_words(tmp_path, start_s, end_s):
    write_track(make_track(frames=90), tmp_path / "track.json")
    with pytest.raises(MotionError) as caught:
        load_motion(tmp_path / "track.json", start_s=start_s, end_s=end_s)
    assert caught.value.code == "motion.trim"
    assert "3.0 s" in caught.value.text("en")


def test_a_part_outside_a_video_is_refused(samples, blaze):
    with pytest.raises(MudongError):
        load_motion(samples / "dance.mp4", start_s=100, estimator=blaze)


def test_a_missing_file_is_refused(tmp_path):
    for name in ("none.mp4", "none.bvh", "none.json"):
        with pytest.raises(MudongError, match="none"):
            load_motion(tmp_path / name)
