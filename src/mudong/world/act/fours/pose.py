"""`FoursPose`: what a body on all fours is asked to do over time, as one table of numbers that can be blended."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mudong.world.act.fours.frame import Fours
from mudong.world.act.pose import axes

NUM_CHANNELS = 28
PAWS = ((0, 1.0), (0, -1.0), (1, 1.0), (1, -1.0))
"""Fore left, fore right, hind left, hind right: (0 fore or 1 hind, side)."""


@dataclass(frozen=True, slots=True)
class FoursPose:
    """A view on (frames, 28) numbers; the properties are views too and may be written. Metres and radians."""

    table: np.ndarray

    @property
    def root(self) -> np.ndarray:
        """(frames, 3): the middle of the back; y relative to standing."""
        return self.table[:, 0:3]

    @property
    def paws(self) -> np.ndarray:
        """(frames, 4, 3): where the paws are wished, in the order of `PAWS`; y over the ground."""
        return self.table[:, 3:15].reshape(-1, 4, 3)

    @property
    def yaw(self) -> np.ndarray:
        """(frames,): 0 to the camera, +pi/2 to the right of the picture."""
        return self.table[:, 15]

    @property
    def pitch(self) -> np.ndarray:
        """(frames,): of the back; positive lifts the withers."""
        return self.table[:, 16]

    @property
    def flex(self) -> np.ndarray:
        """(frames,): the spine; 1 rounded with the hind legs drawn in, -1 stretched."""
        return self.table[:, 17]

    @property
    def neck(self) -> np.ndarray:
        """(frames,): the neck bent forward and down."""
        return self.table[:, 18]

    @property
    def head(self) -> np.ndarray:
        """(frames, 3): turn, nod, tilt as in `Pose`."""
        return self.table[:, 19:22]

    @property
    def flick(self) -> np.ndarray:
        """(frames, 4): paws folded back in the air, radians."""
        return self.table[:, 22:26]

    @property
    def mouth(self) -> np.ndarray:
        """(frames,): 0..1."""
        return self.table[:, 26]

    @property
    def wag(self) -> np.ndarray:
        """(frames,): the tail's own movement, radians."""
        return self.table[:, 27]

    def mixed(self, other: FoursPose, weight: np.ndarray) -> FoursPose:
        """(frames,) weight 0: this, 1: the other. A paw that has to go somewhere else is lifted on its way."""
        mixed = FoursPose(self.table + weight[:, None] * (other.table - self.table))
        away = np.linalg.norm((other.paws - self.paws)[..., [0, 2]], axis=-1)
        mixed.paws[..., 1] += (1.6 * weight * (1 - weight))[:, None] * np.minimum(away, 0.2)
        return mixed


def four_square(body: Fours, num_frames: int, *, x: float, z: float, yaw: float) -> FoursPose:
    """Standing at (x, z), each paw under its joint."""
    pose = FoursPose(np.zeros((num_frames, NUM_CHANNELS)))
    pose.root[:] = (x, 0.0, z)
    pose.yaw[:] = yaw
    frame = axes(yaw)
    for index, (hind, side) in enumerate(PAWS):
        wide = side * (body.hip if hind else body.shoulder)
        along = (-0.5 * body.trunk - 0.3 * body.hock) if hind else 0.5 * body.trunk
        pose.paws[:, index] = (x, 0.0, z) + wide * frame[:, 0] + along * frame[:, 2]
    return pose
