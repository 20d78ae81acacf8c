"""Small paths that several things share: star, heart, rounded box, rounded polygon. Sizes in pixels, y down."""

from __future__ import annotations

import numpy as np
import skia

from mudong.world.draw.pen import Points, smooth


def star(x: float, y: float, radius: float, *, points: int = 5, inner: float = 0.52) -> skia.Path:
    """A plump star, one point up."""
    turns = np.arange(2 * points) * np.pi / points - np.pi / 2
    reach = np.where(np.arange(2 * points) % 2 == 0, radius, radius * inner)
    return rounded(np.stack([x + reach * np.cos(turns), y + reach * np.sin(turns)], axis=-1), radius * 0.12)


def heart(x: float, y: float, radius: float) -> skia.Path:
    """A round heart of about `radius`."""
    path = skia.Path()
    path.moveTo(x, y + radius)
    path.cubicTo(x - 1.6 * radius, y - 0.1 * radius, x - 0.8 * radius, y - 1.3 * radius, x, y - 0.45 * radius)
    path.cubicTo(x + 0.8 * radius, y - 1.3 * radius, x + 1.6 * radius, y - 0.1 * radius, x, y + radius)
    path.close()
    return path


def slab(x: float, y: float, width: float, height: float, corner: float) -> skia.Path:
    """A box with round corners around its middle (x, y)."""
    rect = skia.Rect.MakeLTRB(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    return skia.Path.RRect(skia.RRect.MakeRectXY(rect, corner, corner))


def oval(x: float, y: float, rx: float, ry: float) -> skia.Path:
    """An upright ellipse."""
    return skia.Path.Oval(skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry))


def rounded(points: Points, corner: float) -> skia.Path:
    """A polygon whose corners are rounded by `corner` pixels (less where its sides are short)."""
    p = np.asarray(points, np.float64)
    before, after = np.roll(p, 1, axis=0) - p, np.roll(p, -1, axis=0) - p
    path = skia.Path()
    for i, (point, a, b) in enumerate(zip(p, before, after, strict=True)):
        la, lb = float(np.hypot(*a)), float(np.hypot(*b))
        cut = min(corner, la / 2, lb / 2)
        start, end = point + a * (cut / max(la, 1e-9)), point + b * (cut / max(lb, 1e-9))
        (path.lineTo if i else path.moveTo)(float(start[0]), float(start[1]))
        path.quadTo(float(point[0]), float(point[1]), float(end[0]), float(end[1]))
    path.close()
    return path


def curve(points: Points, scale: float = 1.0) -> skia.Path:
    """An open soft line through points."""
    return smooth(np.asarray(points, np.float64) * scale, closed=False)


def blob(points: Points, scale: float = 1.0) -> skia.Path:
    """A closed soft shape through points."""
    return smooth(np.asarray(points, np.float64) * scale)
