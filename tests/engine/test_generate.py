"""The whole line, from files to files, at a size where it takes a second."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from material import Material
from PIL import Image

from mudong import __version__
from mudong.cli.demo.dancer import dance_track
from mudong.engine.generate import generate
from mudong.engine.report import Clip
from mudong.media.provenance import read_provenance
from mudong.motion.checks.result import Verdict
from mudong.spec.conditions import Character, FeatureVideo, Motion, ReferenceImage
from mudong.spec.engine import Progress, Run
from mudong.spec.errors import Cancelled, InvalidRequest, MotionError, MudongError, OutputError, Refused
from mudong.spec.joints import Joint
from mudong.spec.request import Output, Request


def frames_of(path: Path, kind: str = "rgb24") -> np.ndarray:
    with av.open(str(path)) as container:
        return np.stack([frame.to_ndarray(format=kind) for frame in container.decode(video=0)])


@pytest.fixture(scope="module")
def clip(material: Material, tmp_path_factory: pytest.TempPathFactory) -> Clip:
    folder = tmp_path_factory.mktemp("clip")
    request = material.request(sound=True, seed=11, prompt="keep the look, follow the motion")
    return generate(request, folder / "clip.mp4", sheet=folder / "sheet.png")


def test_the_clip_has_the_frames_the_rate_and_the_size_that_were_wished(clip: Clip) -> None:
    with av.open(str(clip.path)) as container:
        video = container.streams.video[0]
        assert (video.width, video.height) == (72, 128)
        assert video.average_rate == Fraction(10)
        assert video.codec_context.pix_fmt == "yuv420p"
    assert len(frames_of(clip.path)) == clip.report.frames == 40
    assert (clip.report.width, clip.report.height, clip.report.fps) == (72, 128, 10.0)


def test_its_sound_is_as_long_as_its_picture(clip: Clip) -> None:
    with av.open(str(clip.path)) as container:
        samples = sum(frame.samples for frame in container.decode(audio=0))
        rate = container.streams.audio[0].rate
    assert clip.report.has_audio
    assert samples / rate == pytest.approx(4.0, abs=0.06)


def test_it_says_how_it_was_made(clip: Clip, material: Material) -> None:
    made = read_provenance(clip.path)
    assert made is not None
    request = material.request(sound=True, seed=11, prompt="keep the look, follow the motion")
    assert Request.from_json(made.request_json) == request.without_folders()
    assert str(material.picture.parent) not in made.request_json  # a shared clip must not tell whose folder it is from
    assert (made.seed, made.engine, made.version) == (11, "puppet", __version__)


def test_the_report_tells_the_truth(clip: Clip) -> None:
    report = clip.report
    assert report.engine == "puppet"
    assert report.used_s == pytest.approx((0.0, 4.0))
    assert [name for name, _ in report.stages] == ["read", "pose", "render"]
    assert all(seconds >= 0 for _, seconds in report.stages)
    assert report.checks
    assert all(check.verdict is not Verdict.REFUSE for check in report.checks)
    assert report.notices == ()


def test_the_contact_sheet_is_a_picture_of_the_clip(clip: Clip) -> None:
    assert clip.sheet is not None
    sheet = np.array(Image.open(clip.sheet).convert("RGB"))
    assert min(sheet.shape[:2]) > 100
    assert sheet.std() > 10


def test_nothing_else_lies_beside_the_clip(clip: Clip) -> None:
    assert sorted(path.name for path in clip.path.parent.iterdir()) == ["clip.mp4", "sheet.png"]


def test_the_child_dances_before_its_stage(clip: Clip, material: Material) -> None:
    frames = frames_of(clip.path).astype(int)
    assert np.abs(np.diff(frames, axis=0)).mean(axis=(1, 2, 3)).min() > 0.3
    picture = np.array(Image.open(material.picture).convert("RGB").resize((72, 128), Image.Resampling.LANCZOS), int)
    corners = np.concatenate([frames[:, :12, :12].reshape(-1, 3), frames[:, :12, -12:].reshape(-1, 3)])
    wanted = np.concatenate([picture[:12, :12].reshape(-1, 3), picture[:12, -12:].reshape(-1, 3)])
    assert corners.mean(axis=0) == pytest.approx(wanted.mean(axis=0), abs=6)


def test_the_same_request_gives_the_same_frames(material: Material, tmp_path: Path) -> None:
    request = material.request(duration_s=1.0)
    one, two = (generate(request, tmp_path / name).path for name in ("one.mp4", "two.mp4"))
    assert (frames_of(one) == frames_of(two)).all()


def test_without_sound(material: Material, tmp_path: Path) -> None:
    done = generate(material.request(sound=True, audio=False, duration_s=1.0), tmp_path / "a.mp4")
    assert not done.report.has_audio
    with av.open(str(done.path)) as container:
        assert not container.streams.audio


@pytest.mark.parametrize("name", ["a.webm", "a.mov"])
def test_transparent_clips_show_the_figure_alone(material: Material, tmp_path: Path, name: str) -> None:
    done = generate(material.request(background="transparent", duration_s=0.5), tmp_path / name)
    with av.open(str(done.path)) as container:
        stream = container.streams.video[0]
        context = av.CodecContext.create("libvpx-vp9", "r") if name.endswith("webm") else stream.codec_context
        packets = list(container.demux(stream))
        frames = [frame for packet in packets for frame in context.decode(packet if packet.size else None)]
    shown = frames[0].to_ndarray(format="rgba")
    assert len(frames) == 5
    assert shown[:20, :, 3].max() < 20
    assert 0.05 < (shown[..., 3] > 200).mean() < 0.5


def test_a_colour_as_background(material: Material, tmp_path: Path) -> None:
    done = generate(material.request(background="#2060c0", duration_s=0.5), tmp_path / "a.mp4")
    corner = frames_of(done.path)[0, :8, :8].reshape(-1, 3).mean(axis=0)
    assert corner == pytest.approx([0x20, 0x60, 0xC0], abs=6)


def test_a_picture_as_background(material: Material, tmp_path: Path) -> None:
    halves = np.zeros((60, 200, 3), np.uint8)
    halves[:30], halves[30:] = (200, 30, 30), (30, 30, 200)
    Image.fromarray(halves).save(tmp_path / "halves.png")
    done = generate(material.request(background=str(tmp_path / "halves.png"), duration_s=0.5), tmp_path / "a.mp4")
    frame = frames_of(done.path)[0].astype(int)
    assert frame[:6, :6].reshape(-1, 3).mean(axis=0) == pytest.approx([200, 30, 30], abs=12)
    assert frame[-4:, :4].reshape(-1, 3).mean(axis=0) == pytest.approx([30, 30, 200], abs=12)


def test_a_draft_is_small(material: Material, tmp_path: Path) -> None:
    done = generate(material.request(draft=True, resolution="1080p", duration_s=0.2), tmp_path / "a.mp4")
    assert (done.report.width, done.report.height) == (540, 960)


@pytest.mark.parametrize(("aspect", "size"), [("1:1", (360, 360)), ("16:9", (640, 360)), ("9:16", (360, 640))])
def test_any_aspect_is_filled(material: Material, tmp_path: Path, aspect: str, size: tuple[int, int]) -> None:
    done = generate(material.request(resolution="360p", aspect=aspect, duration_s=0.2), tmp_path / "a.mp4")
    frames = frames_of(done.path)
    assert frames.shape[1:3] == size[::-1]
    for edge in (frames[0, :, :6], frames[0, :, -6:], frames[0, :6], frames[0, -6:]):
        assert edge.mean() > 40, "a black bar"


def test_orientation_video_is_the_dancers_place(material: Material, tmp_path: Path) -> None:
    done = generate(material.request(orientation="video", background="#00ff00", duration_s=0.4), tmp_path / "a.mp4")
    figure = np.abs(frames_of(done.path)[0].astype(int) - (0, 255, 0)).max(axis=2) > 60
    track = dance_track()
    sole = track.xy[:, [Joint.TOE_L, Joint.TOE_R], 1].max() / track.height
    assert np.nonzero(figure.any(axis=1))[0].max() / 128 == pytest.approx(sole, abs=0.05)


def test_a_loop_closes(material: Material, tmp_path: Path) -> None:
    done = generate(material.request(loop=True, fps=30, resolution="144x256", quality=8), tmp_path / "a.mp4")
    assert done.report.frames >= 60
    frames = frames_of(done.path).astype(np.float32)
    steps = np.abs(np.diff(frames, axis=0)).mean(axis=(1, 2, 3))
    over = np.abs(frames[0] - frames[-1]).mean()
    assert over <= 1.5 * np.median(steps)
    before = cv2.absdiff(frames[-1], frames[-2]).mean()
    after = cv2.absdiff(frames[1], frames[0]).mean()
    assert max(over, before, after) <= 1.5 * max(min(over, before, after), np.median(steps))


class Stop:
    """Cancels after so many questions; counts progress."""

    def __init__(self, after: int) -> None:
        self.left = after
        self.seen: list[Progress] = []

    def cancelled(self) -> bool:
        self.left -= 1
        return self.left < 0


@pytest.mark.parametrize("after", [0, 1, 7])
def test_a_cancelled_run_leaves_no_file(material: Material, tmp_path: Path, after: int) -> None:
    stop = Stop(after)
    with pytest.raises(Cancelled):
        generate(material.request(sound=True), tmp_path / "a.mp4", run=Run(cancelled=stop.cancelled))
    assert list(tmp_path.iterdir()) == []


def test_progress_ends_complete(material: Material, tmp_path: Path) -> None:
    seen: list[Progress] = []
    generate(material.request(duration_s=0.5), tmp_path / "a.mp4", run=Run(progress=seen.append))
    assert {p.stage for p in seen} >= {"read", "cut", "render"}
    for stage in ("cut", "render"):
        steps = [p for p in seen if p.stage == stage]
        assert steps[-1].done == steps[-1].total
        assert [p.done for p in steps] == sorted(p.done for p in steps)


def refused(request: Request, out: Path, **options: object) -> MudongError:
    with pytest.raises(MudongError) as caught:
        generate(request, out, **options)  # type: ignore[arg-type]
    return caught.value


def test_an_existing_file_is_not_touched_unless_forced(material: Material, tmp_path: Path) -> None:
    out = tmp_path / "a.mp4"
    out.write_bytes(b"mine")
    error = refused(material.request(), out)
    assert (type(error), error.code) == (OutputError, "output.exists")
    assert out.read_bytes() == b"mine"
    generate(material.request(duration_s=0.3), out, force=True)
    assert len(frames_of(out)) == 3


def test_a_failure_half_way_keeps_the_old_file(material: Material, tmp_path: Path) -> None:
    out = tmp_path / "a.mp4"
    out.write_bytes(b"mine")
    with pytest.raises(Cancelled):
        generate(material.request(), out, force=True, run=Run(cancelled=Stop(3).cancelled))
    assert out.read_bytes() == b"mine"
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp4"]


@pytest.mark.parametrize(
    ("changes", "name", "code"),
    [
        ({"background": "transparent"}, "a.mp4", "request.transparent_file"),
        ({}, "a.webm", "request.opaque_file"),
        ({}, "a", "request.opaque_file"),
        ({"background": "#12"}, "a.mp4", "request.colour"),
        ({"background": "#zzzzzz"}, "a.mp4", "request.colour"),
        ({"fps": 0.0}, "a.mp4", "request.fps"),
        ({"resolution": "10x10"}, "a.mp4", "request.resolution"),
        ({"engine": "omni"}, "a.mp4", "request.engine"),
        ({"conditions": ()}, "a.mp4", "notice.puppet_needs_character_and_motion"),
    ],
)
def test_a_wrong_request_is_refused_before_any_file_is_opened(
    material: Material, tmp_path: Path, changes: dict[str, object], name: str, code: str
) -> None:
    missing = replace(material, picture=tmp_path / "none.png", dance=tmp_path / "none.json")
    error = refused(missing.request(**changes), tmp_path / name)  # type: ignore[arg-type]
    assert (type(error), error.code) == (InvalidRequest, code)
    assert "{" not in error.text("en") + error.text("ko")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["none/a.mp4", "."])
def test_a_place_that_cannot_be_written_is_told_first(material: Material, tmp_path: Path, place: str) -> None:
    missing = replace(material, picture=tmp_path / "none.png")
    folder = tmp_path / "a.mp4"
    folder.mkdir()
    out = folder if place == "." else tmp_path / place
    assert isinstance(refused(missing.request(), out), OutputError)


def test_a_sheet_must_be_a_png(material: Material, tmp_path: Path) -> None:
    assert refused(material.request(), tmp_path / "a.mp4", sheet=tmp_path / "s.jpg").code == "request.sheet"


def test_too_short_a_dance_is_refused_and_anyway_goes_on(
    shorter: Callable[[int, int], Material], tmp_path: Path
) -> None:
    short = shorter(0, 45)
    error = refused(short.request(), tmp_path / "a.mp4")
    assert (type(error), error.code) == (Refused, "check.video_duration_refuse")
    assert len(error.text("en").split(". ")) >= 2
    done = generate(short.request(anyway=True), tmp_path / "a.mp4")
    assert done.report.frames == 15
    assert any(check.verdict is Verdict.REFUSE for check in done.report.checks)


def test_a_part_outside_the_dance_is_told(material: Material, tmp_path: Path) -> None:
    conditions = (Character(path=material.picture, joints=material.joints), Motion(path=material.dance, start_s=50.0))
    error = refused(material.request(conditions=conditions), tmp_path / "a.mp4")
    assert (type(error), error.code) == (MotionError, "motion.trim")


def test_the_part_that_is_used_is_the_part_that_was_wished(material: Material, tmp_path: Path) -> None:
    conditions = (
        Character(path=material.picture, joints=material.joints),
        Motion(path=material.dance, start_s=0.5, end_s=3.7),
    )
    done = generate(material.request(conditions=conditions), tmp_path / "a.mp4")
    assert done.report.used_s == pytest.approx((0.5, 3.7), abs=0.04)
    assert done.report.frames == 32


def test_words_beyond_the_motion_and_further_inputs_are_told(material: Material, tmp_path: Path) -> None:
    base = material.request().conditions
    more = (ReferenceImage(path=material.picture), FeatureVideo(path=material.dance))
    request = material.request(conditions=base + more, prompt="make the sky purple", duration_s=0.3)
    notices = {notice.code: dict(notice.params) for notice in generate(request, tmp_path / "a.mp4").report.notices}
    assert notices["notice.puppet_ignores_conditions"]["count"] == 2
    assert "purple" in str(notices["notice.puppet_cannot"]["words"])


def test_two_pictures_are_one_too_many(material: Material, tmp_path: Path) -> None:
    base = material.request().conditions
    assert isinstance(
        refused(Request(conditions=(base[0], *base), output=Output()), tmp_path / "a.mp4"), InvalidRequest
    )
