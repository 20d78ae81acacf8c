"""`Pose`: what a body is asked to do over time, as one table of numbers that can be blended and mirrored.

Actions write it, `skeleton.solve` turns it into joints. Knows nothing about bone lengths.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mudong.world.act.build import Build

NUM_CHANNELS = 39
ARM_REST = ((0.30, -1.0, 0.03), (0.20, -1.0, 0.18))
"""Directions of upper arm and forearm hanging: (out, up, forward) of the chest."""


@dataclass(frozen=True, slots=True)
class Pose:
    """A view on (frames, 39) numbers; the properties are views too and may be written.

    Lengths in metres of the world, angles in radians. Directions of arms are (out, up, forward) of the chest, of any
    length. Turning and tilting count positive to the body's own left; nodding and leaning positive forward.
    """

    table: np.ndarray

    @property
    def root(self) -> np.ndarray:
        """(frames, 3): the pelvis; y relative to standing."""
        return self.table[:, 0:3]

    @property
    def feet(self) -> np.ndarray:
        """(frames, 2, 3): where the ankles are wished; y relative to a foot on the ground."""
        return self.table[:, 3:9].reshape(-1, 2, 3)

    @property
    def yaw(self) -> np.ndarray:
        """(frames,): where the pelvis faces, 0 to the camera, +pi/2 to the right of the picture."""
        return self.table[:, 9]

    @property
    def lean(self) -> np.ndarray:
        """(frames, 2): pelvis to spine, and chest on top of it, forward."""
        return self.table[:, 10:12]

    @property
    def roll(self) -> np.ndarray:
        """(frames,): the trunk sideways."""
        return self.table[:, 12]

    @property
    def twist(self) -> np.ndarray:
        """(frames,): the chest against the pelvis."""
        return self.table[:, 13]

    @property
    def hips(self) -> np.ndarray:
        """(frames,): the pelvis sideways; positive drops the left hip."""
        return self.table[:, 14]

    @property
    def head(self) -> np.ndarray:
        """(frames, 3): turn, nod, tilt against an upright body that faces `yaw`."""
        return self.table[:, 15:18]

    @property
    def arms(self) -> np.ndarray:
        """(frames, 2, 2, 3): left and right, upper arm and forearm."""
        return self.table[:, 18:30].reshape(-1, 2, 2, 3)

    @property
    def toes(self) -> np.ndarray:
        """(frames, 2): pitch of the feet, positive with the toes down."""
        return self.table[:, 30:32]

    @property
    def splay(self) -> np.ndarray:
        """(frames, 2): feet turned out."""
        return self.table[:, 32:34]

    @property
    def knees(self) -> np.ndarray:
        """(frames, 2): how far knees point out instead of forward."""
        return self.table[:, 34:36]

    @property
    def mouth(self) -> np.ndarray:
        """(frames,): 0..1."""
        return self.table[:, 36]

    @property
    def tears(self) -> np.ndarray:
        """(frames,): 0..1."""
        return self.table[:, 37]

    @property
    def squint(self) -> np.ndarray:
        """(frames,): eyes pressed shut, 0..1."""
        return self.table[:, 38]

    def copy(self) -> Pose:
        """Another table with the same numbers."""
        return Pose(self.table.copy())

    def towards(self, other: Pose, weight: np.ndarray) -> Pose:
        """(frames,) weight 0: this, 1: the other. Arms that turn around go out to the side, not through the body."""
        between = Pose(self.table + weight[:, None] * (other.table - self.table))
        here, there = (np.linalg.norm(pose.arms, axis=-1) for pose in (self, other))
        against = -(self.arms * other.arms).sum(axis=-1) / np.maximum(here * there, 1e-9)
        arc = (4 * weight * (1 - weight))[:, None, None] * np.clip(against, 0, 1)
        between.arms[..., 0] += 0.8 * arc
        between.arms[..., 2] += 0.3 * arc
        return between

    def mixed(self, other: Pose, weight: np.ndarray) -> Pose:
        """(frames,) weight 0: this, 1: the other. A foot that has to go somewhere else is lifted on its way."""
        mixed = self.towards(other, weight)
        away = np.linalg.norm((other.feet - self.feet)[..., [0, 2]], axis=-1)
        mixed.feet[..., 1] += (2.0 * weight * (1 - weight))[:, None] * np.minimum(away, 0.25)
        return mixed


def axes(yaw: np.ndarray | float) -> np.ndarray:
    """(..., 3, 3): columns are the world's directions of a body's left, up and forward when it faces `yaw`."""
    yaw = np.asarray(yaw, np.float64)
    c, s, o = np.cos(yaw), np.sin(yaw), np.zeros_like(yaw)
    rows = [np.stack([c, o, s], -1), np.stack([o, o + 1, o], -1), np.stack([s, o, -c], -1)]
    return np.stack(rows, -2)


def standing(build: Build, num_frames: int, *, x: float, z: float, yaw: float) -> Pose:
    """Upright at (x, z), arms hanging, feet side by side: what most actions start from."""
    pose = Pose(np.zeros((num_frames, NUM_CHANNELS)))
    pose.root[:] = (x, 0.0, z)
    pose.yaw[:] = yaw
    left = axes(yaw)[:, 0] * build.stance
    pose.feet[:] = np.array([(x, 0.0, z) + left, (x, 0.0, z) - left])
    pose.arms[:] = ARM_REST
    pose.splay[:] = 0.25
    pose.knees[:] = 0.25
    return pose


def eased(u: np.ndarray | float) -> np.ndarray:
    """0..1 to 0..1, starting and stopping gently."""
    u = np.clip(u, 0.0, 1.0)
    return u * u * (3 - 2 * u)
