"""Checks of the dance: judges a pose track and what was measured beside it, and chooses the part that is used.

Pure: reads no file. `run.py` and the engine call it with what they have already read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from mudong.media.probe import MediaInfo
from mudong.motion import posture
from mudong.motion.checks import steady
from mudong.motion.checks.limits import DEFAULT_LIMITS, CheckLimits
from mudong.motion.checks.result import CheckResult, Verdict, at_least, at_most, share_at_least, share_at_most
from mudong.motion.checks.steady import FrameMeasures, Part
from mudong.motion.measures import VideoMeasures
from mudong.motion.track import PoseTrack

_HALF_FRAME_S = 0.02
"""Three seconds at any frame rate may miss half a frame."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoVerdict:
    """The results, the part of the track to use (first frame, frame after the last), and whether legs dance too."""

    results: tuple[CheckResult, ...]
    usable: Part
    full_body: bool


@dataclass(frozen=True, slots=True)
class Span:
    """The part that is used, in seconds of the source."""

    start_s: float
    stop_s: float

    @property
    def length(self) -> float:
        """Its duration."""
        return self.stop_s - self.start_s

    @property
    def params(self) -> tuple[tuple[str, object], ...]:
        """For the texts that say which part is used."""
        return ("start_s", round(self.start_s, 2)), ("stop_s", round(self.stop_s, 2))


def check_video(
    track: PoseTrack,
    measures: VideoMeasures | None,
    info: MediaInfo | None = None,
    *,
    start_s: float = 0.0,
    limits: CheckLimits = DEFAULT_LIMITS,
) -> VideoVerdict:
    """Judge a dance. `measures` and `info` are None for tracks that never were a video (BVH, JSON).

    start_s: where the track starts in its source; only what is said about times depends on it.
    """
    there = steady.tracked(track, limits)
    if not there.any():
        return VideoVerdict(results=(_nobody(limits),), usable=(0, 0), full_body=False)
    frames = FrameMeasures.of(track, measures, limits)
    cuts = [] if frames is None else frames.cuts(limits)
    whole_shot = steady.longest(steady.shots(there, cuts))
    usable = _calm_enough(whole_shot, track, frames, limits)
    part = track.span(*usable)
    seconds = Span(start_s + usable[0] / float(track.fps), start_s + usable[1] / float(track.fps))
    full_body = is_full_body(part, limits)
    results = [_found(there, limits), _duration(seconds, limits)]
    if track.source == "video":
        fps = float(track.fps if info is None or info.video is None else info.video.fps)
        results += [
            at_least("video_size", min(track.width, track.height), limits.video_side_px, "px"),
            at_least("video_fps", round(fps, 2), limits.video_fps, "fps"),
            _whole_body(part, full_body, limits),
            at_least("video_figure_size", _figure_px(part), limits.video_figure_px, "px"),
            share_at_least("video_confidence", _confidence(part, full_body), limits.confidence),
        ]
    if frames is not None:
        results += [
            _people(frames, usable, limits),
            _cuts(len(cuts), seconds),
            _camera(frames, whole_shot, seconds, limits),
        ]
    results += [
        at_most("video_speed", _speed(part), limits.speed_torso_s, "torso/s"),
        share_at_most("video_upright", _share(posture.lean_deg(part.xy) > limits.lean_deg), limits.lying_frames),
        share_at_most("video_facing", _share(posture.facing(part.xy) < limits.facing), limits.turned_frames),
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
        limit=100 * limits.tracked_frames,
        unit="%",
        renderable=False,
    )


def _found(there: np.ndarray, limits: CheckLimits) -> CheckResult:
    return share_at_least("video_person", _share(there), limits.tracked_frames)


def _duration(used: Span, limits: CheckLimits) -> CheckResult:
    return CheckResult(
        code="video_duration",
        verdict=Verdict.OK if used.length >= limits.motion_least_s - _HALF_FRAME_S else Verdict.REFUSE,
        value=round(used.length, 2),
        limit=limits.motion_least_s,
        unit="s",
        params=used.params,
        renderable=used.length > limits.motion_renderable_s,
    )


def _whole_body(part: PoseTrack, full_body: bool, limits: CheckLimits) -> CheckResult:
    """Share of frames with head, hands and feet inside the frame; a dance without legs is told as such."""
    ends = posture.inside(part.xy, part.width, part.height)[:, posture.OUTLINE]
    if not full_body:
        return CheckResult(
            code="video_upper_body", verdict=Verdict.WARN, value=0.0, limit=100 * limits.leg_frames, unit="%"
        )
    return share_at_least("video_whole_body", _share(np.asarray(ends.all(axis=1))), limits.whole_frames)


def _figure_px(part: PoseTrack) -> float:
    return round(float(np.median(posture.height(part.xy))), 1)


def _confidence(part: PoseTrack, full_body: bool) -> float:
    limbs = posture.LIMBS if full_body else posture.ARMS
    return float(part.confidence[:, limbs].mean())


def _people(frames: FrameMeasures, usable: Part, limits: CheckLimits) -> CheckResult:
    people = frames.people[slice(*usable)]
    result = share_at_most("video_people", _share(people > 1), limits.people_frames)
    return replace(result, params=(("people", int(people.max(initial=1))),))


def _cuts(num_cuts: int, used: Span) -> CheckResult:
    return replace(at_most("video_cuts", num_cuts, 0, ""), params=used.params)


def _camera(frames: FrameMeasures, shot: Part, used: Span, limits: CheckLimits) -> CheckResult:
    """How far the background wanders over the whole shot, as a share of the frame; zoom in the same measure."""
    wander = np.ptp(frames.camera[slice(*shot)], axis=0)
    worst = float((wander / [limits.camera_shift, limits.camera_shift, limits.camera_zoom]).max())
    return replace(share_at_most("video_camera", worst * limits.camera_shift, limits.camera_shift), params=used.params)


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
    return float(flags.mean()) if flags.size else 0.0
