"""Turns a probability into one clean figure: the pieces that carry bones stay, crumbs and pinholes go.

Knows joints, because bones tell what must be inside; knows nothing about colours.
"""

from __future__ import annotations

import cv2
import numpy as np

from mudong.motion.figure import Figure
from mudong.spec.joints import BONES, Joint

_SURE = 0.5
_FACE_JOINTS = (Joint.NOSE, Joint.EYE_L, Joint.EYE_R)


def bone_map(shape: tuple[int, int], figure: Figure, thickness: float) -> np.ndarray:
    """(H, W) bool: the bones whose both ends are confidently seen, as strokes of `thickness` pixels."""
    strokes = np.zeros(shape, np.uint8)
    for parent, child in BONES:
        if child in _FACE_JOINTS or min(figure.confidence[parent], figure.confidence[child]) < _SURE:
            continue
        start, end = (tuple(round(float(v) * 8) for v in figure.xy[j]) for j in (parent, child))
        cv2.line(strokes, start, end, 1, max(1, round(thickness)), cv2.LINE_8, 3)  # type: ignore[call-overload]
    return strokes.astype(bool)


def clean(probability: np.ndarray, bones: np.ndarray, figure_height: float) -> np.ndarray:
    """The probability with crumbs set to 0 and pinholes set to 1; (H, W) float32.

    A piece stays when it carries a bone or is not much smaller than a hand; a hole stays when it is larger than a
    button.
    """
    inside = (probability > 0.5).astype(np.uint8)
    out = probability.copy()
    count, pieces, stats, _ = cv2.connectedComponentsWithStats(inside, connectivity=8)
    carrying = np.zeros(count, bool)
    carrying[np.unique(pieces[bones])] = True
    if not carrying[1:].any() and count > 1:
        carrying[1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())] = True
    dropped = ~carrying
    dropped[0] = False
    out[cv2.dilate(dropped[pieces].astype(np.uint8), np.ones((5, 5), np.uint8)).astype(bool) & ~carrying[pieces]] = 0
    count, holes, stats, _ = cv2.connectedComponentsWithStats(1 - inside, connectivity=4)
    small = stats[:, cv2.CC_STAT_AREA] < (0.006 * figure_height) ** 2
    small[0] = False
    out[small[holes]] = 1
    return out
