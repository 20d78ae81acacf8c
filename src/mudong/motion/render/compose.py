"""Draws the layers of one frame over a background, back to front."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from mudong.motion.render.raster import CELL, LayerMap


def warp_layer(texture: np.ndarray, layer_map: LayerMap, width: int, height: int) -> tuple[np.ndarray, int, int]:
    """The layer's premultiplied RGBA pixels (h, w, 4) as they stand in the frame, and their place x, y."""
    rows, columns = layer_map.cells.shape[:2]
    dense = cv2.resize(layer_map.cells, (columns * CELL, rows * CELL), interpolation=cv2.INTER_LINEAR)
    x, y = max(0, layer_map.x), max(0, layer_map.y)
    dense = dense[y - layer_map.y : max(0, height - layer_map.y), x - layer_map.x : max(0, width - layer_map.x)]
    if dense.size == 0:
        return np.zeros((0, 0, 4), np.uint8), x, y
    pixels = cv2.remap(texture, dense, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)  # type: ignore[call-overload]
    return pixels, x, y


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
