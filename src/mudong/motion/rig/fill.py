"""A part's own colours where another part's pixels would show: behind arms, under hems, across drawn lines."""

from __future__ import annotations

import cv2
import numpy as np

_FOREIGN = 24.0
"""CIELAB distance from a part's own colours at which a borrowed pixel belongs to something else."""
_USUAL = 28.0
"""CIELAB distance from its median within which a colour is a part's prevailing one."""


def own_colours(
    texture: np.ndarray, own: np.ndarray, hidden: np.ndarray, borrowed: np.ndarray, sources: np.ndarray
) -> np.ndarray:
    """(h, w, 3) float32: the part's texture with its own colours wherever another part's pixels would show.

    own: the part's own pixels. sources: pixels whose colours may be taken, mostly the same. hidden: what another part
    covers in the picture. borrowed: overlaps at the joints, which keep the picture's pixels where these look like the
    part itself, so that cloth goes on seamlessly, and lose them where they do not: a hem, a drawn line.
    """
    target = (hidden > 0.02) & (own < 0.98)
    # Colours near the edge of what is in front are mixed with it: neither sources nor kept.
    reach = 2 * max(2, int(np.sqrt(own.size) / 60)) + 1
    near = cv2.dilate(target.astype(np.uint8), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))) > 0
    factor = max(1, int(np.sqrt(own.size) / 160))
    size = (max(1, texture.shape[1] // factor), max(1, texture.shape[0] // factor))
    small = cv2.resize(texture, size, interpolation=cv2.INTER_AREA)
    known = cv2.resize((~near & (sources > 0.98)).astype(np.float32), size, interpolation=cv2.INTER_AREA)
    known *= _usual(small, known)
    # Push-pull: average of known colours at ever coarser levels, which continues shading without streaks.
    filled = np.clip(_push_pull(small, known), 0, 255)
    foreign = np.linalg.norm(_lab(filled) - _lab(small), axis=-1) > _FOREIGN
    foreign = cv2.dilate(foreign.astype(np.uint8), np.ones((3, 3), np.uint8))
    foreign = cv2.resize(foreign, own.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0
    filled = cv2.resize(filled, own.shape[::-1], interpolation=cv2.INTER_CUBIC)
    replaced = ((near & ((own > 0.02) | target)) | (borrowed & foreign)).astype(np.float32)
    blend = np.maximum(cv2.GaussianBlur(replaced, (0, 0), 2.0), replaced)[..., None]
    return np.clip(filled * blend + texture * (1 - blend), 0, 255)


def _usual(small: np.ndarray, known: np.ndarray) -> np.ndarray:
    """(h, w) bool: pixels in the part's prevailing colour, so that an outline or a print is not smeared out."""
    lab = _lab(small)
    inside = lab[known > 0.95]
    if len(inside) < 16:
        return np.ones(known.shape, bool)
    usual = np.linalg.norm(lab - np.median(inside, axis=0), axis=-1) < _USUAL
    return usual if usual[known > 0.95].mean() > 0.25 else np.ones(known.shape, bool)


def _lab(rgb: np.ndarray) -> np.ndarray:
    return cv2.cvtColor(np.clip(rgb, 0, 255).astype(np.uint8), cv2.COLOR_RGB2LAB).astype(np.float32)


def _push_pull(image: np.ndarray, known: np.ndarray) -> np.ndarray:
    known = np.where(known > 0.95, known, 0.0).astype(np.float32)
    colour = image.astype(np.float32) * known[..., None]
    if min(image.shape[:2]) <= 2:
        total = max(float(known.sum()), 1e-6)
        mean = colour.sum(axis=(0, 1)) / total
        return np.where(known[..., None] > 0, colour / np.maximum(known[..., None], 1e-6), mean)
    half = (max(1, image.shape[1] // 2), max(1, image.shape[0] // 2))
    weight = cv2.resize(known, half, interpolation=cv2.INTER_AREA)
    mean = cv2.resize(colour, half, interpolation=cv2.INTER_AREA) / np.maximum(weight, 1e-6)[..., None]
    below = _push_pull(mean, (weight > 1e-3).astype(np.float32))
    below = cv2.resize(below, (image.shape[1], image.shape[0]), interpolation=cv2.INTER_LINEAR)
    return colour + below * (1 - known[..., None])
