"""Where a part goes on behind what lies in front of it in the picture, judged by the shape of its kind."""

from __future__ import annotations

import cv2
import numpy as np

from mudong.motion.rig.bones import BONE_NODES, PART_BONE, Bone, Part
from mudong.motion.rig.labels import PartLabels
from mudong.spec.joints import Joint

_OUTLINE_SMOOTHING = 0.7
"""Smoothing of an outline that is partly supposed, in upper arm radii."""


def _occluders(part: Part) -> tuple[Part, ...]:
    """Parts that may lie in front of a part in the picture and whose pixels must not stay in its texture."""
    hands_and_forearms = [p for p in Part if p.name.startswith(("FOREARM", "HAND"))]
    upper_arms = [Part.UPPER_ARM_L, Part.UPPER_ARM_R]
    side = part.name[-2:]
    if part is Part.TORSO:
        found = [*hands_and_forearms, *upper_arms, Part.HEAD]
    elif part in upper_arms:
        found = [p for p in hands_and_forearms if not p.name.endswith(side) or p.name.startswith("HAND")] + [Part.HEAD]
    elif part.name.startswith("FOREARM"):
        found = [p for p in (*hands_and_forearms, *upper_arms) if not p.name.endswith(side)]
    elif part is Part.HEAD or part.name.startswith(("THIGH", "SHIN")):
        found = hands_and_forearms
    else:
        found = []
    return tuple(found)


def hidden_area(part: Part, labels: PartLabels, nodes: np.ndarray, size: tuple[int, int]) -> np.ndarray | None:
    """(H, W) 0..1: where the part must go on behind the parts in front of it, judged by the shape of its kind."""
    occluders = _occluders(part)
    own = labels.inside(part)
    if not occluders or not own.any():
        return None
    in_front = np.any([labels.inside(other) for other in occluders], axis=0)
    expected = _expected_shape(part, own.shape, nodes * labels.scale, labels.radii * labels.scale)
    hidden = (expected & in_front & ~own & labels.silhouette).astype(np.uint8)
    hidden = cv2.morphologyEx(hidden, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    if not hidden.any():
        return None
    # What is seen and what is supposed join in one smooth outline.
    reach = max(1.0, _OUTLINE_SMOOTHING * float(labels.radii[Bone.UPPER_ARM_L]) * labels.scale)
    outline = cv2.GaussianBlur((own | (hidden > 0)).astype(np.float32), (0, 0), reach) > 0.5
    hidden = (outline & in_front & ~own & labels.silhouette).astype(np.uint8)
    # Grown into the part itself, so that both meet without a seam.
    grown = cv2.dilate(hidden, np.ones((3, 3), np.uint8)) & (hidden | own.astype(np.uint8))
    soft = cv2.GaussianBlur(grown.astype(np.float32), (0, 0), 0.8)
    return np.clip(cv2.resize(soft, size, interpolation=cv2.INTER_LINEAR) * 2 - 0.5, 0, 1)


def _expected_shape(part: Part, shape: tuple[int, ...], nodes: np.ndarray, radii: np.ndarray) -> np.ndarray:
    """(h, w) bool: about where a part of a body lies, were nothing in front of it."""
    canvas = np.zeros(shape, np.uint8)
    if part is Part.TORSO:
        corners = nodes[[Joint.SHOULDER_L, Joint.SHOULDER_R, Joint.HIP_R, Joint.HIP_L]]
        cv2.fillConvexPoly(canvas, np.rint(corners).astype(np.int32), 255)
        return canvas > 0
    bone = PART_BONE[part]
    start, end = (nodes[n] for n in BONE_NODES[bone])
    if part is Part.HEAD:
        start = start + 0.35 * (end - start)
    points = [tuple(int(v) for v in np.rint(p)) for p in (start, end)]
    cv2.line(canvas, points[0], points[1], 255, max(1, int(1.9 * radii[bone])))
    return canvas > 0
