"""`Pen`: the one way to put a shape on the canvas. It draws colours, or, for the truth, plain masks of the same shapes.

Artists describe shapes once; whether a picture or a mask comes out is the pen's business. Skia stays behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, degrees, hypot, sin
from typing import NamedTuple

import cv2
import numpy as np
import skia

Points = Sequence[tuple[float, float]] | np.ndarray
Vector = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Gradient:
    """A linear gradient from `start` to `end` (pixels) through `colours` (`#rrggbb` or `#rrggbbaa`), evenly spaced."""

    start: tuple[float, float]
    end: tuple[float, float]
    colours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Glow:
    """A radial gradient around `centre` with `radius` (pixels), from the first colour to the last."""

    centre: tuple[float, float]
    radius: float
    colours: tuple[str, ...]


Fill = str | Gradient | Glow
_OPAQUE = 255


def rgba(colour: str) -> int:
    """`#rrggbb` or `#rrggbbaa` as a Skia colour."""
    value = int(colour[1:7], 16)
    alpha = int(colour[7:9], 16) if len(colour) == 9 else 255
    return (alpha << 24) | value


class Kept(NamedTuple):
    """A picture that a pen drew. solid: all of it where nothing shows through, else the image of what it covers."""

    solid: np.ndarray | None
    image: skia.Image | None
    x: int
    y: int


class Pen:
    """Draws on a canvas of its own. With `mask` every shape is white and opaque; alpha above one half is the mask."""

    def __init__(
        self, width: int, height: int, *, mask: bool = False, outline: float = 0.0, ink: str = "#3b2f2f"
    ) -> None:
        """outline: width in pixels of the contour that `shape` adds where asked, 0 for none; ink: its colour."""
        self.width, self.height = width, height
        self.mask, self.outline, self.ink = mask, outline, ink
        # Skia's own order on most machines: it draws up to five times as fast as in any other.
        self._bgra = np.zeros((height, width, 4), np.uint8)
        self._surface = skia.Surface(
            self._bgra, colorType=skia.ColorType.kBGRA_8888_ColorType, alphaType=skia.AlphaType.kPremul_AlphaType
        )
        self.canvas = self._surface.getCanvas()
        self._contour = _brush("#ffffff" if mask else ink, 2 * outline) if outline > 0 else None
        self._saved = Saved(self)

    def pixels(self) -> np.ndarray:
        """(H, W, 4) uint8 premultiplied RGBA of what was drawn so far: a copy."""
        return cv2.cvtColor(self._bgra, cv2.COLOR_BGRA2RGBA)

    def kept(self) -> Kept:
        """What was drawn so far, to be laid on pens of the same size again and again."""
        covered = cv2.extractChannel(self._bgra, 3)
        if covered.min() == _OPAQUE:
            return Kept(self._bgra.copy(), None, 0, 0)
        x, y, wide, high = cv2.boundingRect(covered)
        image = self._surface.makeImageSnapshot(skia.IRect.MakeXYWH(x, y, wide, high)) if wide else None
        return Kept(None, image, x, y)

    def lay(self, kept: Kept) -> None:
        """Draw what another pen kept, at its place; nothing of this pen's own coordinates counts."""
        if kept.solid is not None:
            self._bgra[:] = kept.solid
        elif kept.image is not None:
            with self.at(0, 0):
                self.canvas.resetMatrix()
                self.canvas.drawImage(kept.image, kept.x, kept.y)

    def clear(self) -> None:
        """Transparent again."""
        self._bgra.fill(0)

    def shape(self, path: skia.Path, fill: Fill, *, outline: bool = False) -> None:
        """Fill a path; with `outline`, draw its contour in ink too."""
        if outline and self._contour is not None:
            # Under the fill, so that overlapping pieces of one shape show a contour around all of them only.
            self.canvas.drawPath(path, self._contour)
        self.canvas.drawPath(path, _flat(fill) if type(fill) is str and not self.mask else self._paint(fill))

    def line(self, path: skia.Path, colour: str, width: float) -> None:
        """Stroke a path with round caps and joins."""
        self.canvas.drawPath(path, _brush("#ffffff" if self.mask else colour, float(width)))

    def circle(self, x: float, y: float, radius: float, fill: Fill, *, outline: bool = False) -> None:
        """A disc."""
        radius = max(radius, 0.0)
        if outline and self._contour is not None:
            self.canvas.drawCircle(x, y, radius, self._contour)
        self.canvas.drawCircle(x, y, radius, self._paint(fill))

    def ellipse(
        self, x: float, y: float, rx: float, ry: float, fill: Fill, *, angle: float = 0.0, outline: bool = False
    ) -> None:
        """An ellipse around (x, y), turned by `angle` radians clockwise on the screen."""
        if angle:
            path = skia.Path.Oval(skia.Rect.MakeLTRB(-rx, -ry, rx, ry))
            path.transform(skia.Matrix().setRotate(degrees(angle)).postTranslate(x, y))
            self.shape(path, fill, outline=outline)
            return
        box = skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry)
        if outline and self._contour is not None:
            self.canvas.drawOval(box, self._contour)
        self.canvas.drawOval(box, self._paint(fill))

    def limb(self, points: Points, radii: Sequence[float], fill: Fill, *, outline: bool = False) -> None:
        """A tapered tube through `points`, with a radius at each: arms, legs, tails."""
        self.shape(tube(points, radii), fill, outline=outline)

    def at(self, x: float, y: float, *, angle: float = 0.0, scale: float = 1.0, flip: bool = False) -> Saved:
        """Draw in coordinates of its own (`with`): moved to (x, y), turned by `angle` radians clockwise, scaled,
        mirrored."""
        canvas = self.canvas
        canvas.save()
        canvas.translate(x, y)
        if angle:
            canvas.rotate(degrees(angle))
        if flip or scale != 1.0:
            canvas.scale(-scale if flip else scale, scale)
        return self._saved

    def frame(self, origin: Vector, right: Vector, down: Vector) -> Saved:
        """Draw in coordinates of its own (`with`), with unit vectors `right` and `down` in pixels: a patch of a round
        head."""
        canvas = self.canvas
        canvas.save()
        canvas.concat(skia.Matrix.MakeAll(right[0], down[0], origin[0], right[1], down[1], origin[1], 0.0, 0.0, 1.0))
        return self._saved

    def inside(self, path: skia.Path) -> Saved:
        """Draw only within a path (`with`): patterns on cloth, light in a window."""
        canvas = self.canvas
        canvas.save()
        canvas.clipPath(path, True)
        return self._saved

    def _paint(self, fill: Fill) -> skia.Paint:
        if self.mask:
            return _flat("#ffffff")
        return _flat(fill) if type(fill) is str else _shaded(fill)


