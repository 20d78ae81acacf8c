"""Hair that falls over shoulders and chest moves with the head, not with the arm it lies on.

Found by its colour, as far as it hangs together with the head. Where hair and clothes have one colour, nothing is
claimed: the colour then tells nothing.
"""

from __future__ import annotations

import cv2
import numpy as np

from mudong.spec.joints import Joint

_NEAR = 21.0
"""CIELAB distance within which a pixel is of the hair's colour (lightness counted less: strands shine)."""
_APART = 24.0
"""Hair and clothes must differ at least that much."""
_LIGHTNESS_WEIGHT = 0.4
_REACH_HEADS = 1.5
"""Hair is looked for up to this many head lengths below the neck."""


def hair_pixels(small: np.ndarray, mask: np.ndarray, nodes: np.ndarray) -> np.ndarray:
    """(h, w) bool. small: (h, w, 3) uint8 RGB; mask: (h, w) bool of the figure; nodes in its pixels."""
    none = np.zeros(mask.shape, bool)
    neck, crown, nose = nodes[Joint.NECK], nodes[Joint.HEAD], nodes[Joint.NOSE]
    length = float(np.linalg.norm(crown - neck))
    if length < 8:
        return none
    lab = cv2.cvtColor(cv2.medianBlur(small, 5), cv2.COLOR_RGB2LAB).astype(np.float32)
    lab *= (_LIGHTNESS_WEIGHT, 1.0, 1.0)
    skin = _colour(lab, mask, nose, 0.1 * length)
    hair = None if skin is None else _hair_colour(lab, mask, neck, crown, skin)
    dressed = nodes[[Joint.HIP_L, Joint.HIP_R, Joint.SPINE, Joint.ELBOW_L, Joint.ELBOW_R]]
    if hair is None or skin is None or np.linalg.norm(hair - skin) < _APART:
        return none
    clothes = [c for point in dressed if (c := _colour(lab, mask, point, 0.12 * length)) is not None]
    if any(np.linalg.norm(hair - c) < _APART for c in clothes):
        return none
    away = np.linalg.norm(lab - hair, axis=-1)
    alike = (away < _NEAR) & mask
    for colour in clothes:
        alike &= away < np.linalg.norm(lab - colour, axis=-1)
    ys, xs = np.mgrid[: mask.shape[0], : mask.shape[1]]
    alike &= np.hypot(xs - neck[0], ys - neck[1]) < _REACH_HEADS * length
    kernel = np.ones((3, 3), np.uint8)
    closed = cv2.morphologyEx(alike.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, kernel)
    _, component = cv2.connectedComponents(opened)
    head = np.hypot(xs - crown[0], ys - crown[1]) < 0.35 * length
    wanted = np.unique(component[head & (component > 0)])
    return np.isin(component, wanted) & mask


def _hair_colour(
    lab: np.ndarray, mask: np.ndarray, neck: np.ndarray, crown: np.ndarray, skin: np.ndarray
) -> np.ndarray | None:
    """The colour of what is not skin in the upper part of the head."""
    centre, length = crown + 0.28 * (neck - crown), float(np.linalg.norm(crown - neck))
    disc = np.zeros(mask.shape, np.uint8)
    cv2.circle(disc, (round(float(centre[0])), round(float(centre[1]))), max(2, int(0.36 * length)), 255, -1)
    pixels = lab[(disc > 0) & mask]
    pixels = pixels[np.linalg.norm(pixels - skin, axis=1) > _APART]
    return np.median(pixels, axis=0) if len(pixels) >= 20 else None


def _colour(lab: np.ndarray, mask: np.ndarray, point: np.ndarray, radius: float) -> np.ndarray | None:
    disc = np.zeros(mask.shape, np.uint8)
    cv2.circle(disc, (round(float(point[0])), round(float(point[1]))), max(2, int(radius)), 255, -1)
    pixels = lab[(disc > 0) & mask]
    return np.median(pixels, axis=0) if len(pixels) >= 5 else None
