"""Light over a finished frame: glows and beams drawn with the pen, a colour grade on pixels, shadows on the ground.

Places are painted as at noon (with the sky of the hour); this makes them morning, golden hour, night, stage or horror.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import cv2
import numpy as np

from mudong.world.draw.pen import Glow, Kept, Pen, polygon
from mudong.world.draw.plane import floor, screen
from mudong.world.draw.scenery import Setting
from mudong.world.draw.sky import seat
from mudong.world.draw.wash import alpha
from mudong.world.kinds import Light, Weather
from mudong.world.lens import Lens


@dataclass(frozen=True, slots=True)
class Tone:
    """How a light changes colours. saturation: 1 unchanged. gain: of red, green, blue. lift: added to black, 0..255.

    glow: 0..1, how much highlights (windows, lamps, moon) keep their brightness under a small gain. gamma: above 1,
    what is not bright sinks into the dark.
    """

    saturation: float = 1.0
    gain: tuple[float, float, float] = (1.0, 1.0, 1.0)
    lift: tuple[float, float, float] = (0.0, 0.0, 0.0)
    glow: float = 0.0
    gamma: float = 1.0


LIGHTS = {
    Light.MORNING: Tone(saturation=0.94, gain=(1.0, 0.965, 0.93), lift=(12, 8, 14)),
    Light.NOON: Tone(),
    Light.GOLDEN_HOUR: Tone(saturation=1.05, gain=(1.0, 0.87, 0.74), lift=(8, 2, 8)),
    Light.NIGHT: Tone(saturation=0.8, gain=(0.48, 0.54, 0.77), lift=(2, 4, 20), glow=0.95),
    Light.STAGE: Tone(saturation=1.1, gain=(0.93, 0.82, 0.95), lift=(6, 0, 18), glow=0.8),
    Light.HORROR: Tone(saturation=0.52, gain=(0.5, 0.63, 0.73), lift=(2, 6, 14), glow=0.42, gamma=1.5),
}
WEATHERS = {
    Weather.RAIN: Tone(saturation=0.82, gain=(0.86, 0.9, 0.96), lift=(4, 6, 12)),
    Weather.SNOW: Tone(saturation=0.9, gain=(0.95, 0.97, 1.0), lift=(6, 8, 12)),
    Weather.FOG: Tone(saturation=0.8, gain=(0.94, 0.95, 0.96), lift=(16, 17, 18)),
    Weather.THUNDER: Tone(saturation=0.74, gain=(0.74, 0.78, 0.88), lift=(4, 4, 14), glow=0.9),
}


class Shadow(NamedTuple):
    """The shadow that a thing one metre high throws on the ground.

    dx: sideways, -1 left to 1 right; the rest of its length goes back, away from the camera. length: metres.
    darkness: 0..1. colour: `#rrggbb`.
    """

    dx: float
    length: float
    darkness: float
    colour: str


SHADOWS = {
    Light.MORNING: Shadow(0.85, 0.8, 0.22, "#5c5a86"),
    Light.NOON: Shadow(-0.35, 0.22, 0.26, "#4d4a5e"),
    Light.GOLDEN_HOUR: Shadow(-0.92, 1.15, 0.3, "#6a3f5c"),
    Light.NIGHT: Shadow(0.8, 0.6, 0.34, "#1f2550"),
    Light.STAGE: Shadow(0.0, 0.28, 0.45, "#3a1f4a"),
    Light.HORROR: Shadow(-0.75, 1.9, 0.6, "#0a1220"),
}


def shadow_of(light: Light) -> Shadow:
    """How the cast's shadows lie; they agree with the sun or moon of `sky`."""
    return SHADOWS[light]


def grade(pixels: np.ndarray, light: Light, weather: Weather = Weather.CLEAR, strength: float = 1.0) -> np.ndarray:
    """Colours (H, W, 3) uint8 RGB under a light and a weather; the same array where nothing changes.

    strength: 0 leaves everything, 1 is the whole effect.
    """
    if strength <= 0 or (light is Light.NOON and weather not in WEATHERS):
        return pixels
    matrix, table = _grading(light, weather, strength)
    return cv2.LUT(cv2.transform(pixels, matrix), table)


