"""Where things stand: upright planes and the floor, in metres, through the lens. Artists of places draw on them.

On an upright plane coordinates are x and y (up); on the floor x and z (away). Parallax follows by itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import numpy as np
import skia

from mudong.world.draw.depth import Fixed, Level, Upright, note
from mudong.world.draw.pen import Pen
from mudong.world.draw.wash import wash
from mudong.world.lens import EYE_DISTANCE_M, VIEW_HEIGHT_M, Lens

NEAR_M = 0.4
"""How far before the eye the ground begins."""


def focal(lens: Lens) -> float:
    """Pixels per metre at one metre from the eye."""
    return lens.height / VIEW_HEIGHT_M * EYE_DISTANCE_M * lens.zoom


@contextmanager
def upright(pen: Pen, lens: Lens, z: float) -> Iterator[None]:
    """Draw in metres on the plane at depth `z`, y up."""
    note(pen, Upright(z))
    scale = float(lens.scale(z))
    with _centred(pen, lens, aimed=True):
        pen.canvas.scale(scale, -scale)
        pen.canvas.translate(-lens.eye[0], -lens.eye[1])
        yield


@contextmanager
def floor(pen: Pen, lens: Lens, y: float = 0.0) -> Iterator[None]:
    """Draw in metres on the horizontal plane at height `y`: x to the right, z away."""
    note(pen, Level(y))
    f, (ex, ey, ez) = focal(lens), lens.eye
    with _centred(pen, lens, aimed=True):
        pen.canvas.concat(skia.Matrix.MakeAll(f, 0, -f * ex, 0, 0, f * (ey - y), 0, 1, -ez))
        yield


def ground(pen: Pen, lens: Lens, colours: tuple[str, ...], *, far: float = 400.0, near: float = -2.0) -> None:
    """Fill the floor from depth `far` to the camera, colours from far to `near`, the nearest one on to the eye."""
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


def strip(near: float, far: float, left: float, right: float) -> skia.Path:
    """A rectangle on the floor."""
    return skia.Path.Rect(skia.Rect.MakeLTRB(left, near, right, far))


def reach(lens: Lens, z: float) -> tuple[float, float]:
    """Left and right end in metres of what the frame shows at depth `z`, whatever its roll."""
    half = 0.5 * lens.width / float(lens.scale(z))
    if lens.roll:
        half = 0.5 * math.hypot(lens.width, lens.height) / float(lens.scale(z))
    middle = lens.eye[0] + lens.aim * float(lens.scale(0.0)) / float(lens.scale(z))
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
    left, right = reach(lens, z)
    margin += jitter * spacing
    table = dice(seed, salt)
    for i in range(math.floor((left - margin) / spacing), math.ceil((right + margin) / spacing) + 1):
        numbers = table[i % 64]
        yield (i + (numbers[5] - 0.5) * jitter) * spacing, numbers


@contextmanager
def _centred(pen: Pen, lens: Lens, *, aimed: bool = False) -> Iterator[None]:
    canvas = pen.canvas
    canvas.save()
    canvas.translate(lens.width / 2, lens.height / 2)
    if lens.roll:
        canvas.rotate(math.degrees(lens.roll))
    if aimed and lens.aim:
        canvas.translate(-lens.aim * float(lens.scale(0.0)), 0.0)
    yield
    canvas.restore()


@contextmanager
def screen(pen: Pen, lens: Lens) -> Iterator[None]:
    """Draw in frame heights around the middle of the frame, y up, the horizon at 0: skies and lights."""
    note(pen, Fixed())
    with _centred(pen, lens):
        pen.canvas.scale(lens.height, -lens.height)
        yield


def backdrop(pen: Pen, lens: Lens, colours: tuple[str, ...], *, high: float = 0.62, low: float = -0.02) -> None:
    """Fill the whole frame: `colours` from `high` to `low` (frame heights from the horizon), the ends beyond."""
    wide = 3.0 + 3.0 * lens.width / lens.height
    with screen(pen, lens):
        wash(pen, -wide, 2.0, wide, -2.0, (colours[-1], colours[-1]))
        wash(pen, -wide, 2.0, wide, high - 0.02, (colours[0], colours[0]))
        wash(pen, -wide, high, wide, low, colours)