class Saved:
    """Gives a pen's canvas back (`with`) as it was before the last `at`, `frame` or `inside`, which saved it already.

    One object serves every nesting: the canvas keeps the pile, and a generator for each would cost as much as drawing.
    """

    __slots__ = ("_pen",)

    def __init__(self, pen: Pen) -> None:
        self._pen = pen

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        self._pen.canvas.restore()


def _shaded(fill: Fill) -> skia.Paint:
    paint = skia.Paint(AntiAlias=True)
    if isinstance(fill, Gradient):
        points = [skia.Point(*map(float, fill.start)), skia.Point(*map(float, fill.end))]
        paint.setShader(skia.GradientShader.MakeLinear(points, _stops(fill.colours)))
    elif isinstance(fill, Glow):
        centre = skia.Point(*map(float, fill.centre))
        paint.setShader(skia.GradientShader.MakeRadial(centre, max(float(fill.radius), 0.01), _stops(fill.colours)))
    return paint


@lru_cache(maxsize=1024)
def _stops(colours: tuple[str, ...]) -> list[int]:
    return [rgba(colour) for colour in colours]


# Paints are looked up, never changed: making them costs as much as drawing small shapes.
@lru_cache(maxsize=1024)
def _flat(colour: str) -> skia.Paint:
    paint = skia.Paint(AntiAlias=True)
    paint.setColor(rgba(colour))
    return paint


@lru_cache(maxsize=1024)
def _brush(colour: str, width: float) -> skia.Paint:
    paint = skia.Paint(
        AntiAlias=True,
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=width,
        StrokeCap=skia.Paint.kRound_Cap,
        StrokeJoin=skia.Paint.kRound_Join,
    )
    paint.setColor(rgba(colour))
    return paint


class Copy(NamedTuple):
    """Where one of many copies of a shape lies: moved to (x, y), turned by `angle` radians clockwise, scaled."""

    x: float
    y: float
    angle: float
    width: float
    height: float


def scattered(path: skia.Path, copies: Iterable[Copy]) -> skia.Path:
    """Many copies of a path as one, which is drawn several times as fast; where they overlap they melt together."""
    all_of_them = skia.Path()
    all_of_them.setFillType(skia.PathFillType.kWinding)
    for x, y, angle, wide, high in copies:
        c, s = cos(angle), sin(angle)
        all_of_them.addPath(path, skia.Matrix.MakeAll(c * wide, -s * high, x, s * wide, c * high, y, 0.0, 0.0, 1.0))
    return all_of_them


def polygon(points: Points, *, closed: bool = True) -> skia.Path:
    """Straight lines through points (x, y)."""
    path = skia.Path()
    path.moveTo(float(points[0][0]), float(points[0][1]))
    for x, y in points[1:]:
        path.lineTo(float(x), float(y))
    if closed:
        path.close()
    return path


def smooth(points: Points, *, closed: bool = True) -> skia.Path:
    """A soft curve through points (Catmull-Rom)."""
    p = points.tolist() if isinstance(points, np.ndarray) else list(points)
    path = skia.Path()
    path.moveTo(*p[0])
    cubic = path.cubicTo
    # The curve from every point to the next leaves along the line from the one before to the one after.
    ends = [p[-1], *p, p[0], p[1]] if closed else [p[0], *p, p[-1]]
    for (bx, by), (hx, hy), (tx, ty), (ax, ay) in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        cubic(hx + (tx - bx) / 6, hy + (ty - by) / 6, tx - (ax - hx) / 6, ty - (ay - hy) / 6, tx, ty)
    if closed:
        path.close()
    return path


def tube(points: Points, radii: Sequence[float]) -> skia.Path:
    """The outline of a tapered round tube: discs at the points joined by their outer tangents."""
    path = skia.Path()
    path.setFillType(skia.PathFillType.kWinding)
    bx = by = before = 0.0
    for i, ((x, y), radius) in enumerate(zip(points, radii, strict=True)):
        path.addCircle(x, y, radius)
        dx, dy = x - bx, y - by
        length = hypot(dx, dy)
        if i and length > 1e-6:
            nx, ny = -dy / length, dx / length
            path.moveTo(bx + nx * before, by + ny * before)
            path.lineTo(bx - nx * before, by - ny * before)
            path.lineTo(x - nx * radius, y - ny * radius)
            path.lineTo(x + nx * radius, y + ny * radius)
            path.close()
        bx, by, before = x, y, radius
    return path
