"""A plain sheet in a place's stead: the cast in its own light, without shadows, before one colour to the byte."""

from __future__ import annotations

import cv2
import numpy as np

from mudong.world.draw.light import grade
from mudong.world.kinds import Light, Weather


def before_backdrop(cast: np.ndarray, colour: str, light: Light, weather: Weather) -> np.ndarray:
    """(H, W, 3) uint8 RGB of what is drawn on `cast`, (H, W, 4) premultiplied, graded, before `colour` ungraded."""
    cover = cv2.merge([cv2.extractChannel(cast, 3)] * 3)
    solid = cv2.divide(cv2.cvtColor(cast, cv2.COLOR_RGBA2RGB), cover, scale=255)
    sheet = np.full_like(solid, tuple(bytes.fromhex(colour[1:7])))
    lit = cv2.multiply(grade(solid, light, weather), cover, scale=1 / 255)
    return cv2.add(lit, cv2.multiply(sheet, cv2.bitwise_not(cover), scale=1 / 255))
