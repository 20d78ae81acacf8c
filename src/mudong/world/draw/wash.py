"""Soft colour transitions made of bands of plain colour, which is many times faster than shaders at small sizes."""

from __future__ import annotations

from functools import lru_cache

import skia

from mudong.world.draw.pen import Glow, Pen, rgba


@lru_cache(maxsize=4096)
def mix(first: str, second: str, share: float) -> str:
    """`share` of the second colour in the first; both `#rrggbb`."""
    a, b = (bytes.fromhex(c[1:7]) for c in (first, second))
    return "#" + bytes(round(x + (y - x) * share) for x, y in zip(a, b, strict=True)).hex()


@lru_cache(maxsize=512)
def _steps(colours: tuple[str, ...], count: int) -> tuple[int, ...]:
    """`count` colours from the first to the last of `colours`, evenly."""
    out = []
    for i in range(count):
        at = (i + 0.5) / count * (len(colours) - 1)
        k = min(int(at), len(colours) - 2)
        out.append(_between(rgba(colours[k]), rgba(colours[k + 1]), at - k))
    return tuple(out)


def _between(a: int, b: int, share: float) -> int:
    parts = [round(((a >> k) & 255) * (1 - share) + ((b >> k) & 255) * share) for k in (24, 16, 8, 0)]
    return parts[0] << 24 | parts[1] << 16 | parts[2] << 8 | parts[3]


def wash(pen: Pen, left: float, top: float, right: float, bottom: float, colours: tuple[str, ...]) -> None:
    """Fill a rectangle (in the canvas's own units) with `colours` from its `top` to its `bottom`; opaque colours."""
    canvas = pen.canvas
    pixels = abs(bottom - top) * canvas.getTotalMatrix().mapRadius(1.0)
    steps = (0xFFFFFFFF,) if pen.mask else _steps(colours, max(2, min(int(pixels / 4), 96)))
    with pen.at(left, top):
        canvas.scale(right - left, bottom - top)
        canvas.drawPicture(_bands(steps))


@lru_cache(maxsize=512)
def _bands(steps: tuple[int, ...]) -> skia.Picture:
    """Bands of these colours from 0 to 1, one wide."""
    recorder, paint = skia.PictureRecorder(), skia.Paint(AntiAlias=True)
    canvas = recorder.beginRecording(skia.Rect.MakeLTRB(0, 0, 1, 1))
    paint.setColor(steps[0])
    canvas.drawRect(skia.Rect.MakeLTRB(0, 0, 1, 1), paint)
    # Only the outer edge is smoothed: neighbouring bands differ too little for their borders to show.
    paint.setAntiAlias(False)
    for i, colour in enumerate(steps[1:], start=1):
        paint.setColor(colour)
        canvas.drawRect(skia.Rect.MakeLTRB(0, i / len(steps), 1, (i + 1) / len(steps)), paint)
    return recorder.finishRecordingAsPicture()


def halo(pen: Pen, x: float, y: float, radius: float, colour: str, strength: float) -> None:
    """A round glow of `colour` around (x, y), `strength` 0..1 in the middle, fading softly to nothing at `radius`."""
    if not pen.mask:
        fades = (strength, 0.62 * strength, 0.3 * strength, 0.1 * strength, 0.0)
        pen.circle(x, y, radius, Glow((x, y), radius, tuple(colour[:7] + alpha(f) for f in fades)))


def alpha(share: float) -> str:
    """Opacity 0..1 as the last two digits of a colour."""
    return f"{round(255 * min(max(share, 0.0), 1.0)):02x}"
