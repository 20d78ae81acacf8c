"""Highlights on what is smooth: ice, metal, polished stone."""

from __future__ import annotations

import skia

from mudong.world.draw.effects.aura import Aura
from mudong.world.draw.pen import Pen, rgba


def gloss(pen: Pen, aura: Aura, colour: str) -> None:
    """A slanting highlight on every round part, only where something is drawn."""
    paint = skia.Paint(Color=rgba(colour), BlendMode=skia.BlendMode.kSrcATop, AntiAlias=True)
    for x, y, r in aura.discs.tolist():
        path = skia.Path.Oval(skia.Rect.MakeLTRB(-0.42 * r, -0.17 * r, 0.42 * r, 0.17 * r))
        path.transform(skia.Matrix().setRotate(-38.0).postTranslate(x - 0.5 * r, y - 0.62 * r))
        pen.canvas.drawPath(path, paint)
