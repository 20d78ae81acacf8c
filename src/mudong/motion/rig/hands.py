"""Whether each hand can be seen in the picture. A hand in a pocket has no pixels of its own and must not take others'.

A detector places wrists and fingers even where they are hidden, so the pixels decide: skin like the face's, or a shape
that stands out freely.
"""

from __future__ import annotations

import cv2
import numpy as np

from mudong.motion.rig.bones import BONE_NODES, Bone
from mudong.spec.joints import Joint

_SKIN_DISTANCE = 26.0
"""CIELAB distance (lightness counted half) within which a pixel is of the face's skin."""
_SKIN_SHARE = 0.35
_FREE_SHARE = 0.55


def visible_hands(colour: np.ndarray, alpha: np.ndarray, nodes: np.ndarray, skin_known: bool) -> tuple[bool, bool]:
    """Left and right. skin_known: the face is a face, found by a detector; else only the shape decides."""
    lab = cv2.cvtColor(colour, cv2.COLOR_RGB2LAB)
    skin = _skin(lab, alpha, nodes) if skin_known else None
    left, right = (_visible(lab, alpha, nodes, bone, skin) for bone in (Bone.HAND_L, Bone.HAND_R))
    return left, right


def _skin(lab: np.ndarray, alpha: np.ndarray, nodes: np.ndarray) -> np.ndarray | None:
    reach = 0.16 * float(np.linalg.norm(nodes[Joint.HEAD] - nodes[Joint.NECK]))
    face = np.zeros(alpha.shape, np.uint8)
    cv2.circle(face, _pixel(nodes[Joint.NOSE]), max(2, int(reach)), 255, -1)
    pixels = lab[(face > 0) & (alpha > 200)]
    return np.median(pixels, axis=0) if len(pixels) > 20 else None


def _visible(lab: np.ndarray, alpha: np.ndarray, nodes: np.ndarray, bone: Bone, skin: np.ndarray | None) -> bool:
    wrist, tip = (nodes[n] for n in BONE_NODES[bone])
    length = float(np.linalg.norm(tip - wrist))
    if length < 2:
        return False
    hand, around = np.zeros(alpha.shape, np.uint8), np.zeros(alpha.shape, np.uint8)
    start = wrist + 0.3 * (tip - wrist)
    cv2.line(hand, _pixel(start), _pixel(tip), 255, max(2, int(0.45 * length)))
    cv2.line(around, _pixel(start), _pixel(tip), 255, max(4, int(1.3 * length)))
    inside = (hand > 0) & (alpha > 127)
    if inside.sum() < 0.25 * (hand > 0).sum():
        return False
    ring = (around > 0) & (hand == 0)
    free = float((alpha[ring] < 127).mean()) if ring.any() else 0.0
    if skin is None:
        return free > 0.4
    away = (lab[inside].astype(np.float32) - skin) * (0.5, 1.0, 1.0)
    return float((np.linalg.norm(away, axis=1) < _SKIN_DISTANCE).mean()) > _SKIN_SHARE or free > _FREE_SHARE


def _pixel(point: np.ndarray) -> tuple[int, int]:
    return round(float(point[0])), round(float(point[1]))
