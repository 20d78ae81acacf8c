"""Checks on real files: the samples, and the sample dance cut, moved and doubled by code."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from mudong.motion.checks.measure import FrameMeter
from mudong.motion.checks.result import CheckResult, Verdict
from mudong.motion.checks.run import CheckReport, check_references
from mudong.motion.checks.video import VideoVerdict, check_video
from mudong.motion.load import load_motion

SAMPLES = Path(__file__).parents[3] / "../shared/samples"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="samples are not here")
FPS, SIDE = 16, (346, 554)


@pytest.fixture(scope="module")
def dance() -> list[np.ndarray]:
    """The sample's frames at half size."""
    with av.open(str(SAMPLES / "dance.mp4")) as source:
        return [
            cv2.resize(f.to_ndarray(format="rgb24"), SIDE, interpolation=cv2.INTER_AREA) for f in source.decode(video=0)
        ]


@pytest.fixture
def judged(tmp_path: Path) -> Callable[[list[np.ndarray]], tuple[dict[str, CheckResult], VideoVerdict]]:
    """Frames -> an mp4 -> its verdict, through decoding and pose estimation."""

    def judge(frames: list[np.ndarray]) -> tuple[dict[str, CheckResult], VideoVerdict]:
        path = tmp_path / "clip.mp4"
        height, width = frames[0].shape[:2]
        with av.open(str(path), "w") as out:
            stream = out.add_stream("libx264", rate=FPS)
            stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
            for frame in frames:
                out.mux(stream.encode(av.VideoFrame.from_ndarray(np.ascontiguousarray(frame), format="rgb24")))
            out.mux(stream.encode())
        loaded = load_motion(path, cache=False, observer=FrameMeter())
        verdict = check_video(loaded.track, loaded.measures, loaded.info)
        return {result.code: result for result in verdict.results}, verdict

    return judge


def panned(frames: list[np.ndarray], start: int) -> Iterator[np.ndarray]:
    """Cropped a little; from `start` on the camera moves to the right by half a per cent of the frame each time."""
    for t, frame in enumerate(frames):
        x = 1.5 * max(0, t - start)
        crop = cv2.warpAffine(frame, np.array([[1.0, 0, -x], [0, 1, 0]]), SIDE, borderMode=cv2.BORDER_REFLECT)
        yield cv2.resize(crop[20:530, 10:330], SIDE)


def test_the_samples_person_passes_and_the_cats_bust_is_refused():
    passed = check_references(SAMPLES / "person.jpg", SAMPLES / "dance.mp4")
    assert not passed.refused
    assert passed.usable_s == pytest.approx((0, 9.4), abs=0.1)
    refused = check_references(SAMPLES / "cat-bust.jpg", SAMPLES / "dance.mp4")
    assert refused.refused
    assert not refused.refused_for_good
    first = next(result for result in refused.results if result.verdict is Verdict.REFUSE)
    assert first.code == "picture_full_body"
    assert "--anyway" in first.remedy("en")


def test_a_drawing_needs_its_joints():
    bvh = SAMPLES / "jumping_jacks.bvh"
    assert check_references(SAMPLES / "drawing.png", bvh).refused
    assert not check_references(SAMPLES / "drawing.png", bvh, joints=SAMPLES / "drawing-joints.yaml").refused


def test_one_steady_shot_passes(dance, judged):
    results, verdict = judged(dance[:80])
    assert {code for code, r in results.items() if r.verdict is not Verdict.OK} == {"video_size"}
    assert verdict.usable == (0, 80)


def test_cuts_leave_the_longest_shot(dance, judged):
    mirrored, near = ([f(x) for x in dance] for f in (np.fliplr, lambda x: cv2.resize(x[40:540, 30:320], SIDE)))
    results, verdict = judged(dance[:24] + mirrored[24:90] + near[90:110])
    assert results["video_cuts"].value == 2
    assert verdict.usable == pytest.approx((24, 90), abs=1)


def test_a_pan_leaves_the_calm_part(dance, judged):
    results, verdict = judged(list(panned(dance[:110], start=70)))
    assert results["video_camera"].verdict is Verdict.WARN
    assert verdict.usable[0] == 0
    assert 70 < verdict.usable[1] < 105


def test_two_people_are_told_and_the_larger_is_followed(dance, judged):
    def pair(frame: np.ndarray) -> np.ndarray:
        small = cv2.resize(frame, None, fx=0.75, fy=0.75, interpolation=cv2.INTER_AREA)
        beside = np.full((SIDE[1], small.shape[1], 3), 128, np.uint8)
        beside[-small.shape[0] :] = small
        return np.hstack([frame, beside])[:, :-1] if (SIDE[0] + small.shape[1]) % 2 else np.hstack([frame, beside])

    results, verdict = judged([pair(frame) for frame in dance[:60]])
    assert results["video_people"].verdict is Verdict.WARN
    assert verdict.usable == (0, 60)


def test_nobody_in_it(judged):
    room = cv2.GaussianBlur(np.random.default_rng(0).integers(0, 255, (480, 320, 3), dtype=np.uint8), (0, 0), 6)
    results, _ = judged([room] * 60)
    assert results["video_person"].verdict is Verdict.REFUSE
    assert not results["video_person"].renderable


def test_the_report_as_json():
    refusal = CheckResult(code="video_person", verdict=Verdict.REFUSE, value=0.0, renderable=False)
    report = CheckReport(results=(refusal,), usable_s=(0.0, 0.0))
    told = json.loads(report.to_json("ko"))
    assert told["refused"]
    assert told["refused_for_good"]
    assert told["checks"][0]["code"] == "video_person"
    assert "영상" in told["checks"][0]["text"]
