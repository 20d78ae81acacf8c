"""Clips written, and read again with PyAV alone: exact frames, true colours, sound, tags; nothing left on failure."""

from __future__ import annotations

import resource
import subprocess
import sys
import threading
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from made_files import RED, UPRIGHT, Video, beep, corners, furthest, seen_corners, steady, write_sound, write_video

from mudong.media.audio import AudioCut
from mudong.media.encode import VideoWriter
from mudong.media.muxer import Muxer
from mudong.media.planes import i420
from mudong.media.probe import probe
from mudong.media.provenance import Provenance, read_provenance
from mudong.spec.errors import MediaError, OutputError
from mudong.spec.shape import FrameSize
from mudong.spec.timebase import Timebase

SIZE = FrameSize(width=192, height=108)
ORIGIN = Provenance('{"prompt": "춤춰 주세요 <<<image_1>>>", "seed": 7}', 7, "puppet", "0.1.0")
SUFFIX = {"none": "mp4", "webm": "webm", "prores": "mov"}
FAST = {"preset": "ultrafast"}


def written(path: Path, num_frames: int = 30, fps: object = 30, **options) -> Path:
    with VideoWriter(path, size=SIZE, timebase=Timebase.of(fps), **options) as writer:
        for index in range(num_frames):
            writer.write(corners(192, 108, flash=index == 0))
    return path


def decoded(path: Path) -> Iterator[av.VideoFrame]:
    with av.open(str(path)) as file:
        yield from file.decode(video=0)


@pytest.mark.parametrize("alpha", SUFFIX)
@pytest.mark.parametrize(("fps", "exact"), [(30, Fraction(30)), (29.97, Fraction(30000, 1001)), (24, Fraction(24))])
def test_every_frame_is_there_at_its_time(alpha, fps: float, exact: Fraction, tmp_path: Path) -> None:
    path = written(tmp_path / f"out.{SUFFIX[alpha]}", 31, fps, alpha=alpha)
    times = [frame.time for frame in decoded(path)]
    assert times == pytest.approx([float(i / exact) for i in range(31)], abs=0.001)
    info = probe(path)
    assert info.video is not None
    assert float(info.video.fps) == pytest.approx(float(exact), rel=0.002)
    assert info.duration_s == pytest.approx(float(31 / exact), abs=0.002)


@pytest.mark.parametrize(("alpha", "tolerance"), [("none", 5), ("webm", 8), ("prores", 3)])
def test_colours_come_back(alpha, tolerance: int, tmp_path: Path) -> None:
    path = written(tmp_path / f"out.{SUFFIX[alpha]}", alpha=alpha, quality=12)
    last = list(decoded(path))[-1]
    rgb = last.reformat(format="rgb24", src_colorspace=1, src_color_range=1).to_ndarray()
    assert furthest(seen_corners(rgb), UPRIGHT) <= tolerance


def test_mp4_is_what_phones_play(tmp_path: Path) -> None:
    """H.264 High, 4:2:0, BT.709 told in the file, index in front, AAC."""
    source = write_sound(tmp_path / "song.wav", beep(2, 0.5), "pcm_s16le", "wav")
    path = written(tmp_path / "out.mp4", audio=AudioCut(source, 0.0, 1.0))
    with av.open(str(path)) as file:
        context = file.streams.video[0].codec_context
        assert (context.name, context.pix_fmt, context.profile) == ("h264", "yuv420p", "High")
        assert (context.colorspace, context.color_range, context.color_trc, context.color_primaries) == (1, 1, 1, 1)
        assert file.streams.audio[0].codec_context.name == "aac"
    data = path.read_bytes()
    assert data[4:8] == b"ftyp"
    assert 0 < data.index(b"moov") < data.index(b"mdat")
    assert b"avc1" in data


@pytest.mark.parametrize("alpha", ["webm", "prores"])
def test_alpha_is_really_there(alpha, tmp_path: Path) -> None:
    path = tmp_path / f"out.{SUFFIX[alpha]}"
    mask = np.zeros((108, 192), np.uint8)
    mask[:54], mask[54:, :96] = 255, 128
    with VideoWriter(path, size=SIZE, timebase=Timebase.of(30), alpha=alpha, quality=10) as writer:
        for _ in range(5):
            writer.write(corners(192, 108), mask)
    with av.open(str(path)) as file:
        stream = file.streams.video[0]
        decoder = av.CodecContext.create("libvpx-vp9" if alpha == "webm" else "prores", "r")
        decoder.extradata = stream.codec_context.extradata
        decoder.codec_tag = stream.codec_context.codec_tag
        frames = [f for packet in file.demux(stream) if packet.size for f in decoder.decode(packet)]
    rgba = frames[0].reformat(format="rgba").to_ndarray()
    assert abs(int(rgba[20, 100, 3]) - 255) <= 2
    assert abs(int(rgba[90, 40, 3]) - 128) <= 6
    assert rgba[90, 150, 3] <= 2


