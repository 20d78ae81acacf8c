"""The soft shadow where feet touch the ground: it ties a cut-out figure to its background."""

from __future__ import annotations

import cv2
import numpy as np

from mudong.motion.rig.bones import Bone
from mudong.motion.rig.build import Rig
from mudong.spec.joints import Joint

_SPRITE = 96
_FADE_LEGS = 0.12
"""A foot lifted this far (leg lengths) has lost most of its shadow."""
_FLATNESS = 0.26
"""Height over width of the shadow: how low the camera stands."""


class ContactShadow:
    """Darkens the ground under each foot, the less the higher the foot is."""

    def __init__(self, rig: Rig, zoom: float, darkness: float) -> None:
        ys, xs = np.mgrid[:_SPRITE, :_SPRITE]
        r = np.hypot(xs - (_SPRITE - 1) / 2, ys - (_SPRITE - 1) / 2) / (_SPRITE / 2)
        self._sprite = np.clip(1 - r, 0, 1).astype(np.float32) ** 1.5 * darkness
        rest = rig.nodes
        self._leg = zoom * float(np.linalg.norm(rest[Joint.ANKLE_L] - rest[Joint.HIP_L])) + 1e-6
        self._width = zoom * 3.2 * float(max(rig.radii[Bone.FOOT_L], rig.radii[Bone.FOOT_R]))
        soles = [_sole(rig, side) for side in ("L", "R")]
        # How far below its ankle each foot touches the ground, in the picture.
        self._drop = [zoom * (sole - rest[ankle][1]) for sole, ankle in zip(soles, _ANKLES, strict=True)]
        self._stance = [rest[ankle][1] for ankle in _ANKLES]
        self._depth = zoom * (self._stance[0] - self._stance[1])

    def draw(self, frame: np.ndarray, nodes: np.ndarray) -> None:
        """frame: (H, W, 3) uint8, changed in place; nodes: (nodes, 2) output pixels."""
        # Feet farther from the camera stand higher in the picture: compare each with its own ground line.
        height = np.array([nodes[ankle][1] for ankle in _ANKLES]) - np.array([self._depth / 2, -self._depth / 2])
        ground = height.max()
        for ankle, toe, drop, level in zip(_ANKLES, _TOES, self._drop, height, strict=True):
            lift = max(0.0, ground - level) / self._leg
            strength = float(np.exp(-((lift / _FADE_LEGS) ** 2)))
            if strength > 0.03:
                centre = (0.5 * (nodes[ankle][0] + nodes[toe][0]), nodes[ankle][1] + drop + (ground - level))
                self._stamp(frame, centre, strength)

    def _stamp(self, frame: np.ndarray, centre: tuple[float, float], strength: float) -> None:
        width, height = self._width, self._width * _FLATNESS
        x0, y0 = int(centre[0] - width / 2), int(centre[1] - height / 2)
        x1, y1 = int(centre[0] + width / 2) + 1, int(centre[1] + height / 2) + 1
        cx0, cy0, cx1, cy1 = max(0, x0), max(0, y0), min(frame.shape[1], x1), min(frame.shape[0], y1)
        if cx0 >= cx1 or cy0 >= cy1:
            return
        move = np.array(
            [[width / _SPRITE, 0, centre[0] - width / 2 - cx0], [0, height / _SPRITE, centre[1] - height / 2 - cy0]]
        )
        dark = cv2.warpAffine(self._sprite, move, (cx1 - cx0, cy1 - cy0), flags=cv2.INTER_LINEAR)
        light = cv2.cvtColor(1 - strength * dark, cv2.COLOR_GRAY2BGR)
        window = frame[cy0:cy1, cx0:cx1]
        cv2.multiply(window, light, dst=window, dtype=cv2.CV_8U)


_ANKLES = (Joint.ANKLE_L, Joint.ANKLE_R)
_TOES = (Joint.TOE_L, Joint.TOE_R)


def _sole(rig: Rig, side: str) -> float:
    """y of the lowest visible pixel of a foot at rest; the ankle's where there is no foot."""
    for layer in rig.layers:
        if layer.part.name == f"FOOT_{side}":
            rows = np.nonzero((layer.rgba[..., 3] > 127).any(axis=1))[0]
            if rows.size:
                return float(layer.origin[1] + rows[-1])
    return float(rig.nodes[Joint[f"ANKLE_{side}"]][1])
