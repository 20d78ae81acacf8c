"""`Spot`: who acts, from where, and which way; what every action starts from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mudong.world.act.build import Build
from mudong.world.act.pose import Pose, standing
from mudong.world.scene import Action

_TURNED = 1.3
"""Somebody who goes across the picture keeps a little of the face towards it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What an action is about. x, y, z: metres where it is at the start. size: of a thing, or the height of somebody.

    prop: index among the props, -1 for somebody. speed: metres per second along x at the start.
    """

    x: float
    y: float
    z: float
    size: float = 0.0
    prop: int = -1
    speed: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """x, z: metres where the action begins. yaw: how the character is turned at rest. seed: for what is random.

    afloat: in a boat on water.
    """

    build: Build
    x: float
    z: float
    yaw: float
    target: Aim | None = None
    seed: int = 0
    afloat: bool = False

    def side(self, action: Action) -> int:
        """-1 or 1: to the left or right of the picture; 0: on the spot. Towards the target where nothing is said."""
        if action.direction or self.target is None:
            return int(np.sign(action.direction))
        away = self.target.x - self.x
        return int(np.sign(away)) if abs(away) > 0.05 else 0

    def heading(self, side: int) -> float:
        """Yaw of a body that goes to that side."""
        if side == 0:
            return self.yaw
        return side * max(_TURNED, side * self.yaw)

    def stand(self, num_frames: int, yaw: float | None = None) -> Pose:
        """Upright on the spot."""
        return standing(self.build, num_frames, x=self.x, z=self.z, yaw=self.yaw if yaw is None else yaw)


def wave_of(t: np.ndarray, period_s: float, *, shift: float = 0.0) -> np.ndarray:
    """A sine of time: 0 and rising at `shift` periods."""
    return np.sin(2 * np.pi * (t / period_s - shift))
