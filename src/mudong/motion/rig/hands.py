"""Whether each hand can be seen in the picture. A hand in a pocket has no pixels of its own and must not take others'.

A detector places wrists and fingers even where they are hidden, so the pixels decide: skin like the face's, or a shape
that stands out freely.
"""

from __future__ import annotations

import cv2
import numpy as np

from mudong.motion.rig.bones import BONE_NODES, Bone, Part
from mudong.motion.rig.drawn_hand import draw_hand
from mudong.motion.rig.layers import Layer
from mudong.spec.joints import Joint

_SKIN_DISTANCE = 26.0
"""CIELAB distance (lightness counted half) within which a pixel is of the face's skin."""
_SKIN_SHARE = 0.35
_FREE_SHARE = 0.55
_HAND_OVER_ARM = 0.34
"""Length of a hand over that of its arm, shoulder to wrist."""


def visible_hands(colour: np.ndarray, alpha: np.ndarray, nodes: np.ndarray, skin_known: bool) -> tuple[bool, bool]:
    """Left and right. skin_known: the face is a face, found by a detector; else only the shape decides."""
    lab = cv2.cvtColor(colour, cv2.COLOR_RGB2LAB)
    skin = _skin(lab, alpha, nodes) if skin_known else None
    left, right = (_visible(lab, alpha, nodes, bone, skin) for bone in (Bone.HAND_L, Bone.HAND_R))
    return left, right


def hidden_hand_tip(nodes: np.ndarray, bone: Bone) -> np.ndarray:
    """(2,) where the tip of a hand lies that cannot be seen: on along the forearm, in the length that fits the arm."""
    upper, fore = Bone[bone.name.replace("HAND", "UPPER_ARM")], Bone[bone.name.replace("HAND", "FOREARM")]
    arm = sum(float(np.linalg.norm(np.subtract(*nodes[list(BONE_NODES[b])]))) for b in (upper, fore))
    elbow, wrist = (nodes[n] for n in BONE_NODES[fore])
    forearm = wrist - elbow
    return wrist + forearm / max(float(np.linalg.norm(forearm)), 1e-6) * _HAND_OVER_ARM * arm


def painted_hand(colour: np.ndarray, alpha: np.ndarray, nodes: np.ndarray, bone: Bone) -> Layer | None:
    """A hand for an arm whose own is hidden, in the colour of the face; None where there is no face to take it from."""
    skin = _skin(colour, alpha, nodes)
    wrist, tip = (nodes[n] for n in BONE_NODES[bone])
    length = float(np.linalg.norm(tip - wrist))
    if skin is None or length < 8:
        return None
    sprite = draw_hand(np.rint(skin).astype(np.uint8), length, "left" if bone is Bone.HAND_L else "right")
    # The sprite hangs straight down: turn it onto the bone, then cut the canvas to what it needs.
    down, along = sprite_axis(sprite.wrist, sprite.tip), tip - wrist
    turn = np.arctan2(along[1], along[0]) - np.arctan2(down[1], down[0])
    c, s = np.cos(turn), np.sin(turn)
    move = np.array([[c, -s, 0.0], [s, c, 0.0]])
    move[:, 2] = wrist - move[:, :2] @ np.array(sprite.wrist)
    height, width = sprite.rgba.shape[:2]
    corners = np.array([[0, 0], [width, 0], [0, height], [width, height]]) @ move[:, :2].T + move[:, 2]
    low = np.floor(corners.min(axis=0)).astype(int) - 2
    size = np.ceil(corners.max(axis=0)).astype(int) + 2 - low
    move[:, 2] -= low
    rgba = cv2.warpAffine(sprite.rgba, move, (int(size[0]), int(size[1])), flags=cv2.INTER_LINEAR)
    part = Part.HAND_L if bone is Bone.HAND_L else Part.HAND_R
    return Layer(part=part, rgba=rgba, origin=(int(low[0]), int(low[1])))


def sprite_axis(wrist: tuple[float, float], tip: tuple[float, float]) -> np.ndarray:
    """(2,) from wrist to tip."""
    return np.array(tip) - np.array(wrist)


def _skin(picture: np.ndarray, alpha: np.ndarray, nodes: np.ndarray) -> np.ndarray | None:
    """(3,) median of the face around the nose, in the colour space of `picture`."""
    reach = 0.16 * float(np.linalg.norm(nodes[Joint.HEAD] - nodes[Joint.NECK]))
    face = np.zeros(alpha.shape, np.uint8)
    cv2.circle(face, _pixel(nodes[Joint.NOSE]), max(2, int(reach)), 255, -1)
    pixels = picture[(face > 0) & (alpha > 200)]
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
        return free > 0.4 or _stands_out(alpha, wrist, tip)
    away = (lab[inside].astype(np.float32) - skin) * (0.5, 1.0, 1.0)
    return float((np.linalg.norm(away, axis=1) < _SKIN_DISTANCE).mean()) > _SKIN_SHARE or free > _FREE_SHARE


def _stands_out(alpha: np.ndarray, wrist: np.ndarray, tip: np.ndarray) -> bool:
    """Whether the figure ends on both sides of a hand within little more than its length, as spread fingers do."""
    along = tip - wrist
    across = np.array([-along[1], along[0]])
    steps = np.linspace(0, 1.2, 25)[:, None]
    for way in (across, -across):
        points = (wrist + np.array([0.3, 0.6, 0.9])[:, None, None] * along + steps * way).round().astype(int)
        x, y = points[..., 0].clip(0, alpha.shape[1] - 1), points[..., 1].clip(0, alpha.shape[0] - 1)
        if np.median((alpha[y, x] < 127).any(axis=1)) < 1:
            return False
    return True


def _pixel(point: np.ndarray) -> tuple[int, int]:
    return round(float(point[0])), round(float(point[1]))
