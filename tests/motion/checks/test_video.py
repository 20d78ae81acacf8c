"""Every check of the dance on tracks made by numbers: passing, warning, refusing, and the part that is used."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mudong.motion.checks.result import CheckResult, Verdict
from mudong.motion.checks.video import VideoVerdict, check_video, is_full_body
from mudong.motion.measures import VideoMeasures
from mudong.motion.posture import ANKLES
from mudong.motion.track import PoseTrack
from mudong.spec.joints import NUM_JOINTS, Joint

LEGS = [Joint.KNEE_L, Joint.KNEE_R, Joint.ANKLE_L, Joint.ANKLE_R, Joint.TOE_L, Joint.TOE_R]


def measures(
    track: PoseTrack, *, cuts: tuple[int, ...] = (), pan: slice | None = None, people: int = 1
) -> VideoMeasures:
    num = len(track)
    cut, camera = np.zeros(num), np.zeros((num, 3))
    cut[list(cuts)] = 0.9
    if pan is not None:
        camera[pan, 0] = 0.01
    times = np.arange(num) / float(track.fps)
    boxes = np.full((num, 4), np.nan)
    return VideoMeasures(times_s=times, cut=cut, camera=camera, people=np.full(num, people), boxes=boxes)


def check(track: PoseTrack, values: VideoMeasures | None = None) -> tuple[dict[str, CheckResult], VideoVerdict]:
    verdict = check_video(track, measures(track) if values is None else values)
    return {result.code: result for result in verdict.results}, verdict


def warned(track: PoseTrack, values: VideoMeasures | None = None) -> set[str]:
    return {code for code, result in check(track, values)[0].items() if result.verdict is not Verdict.OK}


def test_a_good_dance_passes_and_is_used_whole(make_track):
    track = make_track()
    results, verdict = check(track)
    assert {r.verdict for r in results.values()} == {Verdict.OK}
    assert verdict.usable == (0, len(track))
    assert verdict.full_body


@pytest.mark.parametrize(
    ("seconds", "verdict", "renderable"),
    [(3.0, Verdict.OK, True), (2.5, Verdict.REFUSE, True), (0.6, Verdict.REFUSE, True), (0.4, Verdict.REFUSE, False)],
)
def test_less_than_three_seconds_is_refused(make_track, seconds, verdict, renderable):
    result = check(make_track(seconds))[0]["video_duration"]
    assert result.verdict is verdict
    assert result.renderable is renderable
    assert result.value == pytest.approx(seconds, abs=0.02)


def test_nobody_to_follow_is_refused_for_good(make_track):
    results, verdict = check(make_track(confidence=0.0))
    assert results["video_person"].verdict is Verdict.REFUSE
    assert not results["video_person"].renderable
    assert verdict.usable == (0, 0)
    assert not verdict.full_body


def test_a_dancer_who_leaves_is_used_while_there(make_track):
    sure = np.ones((180, NUM_JOINTS))
    sure[120:] = 0
    results, verdict = check(make_track(6, confidence=sure))
    assert results["video_person"].verdict is Verdict.WARN
    assert verdict.usable == (0, 120)


def test_the_longest_shot_is_used_and_said_in_seconds_of_the_file(make_track):
    track = make_track(10)
    verdict = check_video(track, measures(track, cuts=(60, 240)), start_s=2.0)
    cuts = next(result for result in verdict.results if result.code == "video_cuts")
    assert verdict.usable == (60, 240)
    assert (cuts.verdict, cuts.value) == (Verdict.WARN, 2)
    assert dict(cuts.params) == {"start_s": 4.0, "stop_s": 10.0}
    assert "4.0 to 10.0 s" in cuts.text("en")
    assert "4.0~10.0초" in cuts.text("ko")


def test_cuts_that_leave_too_little_are_refused_but_renderable(make_track):
    track = make_track(6)
    results, verdict = check(track, measures(track, cuts=(60, 120)))
    assert results["video_duration"].verdict is Verdict.REFUSE
    assert results["video_duration"].renderable
    assert verdict.usable == (0, 60)


def test_the_calm_part_before_a_pan_is_used(make_track):
    track = make_track(10)
    results, verdict = check(track, measures(track, pan=slice(200, 300)))
    assert results["video_camera"].verdict is Verdict.WARN
    assert verdict.usable[0] == 0
    assert 200 < verdict.usable[1] < 220


def test_a_camera_that_never_rests_warns_and_everything_is_used(make_track):
    track = make_track(8)
    results, verdict = check(track, measures(track, pan=slice(0, 240)))
    assert results["video_camera"].verdict is Verdict.WARN
    assert verdict.usable == (0, 240)
    assert results["video_duration"].verdict is Verdict.OK


def test_several_people(make_track):
    track = make_track()
    results, _ = check(track, measures(track, people=3))
    assert results["video_people"].verdict is Verdict.WARN
    assert "3" in results["video_people"].text("en")


def test_an_upper_body_dance_is_not_full_body(make_track):
    sure = np.ones(NUM_JOINTS)
    sure[LEGS] = 0.1
    results, verdict = check(make_track(confidence=sure))
    assert not verdict.full_body
    assert "video_whole_body" not in results
    assert results["video_upper_body"].verdict is Verdict.WARN
    assert results["video_confidence"].verdict is Verdict.OK  # the arms are sure


def test_feet_below_the_frame_make_an_upper_body_dance(make_track):
    assert not is_full_body(make_track(at=(360, 1000)))
    assert is_full_body(make_track())


def test_one_leg_hidden_behind_the_other_is_still_a_dance_of_the_whole_body(make_track):
    sure = np.ones(NUM_JOINTS)
    sure[ANKLES[0]] = 0.2
    assert is_full_body(make_track(confidence=sure))


def test_motion_capture_knows_no_frame(make_track):
    track = make_track(source="bvh", at=(5000, 5000))
    verdict = check_video(track, None)
    results = {result.code: result for result in verdict.results}
    assert verdict.full_body
    assert {r.verdict for r in results.values()} == {Verdict.OK}
    assert "video_whole_body" not in results
    assert "video_camera" not in results


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"at": (200, 680)}, "video_whole_body"),
        ({"torso": 50}, "video_figure_size"),
        ({"width": 340, "at": (170, 680), "torso": 150}, "video_size"),
        ({"fps": 10}, "video_fps"),
        ({"swings_hz": 12, "fps": 60}, "video_speed"),
        ({"confidence": 0.55}, "video_confidence"),
    ],
)
def test_each_shortcoming_warns_alone(make_track, changes, code):
    assert warned(make_track(**changes)) == {code}


def test_turned_away_and_lying(make_track, body):
    assert warned(make_track(body=body * [-1, 1])) == {"video_facing"}
    lying = body[:, ::-1] * [1, 1]
    assert "video_upright" in warned(make_track(body=lying, torso=150))


def test_turns_are_part_of_dances(make_track):
    track = make_track(6)
    xy = track.xy.copy()
    middle = xy[60:90, Joint.PELVIS, 0][:, None]
    xy[60:90, :, 0] = 2 * middle - xy[60:90, :, 0]
    assert "video_facing" not in warned(replace(track, xy=xy))
