"""Where the child dances: an evening sky, a big moon, hills, two lanterns, a straw mat. Calm behind the figure."""

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
    back = curve([(-60, 1356), (AXIS_X, 1318), (WIDTH + 60, 1356)], closed=False)
    floor = np.concatenate([back, [(WIDTH + 60, HEIGHT), (-60, HEIGHT)]])
    canvas.fill(floor, "#e2a872", to="#b9744a")
    for near in (1400, 1490, 1610, 1770):
        plank = curve([(-60, near + 26), (AXIS_X, near - 8), (WIDTH + 60, near + 26)], closed=False)
        canvas.fill(Tube.along(plank[::8], [4.0] * len(plank[::8])).outline, "#b0703f", opacity=0.35)
    canvas.fill(ellipse(AXIS_X, 1642, 480, 156), "#7d4a2c", soft=12, opacity=0.5)
    canvas.fill(ellipse(AXIS_X, 1630, 470, 150), "#f0d49a", to="#e6c07c")
    for ring, colour in ((0.94, "#c9544d"), (0.90, "#f0d49a"), (0.86, "#4d7fa8"), (0.83, "#efd196")):
        canvas.fill(ellipse(AXIS_X, 1630, 470 * ring, 150 * ring), colour)


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
