"""One body followed through a video: frames in, a raw track out. Decoding and smoothing are others' work.

Everybody of a similar size is followed while frames come in; at the end the one who was largest for longest is kept, so
that somebody who crosses the picture early does not become the dancer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from mudong.motion.measures import FrameObserver
from mudong.motion.pose.estimator import Body, PoseEstimator, Sighting
from mudong.motion.pose.face import FACE_FIELDS, FaceReader
from mudong.motion.pose.mirror import mirrored_picture, settle
from mudong.motion.pose.raw import RawTrack
from mudong.motion.pose.region import Region
from mudong.motion.track import NUM_HAND_POINTS, FaceTrack
from mudong.spec.joints import NUM_JOINTS

LOOK_EVERY_S = 0.5
"""How often the whole picture is searched for people while somebody is being followed."""
MAX_FOLLOWED = 3
RIVAL_SIZE = 0.6
"""People smaller than this share of the largest are counted, not followed."""
SAME_BODY = 0.2
"""Two followers whose joints lie closer than this share of their size have run into one body."""
STEADY = 0.04
"""The region stays where it is while the body asks for one that differs by less than this. Most jitter comes from
regions that move: read through one that stays, the joints of a noisy still tremble a hundred times less."""
REACH = 0.6
"""How far, in its own sizes per second without sight (at least one quarter), somebody can have gone."""


class TimedFrame(Protocol):
    """A decoded frame: seconds from the start of the video and (height, width, 3) uint8 RGB."""

    @property
    def time_s(self) -> float:
        """Presentation time."""
        ...

    @property
    def pixels(self) -> np.ndarray:
        """The picture."""
        ...


@dataclass(slots=True)
class _Follower:
    """Somebody being followed: rows by frame index, where to look next, and the sum of sizes over all frames."""

    region: Region
    faces: FaceReader
    seen_s: float
    size: float
    lost: bool = False
    weight: float = 0.0
    bodies: dict[int, Body] = field(default_factory=dict)
    face_rows: dict[int, Future[np.ndarray]] = field(default_factory=dict)


def track_video(
    frames: Iterable[TimedFrame],
    estimator: PoseEstimator,
    *,
    observer: FrameObserver | None = None,
    progress: Callable[[float], None] | None = None,
) -> RawTrack:
    """Follow the largest person through `frames`.

    observer sees every frame beside the estimator; progress is told the time of every frame. A video in which nobody
    is ever found gives a track without a found frame; one without frames raises ValueError.
    """
    with ThreadPoolExecutor(1) as face_thread, ThreadPoolExecutor(1) as watcher:
        scene = _Scene(estimator, face_thread)
        pending: Future[None] | None = None
        for frame in frames:
            scene.see(frame.time_s, frame.pixels)
            if pending is not None:
                pending.result()
            if observer is not None:
                pending = watcher.submit(
                    observer.see, frame.time_s, frame.pixels, scene.leading_box(), int(scene.people[-1])
                )
            if progress is not None:
                progress(frame.time_s)
        if pending is not None:
            pending.result()
        return scene.track()


class _Scene:
    """All followers of one video, frame after frame."""

    def __init__(self, estimator: PoseEstimator, face_thread: ThreadPoolExecutor) -> None:
        self._estimator = estimator
        self._face_thread = face_thread
        self._followers: list[_Follower] = []
        self._looked_s = -np.inf
        self._others = 0
        self._last_face: Future[np.ndarray] | None = None
        self.times: list[float] = []
        self.people: list[int] = []
        self.width = self.height = 0

    def see(self, time_s: float, pixels: np.ndarray) -> None:
        index = len(self.times)
        self.times.append(time_s)
        self.height, self.width = pixels.shape[:2]
        for follower in self._active():
            self._advance(follower, index, time_s, pixels)
        self._part_twins(index)
        if not self._active() or time_s - self._looked_s >= LOOK_EVERY_S:
            self._look_around(index, time_s, pixels)
        self.people.append(len(self._active()) + self._others)

    def leading_box(self) -> np.ndarray | None:
        """Box of whoever leads so far, in the newest frame."""
        index = len(self.times) - 1
        leader = max(self._followers, key=lambda f: f.weight, default=None)
        return leader.bodies[index].box if leader is not None and index in leader.bodies else None

    def track(self) -> RawTrack:
        count = len(self.times)
        if count == 0:
            raise ValueError("no frame was given")
        best = max(self._followers, key=lambda f: f.weight, default=None)
        rows = _empty_rows(count)
        faces = np.full((count, len(FACE_FIELDS)), np.nan)
        faces[:, -1] = 0
        if best is not None:
            for index, body in best.bodies.items():
                for name, row in zip(rows, (body.xy, body.depth, body.confidence, body.hands, body.box), strict=True):
                    rows[name][index] = row
            for index, future in best.face_rows.items():
                faces[index] = future.result()
        face = FaceTrack(**dict(zip(FACE_FIELDS, faces.T.astype(np.float32), strict=True)))
        return RawTrack(
            width=self.width,
            height=self.height,
            times_s=np.array(self.times),
            people=np.array(self.people),
            face=face if (faces[:, -1] > 0).any() else None,
            **rows,
        )

    def _active(self) -> list[_Follower]:
        return [follower for follower in self._followers if not follower.lost]

    def _advance(self, follower: _Follower, index: int, time_s: float, pixels: np.ndarray) -> None:
        """Read one follower's body in this frame; it is lost when nobody is there."""
        body = self._estimator.read(pixels, follower.region)
        follower.lost = body is None
        if body is None:
            return
        follower.bodies[index] = body
        follower.weight += body.size
        if not follower.region.close_to(body.next_region, STEADY):
            follower.region = body.next_region
        follower.seen_s, follower.size = time_s, body.size
        if body.face_region is not None:
            # The face of the former frame must be done first, so that no more than one frame waits in memory.
            if self._last_face is not None:
                self._last_face.result()
            self._last_face = self._face_thread.submit(follower.faces.read, pixels, body.face_region)
            follower.face_rows[index] = self._last_face

    def _part_twins(self, index: int) -> None:
        """Of two followers that have run into one body, the one with the longer past stays."""
        ranked = sorted(self._active(), key=lambda f: -len(f.bodies))
        for place, follower in enumerate(ranked):
            here = follower.bodies.get(index)
            for other in ranked[:place]:
                there = other.bodies.get(index)
                if here is None or there is None or other.lost:
                    continue
                if float(np.linalg.norm(here.xy - there.xy, axis=1).mean()) < SAME_BODY * there.size:
                    follower.lost = True
                    follower.weight -= follower.bodies.pop(index).size
                    follower.face_rows.pop(index, None)
                    break

    def _look_around(self, index: int, time_s: float, pixels: np.ndarray) -> None:
        """Search the whole picture: take up whom was lost, begin with newcomers of a similar size, count the rest."""
        self._looked_s = time_s
        active = self._active()
        strangers = [s for s in self._estimator.find(pixels) if not any(_known(s, f, index) for f in active)]
        self._others = 0
        for sighting in sorted(strangers, key=lambda s: -s.region.size):
            largest = max((f.region.size for f in self._active()), default=0.0)
            if len(self._active()) >= MAX_FOLLOWED or sighting.region.size < RIVAL_SIZE * largest:
                self._others += 1
                continue
            self._take_up(sighting, index, time_s, pixels)

    def _take_up(self, sighting: Sighting, index: int, time_s: float, pixels: np.ndarray) -> None:
        region = sighting.region
        former = [f for f in self._followers if f.lost and _reachable(f, region, time_s)]
        alone = not self._active() and len(self._followers) == 1
        follower = min(former or (self._followers if alone else []), key=lambda f: _apart(f, region), default=None)
        if follower is None:
            follower = _Follower(
                region=region, faces=FaceReader(self._estimator), seen_s=time_s, size=region.size, lost=True
            )
        # The detector's region is rough and may hold nobody; the one that is settled on will stay for many frames.
        body = settle(pixels, mirrored_picture(pixels), region, self._estimator, rounds=2)
        if body is None:
            return
        follower.region, follower.lost = body.region, False
        self._advance(follower, index, time_s, pixels)
        if follower not in self._followers:
            self._followers.append(follower)
        self._part_twins(index)


