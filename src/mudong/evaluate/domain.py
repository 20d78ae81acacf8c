"""Scenes that the parser reads, rendered with what there is to read: for its training and for every evaluation.

The world's own sampler, restricted to what can be seen. Torch-free.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mudong.evaluate.attributes import ATTRIBUTES, FRAMINGS, labels, main_character, readable
from mudong.world.painter import Painter
from mudong.world.sample import sample
from mudong.world.scene import Scene
from mudong.world.simulate import simulate

UNKNOWN = -1
"""The label of what cannot be seen."""
NUM_FRAMES, FPS = 21, 24.0
SHAPES = ((128, 128), (96, 160), (160, 96))
"""Width and height: the native shapes of the built-in model."""
LEAST_PX = 48
"""The main character stands at least so high,"""
LEAST_SHOWN = 0.85
"""and so much of its joints is in the frame with no other object before them."""
_STRIDE = 10_007


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """frames: (F, H, W, 3) uint8. joints: (F, 21, 2) pixels of the main character. inside: (F, 21) bool, in the frame.

    labels: (attributes,) int64 in the order of `ATTRIBUTES`, class or `UNKNOWN`. height_px: standing height.
    """

    frames: np.ndarray
    joints: np.ndarray
    inside: np.ndarray
    labels: np.ndarray
    height_px: float


def scene_of(seed: int, *, held_out: bool = False) -> Scene:
    """The scene of a seed: the first that is `readable` of those that the world draws for it."""
    for attempt in range(_STRIDE):
        framing = FRAMINGS[(seed + attempt) % len(FRAMINGS)]
        scene = sample(seed * _STRIDE + attempt, held_out=held_out, framing=framing)
        if readable(scene):
            return scene
    raise AssertionError("nothing that the world draws is readable")


def rendered(scene: Scene, width: int, height: int, indices: Sequence[int] | None = None) -> Example | None:
    """Frames `indices` (default: all) of a readable scene's clip; None where the main character shows too little."""
    main = main_character(scene)
    assert main is not None
    timeline = simulate(scene, NUM_FRAMES, FPS)
    painter = Painter(scene, timeline, width, height)
    frames, joints, inside = [], [], []
    chosen = list(range(NUM_FRAMES) if indices is None else indices)
    for index in chosen:
        shot = painter.frame(index, truth=True)
        place = shot.joints[main]
        x, y = np.floor(place).astype(int).T
        within = (x >= 0) & (x < width) & (y >= 0) & (y < height)
        on_top = shot.objects[y.clip(0, height - 1), x.clip(0, width - 1)]
        if (within & ((on_top == main + 1) | (on_top == 0))).mean() < LEAST_SHOWN:
            return None
        frames.append(shot.pixels)
        joints.append(place)
        inside.append(within)
    body = timeline.characters[main]
    tall = _standing_px(np.stack(joints), body.joints[chosen], body.height)
    if tall < LEAST_PX:
        return None
    return Example(
        frames=np.stack(frames), joints=np.stack(joints).astype(np.float32), inside=np.stack(inside),
        labels=label_indices(scene), height_px=tall,
    )  # fmt: skip


def example_of(seed: int, width: int, height: int, *, held_out: bool = False,
               indices: Sequence[int] | None = None) -> Example:  # fmt: skip
    """The example of a seed: the first of its scenes that shows enough."""
    for attempt in range(100):
        example = rendered(scene_of(seed + attempt * _STRIDE, held_out=held_out), width, height, indices)
        if example is not None:
            return example
    raise AssertionError("no scene shows its main character")


def label_indices(scene: Scene) -> np.ndarray:
    """(attributes,) int64: the class of every attribute, `UNKNOWN` where it cannot be seen."""
    names = labels(scene)
    known = ((a, names[a.name]) for a in ATTRIBUTES)
    return np.array([UNKNOWN if name is None else a.classes.index(name) for a, name in known])


def _standing_px(joints: np.ndarray, metres: np.ndarray, tall_m: float) -> float:
    """Pixels that a body `tall_m` high stands, from the same joints (F, 21, ...) in pixels and metres."""
    extent_px, extent_m = np.ptp(joints, axis=1).max(-1), np.ptp(metres[..., :2], axis=1).max(-1)
    return float((extent_px / extent_m).mean()) * tall_m
