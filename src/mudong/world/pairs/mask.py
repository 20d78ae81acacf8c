"""Pictures of a pair, and the pixels in which they may differ: from the truth of both, never from their difference."""

from __future__ import annotations

import math
from dataclasses import replace

import cv2
import numpy as np

from mudong.spec.timebase import Timebase
from mudong.world.kinds import PropKind, Style
from mudong.world.pairs.pair import Pair, object_names
from mudong.world.render import DEFAULT_FPS, Painter, Shot, render
from mudong.world.scene import Prop, Scene
from mudong.world.simulate import simulate
from mudong.world.timeline import CameraState
from mudong.world.truth import BACKGROUND, Rendered

_OPTICS = (PropKind.GLASS, PropKind.LENS)
_FINE_PX = 384
"""Height at which silhouettes are taken at least, so that strings and rims thinner than a pixel are in them."""

_RIM = 2
"""Pixels around the frame that are looked at too, for what just reaches into it."""


def render_pair(
    pair: Pair,
    width: int,
    height: int,
    *,
    fps: float = DEFAULT_FPS,
    num_frames: int | None = None,
    truth: bool = True,
) -> tuple[Rendered | None, Rendered]:
    """Source (None where the pair has none) and target, filmed with the camera that the pair says."""

    def shoot(scene: Scene) -> Rendered:
        return render(scene, width, height, fps=fps, num_frames=num_frames, truth=truth, filmed_as=pair.filmed_as)

    return (shoot(pair.source) if pair.source is not None else None), shoot(pair.target)


def edit_mask(
    pair: Pair, width: int, height: int, *, fps: float = DEFAULT_FPS, num_frames: int | None = None
) -> np.ndarray:
    """(frames, H, W) bool: outside it source and target are equal to the byte.

    All of it where the edit is of the whole frame or there is no source. Colours, patterns, faces: where they are seen.
    Else the changed objects of both with their soft edges, shadows and reflections, and all that is seen through glass.
    """
    if pair.whole_frame or pair.source is None:
        count = num_frames if num_frames is not None else Timebase.of(fps).num_frames(pair.target.duration_s)
        return np.ones((count, height, width), bool)
    if pair.extremes:
        first, *others = (
            render(scene, width, height, fps=fps, num_frames=num_frames, truth=False, filmed_as=pair.filmed_as).frames
            for scene in pair.extremes
        )
        return np.any([(first != other).any(axis=-1) for other in others], axis=0)
    sides = [_touched(pair, scene, width, height, fps, num_frames) for scene in (pair.source, pair.target)]
    return np.logical_or(*sides)


def _touched(pair: Pair, scene: Scene, width: int, height: int, fps: float, num_frames: int | None) -> np.ndarray:
    """(frames, H, W) bool of one side: its changed objects drawn alone and enlarged, moving as they do among others."""
    fine = math.ceil(_FINE_PX / height)
    count = num_frames if num_frames is not None else Timebase.of(fps).num_frames(scene.duration_s)
    cast, props = _chosen(pair, scene)
    known = simulate(scene, count, fps)
    timeline = replace(
        known,
        camera=_wider(simulate(pair.filmed_as or scene, count, fps).camera, width, height),
        characters=tuple(known.characters[i] for i in cast),
        props=tuple(known.props[i] for i in props),
    )
    alone = replace(
        scene, cast=tuple(scene.cast[i] for i in cast), props=tuple(_carried(scene.props[i], cast) for i in props)
    )
    painter = Painter(alone, timeline, fine * (width + 2 * _RIM), fine * (height + 2 * _RIM))
    masks = [_reached(painter.frame(index, truth=True), fine, scene.style) for index in range(count)]
    return np.stack(masks)[:, _RIM:-_RIM, _RIM:-_RIM]


def _wider(camera: CameraState, width: int, height: int) -> CameraState:
    """A camera that shows the same at the same size with a rim around it."""
    narrow = min(1.0, width / height / camera.aspect) if camera.aspect > 0 else 1.0
    return replace(camera, zoom=camera.zoom * narrow * height / (height + 2 * _RIM), aspect=0.0)


def _chosen(pair: Pair, scene: Scene) -> tuple[list[int], list[int]]:
    """Characters and props that are drawn: the changed, what bends light, and who carries them."""
    names = object_names(scene)
    split = len(scene.cast)
    props = [i for i, prop in enumerate(scene.props) if names[split + i] in pair.changed or prop.kind in _OPTICS]
    carriers = {scene.props[i].held_by for i in props}
    return [i for i in range(split) if names[i] in pair.changed or i in carriers], props


def _carried(prop: Prop, cast: list[int]) -> Prop:
    return replace(prop, held_by=cast.index(prop.held_by)) if prop.held_by in cast else prop


def _reached(shot: Shot, fine: int, style: Style) -> np.ndarray:
    """(H, W) bool: the objects with their soft edges, their shadows and their reflections."""
    height = shot.objects.shape[0] // fine
    soft = _soft_px(style, height)
    blur = math.ceil(3 * max(0.8, 0.006 * height)) + 1
    seen = _grown(_pooled(shot.objects > BACKGROUND, fine), soft)
    # A blurred shadow reaches as far as its square kernel, corners too.
    shaded = _grown(_pooled(shot.shadow, fine), blur, cv2.MORPH_RECT)
    return seen | shaded | _grown(_pooled(shot.reflection, fine), soft)


def _pooled(mask: np.ndarray, by: int) -> np.ndarray:
    """(H, W) bool: pixels that any of their `by` x `by` parts covers."""
    height, width = mask.shape
    return mask.reshape(height // by, by, width // by, by).max(axis=(1, 3))


def _soft_px(style: Style, height: int) -> int:
    """How far an object's soft edge reaches beyond its silhouette; in cut paper it throws a shadow."""
    return math.ceil(0.010 * height + 4 * max(0.8, 0.008 * height)) + 2 if style is Style.PAPER else 2


def _grown(mask: np.ndarray, by: int, kind: int = cv2.MORPH_ELLIPSE) -> np.ndarray:
    shape = cv2.getStructuringElement(kind, (2 * by + 1, 2 * by + 1))
    return cv2.dilate(mask.astype(np.uint8), shape) > 0
