"""Which part of a reference video is used: the longest without a cut, with the dancer found and a calm camera.

Answers in frames of the track. Decides only by the limits it is given; what is said about it is written in `video`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mudong.motion import posture
from mudong.motion.checks.limits import CheckLimits
from mudong.motion.measures import VideoMeasures
from mudong.motion.track import PoseTrack

Part = tuple[int, int]
"""First frame and the one after the last."""


@dataclass(frozen=True, slots=True)
class FrameMeasures:
    """`VideoMeasures` carried over to the frames of a track.

    cut: (frames,) highest score since the former frame; camera: (frames, 3) path of the background since the start,
    cuts left out; people: (frames,).
    """

    cut: np.ndarray
    camera: np.ndarray
    people: np.ndarray

    @classmethod
    def of(cls, track: PoseTrack, measures: VideoMeasures | None, limits: CheckLimits) -> FrameMeasures | None:
        """None where nothing was measured. The track's first frame is the first that was measured."""
        if measures is None or len(measures.times_s) == 0:
            return None
        since_start = measures.times_s - measures.times_s[0]
        at = np.arange(len(track)) / float(track.fps)
        moves = np.where((measures.cut >= limits.cut)[:, None], 0.0, measures.camera)
        path = np.cumsum(moves, axis=0)
        camera = np.stack([np.interp(at, since_start, path[:, axis]) for axis in range(3)], axis=1)
        nearest = np.clip(np.searchsorted(since_start, at + 0.5 / float(track.fps)) - 1, 0, len(since_start) - 1)
        frame_of = np.clip(np.round(since_start * float(track.fps)).astype(int), 0, len(track) - 1)
        cut = np.zeros(len(track))
        np.maximum.at(cut, frame_of, measures.cut)
        return cls(cut=cut, camera=camera, people=measures.people[nearest])

    def cuts(self, limits: CheckLimits) -> list[int]:
        """Frames at which a new shot starts. Scores that stay high over some frames are one cut, at the highest."""
        starts: list[int] = []
        high = self.cut >= limits.cut
        for start, stop in runs(high):
            starts.append(start + int(np.argmax(self.cut[start:stop])))
        return [frame for frame in starts if frame > 0]


def runs(flags: np.ndarray) -> Iterator[Part]:
    """The stretches of a (frames,) bool array that are true."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def longest(parts: list[Part]) -> Part:
    """The longest part, the earliest of equals; (0, 0) when there is none."""
    return max(parts, key=lambda part: (part[1] - part[0], -part[0]), default=(0, 0))


def tracked(track: PoseTrack, limits: CheckLimits) -> np.ndarray:
    """(frames,) whether the dancer is there, short losses bridged."""
    there = track.confidence[:, posture.CORE].mean(axis=1) >= limits.tracked_core
    bridge = int(limits.tracked_gap_s * float(track.fps))
    for start, stop in list(runs(~there)):
        if start > 0 and stop < len(there) and stop - start <= bridge:
            there[start:stop] = True
    return there


def shots(there: np.ndarray, cuts: list[int]) -> list[Part]:
    """The stretches where somebody is there, split at the cuts."""
    parts: list[Part] = []
    for start, stop in runs(there):
        edges = [start, *(cut for cut in cuts if start < cut < stop), stop]
        parts.extend(itertools.pairwise(edges))
    return parts


def calm(part: Part, camera: np.ndarray, limits: CheckLimits) -> Part:
    """The longest piece of `part` in which the background (frames, 3) wanders no farther than the limits.

    Two ends moving forwards: a piece that is too restless stays so however it grows.
    """
    allowed = np.array([limits.camera_shift, limits.camera_shift, limits.camera_zoom])
    best, start = (part[0], part[0]), part[0]
    low = high = camera[start]
    for stop in range(part[0] + 1, part[1] + 1):
        low, high = np.minimum(low, camera[stop - 1]), np.maximum(high, camera[stop - 1])
        while (high - low > allowed).any():
            start += 1
            low, high = camera[start:stop].min(axis=0), camera[start:stop].max(axis=0)
        best = longest([best, (start, stop)])
    return best
