"""The child's head: hair with a topknot and a ribbon, round cheeks, bright eyes, an open smile."""

from __future__ import annotations

import numpy as np

from mudong.cli.demo.paint import SKIN_SHADOW, Canvas, curve, ellipse, mirrored, stroke
from mudong.cli.demo.stage import AXIS_X

EYE_X, EYE_Y, NOSE_Y = 66.0, 700.0, 742.0
CROWN_Y = 512.0
SKIN, SKIN_LOW, HAIR, HAIR_HIGH, INK = "#fbd3b0", "#f5b98f", "#2b2430", "#4a3d52", "#3a2530"


def paint_head(canvas: Canvas) -> None:
    """Back to front: hair behind, ears, face, features, fringe, topknot."""
    _hair_behind(canvas)
    for side in (-1, 1):
        _ear(canvas, side)
    face = _face_outline()
    canvas.fill(face, SKIN, to=SKIN_LOW)
    canvas.shade(face, 46, strength=0.55, tint=SKIN_SHADOW)
    canvas.edge(face, 2.4, strength=0.55)
    for side in (-1, 1):
        _cheek(canvas, side, face)
        _eye(canvas, side)
    _nose_and_mouth(canvas)
    _fringe(canvas, face)
    for side in (-1, 1):
        _brow(canvas, side)
    _topknot(canvas)


def _face_outline() -> np.ndarray:
    right = [(540, 862), (618, 846), (676, 800), (706, 738), (708, 680), (690, 610), (640, 556)]
    return curve([*right, (540, 536), *[(2 * AXIS_X - x, y) for x, y in reversed(right[1:])]])


def _hair_behind(canvas: Canvas) -> None:
    right = [(600, 512), (672, 552), (716, 622), (728, 690), (716, 740), (680, 762)]
    back = curve([(540, 500), *right, (540, 770), *[(2 * AXIS_X - x, y) for x, y in reversed(right)]])
    canvas.fill(back, HAIR_HIGH, to=HAIR)
    canvas.shade(back, 40, strength=0.4)


def _ear(canvas: Canvas, side: int) -> None:
    ear = ellipse(AXIS_X + side * 176, 728, 27, 38, side * -12)
    canvas.fill(ear, SKIN, to=SKIN_LOW)
    canvas.shade(ear, 10, strength=0.6, tint=SKIN_SHADOW)
    canvas.edge(ear, 2.2, strength=0.55)
    canvas.fill(
        stroke([(AXIS_X + side * 184, 706), (AXIS_X + side * 190, 728), (AXIS_X + side * 176, 744)], 6), "#dd9a7e"
    )


def _cheek(canvas: Canvas, side: int, face: np.ndarray) -> None:
    x = AXIS_X + side * 108
    canvas.fill(ellipse(x, 776, 38, 28), "#f2836f", soft=14, opacity=0.62, inside=face)
    canvas.fill(ellipse(x - 8, 768, 9, 6, -20), "#ffffff", soft=2, opacity=0.55)


def _eye(canvas: Canvas, side: int) -> None:
    x, y = AXIS_X + side * EYE_X, EYE_Y
    white = ellipse(x, y, 27, 33)
    canvas.fill(white, "#fffdf8")
    iris = ellipse(x - side * 2, y + 2, 22, 29)
    canvas.fill(iris, "#3a2018", to="#7a4526", inside=white)
    canvas.fill(ellipse(x - side * 2, y + 2, 12, 17), "#1d1014")
    canvas.fill(ellipse(x - 8, y - 11, 8.5, 10), "#ffffff")
    canvas.fill(ellipse(x + 8, y + 13, 4.5, 5), "#ffe9cf", opacity=0.9)
    lid = [(x - side * 24, y - 16), (x - side * 8, y - 33), (x + side * 14, y - 30), (x + side * 33, y - 10)]
    canvas.fill(stroke(curve(lid, closed=False), 10), INK)
    canvas.fill(stroke([(x + side * 26, y - 18), (x + side * 35, y - 24), (x + side * 41, y - 32)], 5), INK)


