"""A skeleton drawn over a picture, for previews: left limbs warm, right limbs cool, unsure joints faint."""

from __future__ import annotations

import cv2
import numpy as np

from mudong.spec.joints import BONES, Joint

LEFT = (255, 138, 76)
RIGHT = (64, 160, 255)
MIDDLE = (250, 250, 250)
MAX_THICKNESS = 60
_FACE = (Joint.NOSE, Joint.EYE_L, Joint.EYE_R)
_SHIFT = 4
"""Fractional bits of the coordinates that OpenCV draws with."""


def draw_skeleton(
    pixels: np.ndarray,
    xy: np.ndarray,
    confidence: np.ndarray | None = None,
    *,
    hands: np.ndarray | None = None,
    thickness: int | None = None,
) -> np.ndarray:
    """A copy of (height, width, 3) uint8 RGB `pixels` with the bones and joints of `xy` (21, 2) on it.

    confidence: (21,) 0..1, how strongly each is drawn. hands: (2, 3, 2) as in `Figure`. thickness: of a bone, pixels.
    """
    sure = np.ones(len(xy)) if confidence is None else np.asarray(confidence)
    reach = float(np.ptp(xy, axis=0).max())
    width = thickness or min(MAX_THICKNESS, max(1, round(reach / 120)))
    drawn = pixels.copy()
    for parent, child in BONES:
        if child in _FACE:
            continue
        _line(drawn, (xy[parent], xy[child]), _color(child), width, float(min(sure[parent], sure[child])))
    for side, wrist in ((0, Joint.WRIST_L), (1, Joint.WRIST_R)):
        for point in () if hands is None else hands[side]:
            _line(drawn, (xy[wrist], point), _color(wrist), max(1, width // 2), float(sure[wrist]))
    for joint in Joint:
        radius = width * (0.7 if joint in _FACE else 1.3)
        _dot(drawn, xy[joint], _color(joint), radius, float(sure[joint]))
    return drawn


def _color(joint: Joint) -> tuple[int, int, int]:
    if joint.mirrored is joint:
        return MIDDLE
    return LEFT if joint.name.endswith("_L") else RIGHT


def _line(
    drawn: np.ndarray, bone: tuple[np.ndarray, np.ndarray], color: tuple[int, int, int], width: int, sure: float
) -> None:
    ends = [tuple(round(float(v) * (1 << _SHIFT)) for v in np.clip(p, -1e5, 1e5)) for p in bone]
    cv2.line(drawn, ends[0], ends[1], (20, 20, 20), width + max(2, width // 2), cv2.LINE_AA, _SHIFT)
    cv2.line(drawn, ends[0], ends[1], _faint(color, sure), width, cv2.LINE_AA, _SHIFT)


def _dot(drawn: np.ndarray, at: np.ndarray, color: tuple[int, int, int], radius: float, sure: float) -> None:
    x, y = (round(float(v) * (1 << _SHIFT)) for v in np.clip(at, -1e5, 1e5))
    cv2.circle(drawn, (x, y), int((radius + 1) * (1 << _SHIFT)), (20, 20, 20), -1, cv2.LINE_AA, _SHIFT)
    cv2.circle(drawn, (x, y), int(radius * (1 << _SHIFT)), _faint(color, sure), -1, cv2.LINE_AA, _SHIFT)


def _faint(color: tuple[int, int, int], sure: float) -> tuple[int, int, int]:
    """The colour, towards dark grey where the joint is unsure."""
    share = 0.25 + 0.75 * float(np.clip(sure, 0, 1))
    red, green, blue = (round(60 + (c - 60) * share) for c in color)
    return red, green, blue
