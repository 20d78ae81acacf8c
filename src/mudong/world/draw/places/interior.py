"""Pieces that rooms and streets are made of: boxes, walls, boards, windows with the sky in them, rugs."""

from __future__ import annotations

import skia

from mudong.world.draw.nature import blob
from mudong.world.draw.pen import Gradient, Pen
from mudong.world.draw.plane import floor, ground, hanging, row, screen
from mudong.world.draw.scenery import Setting
from mudong.world.draw.sky import colours as sky_colours
from mudong.world.draw.stamp import stamp

WALL_M = 3.0
"""Depth of the back wall."""


def box(left: float, low: float, right: float, high: float, *, soft: float = 0.0) -> skia.Path:
    """A rectangle on an upright plane, its corners rounded by `soft`."""
    rect = skia.Rect.MakeLTRB(left, low, right, high)
    return skia.Path.RRect(rect, soft, soft) if soft else skia.Path.Rect(rect)


def wall(pen: Pen, setting: Setting, colours: tuple[str, ...], *, z: float = WALL_M, height: float = 4.5) -> None:
    """The back wall over the whole frame, colours from `height` down to the floor."""
    with screen(pen, setting.lens):
        pen.shape(box(-20, -20, 20, 20), colours[0])
    hanging(pen, setting.lens, z, height, -0.5, colours)


def boards(pen: Pen, setting: Setting, colours: tuple[str, ...], seam: str, *, width: float = 0.55) -> None:
    """A floor of planks that run away from the camera."""
    ground(pen, setting.lens, colours, far=WALL_M)
    with floor(pen, setting.lens):
        path = skia.Path()
        for x, _ in row(setting.lens, WALL_M, width, 0, 1, jitter=0.0):
            path.addRect(skia.Rect.MakeLTRB(x - 0.012, -4.5, x + 0.012, WALL_M))
        pen.shape(path, seam)


def rug(pen: Pen, setting: Setting, colours: tuple[str, ...], *, rx: float = 1.9, rz: float = 1.15) -> None:
    """An oval rug under the cast, rings from outside to inside."""
    with floor(pen, setting.lens):
        for k, colour in enumerate(colours):
            shrink = 1 - 0.16 * k
            pen.ellipse(0, 0.25, rx * shrink, rz * shrink, colour)


def window(pen: Pen, setting: Setting, x: float, y: float, size: float, frame: str, curtain: str) -> None:
    """A window `size` wide with its middle at (x, y): the sky of the hour, curtains at the sides."""
    with pen.at(x, y, scale=size):
        stamp(pen, _window, sky_colours(setting), frame, curtain)


def _window(pen: Pen, stops: tuple[str, ...], frame: str, curtain: str) -> None:
    pen.shape(box(-0.56, -0.68, 0.56, 0.68, soft=0.06), frame)
    with pen.inside(box(-0.48, -0.6, 0.48, 0.6)):
        pen.shape(box(-0.5, -0.6, 0.5, 0.6), Gradient((0, 0.6), (0, -0.6), stops))
        pen.shape(blob(((-0.2, 0.22, 0.12), (-0.06, 0.28, 0.15), (0.1, 0.22, 0.11))), "#ffffff90")
        pen.shape(blob(((-0.3, -0.62, 0.3), (0.2, -0.66, 0.36), (0.5, -0.6, 0.2))), "#b5d9a8")
    pen.shape(box(-0.02, -0.6, 0.02, 0.6), frame)
    pen.shape(box(-0.5, 0.02, 0.5, 0.06), frame)
    pen.shape(box(-0.64, -0.74, 0.64, -0.66, soft=0.03), frame)
    for side in (-1, 1):
        pen.shape(_curtain(side), curtain)
    pen.limb(((-0.82, 0.8), (0.82, 0.8)), (0.03, 0.03), "#c8a27c")


def _curtain(side: int) -> skia.Path:
    path = skia.Path()
    path.moveTo(side * 0.78, 0.8)
    path.lineTo(side * 0.3, 0.8)
    path.quadTo(side * 0.36, 0.2, side * 0.62, -0.15)
    path.quadTo(side * 0.58, -0.5, side * 0.54, -0.86)
    path.quadTo(side * 0.68, -0.92, side * 0.82, -0.86)
    path.close()
    return path
