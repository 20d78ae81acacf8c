"""The figure's own colours: the background's share taken out of soft pixels, and carried on beyond the edge.

Last step of the cut-out. Knows only a picture and its alpha.
"""

from __future__ import annotations

import cv2
import numpy as np

_TINY = 1e-5
_INTERPOLATION = cv2.INTER_LINEAR
_ROUNDS = ((4, 12), (2, 5), (1, 3))
"""How many times smaller, and the radius of the blur there, in pixels."""


def foreground_colours(pixels: np.ndarray, alpha: np.ndarray, extend_px: int = 24) -> np.ndarray:
    """(H, W, 3) uint8: the colour each pixel would have if it were all figure.

    pixels: (H, W, 3) uint8; alpha: (H, W) float32 0..1. Beyond the edge the nearest figure colours go on for at least
    `extend_px` pixels, and everywhere else fade into their average. Coarse-to-fine blur fusion after Forte (2021,
    "Approximate Fast Foreground Colour Estimation"): in each round the blurred colours of both sides explain the pixel,
    and what remains unexplained goes to the figure by its share.
    """
    part = _part(alpha, 3 * extend_px)
    image, share = pixels[part].astype(np.float32), alpha[part].astype(np.float32)
    figure, ground = image, image
    for shrink, radius in _ROUNDS:
        size = (max(1, image.shape[1] // shrink), max(1, image.shape[0] // shrink))
        level, level_share, figure, ground = (
            part if part.shape[1::-1] == size else cv2.resize(part, size, interpolation=_INTERPOLATION)
            for part in (image, share, figure, ground)
        )
        figure, ground = _fuse(level, level_share, figure, ground, radius)
    figure = np.where(share[..., None] > 0.995, image, np.clip(figure, 0, 255))
    colours = np.empty_like(pixels)
    colours[:] = np.average(image.reshape(-1, 3), axis=0, weights=share.ravel() + _TINY)
    colours[part] = _extended(figure, share)
    return colours


def _part(alpha: np.ndarray, room: int) -> tuple[slice, slice]:
    """Rows and columns of all that is not transparent, with room around it; everything when nothing is."""
    rows, columns = np.flatnonzero(alpha.any(1)), np.flatnonzero(alpha.any(0))
    if not len(rows):
        return slice(None), slice(None)
    return (
        slice(max(0, int(rows[0]) - room), int(rows[-1]) + room + 1),
        slice(max(0, int(columns[0]) - room), int(columns[-1]) + room + 1),
    )


def _fuse(
    image: np.ndarray, share: np.ndarray, figure: np.ndarray, ground: np.ndarray, radius: int
) -> tuple[np.ndarray, np.ndarray]:
    kernel = (2 * radius + 1, 2 * radius + 1)
    rest = 1 - share
    mean_share = cv2.blur(share, kernel)[..., None]
    mean_rest = cv2.blur(rest, kernel)[..., None]
    figure = (cv2.blur(figure * share[..., None], kernel) + _TINY * figure) / (mean_share + _TINY)
    ground = (cv2.blur(ground * rest[..., None], kernel) + _TINY * ground) / (mean_rest + _TINY)
    unexplained = image - share[..., None] * figure - rest[..., None] * ground
    return figure + share[..., None] * unexplained, ground + rest[..., None] * unexplained


def _extended(colours: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Push-pull: averages of trusted colours at every scale, filled back from coarse to fine where none are near."""
    trust = np.clip((share - 0.25) / 0.5, 0, 1)
    levels: list[tuple[np.ndarray, np.ndarray]] = [(colours * trust[..., None], trust)]
    while min(levels[-1][1].shape) > 2:
        levels.append((cv2.pyrDown(levels[-1][0]), cv2.pyrDown(levels[-1][1])))
    weighted, weight = levels[-1]
    filled = weighted / (weight[..., None] + _TINY)
    for weighted, weight in reversed(levels[:-1]):
        height, width = weight.shape
        coarse = cv2.resize(filled, (width, height), interpolation=cv2.INTER_LINEAR)
        near = np.clip(weight * 4, 0, 1)[..., None]
        filled = near * (weighted / (weight[..., None] + _TINY)) + (1 - near) * coarse
    keep = np.clip(share * 20 - 1, 0, 1)[..., None]
    return np.clip(keep * colours + (1 - keep) * filled + 0.5, 0, 255).astype(np.uint8)
