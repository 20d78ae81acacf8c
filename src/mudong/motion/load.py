"""Any file that holds a movement -> `LoadedMotion`: a video, a BVH file or a pose track in JSON, told apart by content.

The only place that knows all three, and the cache: reading poses out of a video is the slow step of the whole line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from pathlib import Path

import numpy as np

from mudong.media.decode import Frame, read_frames
from mudong.media.probe import MediaInfo, probe
from mudong.motion.bvh import read_bvh
from mudong.motion.cache import content_key, load_arrays, store_arrays
from mudong.motion.checks.measure import FrameMeter
from mudong.motion.measures import FrameObserver, VideoMeasures
from mudong.motion.pose.ahead import ahead
from mudong.motion.pose.blaze import BlazePose
from mudong.motion.pose.estimator import PoseEstimator
from mudong.motion.pose.raw import RawTrack
from mudong.motion.pose.video import track_video
from mudong.motion.smooth import smooth
from mudong.motion.track import FaceTrack, PoseTrack
from mudong.motion.track_io import read_track
from mudong.spec.engine import Progress, Run
from mudong.spec.errors import Cancelled, MotionError
from mudong.spec.plan import Notice
from mudong.spec.timebase import Timebase

CACHE_AREA = "motion"
CACHE_VERSION = 2
"""Raise it whenever the same video would give another track."""
FIT_SIDE = 1280
"""Longest side in pixels at which a video is looked at."""
MAX_TRACK_FPS = 60
STAGE = "pose"
"""Name of this step in progress reports."""
_HEAD_BYTES = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedMotion:
    """A movement ready for use: repaired and smoothed where it was estimated, as it is where it was given.

    start_s: where the track's first frame lies in the source. measures, info: of a video, else None. cached: nothing
    had to be estimated. notices: what the user should know about the source, such as joints that it lacks.
    """

    track: PoseTrack
    measures: VideoMeasures | None = None
    info: MediaInfo | None = None
    start_s: float = 0.0
    cached: bool = False
    notices: tuple[Notice, ...] = ()


def load_motion(
    path: Path,
    *,
    start_s: float | None = None,
    end_s: float | None = None,
    view: float = 0.0,
    cache: bool = True,
    run: Run | None = None,
    estimator: PoseEstimator | None = None,
    observer: FrameObserver | None = None,
) -> LoadedMotion:
    """The movement in `path`, between `start_s` and `end_s` seconds where they are given.

    view: degrees by which the camera stands to the left of the dancer's front, for sources in space (BVH).
    run: progress and cancelling. estimator, observer: made here when a video has to be read and none is given.
    A video in which nobody is found gives a track whose confidence is 0 everywhere. Raises `MediaError`, `MotionError`,
    `Unavailable` (no pose models) and `Cancelled`.
    """
    kind = _kind(path)
    if kind == "video":
        return _from_video(path, start_s, end_s, cache, run or Run(), estimator, observer)
    if kind == "bvh":
        motion = read_bvh(path, view_deg=view)
        notices = (Notice.of("motion.bvh_missing", joints=", ".join(motion.missing)),) if motion.missing else ()
        return replace(_trimmed(motion.track, path, start_s, end_s), notices=notices)
    return _trimmed(read_track(path), path, start_s, end_s)


def _kind(path: Path) -> str:
    """`bvh`, `json` or `video`: by the first bytes, then by the name; the rest is the video reader's to judge."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES).removeprefix(b"\xef\xbb\xbf").lstrip()
    except OSError:
        head = b""
    if head[:9].upper() == b"HIERARCHY" or path.suffix.lower() == ".bvh":
        return "bvh"
    if head[:1] in (b"{", b"[") or path.suffix.lower() == ".json":
        return "json"
    return "video"


def _trimmed(track: PoseTrack, path: Path, start_s: float | None, end_s: float | None) -> LoadedMotion:
    base = Timebase(track.fps)
    first = 0 if start_s is None else max(0, base.frame_at(start_s))
    stop = len(track) if end_s is None else min(len(track), round(end_s * float(track.fps)))
    if first >= stop:
        end = track.duration_s if end_s is None else end_s
        raise MotionError("motion.trim", path=str(path), start=start_s or 0, end=end, length=round(track.duration_s, 2))
    return LoadedMotion(track=track.span(first, stop), start_s=base.seconds_at(first))