@lru_cache(maxsize=64)
def _grading(light: Light, weather: Weather, strength: float) -> tuple[np.ndarray, np.ndarray]:
    """The matrix (3, 3) and the table (1, 256, 3) of a grade: first saturation, then a curve per channel."""
    tones = (LIGHTS[light], WEATHERS.get(weather, Tone()))
    saturation = math.prod(tone.saturation for tone in tones)
    luma = np.array([0.299, 0.587, 0.114])
    matrix = np.eye(3) * saturation + (1 - saturation) * np.ones((3, 1)) * luma
    plain = np.repeat(np.arange(256.0)[:, None], 3, axis=1)
    curve = plain
    for tone in tones:
        curve = _curve(curve, tone)
    matrix = np.eye(3) + strength * (matrix - np.eye(3))
    curve = plain + strength * (curve - plain)
    return matrix.astype(np.float32), np.rint(np.clip(curve, 0, 255)).astype(np.uint8)[None]


def _curve(values: np.ndarray, tone: Tone) -> np.ndarray:
    gain, lift = np.array(tone.gain), np.array(tone.lift)
    share = np.clip(values / 255, 0, 1)
    kept = gain + (1 - gain) * tone.glow * share**3
    values = 255 * share**tone.gamma
    return lift + values * kept * (1 - lift / 255)


def draw_light(pen: Pen, setting: Setting) -> None:
    """Glow of the sun, beams of a stage, darkness at the edges: over everything, before the grade."""
    if pen.mask or setting.light is Light.NOON:
        return
    if setting.light is Light.STAGE:
        _beams(pen, setting.staged())
    pen.lay(_veil(setting.light, pen.width, pen.height))


@lru_cache(maxsize=4)
def _veil(light: Light, width: int, height: int) -> Kept:
    """What does not depend on the camera, since sun and edges stay where they are in the frame."""
    pen, aspect = Pen(width, height), width / height
    x, y = seat(light, aspect)
    reach = math.hypot(aspect, 1.0)
    with screen(pen, Lens(width=width, height=height, eye=(0.0, 1.0, -6.0))):
        if light in (Light.MORNING, Light.GOLDEN_HOUR):
            tint, share = ("#ffeccb", 0.42) if light is Light.MORNING else ("#ffd08a", 0.34)
            _cover(pen, Glow((x, y + 0.1), 0.95 * reach, (tint + alpha(share), tint + alpha(0.4 * share), tint + "00")))
        else:
            dark, share = {Light.NIGHT: ("#10173f", 0.26), Light.STAGE: ("#2a1242", 0.62)}.get(light, ("#03070c", 0.95))
            clear = (dark + "00", dark + alpha(0.05), dark + alpha(0.4 * share), dark + alpha(share))
            _cover(pen, Glow((0.0, -0.06), 0.64 * reach, clear))
    return pen.kept()


def _cover(pen: Pen, fill: Glow) -> None:
    pen.shape(polygon(((-9, -9), (9, -9), (9, 9), (-9, 9))), fill)


BEAMS = ((-0.42, "#ffd9a0", 0.0), (0.42, "#c9b4ff", 2.1), (0.0, "#fff4d6", 4.2))


def _beams(pen: Pen, setting: Setting) -> None:
    """Three cones of light from above that sway, and their pool on the ground."""
    aspect = min(setting.lens.width / setting.lens.height, 1.4)
    with screen(pen, setting.lens):
        for x, tint, turn in BEAMS:
            top, foot = x * aspect, 0.25 * x * aspect + 0.05 * math.sin(2.4 * setting.time_s + turn)
            for grow, share in ((1.0, 0.13), (0.62, 0.12)):
                w = 0.24 * grow
                corners = ((top - 0.03 * grow, 0.55), (top + 0.03 * grow, 0.55), (foot + w, -0.36), (foot - w, -0.36))
                pen.shape(polygon(corners), tint + alpha(share))
    with floor(pen, setting.lens):
        for grow in (1.0, 0.75):
            pen.ellipse(0, 0, 1.15 * grow, 0.75 * grow, "#fff0cf" + alpha(0.14))
