"""What a thing is made of: its lights and darks take the colours of gold, silver, chocolate, stone or jade."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import numpy as np
import skia

from mudong.world.draw.effects import Aura, gloss
from mudong.world.draw.pen import Pen
from mudong.world.kinds import Material

_RAMPS = {
    Material.GOLD: ("#3a1f06", "#9c5f0e", "#dd9c22", "#ffd24d", "#fff3b8"),
    Material.SILVER: ("#252b35", "#65707e", "#a2aebb", "#d3dbe4", "#ffffff"),
    Material.CHOCOLATE: ("#1c0c06", "#472413", "#6b3b22", "#875031", "#b37c55"),
    Material.STONE: ("#2d2e34", "#66676c", "#8b8c8f", "#aeaeac", "#d6d5cf"),
    Material.JADE: ("#0c3021", "#277a57", "#55b384", "#94dcb0", "#ddf9e6"),
}
"""From the darkest to the lightest."""
_GLOSS = {Material.GOLD: 0.75, Material.SILVER: 0.8, Material.CHOCOLATE: 0.3, Material.JADE: 0.5}
"""How bright the highlights are; stone has none."""
_LUMA = (0.299, 0.587, 0.114)


@contextmanager
def made_of(pen: Pen, material: Material, aura: Aura) -> Iterator[None]:
    """Draw a thing whose colours turn into those of the material; aura: where its highlights lie."""
    if material is Material.PLAIN or pen.mask:
        yield
        return
    pen.canvas.saveLayer(None, skia.Paint(ColorFilter=_filter(material)))
    yield
    if material in _GLOSS:
        gloss(pen, aura, f"#ffffff{round(255 * _GLOSS[material]):02x}")
    pen.canvas.restore()


@lru_cache(maxsize=8)
def _filter(material: Material) -> skia.ColorFilter:
    """Brightness first, then a table of each channel."""
    stops = np.array([list(bytes.fromhex(colour[1:])) for colour in _RAMPS[material]], float)
    at = np.linspace(0, 255, len(stops))
    red, green, blue = (np.rint(np.interp(np.arange(256), at, stops[:, k])).astype(np.uint8) for k in range(3))
    row = [*_LUMA, 0.0, 0.0]
    grey = skia.ColorFilters.Matrix([*row, *row, *row, 0.0, 0.0, 0.0, 1.0, 0.0])
    return skia.TableColorFilter.MakeARGB(None, red, green, blue).makeComposed(grey)