def _empty_rows(count: int) -> dict[str, np.ndarray]:
    return {
        "xy": np.full((count, NUM_JOINTS, 2), np.nan, np.float32),
        "depth": np.full((count, NUM_JOINTS), np.nan, np.float32),
        "confidence": np.zeros((count, NUM_JOINTS), np.float32),
        "hands": np.full((count, 2, NUM_HAND_POINTS, 2), np.nan, np.float32),
        "boxes": np.full((count, 4), np.nan, np.float32),
    }


def _apart(follower: _Follower, region: Region) -> float:
    return float(np.hypot(follower.region.x - region.x, follower.region.y - region.y))


def _known(sighting: Sighting, follower: _Follower, index: int) -> bool:
    """Whether a sighting is somebody who is being followed already: its middle lies at that one's hips."""
    if index not in follower.bodies:
        return False
    return _apart(follower, sighting.region) < 0.25 * min(follower.region.size, sighting.region.size)


def _reachable(follower: _Follower, region: Region, time_s: float) -> bool:
    """Whether somebody who was lost can be the one who is seen here now."""
    gone = REACH * max(0.25, time_s - follower.seen_s)
    alike = 0.6 < region.size / max(follower.region.size, 1.0) < 1.67
    return alike and _apart(follower, region) < gone * follower.region.size
