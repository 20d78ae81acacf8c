"""Joints over time for the action: simulated without a picture, with the mistakes that a net makes when it looks.

A thousand of them cost what ten rendered clips cost.
"""

from __future__ import annotations

import numpy as np

from mudong.evaluate.attributes import BY_NAME, main_character
from mudong.evaluate.domain import FPS, NUM_FRAMES, UNKNOWN, label_indices, scene_of
from mudong.spec.joints import MIRROR, NUM_JOINTS
from mudong.world.camera import lens_at
from mudong.world.simulate import simulate

LONGEST = 41
"""21 frames at 12 frames per second, seen at 24."""
_LEAST = 13
ACTION = list(BY_NAME).index("action")


def gesture(seed: int) -> tuple[np.ndarray, int]:
    """(`LONGEST`, 21, 2) pixels of the main character filmed at 128 x 128, and its action's class or `UNKNOWN`."""
    scene = scene_of(seed)
    main = main_character(scene)
    timeline = simulate(scene, LONGEST, FPS)
    joints = timeline.characters[main or 0].joints
    seen = [lens_at(timeline.camera, index, 128, 128).project(joints[index]) for index in range(LONGEST)]
    return np.stack(seen).astype(np.float32), int(label_indices(scene)[ACTION])


def gestures(first: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    """(N, `LONGEST`, 21, 2) and (N,): those of `count` seeds whose action can be told."""
    made = [gesture(seed) for seed in range(first, first + count)]
    told = [(joints, action) for joints, action in made if action != UNKNOWN]
    return np.stack([j for j, _ in told]), np.array([a for _, a in told])


def part(joints: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A part of a batch (B, T, 21, 2): mostly a clip from its start, sometimes any."""
    if rng.random() < 0.5:
        return joints[:, :NUM_FRAMES]
    length = int(rng.integers(_LEAST, joints.shape[1] + 1))
    start = int(rng.integers(0, joints.shape[1] - length + 1))
    return joints[:, start : start + length]


def misread(joints: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A batch (B, T, 21, 2) as a net reads it: trembling, leaning for the whole clip, sometimes far off; mirrored,
    turned and stretched, so that neither side nor framing tells the action.
    """
    count, moments = joints.shape[:2]
    size = np.ptp(joints, axis=(1, 2)).max(-1)[:, None, None, None]
    tremble = rng.normal(0, 1, joints.shape) * rng.uniform(0.002, 0.022, (count, 1, 1, 1))
    lean = rng.normal(0, 1, (count, 1, NUM_JOINTS, 2)) * rng.uniform(0.0, 0.02, (count, 1, 1, 1))
    lost = rng.random((count, moments, NUM_JOINTS, 1)) < rng.choice([0.0, 0.01, 0.03], (count, 1, 1, 1))
    read = joints + size * (tremble + lean + lost * rng.normal(0, 0.12, joints.shape))
    middle = read.mean((1, 2), keepdims=True)
    read = (read - middle) * rng.uniform(0.92, 1.08, (count, 1, 1, 2)) + middle
    flip = rng.random(count) < 0.5
    read[flip] = read[flip][:, :, list(MIRROR)] * (-1, 1)
    return read.astype(np.float32)
