"""Pictures of a pair, and the pixels in which they may differ: from the truth of both, never from their difference."""

from __future__ import annotations

import math

import cv2
import numpy as np

from mudong.spec.timebase import Timebase
from mudong.world.kinds import PropKind, Style
from mudong.world.pairs.pair import Pair, object_names
from mudong.world.render import DEFAULT_FPS, render
from mudong.world.scene import Scene
from mudong.world.truth import Rendered, Truth

_OPTICS = (PropKind.GLASS, PropKind.LENS)
_FINE_PX = 384
"""Height at which silhouettes are taken at least, so that strings and rims thinner than a pixel are in them."""


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

    Everything where the edit is of the whole frame or there is no source. Colours and patterns: where the part is seen.
    Else the changed objects of both, grown by their soft edges, where shadows differ, all reflections (they have the
    objects' colours), and whatever is seen through glass.
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
    fine = math.ceil(_FINE_PX / height)
    before, after = render_pair(pair, fine * width, fine * height, fps=fps, num_frames=num_frames)
    assert before is not None
    assert before.truth is not None
    assert after.truth is not None
    either = _touched(pair, pair.source, before.truth, fine) | _touched(pair, pair.target, after.truth, fine)
    shadow = _pooled(before.truth.shadow ^ after.truth.shadow, fine)
    return either | _grown(shadow, math.ceil(3 * max(0.8, 0.006 * height)) + 2)


def _touched(pair: Pair, scene: Scene, truth: Truth, fine: int) -> np.ndarray:
    """(frames, H, W) bool of one side, from a truth that is `fine` times as large each way."""
    height = truth.objects.shape[1] // fine
    through = {f"{prop.kind}_{i + 1}" for i, prop in enumerate(scene.props) if prop.kind in _OPTICS}
    names = object_names(scene)
    chosen = [i for i, name in enumerate(names) if name in pair.changed or name in through]
    if not chosen:
        return np.zeros((len(truth.objects), height, truth.objects.shape[2] // fine), bool)
    soft = _soft_px(scene.style, height)
    return _grown(_pooled(truth.whole[:, chosen].max(axis=1), fine), soft) | _grown(
        _pooled(truth.reflection, fine), soft
    )


def _pooled(masks: np.ndarray, by: int) -> np.ndarray:
    """(frames, H, W) bool: pixels that any of their `by` x `by` parts covers."""
    frames, height, width = masks.shape
    return masks.reshape(frames, height // by, by, width // by, by).max(axis=(2, 4))


def _soft_px(style: Style, height: int) -> int:
    """How far an object's soft edge reaches beyond its silhouette; in cut paper it throws a shadow."""
    return math.ceil(0.010 * height + 4 * max(0.8, 0.008 * height)) + 2 if style is Style.PAPER else 2


def _grown(masks: np.ndarray, by: int) -> np.ndarray:
    shape = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * by + 1, 2 * by + 1))
    return np.stack([cv2.dilate(mask.astype(np.uint8), shape) > 0 for mask in masks])
