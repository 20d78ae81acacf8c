"""One body followed through a video: frames in, a raw track out. Decoding and smoothing are others' work.

Everybody of a similar size is followed while frames come in; at the end the one who was largest for longest is kept, so
that somebody who crosses the picture early does not become the dancer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

import numpy as np

from mudong.motion.measures import FrameObserver
from mudong.motion.pose.estimator import PoseEstimator, Sighting
from mudong.motion.pose.face import FACE_FIELDS, FaceReader
from mudong.motion.pose.follower import Follower
from mudong.motion.pose.mirror import mirrored_picture, settle
from mudong.motion.pose.raw import RawTrack
from mudong.motion.pose.search import find_in_parts
from mudong.motion.track import NUM_HAND_POINTS, FaceTrack
from mudong.spec.joints import NUM_JOINTS

LOOK_EVERY_S = 0.75
"""How often the whole picture is searched for people while somebody is being followed."""
CLOSE_EVERY_S = 4.0
"""How often it is searched closely, for those whom the whole picture shows too small."""
MAX_FOLLOWED = 3
RIVAL_SIZE = 0.6
"""People smaller than this share of the largest are counted, not followed."""
SURE = 0.65
"""Score from which somebody who is not followed is counted."""
SAME_BODY = 0.2
"""Two followers whose joints lie closer than this share of their size have run into one body."""


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
        self._followers: list[Follower] = []
        self._looked_s = self._closely_s = -np.inf
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

    def _active(self) -> list[Follower]:
        return [follower for follower in self._followers if not follower.lost]

    def _advance(self, follower: Follower, index: int, time_s: float, pixels: np.ndarray) -> None:
        """Read one follower's body in this frame; it is lost when nobody is there."""
        body = self._estimator.read(pixels, follower.region)
        follower.lost = body is None
        if body is None or not follower.accepts(body):
            return
        follower.bodies[index] = body
        follower.weight += body.size
        follower.go_to(body.next_region, time_s)
        if body.face_region is not None:
            # The face of the former frame must be done first, so that no more than one frame waits in memory.
            if self._last_face is not None:
                self._last_face.result()
            self._last_face = self._face_thread.submit(follower.faces.read, pixels, body.face_region)
            follower.face_rows[index] = self._last_face

    def _part_twins(self, index: int) -> None:
        """Of two followers that have run into one body, the one whose size it has stays."""
        active = self._active()
        for place, follower in enumerate(active):
            for other in active[:place]:
                if index not in follower.bodies or index not in other.bodies:
                    continue
                here, there = follower.bodies[index], other.bodies[index]
                if float(np.linalg.norm(here.xy - there.xy, axis=1).mean()) < SAME_BODY * there.size:
                    gone = min((follower, other), key=lambda f: f.likeness(index))
                    gone.lost = True
                    gone.weight -= gone.bodies.pop(index).size
                    gone.face_rows.pop(index, None)

    def _look_around(self, index: int, time_s: float, pixels: np.ndarray) -> None:
        """Search the whole picture: take up whom was lost, begin with newcomers of a similar size, count the rest."""
        self._looked_s = time_s
        closely = time_s - self._closely_s >= CLOSE_EVERY_S
        seen = find_in_parts(pixels, self._estimator, tiles=2) if closely else self._estimator.find(pixels)
        active = self._active()
        strangers = [sighting for sighting in seen if not any(_known(sighting, f, index) for f in active)]
        passed = 0
        for sighting in sorted(strangers, key=lambda s: -s.region.size):
            largest = max((f.last.size for f in self._active()), default=0.0)
            if len(self._active()) < MAX_FOLLOWED and sighting.region.size >= RIVAL_SIZE * largest:
                self._take_up(sighting, index, time_s, pixels)
            elif sighting.score >= SURE:
                passed += 1
        if closely:
            self._closely_s, self._others = time_s, passed

    def _take_up(self, sighting: Sighting, index: int, time_s: float, pixels: np.ndarray) -> None:
        region = sighting.region
        former = [f for f in self._followers if f.lost and f.can_be(region, time_s)]
        alone = not self._active() and len(self._followers) == 1
        former = former or (self._followers if alone else [])
        # The detector's region is rough and may hold nobody; the one that is settled on will stay for many frames.
        body = settle(pixels, mirrored_picture(pixels), region, self._estimator, rounds=2)
        if body is None:
            return
        follower = min(former, key=lambda f: f.apart(region, time_s), default=None) or Follower(
            region=body.region, faces=FaceReader(self._estimator), last=body.region, seen_s=time_s
        )
        follower.region = follower.last = body.region
        follower.seen_s, follower.lost, follower.strikes = time_s, False, 0
        follower.sizes.clear()
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


def _known(sighting: Sighting, follower: Follower, index: int) -> bool:
    """Whether a sighting is somebody who is being followed already: its middle lies at that one's hips."""
    if index not in follower.bodies:
        return False
    apart = follower.apart(sighting.region, follower.seen_s)
    return apart < 0.25 * min(follower.last.size, sighting.region.size)