@pytest.mark.parametrize("alpha", SUFFIX)
def test_metadata_comes_back(alpha, tmp_path: Path) -> None:
    path = written(tmp_path / f"out.{SUFFIX[alpha]}", 3, alpha=alpha, provenance=ORIGIN)
    assert read_provenance(path) == ORIGIN
    with av.open(str(path)) as file:
        tags = {name.lower(): value for name, value in file.metadata.items()}
    assert tags["digital_source_type"].endswith("/compositeWithTrainedAlgorithmicMedia")
    assert "machine" in tags["comment"]


def test_foreign_video_has_no_provenance(tmp_path: Path) -> None:
    assert read_provenance(write_video(tmp_path / "a.mp4", Video(times=steady(30, 0.2)))) is None


def test_a_trained_model_is_named_as_such() -> None:
    assert Provenance("{}", 0, "omni", "1").digital_source_type.endswith("/trainedAlgorithmicMedia")


@pytest.mark.parametrize("alpha", SUFFIX)
def test_sound_lasts_as_long_as_the_picture(alpha, tmp_path: Path) -> None:
    """Longer sound is trimmed, shorter sound is padded with silence."""
    for seconds in (0.6, 5.0):
        source = write_sound(tmp_path / f"{seconds}.wav", beep(seconds, 0.2), "pcm_s16le", "wav")
        path = tmp_path / f"{seconds}.{SUFFIX[alpha]}"
        written(path, 60, alpha=alpha, audio=AudioCut(source, 0.0, 2.0), preset="ultrafast")
        with av.open(str(path)) as file:
            end = [frame.time + frame.samples / frame.sample_rate for frame in file.decode(audio=0)][-1]
        assert end == pytest.approx(2.0, abs=0.03)


def test_sound_without_a_track_is_refused_before_the_work(tmp_path: Path) -> None:
    source = write_video(tmp_path / "silent.mp4", Video(times=steady(30, 0.2)))
    with pytest.raises(MediaError) as caught:
        written(tmp_path / "out.mp4", audio=AudioCut(source, 0.0, 1.0))
    assert caught.value.code == "media.no_audio"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["silent.mp4"]


def interrupted(path: Path, error: type[BaseException]) -> None:
    with VideoWriter(path, size=SIZE, timebase=Timebase.of(30)) as writer:
        for _ in range(40):
            writer.write(corners(192, 108))
        raise error


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError, SystemExit])
def test_no_file_stays_after_an_interruption(error: type[BaseException], tmp_path: Path) -> None:
    threads = threading.active_count()
    with pytest.raises(error):
        interrupted(tmp_path / "out.mp4", error)
    assert list(tmp_path.iterdir()) == []
    assert threading.active_count() == threads


def test_a_file_that_was_there_survives_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    path.write_bytes(b"precious")
    with pytest.raises(RuntimeError):
        interrupted(path, RuntimeError)
    assert path.read_bytes() == b"precious"


