"""Where things stand: upright planes and the floor, in metres, through the lens. Artists of places draw on them.

On an upright plane coordinates are x and y (up); on the floor x and z (away). Parallax follows by itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import skia

from mudong.world.draw.depth import Fixed, Level, Upright, note
from mudong.world.draw.pen import Pen, Saved
from mudong.world.draw.recorder import Recorder
from mudong.world.draw.wash import wash
from mudong.world.lens import EYE_DISTANCE_M, VIEW_HEIGHT_M, Lens

NEAR_M = 0.4
"""How far before the eye the ground begins."""
_ENDLESS_M = 90.0


def focal(lens: Lens) -> float:
    """Pixels per metre at one metre from the eye."""
    return lens.height / VIEW_HEIGHT_M * EYE_DISTANCE_M * lens.zoom


def upright(pen: Pen, lens: Lens, z: float) -> Saved:
    """Draw (`with`) in metres on the plane at depth `z`, y up."""
    if isinstance(pen, Recorder):
        return pen.on(lambda pen, lens: upright(pen, lens, z))
    note(pen, Upright(z))
    scale = float(lens.scale(z))
    ex, ey, _ = lens.eye
    aside = scale * ex + (lens.aim * float(lens.scale(0.0)) if lens.aim else 0.0)
    # Roll, scale and the eye's place as one matrix: it is set for every plane of every frame.
    c, s = math.cos(lens.roll), math.sin(lens.roll)
    right, up = (c * scale, s * scale), (s * scale, -c * scale)
    middle = (lens.width / 2 - c * aside - s * scale * ey, lens.height / 2 - s * aside + c * scale * ey)
    return pen.frame(middle, right, up)


def floor(pen: Pen, lens: Lens, y: float = 0.0) -> Saved:
    """Draw (`with`) in metres on the horizontal plane at height `y`: x to the right, z away."""
    if isinstance(pen, Recorder):
        return pen.on(lambda pen, lens: floor(pen, lens, y))
    note(pen, Level(y))
    f, (ex, ey, ez) = focal(lens), lens.eye
    saved = _centred(pen, lens, aimed=True)
    pen.canvas.concat(skia.Matrix.MakeAll(f, 0, -f * ex, 0, 0, f * (ey - y), 0, 1, -ez))
    return saved


def ground(pen: Pen, lens: Lens, colours: tuple[str, ...], *, far: float = 400.0, near: float = -2.0) -> None:
    """Fill the floor from depth `far` to the camera, colours from far to `near`, the nearest one on to the eye."""
    if isinstance(pen, Recorder):
        pen.keep(lambda pen, lens: ground(pen, lens, colours, far=far, near=near))
        return
    f, (_, ey, ez) = focal(lens), lens.eye
    if ey <= 0:
        return
    note(pen, Level(0.0))
    wide = 3.0 * (lens.width + lens.height)
    top = f * ey / max(far - ez, NEAR_M)
    bottom = max(f * ey / max(near - ez, NEAR_M), top + 1)
    with _centred(pen, lens):
        wash(pen, -wide, top, wide, bottom, colours)
        if bottom < lens.height:
            wash(pen, -wide, bottom - 0.5, wide, bottom + wide, (colours[-1], colours[-1]))


def hanging(pen: Pen, lens: Lens, z: float, top: float, bottom: float, colours: tuple[str, ...]) -> None:
    """Fill the upright plane at depth `z` from `top` to `bottom` (metres), as far as it goes to both sides."""
    if isinstance(pen, Recorder):
        pen.keep(lambda pen, lens: hanging(pen, lens, z, top, bottom, colours))
        return
    with upright(pen, lens, z):
        wash(pen, -_ENDLESS_M, top, _ENDLESS_M, bottom, colours)


def strip(near: float, far: float, left: float, right: float) -> skia.Path:
    """A rectangle on the floor."""
    return skia.Path.Rect(skia.Rect.MakeLTRB(left, near, right, far))


def reach(lens: Lens, z: float) -> tuple[float, float]:
    """Left and right end in metres of what the frame shows at depth `z`, whatever its roll; in all its views."""
    ends = [_reach(view, z) for view in (lens, *lens.views)]
    return min(left for left, _ in ends), max(right for _, right in ends)


def _reach(lens: Lens, z: float) -> tuple[float, float]:
    scale = float(lens.scale(z))
    half = 0.5 * (math.hypot(lens.width, lens.height) if lens.roll else lens.width) / scale
    middle = lens.eye[0] + lens.aim * float(lens.scale(0.0)) / scale
    return middle - half, middle + half


@lru_cache(maxsize=256)
def dice(seed: int, salt: int) -> tuple[tuple[float, ...], ...]:
    """64 rows of 6 numbers in 0..1 for the things in a row."""
    return tuple(map(tuple, np.random.default_rng([seed & 0xFFFFFFFF, salt]).random((64, 6)).tolist()))


def row(
    lens: Lens, z: float, spacing: float, seed: int, salt: int, *, margin: float = 0.0, jitter: float = 0.5
) -> Iterator[tuple[float, tuple[float, ...]]]:
    """Endless things side by side at depth `z`: x and six random numbers of each that the frame may show.

    margin: half the width of a thing, metres. jitter: how far it may leave its place, in shares of `spacing`.
    """
    first, last = numbers(lens, z, spacing, margin + jitter * spacing)
    yield from things(first, last, spacing, seed, salt, jitter)


def numbers(lens: Lens, z: float, spacing: float, margin: float) -> tuple[int, int]:
    """The first and the last of the things in a row that may be seen if each reaches `margin` metres aside."""
    left, right = reach(lens, z)
    return math.floor((left - margin) / spacing), math.ceil((right + margin) / spacing)


def things(
    first: int, last: int, spacing: float, seed: int, salt: int, jitter: float
) -> Iterator[tuple[float, tuple[float, ...]]]:
    """Those of a row with the numbers `first` to `last`."""
    table = dice(seed, salt)
    for i in range(first, last + 1):
        thrown = table[i % 64]
        yield (i + (thrown[5] - 0.5) * jitter) * spacing, thrown


def _centred(pen: Pen, lens: Lens, *, aimed: bool = False) -> Saved:
    saved = pen.at(lens.width / 2, lens.height / 2, angle=lens.roll)
    if aimed and lens.aim:
        pen.canvas.translate(-lens.aim * float(lens.scale(0.0)), 0.0)
    return saved


def screen(pen: Pen, lens: Lens) -> Saved:
    """Draw (`with`) in frame heights around the middle of the frame, y up, the horizon at 0: skies and lights."""
    if isinstance(pen, Recorder):
        return pen.on(screen)
    note(pen, Fixed())
    saved = _centred(pen, lens)
    pen.canvas.scale(lens.height, -lens.height)
    return saved


def backdrop(pen: Pen, lens: Lens, colours: tuple[str, ...], *, high: float = 0.62, low: float = -0.02) -> None:
    """Fill the whole frame: `colours` from `high` to `low` (frame heights from the horizon), the ends beyond."""
    if isinstance(pen, Recorder):
        pen.keep(lambda pen, lens: backdrop(pen, lens, colours, high=high, low=low))
        return
    wide = 3.0 + 3.0 * lens.width / lens.height
    with screen(pen, lens):
        wash(pen, -wide, 2.0, wide, -2.0, (colours[-1], colours[-1]))
        wash(pen, -wide, 2.0, wide, high - 0.02, (colours[0], colours[0]))
        wash(pen, -wide, high, wide, low, colours)
