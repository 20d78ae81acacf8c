"""Checks of the dance: judges a pose track and what was measured beside it, and chooses the part that is used.

Pure: reads no file. `run.py` and the engine call it with what they have already read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Protocol

import numpy as np

from mudong.motion import posture
from mudong.motion.checks import steady
from mudong.motion.checks.limits import DEFAULT_LIMITS, CheckLimits
from mudong.motion.checks.result import CheckResult, Verdict, at_least, at_most
from mudong.motion.checks.steady import FrameMeasures, Part
from mudong.motion.measures import VideoMeasures
from mudong.motion.track import PoseTrack


class VideoFacts(Protocol):
    """What of a probed file the checks want to know."""

    @property
    def fps(self) -> Fraction | float:
        """Frames a second of the file, before any resampling."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoVerdict:
    """The results, the part of the track to use (first frame, frame after the last), and whether legs dance too."""

    results: tuple[CheckResult, ...]
    usable: Part
    full_body: bool


def check_video(
    track: PoseTrack,
    measures: VideoMeasures | None,
    info: VideoFacts | None = None,
    *,
    limits: CheckLimits = DEFAULT_LIMITS,
) -> VideoVerdict:
    """Judge a dance. `measures` and `info` are None for tracks that never were a video (BVH, JSON)."""
    there = steady.tracked(track, limits)
    if not there.any():
        return VideoVerdict(results=(_nobody(limits),), usable=(0, 0), full_body=False)
    frames = FrameMeasures.of(track, measures, limits)
    cuts = [] if frames is None else frames.cuts(limits)
    whole_shot = steady.longest(steady.shots(there, cuts))
    usable = _calm_enough(whole_shot, track, frames, limits)
    part = track.span(*usable)
    full_body = is_full_body(part, limits)
    results = [_found(there, limits), _duration(track, usable, limits)]
    if track.source == "video":
        fps = float(track.fps if info is None else info.fps)
        results += [
            at_least("video_size", min(track.width, track.height), limits.video_side_px, "px"),
            at_least("video_fps", round(fps, 2), limits.video_fps, "fps"),
            _whole_body(part, full_body, limits),
            at_least("video_figure_size", _figure_px(part), limits.video_figure_px, "px"),
            at_least("video_confidence", _confidence(part, full_body), limits.confidence, "share"),
        ]
    if frames is not None:
        results += [
            _people(frames, usable, limits),
            _cuts(cuts, track, usable),
            _camera(frames, whole_shot, track, usable, limits),
        ]
    results += [
        at_most("video_speed", _speed(part), limits.speed_torso_s, "torso/s"),
        at_most("video_upright", _share(posture.lean_deg(part.xy) > limits.lean_deg), limits.lying_frames, "share"),
        at_most("video_facing", _share(posture.facing(part.xy) < limits.facing), limits.turned_frames, "share"),
    ]
    return VideoVerdict(results=tuple(results), usable=usable, full_body=full_body)


def is_full_body(track: PoseTrack, limits: CheckLimits = DEFAULT_LIMITS) -> bool:
    """Whether ankles are seen in the frame long enough for the legs to be a part of the dance."""
    if track.source == "video":
        legs = posture.legs_seen(track.xy, track.confidence, track.width, track.height, least=limits.seen)
    else:  # the coordinates of a motion capture know no frame
        legs = (track.confidence[:, posture.ANKLES] >= limits.seen).sum(axis=1)
    return _share(legs >= limits.legs_dance) >= limits.leg_frames


def _calm_enough(shot: Part, track: PoseTrack, frames: FrameMeasures | None, limits: CheckLimits) -> Part:
    """The calm piece of the shot; the whole shot where that would be too short to dance to.

    A film taken while walking along has no calm piece, but its dance is there; only the steps across the floor suffer.
    """
    if frames is None:
        return shot
    calm = steady.calm(shot, frames.camera, limits)
    return calm if (calm[1] - calm[0]) / float(track.fps) >= limits.motion_least_s else shot