@pytest.mark.parametrize(
    ("name", "code"), [("no/such/folder.mp4", "output.no_folder"), ("", "output.is_folder")]
)  # fmt: skip
def test_unwritable_place_is_refused_at_once(name: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        written(tmp_path / name)
    assert caught.value.code == code


def test_no_frames_is_an_error_and_no_file(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        written(tmp_path / "out.mp4", 0)
    assert caught.value.code == "output.no_frames"
    assert list(tmp_path.iterdir()) == []


def test_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    """A file-size limit stands in for the full disk; it holds for a whole process, so there is one of its own."""
    script = f"""
import resource, sys, numpy as np
from pathlib import Path
from mudong.media.encode import VideoWriter
from mudong.spec.errors import OutputError
from mudong.spec.shape import FrameSize
from mudong.spec.timebase import Timebase
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
noise = np.random.default_rng(0)
try:
    with VideoWriter(Path({str(tmp_path / "out.mp4")!r}), size=FrameSize(width=640, height=480),
                     timebase=Timebase.of(30), quality=1, preset="ultrafast") as writer:
        for _ in range(60):
            writer.write(noise.integers(0, 256, (480, 640, 3), dtype=np.uint8))
except OutputError as error:
    print(error.code)
"""
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=False)
    assert out.stdout.strip() == "output.disk_full", out.stderr
    assert list(tmp_path.iterdir()) == []


def test_wrong_arrays_are_told(tmp_path: Path) -> None:
    with VideoWriter(tmp_path / "out.mp4", size=SIZE, timebase=Timebase.of(30)) as writer:
        with pytest.raises(ValueError, match="expected"):
            writer.write(corners(190, 108))
        with pytest.raises(ValueError, match="expected"):
            writer.write(corners(192, 108).astype(np.float32))
        writer.write(corners(192, 108))
    with pytest.raises(ValueError, match="even"):
        VideoWriter(tmp_path / "b.mp4", size=FrameSize(width=191, height=108), timebase=Timebase.of(30))


@pytest.mark.parametrize(("alpha", "times"), [("none", 8), ("webm", 3), ("prores", 2)])
def test_equal_frames_give_equal_files_whatever_else_the_machine_does(alpha, times: int, tmp_path: Path) -> None:
    """Blocks that drift, in the picture width at which x264's fastest code differs from run to run."""
    blocks = np.random.default_rng(1).integers(0, 256, (12, 45, 3), dtype=np.uint8).repeat(24, 0).repeat(24, 1)
    size = FrameSize(width=1080, height=288)
    sound = AudioCut(write_sound(tmp_path / "song.wav", beep(2, 0.5), "pcm_s16le", "wav"), 0.0, 1.0)
    busy = subprocess.Popen([sys.executable, "-c", "while True: sum(range(9999))"])
    try:
        files = set()
        for number in range(times):
            path = tmp_path / f"{number}.{SUFFIX[alpha]}"
            with VideoWriter(
                path, size=size, timebase=Timebase.of(24), alpha=alpha, audio=sound, provenance=ORIGIN
            ) as writer:
                for step in range(24 if alpha == "none" else 6):
                    writer.write(np.roll(blocks, (3 * step, 5 * step), (0, 1)))
            files.add(path.read_bytes())
    finally:
        busy.kill()
        busy.wait()
    assert len(files) == 1


def test_the_caller_may_reuse_its_array(tmp_path: Path) -> None:
    canvas = np.empty((108, 192, 3), np.uint8)
    with VideoWriter(tmp_path / "out.mp4", size=SIZE, timebase=Timebase.of(30), quality=5) as writer:
        for level in range(0, 200, 10):
            canvas[:] = level
            writer.write(canvas)
    means = [f.to_ndarray(format="rgb24").mean() for f in decoded(tmp_path / "out.mp4")]
    assert means == pytest.approx(list(range(0, 200, 10)), abs=3)


def test_planes_are_the_same_as_pixels(tmp_path: Path) -> None:
    with VideoWriter(tmp_path / "a.mp4", size=SIZE, timebase=Timebase.of(30)) as writer:
        writer.write_i420(i420(corners(192, 108)))
    written(tmp_path / "b.mp4", 2)
    first = next(decoded(tmp_path / "a.mp4")).reformat(format="rgb24", src_colorspace=1).to_ndarray()
    assert furthest(seen_corners(first)[:1], [RED]) <= 8


def test_rendering_overlaps_encoding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one frame is encoded a few more are accepted, and then the writer waits: time is saved, memory is not."""
    going = threading.Event()
    encode = Muxer.encode

    def slow(muxer: Muxer, frame: av.VideoFrame) -> None:
        going.wait(20)
        encode(muxer, frame)

    monkeypatch.setattr(Muxer, "encode", slow)
    with VideoWriter(tmp_path / "a.mp4", size=SIZE, timebase=Timebase.of(30)) as writer:
        feeder = threading.Thread(target=lambda: [writer.write(corners(192, 108)) for _ in range(20)])
        feeder.start()
        feeder.join(0.5)
        accepted = writer.num_frames
        going.set()
        feeder.join()
    assert 3 <= accepted <= 8
    assert len(list(decoded(tmp_path / "a.mp4"))) == 20


def test_memory_does_not_grow_with_length(tmp_path: Path) -> None:
    size = FrameSize(width=640, height=360)
    picture = np.zeros((360, 640, 3), np.uint8)

    def peak_after(num_frames: int) -> int:
        with VideoWriter(tmp_path / "a.mp4", size=size, timebase=Timebase.of(30), preset="ultrafast") as writer:
            for index in range(num_frames):
                picture[:] = index % 200
                writer.write(picture)
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

    short = peak_after(60)
    assert peak_after(600) - short < 60
