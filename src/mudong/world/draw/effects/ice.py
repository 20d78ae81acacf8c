"""Ice: a frozen sheen on a thing, clear crystals that grow around its feet, glints that twinkle."""

from __future__ import annotations

import math
from functools import lru_cache

import skia

from mudong.world.draw.effects.aura import Aura
from mudong.world.draw.effects.gloss import gloss
from mudong.world.draw.effects.sparkle import star
from mudong.world.draw.pen import Pen, polygon, rgba
from mudong.world.draw.plane import dice

_COLD, _FROST, _GLAZE = "#b4e0ff", "#92d8ff80", "#f2fbff90"
"""What the thing's colours are multiplied with, and what is laid over them; how it shines."""
_DEEP, _CLEAR, _RIM = "#7cc4ea", "#c4ecfb", "#4f93c4"


def ice_behind(pen: Pen, aura: Aura) -> None:
    """Tall crystals behind, leaning outwards."""
    x, foot = aura.foot
    for k, d in enumerate(dice(aura.seed, 311)[:6]):
        side = (k - 2.5) / 2.5
        with pen.at(x + 0.3 * aura.size * side, foot, angle=0.5 * side + 0.12 * (d[1] - 0.5)):
            _crystal(pen, 0.085 * aura.size, (0.42 + 0.2 * d[0]) * aura.size)


def ice_before(pen: Pen, aura: Aura) -> None:
    """The sheen on what is drawn already, small crystals before the feet, glints."""
    if not pen.mask:
        for colour, mode in ((_COLD, skia.BlendMode.kModulate), (_FROST, skia.BlendMode.kSrcATop)):
            pen.canvas.drawPaint(skia.Paint(Color=rgba(colour), BlendMode=mode))
        gloss(pen, aura, _GLAZE)
    x, foot = aura.foot
    for k, d in enumerate(dice(aura.seed, 312)[:5]):
        side = (k - 2.0) / 2.0
        with pen.at(x + 0.27 * aura.size * side, foot + 0.02 * aura.size, angle=0.45 * side + 0.2 * (d[1] - 0.5)):
            _crystal(pen, 0.06 * aura.size, (0.15 + 0.1 * d[0]) * aura.size)
    left, top, right, bottom = aura.box
    for a, b, c, d, *_ in dice(aura.seed, 313)[:5]:
        glint = max(0.0, math.sin(math.tau * (0.9 * aura.time_s + a)))
        star(pen, left + (right - left) * b, top + (bottom - top) * c, (0.06 + 0.03 * d) * aura.size * glint, "#ffffff")


def _crystal(pen: Pen, wide: float, high: float) -> None:
    """A clear six-sided spike that grows up from (0, 0), lit on its left."""
    pen.canvas.save()
    pen.canvas.scale(wide, high)
    pen.shape(_spike(1.14, 0.05), _RIM)
    pen.shape(_spike(1.0, 0.0), _CLEAR)
    pen.shape(_shade(), _DEEP)
    pen.shape(_shine(), "#ffffff")
    pen.canvas.restore()


@lru_cache(maxsize=2)
def _spike(wide: float, rim: float) -> skia.Path:
    half = 0.5 * wide
    return polygon(((-half, rim), (-half, -0.66), (-0.08, -1 - rim), (half, -0.74), (half, rim)))


@lru_cache(maxsize=1)
def _shade() -> skia.Path:
    return polygon(((0.08, 0.0), (0.08, -0.6), (-0.08, -1.0), (0.5, -0.74), (0.5, 0.0)))


@lru_cache(maxsize=1)
def _shine() -> skia.Path:
    return polygon(((-0.34, -0.12), (-0.34, -0.6), (-0.2, -0.66), (-0.2, -0.12)))
