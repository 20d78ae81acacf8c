"""Draws the layers of one frame over a background, back to front."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from mudong.motion.render.raster import LayerMap


def warp_layer(texture: np.ndarray, layer_map: LayerMap, width: int, height: int) -> tuple[np.ndarray, int, int]:
    """The layer's premultiplied RGBA pixels (h, w, 4) as they stand in the frame, and their place x, y."""
    (rows, columns), cell = layer_map.cells.shape[:2], layer_map.cell
    x0, y0, x1, y1 = layer_map.window or (0, 0, width, height)
    x0, y0 = max(0, x0, layer_map.x), max(0, y0, layer_map.y)
    x1, y1 = min(width, x1, layer_map.x + columns * cell), min(height, y1, layer_map.y + rows * cell)
    if x0 >= x1 or y0 >= y1:
        return np.zeros((0, 0, 4), np.uint8), x0, y0
    # Only the cells around the window are enlarged, with one more on each side to interpolate from.
    left, top = max(0, (x0 - layer_map.x) // cell - 1), max(0, (y0 - layer_map.y) // cell - 1)
    right, bottom = min(columns, (x1 - layer_map.x) // cell + 2), min(rows, (y1 - layer_map.y) // cell + 2)
    from_x, from_y = x0 - layer_map.x - left * cell, y0 - layer_map.y - top * cell
    window = (slice(from_y, from_y + y1 - y0), slice(from_x, from_x + x1 - x0))
    size = ((right - left) * cell, (bottom - top) * cell)
    # Two planes instead of pairs: OpenCV looks pixels up almost twice as fast.
    across, down = (
        cv2.resize(layer_map.cells[top:bottom, left:right, axis], size, interpolation=cv2.INTER_LINEAR)[window]
        for axis in (0, 1)
    )
    return cv2.remap(texture, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT), x0, y0


def draw_over(frame: np.ndarray, pixels: np.ndarray, x: int, y: int) -> None:
    """Composite premultiplied `pixels` (h, w, 4) onto `frame` ((H, W, 3) or (H, W, 4) premultiplied) in place."""
    target = frame[y : y + pixels.shape[0], x : x + pixels.shape[1]]
    uncovered = cv2.bitwise_not(cv2.extractChannel(pixels, 3))
    if frame.shape[2] == 4:
        cv2.multiply(target, cv2.merge([uncovered] * 4), dst=target, scale=1 / 255)
        cv2.add(target, pixels, dst=target)
        return
    cv2.multiply(target, cv2.cvtColor(uncovered, cv2.COLOR_GRAY2BGR), dst=target, scale=1 / 255)
    cv2.add(target, cv2.cvtColor(pixels, cv2.COLOR_BGRA2BGR), dst=target)


def draw_layers(
    frame: np.ndarray, textures: Sequence[np.ndarray], maps: Sequence[LayerMap], order: Sequence[int]
) -> None:
    """Draw `maps` onto `frame` in place. order: layer indices from back to front."""
    by_layer = {layer_map.layer: layer_map for layer_map in maps}
    height, width = frame.shape[:2]
    for layer in order:
        if (layer_map := by_layer.get(layer)) is not None:
            pixels, x, y = warp_layer(textures[layer], layer_map, width, height)
            if pixels.size:
                draw_over(frame, pixels, x, y)