def _brow(canvas: Canvas, side: int) -> None:
    x = AXIS_X + side * EYE_X
    brow = [(x - side * 26, EYE_Y - 52), (x + side * 2, EYE_Y - 62), (x + side * 34, EYE_Y - 50)]
    canvas.fill(stroke(curve(brow, closed=False), 10), "#6b4a4a")


def _nose_and_mouth(canvas: Canvas) -> None:
    canvas.fill(ellipse(AXIS_X, NOSE_Y + 6, 15, 8), "#ec9f80", soft=4, opacity=0.8)
    canvas.fill(ellipse(AXIS_X - 4, NOSE_Y - 4, 5, 4), "#ffffff", soft=2, opacity=0.7)
    mouth = curve([(498, 782), (540, 791), (582, 782), (572, 812), (540, 828), (508, 812)])
    canvas.fill(mouth, "#7d2430")
    canvas.fill(ellipse(540, 824, 26, 16), "#f08378", inside=mouth)
    canvas.fill(
        curve([(504, 784), (540, 792), (576, 784), (566, 796), (540, 800), (514, 796)]), "#ffffff", inside=mouth
    )
    canvas.edge(mouth, 2.6, strength=0.6)
    for side in (-1, 1):
        dimple = [(AXIS_X + side * 40, 776), (AXIS_X + side * 48, 782), (AXIS_X + side * 51, 790)]
        canvas.fill(stroke(dimple, 5), "#c9695a")


def _fringe(canvas: Canvas, face: np.ndarray) -> None:
    fringe = curve([
        (540, 500), (622, 518), (690, 576), (724, 660), (722, 728), (700, 676), (672, 616), (640, 600), (612, 612),
        (584, 626), (556, 606), (530, 596), (496, 618), (462, 626), (430, 606), (404, 620), (380, 672), (358, 728),
        (356, 660), (390, 576), (458, 518),
    ])  # fmt: skip
    shadow = fringe + (0, 12)
    canvas.fill(shadow, "#d98f73", soft=5, opacity=0.5, inside=face)
    canvas.fill(fringe, HAIR_HIGH, to=HAIR)
    canvas.shade(fringe, 26, strength=0.35)
    canvas.fill(
        stroke(curve([(420, 600), (470, 556), (540, 540), (600, 552)], closed=False), 16),
        "#7b6a86",
        soft=3,
        opacity=0.55,
    )
    for points in (
        [(470, 640), (480, 590), (510, 545)],
        [(610, 612), (596, 575), (570, 540)],
        [(672, 640), (654, 590), (620, 550)],
    ):
        canvas.fill(stroke(curve(points, closed=False), 5), HAIR, opacity=0.8, inside=fringe)


def _topknot(canvas: Canvas) -> None:
    knot = ellipse(540, 456, 52, 48)
    canvas.fill(knot, HAIR_HIGH, to=HAIR)
    canvas.shade(knot, 20, strength=0.4)
    canvas.fill(stroke(curve([(512, 448), (530, 428), (556, 428)], closed=False), 9), "#7b6a86", soft=2, opacity=0.6)
    for side in (-1, 1):
        tail = [(548, 500), (580, 520), (626, 522), (640, 548), (600, 548), (560, 524)]
        bow = [(544, 498), (572, 466), (612, 470), (612, 508), (574, 516)]
        for points in (tail, bow):
            outline = curve(points if side == 1 else mirrored(points, AXIS_X))
            canvas.fill(outline, "#e2434a", to="#b72a3c")
            canvas.shade(outline, 8, strength=0.4)
            canvas.edge(outline, 2.0, strength=0.5)
    band = ellipse(540, 498, 20, 16)
    canvas.fill(band, "#f0b840", to="#d1932a")
    canvas.edge(band, 2.0, strength=0.5)
