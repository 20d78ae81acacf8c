"""The colours inside an open mouth: dark at the back, a hint of upper teeth and of the tongue.

Knows where the opening is, not how it was opened.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from mudong.motion.face import topology as mesh
from mudong.motion.face.lattice import smoothstep
from mudong.motion.face.shape import FaceShape

CHEEKS = (50, 205, 4, 425, 280, 5)
"""A patch of skin that neither hair nor glasses reach."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cavity:
    """Colours: (3,) float32 RGB 0..255. tooth_px: visible height of a tooth. soft_px: softness of the edges.

    shows_teeth: the picture's own teeth are in view, so none are painted.
    """

    deep: np.ndarray
    tongue: np.ndarray
    teeth: np.ndarray
    tooth_px: float
    soft_px: float
    shows_teeth: bool

    @staticmethod
    def of(colour: np.ndarray, shape: FaceShape) -> Cavity:
        """From (H, W, 3) uint8 RGB: its lips give the hue, its skin the light."""
        outer = mesh.LIPS_OUTER_UPPER + mesh.LIPS_OUTER_LOWER[-2:0:-1]
        inner = mesh.LIPS_INNER_UPPER + mesh.LIPS_INNER_LOWER[-2:0:-1]
        whole, inside = _mask(colour, shape, outer), _mask(colour, shape, inner)
        lips = _mean(colour, cv2.subtract(whole, cv2.dilate(inside, np.ones((3, 3), np.uint8))))
        skin = _mean(colour, _mask(colour, shape, CHEEKS))
        gap = shape.rest.mouth_open
        between = _mean(colour, inside) if gap > 0.03 else lips
        bright = float(skin.max())
        return Cavity(
            deep=np.minimum(lips * np.array([0.34, 0.19, 0.19], np.float32), 70),
            tongue=lips * np.array([0.62, 0.46, 0.47], np.float32),
            teeth=np.array([0.92, 0.85, 0.77], np.float32) * min(bright * 1.02, 240.0),
            tooth_px=0.075 * shape.span,
            soft_px=max(1.2, 0.012 * shape.span),
            shows_teeth=gap > 0.03 and float(between.mean()) > 0.85 * float(lips.mean()),
        )

    def paint(self, pixels: np.ndarray, u: np.ndarray, v: np.ndarray, edges: tuple[np.ndarray, ...]) -> None:
        """Into pixels (rows, columns, 4) uint8 RGBA.

        u: -1..1 from corner to corner, v: pixels. edges: v of the upper lip, of where the picture's own inside ends,
        and of the lower lip. All (rows, columns) float32.
        """
        _, start, lower = edges
        soft = np.float32(1 / self.soft_px)
        alpha = np.clip((v - start) * soft + 0.3, 0, 1) * np.clip((lower - v) * soft + 0.7, 0, 1)
        alpha *= smoothstep((lower - start) * np.float32(0.5 / self.soft_px))
        x, y, width, height = cv2.boundingRect((alpha > 0).view(np.uint8))
        if width == 0:
            return
        part = (slice(y, y + height), slice(x, x + width))
        upper, _, lower = (edge[part] for edge in edges)
        ground, inside = self._ground(u[part], v[part] - upper, np.maximum(lower - upper, 1)), pixels[part]
        mixed = inside[..., :3] + (ground - inside[..., :3]) * alpha[part][..., None]
        inside[..., :3] = (mixed + np.float32(0.5)).astype(np.uint8)

    def _ground(self, u: np.ndarray, depth: np.ndarray, gap: np.ndarray) -> np.ndarray:
        low = smoothstep(depth / gap * np.float32(2.2) - np.float32(1.1))
        sides = np.clip(1 - u * u, 0, 1)
        ground = self.deep + (self.tongue - self.deep) * (low * sides * np.float32(0.75))[..., None]
        if not self.shows_teeth:
            ground += (self.teeth - ground) * self._teeth(depth, gap, sides)[..., None]
        return ground

    def _teeth(self, depth: np.ndarray, gap: np.ndarray, sides: np.ndarray) -> np.ndarray:
        """How much of a tooth each pixel shows: in the shadow of the lip above, ending softly below."""
        height = np.minimum(gap * np.float32(0.45), self.tooth_px * np.sqrt(sides))
        ends = np.clip((height - depth) / np.float32(1.3 * self.soft_px) + 0.5, 0, 1)
        shadow = 0.6 + 0.4 * smoothstep(depth / np.maximum(height, 1))
        wide = smoothstep(gap / np.float32(2 * self.tooth_px))
        return ends * shadow * wide * sides * np.float32(0.7)


def _mask(colour: np.ndarray, shape: FaceShape, chain: tuple[int, ...]) -> np.ndarray:
    mask = np.zeros(colour.shape[:2], np.uint8)
    cv2.fillPoly(mask, [np.round(shape.picture(shape.chain(chain))).astype(np.int32)], 255)
    return mask


def _mean(colour: np.ndarray, mask: np.ndarray) -> np.ndarray:
    return np.asarray(cv2.mean(colour, mask)[:3], np.float32)
