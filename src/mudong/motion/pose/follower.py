"""`Follower`: somebody who is being followed through a video. Knows where to look next; reads no pixels."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass, field

import numpy as np

from mudong.motion.pose.estimator import Body
from mudong.motion.pose.face import FaceReader
from mudong.motion.pose.region import Region

COAST_S = 0.7
"""How long somebody out of sight is thought to go on at the former speed."""
REACH = 0.6
"""How far, in its own sizes per second without sight (at least one quarter), somebody can have gone."""
LEAP = 1.25
"""A body so much larger or smaller than the newest ones is somebody else who came in between."""
MAX_STRIKES = 3
STEADY = 0.04
"""The region stays where it is while the body asks for one that differs by less than this. Most jitter comes from
regions that move: read through one that stays, the joints of a noisy still tremble a hundred times less."""


@dataclass(slots=True)
class Follower:
    """Somebody being followed: rows by frame index, where to look next, and the sum of sizes over all frames.

    last, sizes: the region the newest body asked for, and how large the newest ten were. velocity: (2,) pixels per
    second. strikes: readings in a row that were somebody else.
    """

    region: Region
    faces: FaceReader
    last: Region
    seen_s: float
    velocity: np.ndarray = field(default_factory=lambda: np.zeros(2))
    lost: bool = False
    strikes: int = 0
    weight: float = 0.0
    sizes: deque[float] = field(default_factory=lambda: deque(maxlen=10))
    bodies: dict[int, Body] = field(default_factory=dict)
    face_rows: dict[int, Future[np.ndarray]] = field(default_factory=dict)

    def go_to(self, region: Region, time_s: float) -> None:
        """Take note of where the body is now; the region to read moves only when it must."""
        if time_s > self.seen_s:
            step = np.array([region.x - self.last.x, region.y - self.last.y]) / (time_s - self.seen_s)
            self.velocity = 0.7 * self.velocity + 0.3 * step
        self.last, self.seen_s = region, time_s
        self.sizes.append(region.size)
        if not self.region.close_to(region, STEADY):
            self.region = region

    def accepts(self, body: Body) -> bool:
        """Whether a body read in this one's region can be this one; too many that cannot are a loss."""
        change = abs(self._change(body))
        self.strikes = self.strikes + 1 if change > np.log(LEAP) else 0
        self.lost = self.strikes > MAX_STRIKES
        return self.strikes == 0

    def likeness(self, index: int) -> float:
        """How well the newest body fits the former ones in size; a long past is believed more."""
        return min(len(self.bodies), 5) * 0.01 - abs(self._change(self.bodies[index]))

    def _change(self, body: Body) -> float:
        """Logarithm of a body's size over that of the newest ones, as their regions tell it: poses change it little."""
        former = self.sizes or [self.last.size]
        return float(np.log(body.next_region.size / np.median(former)))

    def apart(self, region: Region, time_s: float) -> float:
        """Pixels from where the body should be by now to the middle of a region."""
        ahead = self.velocity * min(time_s - self.seen_s, COAST_S)
        return float(np.hypot(self.last.x + ahead[0] - region.x, self.last.y + ahead[1] - region.y))

    def can_be(self, region: Region, time_s: float) -> bool:
        """Whether somebody who was lost can be the one who is seen here now."""
        gone = REACH * max(0.25, time_s - self.seen_s)
        alike = 0.6 < region.size / self.last.size < 1.67
        return alike and self.apart(region, time_s) < gone * self.last.size
