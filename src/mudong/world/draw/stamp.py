"""Things that look the same every time, recorded once in metres and replayed: describing them costs the most."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache

import skia

from mudong.world.draw.depth import DepthPen
from mudong.world.draw.pen import Pen
from mudong.world.draw.recorder import Recorder

FAR = 1e5
MAX_RECORDS = 1024


def stamp(pen: Pen, draw: Callable[..., None], *args: Hashable) -> None:
    """`draw(pen, *args)` from a recording; `draw` asks for no outline and depends on its arguments only."""
    if type(pen) in (Pen, Recorder, DepthPen) and not pen.mask:
        pen.canvas.drawPicture(_record(draw, args))
    else:
        draw(pen, *args)


@lru_cache(maxsize=MAX_RECORDS)
def _record(draw: Callable[..., None], args: tuple) -> skia.Picture:
    recorder, pen = skia.PictureRecorder(), Pen(1, 1)
    pen.canvas = recorder.beginRecording(skia.Rect.MakeLTRB(-FAR, -FAR, FAR, FAR))
    draw(pen, *args)
    return recorder.finishRecordingAsPicture()
