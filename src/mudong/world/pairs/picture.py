"""`show`: a reference as pixels: a clip, a still, panels of a storyboard, pencil lines, with marks drawn over it."""

from __future__ import annotations

import math
from dataclasses import replace

import cv2
import numpy as np

from mudong.spec.joints import Joint
from mudong.spec.timebase import Timebase
from mudong.world.camera import lens_at
from mudong.world.compositing import over
from mudong.world.draw.pen import Pen
from mudong.world.draw.style import paper_grain
from mudong.world.kinds import Light, Style, Weather
from mudong.world.painter import Painter
from mudong.world.pairs.marks import draw_arrow, draw_box
from mudong.world.pairs.reference import Mark, MarkKind, Reference
from mudong.world.render import DEFAULT_FPS
from mudong.world.scene import Scene, object_names
from mudong.world.simulate import simulate
from mudong.world.timeline import Timeline

_GUTTER = 0.018
"""Between the panels of a storyboard, in heights."""
_SHEET, _FRAME = (250, 248, 243), (96, 90, 98)
_GRAPHITE = np.array([62, 58, 66], np.float32)


def show(
    reference: Reference, width: int, height: int, *, fps: float = DEFAULT_FPS, num_frames: int | None = None
) -> np.ndarray:
    """(frames, H, W, 3) uint8 RGB; of a picture one frame. num_frames: of the clip that moments are shares of."""
    scene = _drawn(reference)
    count = num_frames if num_frames is not None else Timebase.of(fps).num_frames(scene.duration_s)
    timeline = simulate(scene, count, fps)
    moments = [round(moment * (count - 1)) for moment in reference.moments]
    if len(moments) > 1:
        return _storyboard(reference, scene, timeline, moments, width, height)[None]
    painter = Painter(scene, timeline, width, height)
    frames = [_picture(reference, painter, index) for index in moments or range(count)]
    if reference.marks:
        frames = [_marked(frames[0], reference.marks, scene, timeline, painter, moments[0])]
    return np.stack(frames)


def _drawn(reference: Reference) -> Scene:
    """Pencils draw what is there, not the light on it."""
    if not reference.lines:
        return reference.scene
    return replace(reference.scene, style=Style.FLAT, light=Light.NOON, weather=Weather.CLEAR)


def _picture(reference: Reference, painter: Painter, index: int) -> np.ndarray:
    pixels = painter.frame(index, truth=False).pixels
    return _pencilled(pixels, reference.scene.seed) if reference.lines else pixels


def _storyboard(
    reference: Reference, scene: Scene, timeline: Timeline, moments: list[int], width: int, height: int
) -> np.ndarray:
    """Panels side by side, row by row, on a white sheet."""
    side = math.isqrt(len(moments) - 1) + 1
    gutter = max(1, round(_GUTTER * height))
    wide, high = ((size - gutter * (side + 1)) // side for size in (width, height))
    painter = Painter(scene, timeline, wide, high)
    sheet = np.full((height, width, 3), _SHEET, np.uint8)
    for number, index in enumerate(moments):
        top = gutter + number // side * (high + gutter)
        left = gutter + number % side * (wide + gutter)
        sheet[top : top + high, left : left + wide] = _picture(reference, painter, index)
        cv2.rectangle(sheet, (left, top), (left + wide - 1, top + high - 1), _FRAME, max(1, round(0.004 * height)))
    return sheet


def _pencilled(pixels: np.ndarray, seed: int) -> np.ndarray:
    """Graphite along every edge between colours, on grained paper; (H, W, 3) uint8 both."""
    height, width = pixels.shape[:2]
    lab = cv2.cvtColor(pixels, cv2.COLOR_RGB2LAB).astype(np.float32)
    lab = cv2.GaussianBlur(lab, (0, 0), max(0.6, 0.0028 * height))
    slope = np.hypot(cv2.Scharr(lab, cv2.CV_32F, 1, 0), cv2.Scharr(lab, cv2.CV_32F, 0, 1)).max(axis=2)
    grain = 1 + 0.22 * paper_grain(height, width, seed)
    ink = np.clip((slope * (height / 256) ** 0.5 - 90) / 420, 0, 0.95) * np.clip(grain, 0.5, 1.3)
    ink = np.clip(ink, 0, 1)[..., None]
    return np.rint(np.array(_SHEET, np.float32) * (1 - ink) + _GRAPHITE * ink).astype(np.uint8)


def _marked(
    pixels: np.ndarray, marks: tuple[Mark, ...], scene: Scene, timeline: Timeline, painter: Painter, index: int
) -> np.ndarray:
    height, width = pixels.shape[:2]
    pen = Pen(width, height)
    for mark in marks:
        number = object_names(scene).index(mark.about)
        if mark.kind is MarkKind.ARROW:
            draw_arrow(pen, _way(scene, timeline, number, index, width, height), mark.colour)
        else:
            covered = np.argwhere(painter.frame(index, truth=True).whole[number])
            draw_box(pen, covered, mark.colour)
    canvas = cv2.cvtColor(pixels, cv2.COLOR_RGB2RGBA)
    over(canvas, pen.pixels())
    return cv2.cvtColor(canvas, cv2.COLOR_RGBA2RGB)


def _way(scene: Scene, timeline: Timeline, number: int, index: int, width: int, height: int) -> np.ndarray:
    """(frames, 2) pixels in the marked frame: where the object will be, up to where it is farthest away."""
    prop = number - len(scene.cast)
    known = timeline.characters[number].joints[:, Joint.PELVIS] if prop < 0 else timeline.props[prop].place
    places = lens_at(timeline.camera, index, width, height).project(known[index:])
    away = np.linalg.norm(places - places[0], axis=1)
    return places[: int(away.argmax()) + 1]
