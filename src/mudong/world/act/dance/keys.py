"""The words that dance moves are written in: arm positions by name and key poses on the beat, as rows of numbers.

A key's row has the channels of `Pose`, but places are shares of the leg's length around the dancer's own spot:
(left, up, forward). Knows nothing about time in seconds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mudong.world.act.pose import ARM_REST, NUM_CHANNELS, Pose

ArmShape = tuple[tuple[float, float, float], tuple[float, float, float]]

ARMS: dict[str, ArmShape] = {
    "rest": ARM_REST,
    "low": ((0.65, -0.8, 0.1), (0.65, -0.75, 0.2)),
    "out": ((1.0, 0.0, 0.05), (1.0, 0.05, 0.1)),
    "high": ((0.95, 0.65, 0.1), (0.75, 1.0, 0.1)),
    "up": ((0.50, 1.0, 0.1), (0.25, 1.0, 0.1)),
    "cactus": ((1.0, 0.0, 0.1), (0.1, 1.0, 0.15)),
    "scarecrow": ((1.0, 0.0, 0.1), (0.1, -1.0, 0.2)),
    "hip": ((0.80, -0.75, -0.15), (-0.75, -0.60, 0.35)),
    "front": ((0.20, -0.15, 1.0), (0.05, 0.0, 1.0)),
    "reach": ((0.30, 0.30, 1.0), (0.10, 0.45, 1.0)),
    "cross": ((0.45, -0.75, 0.5), (-1.0, 0.1, 0.5)),
    "across": ((-0.1, -0.55, 0.8), (-0.9, -0.35, 0.6)),
    "chest": ((0.65, -0.75, 0.25), (-0.35, 0.55, 0.85)),
    "back": ((0.40, -0.9, -0.55), (0.35, -1.0, -0.25)),
    "swing": ((0.35, -0.75, 0.65), (0.05, -0.05, 1.0)),
    "disco": ((0.85, 0.75, 0.1), (0.75, 1.0, 0.1)),
    "disco_low": ((0.05, -0.75, 0.6), (-0.85, -0.75, 0.5)),
    "clap": ((0.35, -0.55, 0.75), (-0.75, 0.25, 0.75)),
    "clap_high": ((0.50, 1.0, 0.15), (-0.45, 1.0, 0.15)),
    "arch": ((0.95, 0.45, 0.15), (-0.20, 1.0, 0.2)),
    "bowl": ((0.80, -0.45, 0.45), (-0.35, 0.05, 0.9)),
    "wing_up": ((1.0, 0.35, 0.05), (0.90, -0.20, 0.1)),
    "wing_down": ((1.0, -0.35, 0.05), (0.90, 0.40, 0.1)),
    "fist_up": ((0.55, 0.85, 0.1), (0.05, 1.0, 0.2)),
    "flex": ((0.95, 0.05, 0.1), (-0.35, 1.0, 0.2)),
    "sling": ((0.90, -0.45, 0.15), (0.95, -0.20, 0.2)),
    "elbow_back": ((0.45, -0.6, -0.75), (0.30, 0.05, 1.0)),
    "egyptian": ((0.9, 0.1, 0.15), (0.25, 0.95, 0.1)),
}
"""Directions of upper arm and forearm, (out, up, forward)."""

Arms = str | tuple[str, str]
Foot = tuple[float, float, float]
STILL: Foot = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Key:
    """The pose at beat `beat` of a move. hop: height of the jump on the way into it, over the leg's length, else 0.

    flow: passed through at even speed instead of being struck.
    """

    beat: float
    row: np.ndarray
    hop: float = 0.0
    flow: bool = False


def key(
    beat: float,
    arms: Arms = "rest",
    *,
    side: float = 0.0,
    down: float = 0.0,
    ahead: float = 0.0,
    left: Foot = STILL,
    right: Foot = STILL,
    apart: float = 0.0,
    yaw: float = 0.0,
    lean: float = 0.0,
    chest: float = 0.0,
    roll: float = 0.0,
    twist: float = 0.0,
    hips: float = 0.0,
    head: tuple[float, float, float] = (0.0, 0.0, 0.0),
    toes: tuple[float, float] = (0.0, 0.0),
    splay: float = 0.25,
    knees: float = 0.25,
    hop: float = 0.0,
    flow: bool = False,
) -> Key:
    """A key pose. side, down, ahead: of the body. left, right: (out, up, forward) of the feet from where they rest.

    apart: both feet out.
    """
    pose = Pose(np.zeros((1, NUM_CHANNELS)))
    pose.root[:] = (side, -down, ahead)
    pose.feet[:, 0] = (left[0] + apart, left[1], left[2])
    pose.feet[:, 1] = (-right[0] - apart, right[1], right[2])
    pose.yaw[:] = yaw
    pose.lean[:] = (lean, chest)
    pose.roll[:], pose.twist[:], pose.hips[:] = roll, twist, hips
    pose.head[:] = head
    both = (arms, arms) if isinstance(arms, str) else arms
    pose.arms[:] = np.array([ARMS[name] for name in both])
    pose.toes[:] = toes
    pose.splay[:], pose.knees[:] = splay, knees
    return Key(beat, pose.table[0], hop, flow)


def mirrored(row: np.ndarray) -> np.ndarray:
    """The row of a key with left and right exchanged."""
    pose, other = Pose(row[None].copy()), Pose(row[None].copy())
    other.root[:, 0] *= -1
    other.feet[:] = pose.feet[:, ::-1] * (-1, 1, 1)
    for name in ("yaw", "roll", "twist", "hips"):
        getattr(other, name)[:] *= -1
    other.head[:, [0, 2]] *= -1
    for name in ("arms", "toes", "splay", "knees"):
        getattr(other, name)[:] = getattr(pose, name)[:, ::-1]
    return other.table[0]
