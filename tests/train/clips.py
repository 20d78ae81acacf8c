"""Made-up clips: a square that moves over a ground, with a word for its colour and 21 joints inside of it."""

import numpy as np

from mudong.train.data.clip import WorldClip

COLOURS = {"red": (220, 40, 40), "blue": (40, 60, 220)}


def square_clip(seed: int, height: int = 32, width: int = 32, frames: int = 9, *, edit: bool = False) -> WorldClip:
    rng = np.random.default_rng(seed)
    name = list(COLOURS)[int(rng.integers(2))]
    pixels = np.full((frames, height, width, 3), 200, np.uint8)
    mask = np.zeros((frames, height, width), bool)
    joints = np.zeros((frames, 1, 21, 2), np.float32)
    for frame in range(frames):
        left, top = 4 + frame, int(rng.integers(8, 10))
        pixels[frame, top : top + 12, left : left + 12] = COLOURS[name]
        mask[frame, top : top + 12, left : left + 12] = True
        joints[frame, 0] = (left + 6, top + 6)
    return WorldClip(
        frames=pixels, characters=mask, joints=joints, visible=np.ones((frames, 1, 21), bool),
        words=(f"a {name} square",), scene="{}",
        source=pixels[..., ::-1].copy() if edit else None,
    )  # fmt: skip
