"""Brows, cheeks, mouth corners, wide eyes: what moves as one soft skin, without an edge.

Second of the backward maps: each channel of a `FaceFrame` has a fixed field, and the fields add up.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mudong.motion.face import topology as mesh
from mudong.motion.face.frame import FaceFrame
from mudong.motion.face.head import steepness
from mudong.motion.face.lattice import Lattice, bump, sample
from mudong.motion.face.shape import FaceShape

STEEPEST = 0.45


@dataclass(frozen=True, slots=True, kw_only=True)
class SkinField:
    """Displacements in pixels per unit of a coefficient, over the lattice's nodes: (rows, columns) float32 each.

    limits: the largest coefficient of mouth_wide, brow and eye that does not fold the skin.
    """

    wide_u: np.ndarray
    wide_v: np.ndarray
    brow_l: np.ndarray
    brow_r: np.ndarray
    eye_l: np.ndarray
    eye_r: np.ndarray
    limits: tuple[float, float, float]

    @staticmethod
    def build(shape: FaceShape, lattice: Lattice) -> SkinField:
        """The fields of this face."""
        uv = shape.local(lattice.nodes)
        wide_u, wide_v = _smile(shape, uv)
        brow_l = _brow(shape, uv, mesh.BROW_LOWER_L, mesh.LID_UPPER_L)
        brow_r = _brow(shape, uv, mesh.BROW_LOWER_R, mesh.LID_UPPER_R)
        eye_l = _widen(shape, uv, mesh.LID_UPPER_L, mesh.LID_LOWER_L)
        eye_r = _widen(shape, uv, mesh.LID_UPPER_R, mesh.LID_LOWER_R)
        step = lattice.step
        steep = (
            steepness(wide_u, step) + steepness(wide_v, step),
            max(steepness(brow_l, step), steepness(brow_r, step)),
            max(steepness(eye_l, step), steepness(eye_r, step)),
        )
        fields = (field.astype(np.float32) for field in (wide_u, wide_v, brow_l, brow_r, eye_l, eye_r))
        names = ("wide_u", "wide_v", "brow_l", "brow_r", "eye_l", "eye_r")
        limits = (STEEPEST / max(steep[0], 1e-6), STEEPEST / max(steep[1], 1e-6), STEEPEST / max(steep[2], 1e-6))
        return SkinField(**dict(zip(names, fields, strict=True)), limits=limits)

    def back(self, frame: FaceFrame, nodes: np.ndarray) -> np.ndarray | None:
        """What to add to (u, v) at positions (..., 2) counted in nodes, (..., 2) float32; None when nothing moves."""
        wide = _within(frame.mouth_wide, self.limits[0])
        brow_l, brow_r = _within(frame.brow_l, self.limits[1]), _within(frame.brow_r, self.limits[1])
        eye_l, eye_r = (_within(max(0.0, eye), self.limits[2]) for eye in (frame.eye_l, frame.eye_r))
        if wide == brow_l == brow_r == eye_l == eye_r == 0:
            return None
        along_v = wide * self.wide_v + brow_l * self.brow_l + brow_r * self.brow_r
        if eye_l or eye_r:
            along_v += eye_l * self.eye_l + eye_r * self.eye_r
        return -sample(np.dstack([wide * self.wide_u, along_v]).astype(np.float32), nodes)


def _within(value: float, limit: float) -> float:
    return min(max(value, -limit), limit)


def _at(uv: np.ndarray, centre: np.ndarray, radii: tuple[float, float]) -> np.ndarray:
    return bump((((uv - centre) / np.asarray(radii, np.float32)) ** 2).sum(axis=-1))


def _smile(shape: FaceShape, uv: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Corners go out and a little up, cheeks rise, the middle stays."""
    span = shape.span
    right, left = shape.points[mesh.MOUTH_CORNER_R], shape.points[mesh.MOUTH_CORNER_L]
    radii = (0.62 * span, 0.5 * span)
    at_right, at_left = _at(uv, right, radii), _at(uv, left, radii)
    lift = 0.22 * (at_right + at_left)
    for corner, eye in ((right, mesh.EYE_OUTER_R), (left, mesh.EYE_OUTER_L)):
        cheek = 0.5 * corner + 0.5 * shape.points[eye]
        lift += 0.10 * _at(uv, cheek, (0.42 * span, 0.36 * span))
    return span * 0.5 * (at_left - at_right), -span * lift


def _brow(shape: FaceShape, uv: np.ndarray, brow: tuple[int, ...], lid: tuple[int, ...]) -> np.ndarray:
    """One ridge along the brow that ends above the lid, so that the eye keeps its shape."""
    span = shape.span
    line, eye = shape.chain(brow), shape.chain(lid)
    room = float(np.clip(np.mean(eye[2:-2, 1]) - np.mean(line[:, 1]), 0.1 * span, 0.3 * span))
    below, above = 1.25 * room, 0.55 * span
    middle = (line[0] + line[-1]) / 2
    slope = (line[-1, 1] - line[0, 1]) / max(float(line[-1, 0] - line[0, 0]), 1e-6)
    u = uv[..., 0] - middle[0]
    v = uv[..., 1] - (float(np.mean(line[:, 1])) + slope * u) + 0.03 * span
    half = float(line[-1, 0] - line[0, 0]) / 2
    beyond = np.clip(np.abs(u) - half * 0.8, 0.0, None) / (0.34 * span)
    return -span * bump(beyond**2 + (v / np.where(v < 0, above, below)) ** 2)


def _widen(shape: FaceShape, uv: np.ndarray, upper: tuple[int, ...], lower: tuple[int, ...]) -> np.ndarray:
    top, bottom = shape.chain(upper), shape.chain(lower)
    gap = float(np.mean(bottom[3:6, 1] - top[3:6, 1]))
    width = float(top[-1, 0] - top[0, 0])
    return -gap * _at(uv, top[3:6].mean(axis=0), (0.75 * width, 0.7 * width))
