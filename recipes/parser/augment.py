"""What happens to training frames on their way: mirrored, moved, worn as by a generator, a codec or a phone.

Works on one clip's frames at a time, (F, H, W, 3) uint8; knows nothing about nets.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from mudong.evaluate.fit import reading_size, resized
from mudong.spec.joints import MIRROR


@dataclass(frozen=True, slots=True, kw_only=True)
class Wear:
    """How often and how far. chances of each kind of wear; blur: sigma in pixels; shrink: by up to; noise: of 255;
    quality: least of JPEG; colour: gain around 1; move: pixels.
    """

    chance: float = 0.25
    clean: float = 0.35
    blur: float = 1.8
    shrink: float = 2.6
    noise: float = 14.0
    quality: int = 12
    colour: float = 0.05
    move: int = 6


def mirrored(frames: np.ndarray, joints: np.ndarray, inside: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Left for right, in pictures and names of joints."""
    width = frames.shape[2]
    flipped = joints[:, MIRROR] * (-1, 1) + (width, 0)
    return frames[:, :, ::-1], flipped.astype(joints.dtype), inside[:, MIRROR]


def worn(frames: np.ndarray, rng: np.random.Generator, wear: Wear) -> np.ndarray:
    """The frames of a clip after the same mishaps: they come from one model or one codec."""
    if rng.random() < wear.clean:
        return frames
    steps = []
    if rng.random() < wear.chance:
        sigma = float(rng.uniform(0.3, wear.blur))
        steps.append(lambda image: cv2.GaussianBlur(image, (0, 0), sigma))
    if rng.random() < wear.chance:
        by = float(rng.uniform(1.2, wear.shrink))
        steps.append(lambda image: _shrunk(image, by))
    if rng.random() < wear.chance:
        gain = rng.uniform(1 - wear.colour, 1 + wear.colour, 3) * rng.uniform(1 - wear.colour, 1 + wear.colour)
        gain, lift = gain.astype(np.float32), np.float32(rng.uniform(-6, 6))
        steps.append(lambda image: np.clip(image * gain + lift, 0, 255).astype(np.uint8))
    if rng.random() < wear.chance:
        sigma_n, coarse = float(rng.uniform(2, wear.noise)), bool(rng.random() < 0.5)
        steps.append(lambda image: _noisy(image, rng, sigma_n, coarse))
    if rng.random() < wear.chance:
        quality = int(rng.integers(wear.quality, 70))
        steps.append(lambda image: _compressed(image, quality))
    result = []
    for frame in frames:
        image = np.ascontiguousarray(frame)
        for step in steps:
            image = step(image)
        result.append(image)
    return np.stack(result)


def fitted(frames: np.ndarray, joints: np.ndarray, inside: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """At the size at which the parser reads."""
    width, height = frames.shape[2], frames.shape[1]
    size = reading_size(width, height)
    return resized(frames, size), (joints * np.divide(size, (width, height))).astype(joints.dtype), inside


def moved(
    frames: np.ndarray, joints: np.ndarray, inside: np.ndarray, rng: np.random.Generator, wear: Wear
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Shifted by a few pixels; the edge is repeated."""
    dx, dy = rng.integers(-wear.move, wear.move + 1, 2)
    height, width = frames.shape[1:3]
    rows = np.clip(np.arange(height) - dy, 0, height - 1)
    columns = np.clip(np.arange(width) - dx, 0, width - 1)
    places = joints + np.array([dx, dy], joints.dtype)
    within = ((places >= 0) & (places < (width, height))).all(-1)
    return frames[:, rows][:, :, columns], places, inside & within


def _shrunk(image: np.ndarray, by: float) -> np.ndarray:
    height, width = image.shape[:2]
    small = cv2.resize(image, (round(width / by), round(height / by)), interpolation=cv2.INTER_AREA)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)


def _noisy(image: np.ndarray, rng: np.random.Generator, sigma: float, coarse: bool) -> np.ndarray:
    """Grain of single pixels, or the soft blotches of a latent that is a little wrong."""
    height, width = image.shape[:2]
    if coarse:
        grain = cv2.resize(rng.standard_normal((height // 6, width // 6, 3), np.float32), (width, height))
    else:
        grain = rng.standard_normal(image.shape, np.float32)
    return np.clip(image + sigma * grain, 0, 255).astype(np.uint8)


def _compressed(image: np.ndarray, quality: int) -> np.ndarray:
    coded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR))