def _nobody(limits: CheckLimits) -> CheckResult:
    return CheckResult(
        code="video_person",
        verdict=Verdict.REFUSE,
        value=0.0,
        limit=limits.tracked_frames,
        unit="share",
        renderable=False,
    )


def _found(there: np.ndarray, limits: CheckLimits) -> CheckResult:
    return at_least("video_person", _share(there), limits.tracked_frames, "share")


def _duration(track: PoseTrack, usable: Part, limits: CheckLimits) -> CheckResult:
    start, stop = _seconds(track, usable)
    enough = stop - start >= limits.motion_least_s - 0.5 / float(track.fps)
    return CheckResult(
        code="video_duration",
        verdict=Verdict.OK if enough else Verdict.REFUSE,
        value=round(stop - start, 2),
        limit=limits.motion_least_s,
        unit="s",
        params=(("start_s", start), ("stop_s", stop)),
        renderable=stop - start > limits.motion_renderable_s,
    )


def _whole_body(part: PoseTrack, full_body: bool, limits: CheckLimits) -> CheckResult:
    """Share of frames with head, hands and feet inside the frame; a dance without legs is told as such."""
    ends = posture.inside(part.xy, part.width, part.height)[:, posture.OUTLINE]
    if not full_body:
        return CheckResult(
            code="video_upper_body", verdict=Verdict.WARN, value=0.0, limit=limits.leg_frames, unit="share"
        )
    return at_least("video_whole_body", _share(np.asarray(ends.all(axis=1))), limits.whole_frames, "share")


def _figure_px(part: PoseTrack) -> float:
    return round(float(np.median(posture.height(part.xy))), 1)


def _confidence(part: PoseTrack, full_body: bool) -> float:
    limbs = posture.LIMBS if full_body else posture.ARMS
    return round(float(part.confidence[:, limbs].mean()), 3)


def _people(frames: FrameMeasures, usable: Part, limits: CheckLimits) -> CheckResult:
    people = frames.people[slice(*usable)]
    result = at_most("video_people", _share(people > 1), limits.people_frames, "share")
    return replace(result, params=(("people", int(people.max(initial=1))),))


def _cuts(cuts: list[int], track: PoseTrack, usable: Part) -> CheckResult:
    start, stop = _seconds(track, usable)
    result = at_most("video_cuts", len(cuts), 0, "cuts")
    return replace(result, params=(("start_s", start), ("stop_s", stop)))


def _camera(frames: FrameMeasures, shot: Part, track: PoseTrack, usable: Part, limits: CheckLimits) -> CheckResult:
    """How far the background wanders over the whole shot, as a share of the frame."""
    start, stop = _seconds(track, usable)
    wander = np.ptp(frames.camera[slice(*shot)], axis=0)
    worst = float((wander / [limits.camera_shift, limits.camera_shift, limits.camera_zoom]).max())
    result = at_most("video_camera", round(worst * limits.camera_shift, 3), limits.camera_shift, "share")
    return replace(result, params=(("start_s", start), ("stop_s", stop)))


def _speed(part: PoseTrack) -> float:
    """95th percentile of the faster wrist's speed, torsos a second, where both ends were seen."""
    if len(part) < 2:
        return 0.0
    scale = float(np.median(posture.torso(part.xy)))
    step = np.linalg.norm(np.diff(part.xy[:, posture.WRISTS], axis=0), axis=2) * float(part.fps) / scale
    sure = np.minimum(part.confidence[1:, posture.WRISTS], part.confidence[:-1, posture.WRISTS]) >= 0.3
    fast = np.where(sure, step, 0.0).max(axis=1)
    return round(float(np.percentile(fast, 95)), 2)


def _share(flags: np.ndarray) -> float:
    return round(float(flags.mean()), 3) if flags.size else 0.0


def _seconds(track: PoseTrack, part: Part) -> tuple[float, float]:
    return round(part[0] / float(track.fps), 2), round(part[1] / float(track.fps), 2)
