"""Layers over layers: premultiplied pixels, the shadows that layers throw on the ground, their images in wet ground.

Every layer is worked on within what it covers, which is a fraction of a frame. Knows arrays only, no scene.
"""

from __future__ import annotations

import cv2
import numpy as np

from mudong.world.draw.light import Shadow

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
        dx, length, height = self._shadow.dx, self._shadow.length, self._canvas.shape[0]
        size = (self._canvas.shape[1], height)
        # A point h above the ground casts its shadow `length * h` aside and a little up the receding ground.
        lay = np.array([[1, -dx * length, dx * length * ground],
                        [0, _FLAT * length, ground * (1 - _FLAT * length)]], np.float32)  # fmt: skip
        self._covered = cv2.max(self._covered, cv2.warpAffine(cv2.extractChannel(layer, 3), lay, size))
        if self._wet:
            mirror = np.array([[1, 0, 0], [0, -1, 2 * ground]], np.float32)
            image = cv2.warpAffine(layer, mirror, size)
            image[: max(0, int(ground))] = 0
            self._mirrored = cv2.max(self._mirrored, cv2.extractChannel(image, 3))
            over(self._canvas, cv2.convertScaleAbs(image, alpha=_REFLECTION))

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
        return self._covered > 127, self._mirrored > 127