def _from_video(
    path: Path,
    start_s: float | None,
    end_s: float | None,
    cache: bool,
    run: Run,
    estimator: PoseEstimator | None,
    observer: FrameObserver | None,
) -> LoadedMotion:
    info = probe(path)
    key = content_key(path, CACHE_VERSION, start_s, end_s) if cache else None
    stored = load_arrays(CACHE_AREA, key) if key else None
    known = _unpacked(stored, info) if stored else None
    if known is not None:
        return known
    watcher = observer or FrameMeter()
    reader = estimator or BlazePose()
    with closing(ahead(_frames(path, start_s, end_s, info, run))) as frames:
        raw = track_video(frames, reader, observer=watcher)
    loaded = _finished(raw, watcher.measures(), info)
    if key is not None:
        store_arrays(CACHE_AREA, key, _packed(loaded))
    return loaded


def _frames(path: Path, start_s: float | None, end_s: float | None, info: MediaInfo, run: Run) -> Iterator[Frame]:
    """The frames to look at; tells how far they are, and stops when the user does."""
    begin, end = start_s or 0.0, min(end_s or info.duration_s, info.duration_s)
    total = max(1, round((end - begin) * float(info.video.fps if info.video else 30)))
    done = 0
    for frame in read_frames(path, fit=FIT_SIDE, start_s=start_s, end_s=end_s):
        if run.cancelled():
            raise Cancelled
        yield frame
        done += 1
        run.progress(Progress(stage=STAGE, done=min(done, total), total=total))
    if not done:
        raise MotionError("motion.trim", path=str(path), start=begin, end=end, length=round(info.duration_s, 2))


def _finished(raw: RawTrack, measures: VideoMeasures, info: MediaInfo) -> LoadedMotion:
    """Raw rows -> the smoothed track, in pixels of the video as a viewer sees it."""
    track = smooth(raw.at_rate(_rate(raw.times_s, info)))
    width, height = (info.video.width, info.video.height) if info.video else (raw.width, raw.height)
    zoom = width / raw.width
    face = track.face
    if face is not None:
        face = replace(face, size_px=face.size_px * np.float32(zoom))
    track = replace(
        track,
        width=width,
        height=height,
        xy=track.xy * np.float32(zoom),
        depth=track.depth * np.float32(zoom),
        hands=None if track.hands is None else track.hands * np.float32(zoom),
        face=face,
    )
    measures = replace(measures, people=raw.people, boxes=raw.boxes * zoom)
    return LoadedMotion(track=track, measures=measures, info=info, start_s=float(raw.times_s[0]))


def _rate(times_s: np.ndarray, info: MediaInfo) -> Fraction:
    """The source's rate; for a variable one that of its usual frames; never above `MAX_TRACK_FPS`."""
    if info.video is not None and not info.video.variable_fps and info.video.fps > 0:
        fps = info.video.fps
    else:
        step = float(np.median(np.diff(times_s))) if len(times_s) > 1 else 1 / 30
        fps = Timebase.of(1 / max(step, 1e-3)).fps
    return fps / -(-fps // MAX_TRACK_FPS)


def _packed(loaded: LoadedMotion) -> dict[str, np.ndarray]:
    """Everything but the file's own description, as plain arrays."""
    track, measures = loaded.track, loaded.measures
    scalars = {"fps": str(track.fps), "width": track.width, "height": track.height, "start_s": loaded.start_s}
    arrays = {"scalars": np.array(json.dumps(scalars))}
    arrays |= {f"track_{name}": getattr(track, name) for name in ("xy", "depth", "confidence")}
    if track.hands is not None:
        arrays["track_hands"] = track.hands
    if track.face is not None:
        arrays |= {f"face_{f.name}": getattr(track.face, f.name) for f in fields(FaceTrack)}
    if measures is not None:
        arrays |= {f"measure_{f.name}": getattr(measures, f.name) for f in fields(VideoMeasures)}
    return arrays


def _unpacked(arrays: dict[str, np.ndarray], info: MediaInfo) -> LoadedMotion | None:
    """What `_packed` stored; None when anything is missing or wrong."""
    try:
        scalars = json.loads(str(arrays["scalars"]))
        face = "face_confidence" in arrays
        track = PoseTrack(
            fps=Fraction(scalars["fps"]),
            width=scalars["width"],
            height=scalars["height"],
            xy=arrays["track_xy"],
            depth=arrays["track_depth"],
            confidence=arrays["track_confidence"],
            hands=arrays.get("track_hands"),
            face=FaceTrack(**{f.name: arrays[f"face_{f.name}"] for f in fields(FaceTrack)}) if face else None,
            source="video",
        )
        measures = VideoMeasures(**{f.name: arrays[f"measure_{f.name}"] for f in fields(VideoMeasures)})
        return LoadedMotion(track=track, measures=measures, info=info, start_s=scalars["start_s"], cached=True)
    except (KeyError, ValueError, TypeError):
        return None
