"""A drawn face with exact mesh points, so that the rig can be tried without an estimator."""

from __future__ import annotations

import cv2
import numpy as np

from mudong.motion.face import topology as mesh

SIZE = 180.0
"""Chin to forehead at scale 1, where the eyes' outer corners are 100 apart."""


def portrait_landmarks() -> np.ndarray:
    """(468, 3) float64: eyes' outer corners at (-50, 0) and (50, 0), z away from the viewer."""
    points = np.zeros((mesh.NUM_POINTS, 3))
    random = np.random.default_rng(7)
    points[:, :2] = random.uniform((-45, -50), (45, 90), (mesh.NUM_POINTS, 2))
    angle = np.linspace(0, 2 * np.pi, len(mesh.OVAL), endpoint=False)
    points[list(mesh.OVAL), :2] = np.stack([72 * np.sin(angle), 28 - 90 * np.cos(angle)], axis=-1)
    for side, upper, lower, above, below in (
        (-1, mesh.LID_UPPER_R, mesh.LID_LOWER_R, mesh.BROW_UPPER_R, mesh.BROW_LOWER_R),
        (1, mesh.LID_UPPER_L, mesh.LID_LOWER_L, mesh.BROW_UPPER_L, mesh.BROW_LOWER_L),
    ):
        _arc(points, upper, side * 34, 16, 0, -6)
        _arc(points, lower, side * 34, 16, 0, 6)
        _arc(points, above, side * 36, 22, -24, -5)
        _arc(points, below, side * 36, 22, -20, -4)
    _arc(points, mesh.LIPS_OUTER_UPPER, 0, 28, 78, -9)
    _arc(points, mesh.LIPS_OUTER_LOWER, 0, 28, 78, 12)
    _arc(points, mesh.LIPS_INNER_UPPER, 0, 25, 78, -0.5)
    _arc(points, mesh.LIPS_INNER_LOWER, 0, 25, 78, 0.5)
    points[mesh.NOSE_BRIDGE, :2], points[mesh.NOSE_TIP, :2], points[mesh.NOSE_BASE, :2] = (0, 0), (0, 44), (0, 54)
    inner = np.clip(1 - (points[:, 0] / 80) ** 2 - ((points[:, 1] - 28) / 100) ** 2, 0, 1)
    points[:, 2] = -50 * np.sqrt(inner)
    points[mesh.NOSE_TIP, 2] -= 14
    return points


def placed_landmarks(size_px: float, roll_deg: float = 8.0) -> np.ndarray:
    """(468, 3) float32 in pixels of the picture that `draw_portrait` draws with the same arguments."""
    points = portrait_landmarks() * (size_px / SIZE)
    sin, cos = np.sin(np.radians(roll_deg)), np.cos(np.radians(roll_deg))
    points[:, :2] = points[:, :2] @ np.array([[cos, sin], [-sin, cos]])
    points[:, :2] += (1.1 * size_px, 0.95 * size_px)
    return points.astype(np.float32)


def draw_portrait(size_px: float, roll_deg: float = 8.0) -> tuple[np.ndarray, np.ndarray]:
    """(H, W, 3) uint8 RGB with the face in its middle, and its (468, 3) float32 mesh points in pixels."""
    points = placed_landmarks(size_px, roll_deg)
    scale, side = size_px / SIZE, round(2.2 * size_px)
    y, x = np.mgrid[0:side, 0:side].astype(np.float32) / side
    picture = np.dstack([60 + 90 * x, 80 + 60 * y, 120 - 40 * x]).astype(np.uint8)

    def fill(chain: tuple[int, ...], colour: tuple[int, int, int]) -> None:
        cv2.fillPoly(picture, [np.round(points[list(chain), :2] * 16).astype(np.int32)], colour, cv2.LINE_AA, 4)

    fill(mesh.OVAL, (225, 180, 155))
    for upper, lower, above, below in (
        (mesh.LID_UPPER_R, mesh.LID_LOWER_R, mesh.BROW_UPPER_R, mesh.BROW_LOWER_R),
        (mesh.LID_UPPER_L, mesh.LID_LOWER_L, mesh.BROW_UPPER_L, mesh.BROW_LOWER_L),
    ):
        fill(upper + lower[::-1], (245, 245, 245))
        middle = np.round(points[[upper[4], lower[4]], :2].mean(axis=0)).astype(int)
        cv2.circle(picture, tuple(map(int, middle)), round(5 * scale), (50, 30, 20), -1, cv2.LINE_AA)
        fill(above + below[::-1], (70, 45, 35))
    fill(mesh.LIPS_OUTER_UPPER + mesh.LIPS_OUTER_LOWER[::-1], (190, 80, 85))
    fill(mesh.LIPS_INNER_UPPER + mesh.LIPS_INNER_LOWER[::-1], (90, 30, 30))
    return picture, points


def _arc(points: np.ndarray, chain: tuple[int, ...], u: float, half: float, v: float, height: float) -> None:
    along = np.linspace(-1, 1, len(chain))
    points[list(chain), :2] = np.stack([u + half * along, v + height * (1 - along**2)], axis=-1)
