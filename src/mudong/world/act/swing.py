"""Secondary movement: hair, skirt, ears and tail as damped springs that the body drags along, integrated over time."""

from __future__ import annotations

import numpy as np

from mudong.spec.joints import Joint
from mudong.world.act.build import Build

_FREQUENCY_HZ = np.array([2.2, 1.9, 2.8, 1.6])
_DAMPING = np.array([0.28, 0.32, 0.25, 0.25])
_DRAG = np.array([0.10, 0.16, 0.08, 0.14])
"""Radians per metre and second of steady travel: cloth and hair trail behind."""
_PULL = np.array([0.55, 0.7, 0.5, 0.6])
_FLOP = np.array([0.12, 0.2, 0.45, 0.25])
_LIMIT = np.array([0.7, 0.7, 0.8, 0.9])
_RATE_HZ = 96.0
"""At least so many steps of integration a second, however few frames there are."""


def swings(build: Build, joints: np.ndarray, yaw: np.ndarray, fps: float) -> np.ndarray:
    """(frames, 4) radians of hair, skirt, ears, tail: positive swings the tip to the right of the picture.

    Ears and tail are lifted by vertical movement too. Driven by the accelerations of the head and the hips.
    """
    frames = len(joints)
    if frames < 3:
        return np.zeros((frames, 4))
    driver = joints[:, [Joint.HEAD, Joint.PELVIS, Joint.HEAD, Joint.PELVIS]] / build.height
    speed = np.gradient(driver, 1 / fps, axis=0)
    pulled = np.gradient(speed, 1 / fps, axis=0)
    turning = np.gradient(yaw, 1 / fps)
    omega = 2 * np.pi * _FREQUENCY_HZ
    aim = -_DRAG * speed[..., 0] - 0.05 * turning[:, None]
    force = -_PULL * pulled[..., 0] - _FLOP * pulled[..., 1]
    angle, rate = aim[0].copy(), np.zeros(4)
    result = np.empty((frames, 4))
    steps = max(1, int(np.ceil(_RATE_HZ / fps)))
    dt = 1 / (fps * steps)
    for frame in range(frames):
        result[frame] = angle
        for _ in range(steps):
            rate += dt * (force[frame] - omega**2 * (angle - aim[frame]) - 2 * _DAMPING * omega * rate)
            angle = angle + dt * rate
    return _LIMIT * np.tanh(result / _LIMIT)
