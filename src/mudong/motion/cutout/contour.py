"""Turns a probability into one clean figure: the pieces that carry bones stay, crumbs and pinholes go.

Knows joints, because bones tell what must be inside; knows nothing about colours.
"""

from __future__ import annotations

import cv2
import numpy as np

from mudong.motion.figure import Figure
from mudong.spec.joints import BONES, Joint

_SURE = 0.5
_UNSEEN = 0.4
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


def with_bones(probability: np.ndarray, bones: np.ndarray, figure_height: float) -> np.ndarray:
    """The probability with every bone inside, (H, W) float32.

    Where it misses most bones (no network knows this kind of body) it is a thick stick figure instead.
    """
    if bones.any() and probability[bones].mean() < _UNSEEN:
        away = cv2.distanceTransform((~bones).astype(np.uint8), cv2.DIST_L2, 5)
        return (1 / (1 + np.exp(away / (0.015 * figure_height) - 3))).astype(np.float32)
    return np.where(bones & (probability > 0.2), np.maximum(probability, 0.98), probability).astype(np.float32)


def clean(probability: np.ndarray, first: np.ndarray, bones: np.ndarray, figure_height: float) -> np.ndarray:
    """The probability with crumbs set to 0 and pinholes set to 1; (H, W) float32.

    first: (H, W) float32, the probability before colours were heard. A piece stays when it carries a bone, or is as
    large as a hand and sure; a hole when it is larger than a button, and larger than a shoe's tongue where `first` was
    sure that there is none.
    """
    inside = (probability > 0.5).astype(np.uint8)
    pieces, area = _pieces(inside, 8)
    stays = (area > (0.04 * figure_height) ** 2) & (_mean(probability, pieces, area) > 0.9)
    stays[np.unique(pieces[bones])] = True
    stays[0] = False
    if not stays.any() and len(area) > 1:
        stays[1 + int(area[1:].argmax())] = True
    crumbs = (~stays[pieces] & (pieces > 0)).astype(np.uint8)
    out = probability.copy()
    out[(cv2.dilate(crumbs, np.ones((5, 5), np.uint8)) > 0) & ~stays[pieces]] = 0
    holes, area = _pieces(1 - inside, 4)
    pinhole = area < (0.006 * figure_height) ** 2
    pinhole |= (area < (0.025 * figure_height) ** 2) & (_mean(first, holes, area) > 0.95)
    pinhole[0] = False
    out[pinhole[holes]] = 1
    return out


def _pieces(mask: np.ndarray, connectivity: int) -> tuple[np.ndarray, np.ndarray]:
    """Labels of connected pieces (H, W), 0 outside the mask, and how many pixels each label has."""
    _, labels = cv2.connectedComponents(mask, connectivity=connectivity)
    pieces = np.asarray(labels, np.int64)
    return pieces, np.bincount(pieces.ravel())


def _mean(values: np.ndarray, pieces: np.ndarray, area: np.ndarray) -> np.ndarray:
    """Mean of `values` over each piece."""
    return np.bincount(pieces.ravel(), weights=values.ravel(), minlength=len(area)) / np.maximum(area, 1)
