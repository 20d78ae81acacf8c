"""Layers over layers: premultiplied pixels, the shadows that layers throw on the ground, their images in wet ground.

Every layer is worked on within what it covers, which is a fraction of a frame. Knows arrays only, no scene.
"""

from __future__ import annotations

from math import ceil, floor

import cv2
import numpy as np

from mudong.world.draw.light import Shadow

Matrix = tuple[tuple[float, float, float], tuple[float, float, float]]
"""x and y in the frame from x, y and 1 in the layer."""
_FLAT = 0.24
"""How much the ground is foreshortened: height of a shadow in the picture over its length on the ground."""
_REFLECTION = 0.28
"""Strength of the cast's reflection on wet ground."""


def over(canvas: np.ndarray, pixels: np.ndarray) -> None:
    """Composite premultiplied (H, W, 4) `pixels` onto the `canvas` in place."""
    alpha = cv2.extractChannel(pixels, 3)
    x, y, wide, high = cv2.boundingRect(alpha)
    if not wide:
        return
    box = np.s_[y : y + high, x : x + wide]
    uncovered = cv2.bitwise_not(alpha[box])
    kept = cv2.multiply(canvas[box], cv2.merge([uncovered] * 4), scale=1 / 255)
    canvas[box] = cv2.add(kept, pixels[box])


class Ground:
    """What stands on the ground throws on it: one frame's shadows and reflections, gathered layer by layer."""

    def __init__(self, canvas: np.ndarray, shadow: Shadow, *, wet: bool) -> None:
        """canvas: (H, W, 4), painted on. wet: whether the ground mirrors."""
        self._canvas, self._shadow, self._wet = canvas, shadow, wet
        self._covered = np.zeros(canvas.shape[:2], np.uint8)
        self._mirrored = np.zeros(canvas.shape[:2], np.uint8)

    def stand(self, layer: np.ndarray, ground: float) -> None:
        """A layer whose feet are at row `ground`."""
        alpha = cv2.extractChannel(layer, 3)
        x, y, wide, high = cv2.boundingRect(alpha)
        if not wide:
            return
        source = np.s_[y : y + high, x : x + wide]
        dx, length = self._shadow.dx, self._shadow.length
        # A point h above the ground casts its shadow `length * h` aside and a little up the receding ground.
        lay = ((1.0, -dx * length, dx * length * ground), (0.0, _FLAT * length, ground * (1 - _FLAT * length)))
        box, shadow = self._laid(alpha[source], x, y, lay)
        np.maximum(self._covered[box], shadow, out=self._covered[box])
        if self._wet:
            box, image = self._laid(layer[source], x, y, ((1.0, 0.0, 0.0), (0.0, -1.0, 2 * ground)))
            image[: max(0, int(ground) - box[0].start)] = 0
            np.maximum(self._mirrored[box], image[..., 3], out=self._mirrored[box])
            if image.size:
                over(self._canvas[box], cv2.convertScaleAbs(image, alpha=_REFLECTION))

    def _laid(self, part: np.ndarray, x: int, y: int, matrix: Matrix) -> tuple[tuple[slice, slice], np.ndarray]:
        """A part of a layer whose corner is at (x, y), moved by a matrix: where it comes to lie in the frame."""
        height, width = self._canvas.shape[:2]
        (a, b, c), (d, e, f) = matrix
        right, low = x + part.shape[1], y + part.shape[0]
        ends = [(a * u + b * v + c, d * u + e * v + f) for u in (x - 1, right) for v in (y - 1, low)]
        xs, ys = [u for u, _ in ends], [v for _, v in ends]
        left, top = max(floor(min(xs)), 0), max(floor(min(ys)), 0)
        wide, high = min(ceil(max(xs)) + 1, width) - left, min(ceil(max(ys)) + 1, height) - top
        box = np.s_[top : top + max(high, 0), left : left + max(wide, 0)]
        if wide <= 0 or high <= 0:
            return box, np.zeros((max(high, 0), max(wide, 0), *part.shape[2:]), np.uint8)
        moved = np.array([[a, b, c + a * x + b * y - left], [d, e, f + d * x + e * y - top]], np.float32)
        return box, cv2.warpAffine(part, moved, (wide, high))

    def settle(self) -> tuple[np.ndarray, np.ndarray]:
        """Paint the shadows; the masks of shadows and of reflections, (H, W) bool each."""
        height = self._canvas.shape[0]
        x, y, wide, high = cv2.boundingRect(self._covered)
        if wide:
            sigma = max(0.8, 0.006 * height)
            reach = int(4 * sigma) + 1
            box = np.s_[max(y - reach, 0) : y + high + reach, max(x - reach, 0) : x + wide + reach]
            soft = cv2.GaussianBlur(self._covered[box], (0, 0), sigma)
            tint = [int(self._shadow.colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
            layers = [cv2.convertScaleAbs(soft, alpha=self._shadow.darkness * share) for share in (*tint, 1.0)]
            over(self._canvas[box], cv2.merge(layers))
        mirrored = self._mirrored > 127 if self._wet else np.zeros(self._mirrored.shape, bool)
        return self._covered > 127, mirrored
