"""Where the child dances: an evening sky, a big moon, hills, lanterns, drums. Calm where the figure stands."""

from __future__ import annotations

import numpy as np

from mudong.cli.demo.paint import Canvas, Tube, curve, ellipse, stroke

WIDTH, HEIGHT = 1080, 1920
AXIS_X = WIDTH / 2
_GARLAND = [(-30, 110), (150, 186), (345, 140), (540, 60), (735, 140), (930, 186), (1110, 110)]


def paint_stage(canvas: Canvas) -> None:
    """From the farthest thing to the nearest."""
    _sky(canvas)
    _hills(canvas)
    _floor(canvas)
    _hourglass_drum(canvas, 172, 1794)
    _round_drum(canvas, 930, 1786, 90)
    canvas.fill(Tube.along(_GARLAND, [4] * len(_GARLAND)).outline, "#8a5a44")
    _lantern(canvas, 150, 330)
    _lantern(canvas, WIDTH - 150, 330)


def _sky(canvas: Canvas) -> None:
    everything = np.array([(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)], float)
    canvas.fill(everything, "#f7c59a", to="#fde9cf")
    canvas.fill(ellipse(AXIS_X, 760, 560, 560), "#fff1d0", soft=90, opacity=0.85)
    canvas.fill(ellipse(AXIS_X, 760, 440, 440), "#fff8e4", soft=2)
    for x, y, size in ((70, 620, 1.0), (930, 520, 0.8), (860, 980, 1.1)):
        _cloud(canvas, x, y, size)


def _cloud(canvas: Canvas, x: float, y: float, size: float) -> None:
    for dx, dy, rx, ry in ((0, 0, 120, 26), (60, -22, 70, 30), (-40, -16, 60, 24), (110, 12, 90, 18)):
        canvas.fill(ellipse(x + dx * size, y + dy * size, rx * size, ry * size), "#fff6e6", soft=5, opacity=0.75)


def _hills(canvas: Canvas) -> None:
    layers = (
        ("#b7cdb4", "#d3dcbd", (1170, 1060, 1120, 1200, 1130, 1050, 1170)),
        ("#8fb39a", "#b5c9a0", (1270, 1200, 1270, 1290, 1260, 1190, 1270)),
    )
    for colour, to, heights in layers:
        ridge = curve([(x, y) for x, y in zip(np.linspace(-60, WIDTH + 60, 7), heights, strict=True)], closed=False)
        canvas.fill(np.concatenate([ridge, [(WIDTH + 60, 1420), (-60, 1420)]]), colour, to=to)


def _floor(canvas: Canvas) -> None:
    """Plain where the legs hide it: what stands behind a figure has to be guessed when the figure moves."""
    back = curve([(-60, 1356), (AXIS_X, 1318), (WIDTH + 60, 1356)], closed=False)
    floor = np.concatenate([back, [(WIDTH + 60, HEIGHT), (-60, HEIGHT)]])
    canvas.fill(floor, "#e2a872", to="#b9744a")
    for near in (1796, 1868):
        plank = curve([(-60, near + 26), (AXIS_X, near - 8), (WIDTH + 60, near + 26)], closed=False)
        canvas.fill(Tube.along(plank[::8], [4.0] * len(plank[::8])).outline, "#b0703f", opacity=0.35)
    canvas.fill(ellipse(AXIS_X, 1650, 420, 120), "#ffe3a6", soft=60, opacity=0.75)


def _hourglass_drum(canvas: Canvas, x: float, y: float) -> None:
    """A janggu on its side, its skins to the left and right, laced with cord."""
    canvas.fill(ellipse(x, y + 92, 150, 18), "#6d3f25", soft=10, opacity=0.5)
    body = curve([
        (x - 112, y - 78), (x - 62, y - 58), (x - 14, y - 24), (x + 14, y - 24), (x + 62, y - 58), (x + 112, y - 78),
        (x + 112, y + 78), (x + 62, y + 58), (x + 14, y + 24), (x - 14, y + 24), (x - 62, y + 58), (x - 112, y + 78),
    ])  # fmt: skip
    canvas.fill(body, "#c8493f", to="#8f2b2d")
    canvas.shade(body, 26, strength=0.55)
    canvas.edge(body)
    for step in range(-3, 4):
        cord = [(x - 112, y + step * 22), (x, y + step * 12 + 11), (x + 112, y + (step + 0.5) * 22)]
        canvas.fill(stroke(cord, 5), "#f4e6c8", inside=body)
    for side in (-1, 1):
        rim = ellipse(x + side * 116, y, 30, 88)
        canvas.fill(rim, "#7a4a2c")
        canvas.edge(rim)
        skin = ellipse(x + side * 120, y, 21, 72)
        canvas.fill(skin, "#fbf1dc", to="#e8d6b4")
        canvas.shade(skin, 10, strength=0.4)


def _round_drum(canvas: Canvas, x: float, y: float, radius: float) -> None:
    """A small flat drum with the red and blue swirl on its skin."""
    canvas.fill(ellipse(x, y + radius + 8, radius, 14), "#6d3f25", soft=8, opacity=0.5)
    rim = ellipse(x, y, radius, radius)
    canvas.fill(rim, "#8a4b30")
    canvas.edge(rim)
    skin, swirl = ellipse(x, y, radius - 12, radius - 12), radius - 34
    canvas.fill(skin, "#fbf1dc")
    canvas.fill(ellipse(x, y, swirl, swirl), "#3a6fb0")
    red = ellipse(x, y, swirl, swirl)
    canvas.fill(red[red[:, 1] <= y + 1], "#d5434b")
    canvas.fill(ellipse(x - swirl / 2, y, swirl / 2, swirl / 2), "#d5434b")
    canvas.fill(ellipse(x + swirl / 2, y, swirl / 2, swirl / 2), "#3a6fb0")
    canvas.shade(skin, 20, strength=0.35)


def _lantern(canvas: Canvas, x: float, y: float) -> None:
    """A red and blue silk lantern with its glow and tassel."""
    canvas.fill(ellipse(x, y, 150, 170), "#ffe2a0", soft=40, opacity=0.7)
    canvas.fill(stroke([(x, 180), (x, 215), (x, 250)], 5), "#8a5a44")
    body = curve(
        [
            (x - 62, y - 80),
            (x, y - 90),
            (x + 62, y - 80),
            (x + 74, y),
            (x + 62, y + 80),
            (x, y + 90),
            (x - 62, y + 80),
            (x - 74, y),
        ]
    )
    canvas.fill(body, "#e8564c")
    lower = np.array([(x - 120, y + 2), (x + 120, y + 2), (x + 120, y + 120), (x - 120, y + 120)])
    canvas.fill(lower, "#3f74a6", inside=body)
    canvas.fill(ellipse(x - 6, y - 6, 46, 66), "#ffd98c", soft=20, opacity=0.55)
    canvas.shade(body, 26, strength=0.45)
    for dx in (-38, 0, 38):
        canvas.edge(
            curve([(x + dx * 0.8, y - 84), (x + dx * 1.25, y), (x + dx * 0.8, y + 84)], closed=False),
            1.6,
            strength=0.35,
            closed=False,
        )
    for dy in (-88, 88):
        canvas.fill(ellipse(x, y + dy, 46, 11), "#d9a441")
    for dx in (-9, 0, 9):
        canvas.fill(stroke([(x + dx * 0.4, y + 98), (x + dx, y + 130), (x + dx * 1.5, y + 168)], 7), "#d9a441")
