"""`Lattice`: a coarse grid over a box of a picture, where smooth fields are cheap, and the way back to every pixel.

Knows nothing about faces.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

Box = tuple[int, int, int, int]
"""x0, y0, x1, y1 in pixels; the last two are exclusive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lattice:
    """Square cells of `step` pixels that tile `box`, with one more ring of cells around it.

    nodes: (rows + 2, columns + 2, 2) float32, the middle of each cell in pixels of the picture.
    """

    box: Box
    step: int
    nodes: np.ndarray

    @staticmethod
    def over(box: Box, step: int) -> Lattice:
        """Cut the box down to whole cells, evenly on all sides."""
        x0, y0, x1, y1 = box
        columns, rows = (x1 - x0) // step, (y1 - y0) // step
        x0 += (x1 - x0 - columns * step) // 2
        y0 += (y1 - y0 - rows * step) // 2
        x = x0 + (np.arange(-1, columns + 1) + 0.5) * step - 0.5
        y = y0 + (np.arange(-1, rows + 1) + 0.5) * step - 0.5
        nodes = np.stack(np.meshgrid(x, y), axis=-1).astype(np.float32)
        return Lattice(box=(x0, y0, x0 + columns * step, y0 + rows * step), step=step, nodes=nodes)

    def cells(self, around: Box) -> Box:
        """The smallest box of whole cells that covers `around` (pixels of the picture), inside the lattice's box."""
        x0, y0, x1, y1 = self.box
        step = self.step
        left = max(0, (around[0] - x0) // step)
        top = max(0, (around[1] - y0) // step)
        right = min((x1 - x0) // step, -((x0 - around[2]) // step))
        bottom = min((y1 - y0) // step, -((y0 - around[3]) // step))
        return left, top, right, bottom

    def enlarge(self, values: np.ndarray, cells: Box | None = None) -> np.ndarray:
        """Values at the nodes (rows + 2, columns + 2[, channels]) -> at every pixel of the box or of some cells."""
        left, top, right, bottom = cells or (0, 0, self.nodes.shape[1] - 2, self.nodes.shape[0] - 2)
        part = values[top : bottom + 2, left : right + 2]
        height, width = part.shape[:2]
        large = cv2.resize(part, (width * self.step, height * self.step), interpolation=cv2.INTER_LINEAR)
        return large[self.step : -self.step, self.step : -self.step]

    def pixels(self, cells: Box) -> tuple[slice, slice]:
        """Rows and columns of some cells, inside the box's pixels."""
        left, top, right, bottom = (edge * self.step for edge in cells)
        return slice(top, bottom), slice(left, right)


def sample(values: np.ndarray, where: np.ndarray) -> np.ndarray:
    """Bilinear look-up of (rows, columns[, channels]) at (h, w, 2) float32 x, y; the edge continues outwards."""
    return cv2.remap(values, where, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)  # type: ignore[call-overload]


def smoothstep(x: np.ndarray) -> np.ndarray:
    """0 below 0, 1 above 1, smooth between."""
    x = np.clip(x, 0.0, 1.0)
    return x * x * (3.0 - 2.0 * x)


def bump(squared: np.ndarray) -> np.ndarray:
    """Wendland's C2 kernel of a squared radius: 1 in the middle, exactly 0 from radius 1 on."""
    radius = np.sqrt(squared)
    return np.clip(1.0 - radius, 0.0, None) ** 4 * (4.0 * radius + 1.0)
