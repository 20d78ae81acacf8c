"""Dense flow: where what is seen in each pixel of a frame is in the next one, from the scene's values.

Places move by the plane on which each pixel lies, things rigidly, bodies with their bones. What moves by itself
(clouds, waves, rain), faces, shadows and the grain of styles are not followed. Only computed when asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np

from mudong.world.act.build import build
from mudong.world.camera import lens_at
from mudong.world.draw.depth import DepthPen, Level, Plane, Upright
from mudong.world.draw.places import FULL_SIZE_M, place_artist, size_for
from mudong.world.draw.scenery import Setting
from mudong.world.kinds import PropKind, Weather
from mudong.world.lens import Lens
from mudong.world.scene import Scene
from mudong.world.skinning import Body, body_moves
from mudong.world.truth import Truth

_SEEN_THROUGH = (PropKind.GLASS, PropKind.LENS)
_FRONT = 255
"""Who owns a pixel that the place's foreground covers: nobody of the cast."""
_SAME_DEPTH = 1.06
"""Ratio of depths up to which a pixel and its target lie on the same piece of a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """motion: (frames - 1, H, W, 2) float32, pixels to the right and down from each frame to the next.

    valid: (frames - 1, H, W) bool: still seen in the next frame, in the picture and not hidden by another object.
    """

    motion: np.ndarray
    valid: np.ndarray


def dense_flow(scene: Scene, truth: Truth, *, filmed_as: Scene | None = None) -> Flow:
    """The flow of a clip from its truth, at the size of `truth.objects`; filmed_as: as in `render`."""
    seer = _Seer(scene, truth, filmed_as or scene)
    views = [seer.view(0)]
    motion, valid = [], []
    for index in range(len(truth.objects) - 1):
        views = [views[-1], seer.view(index + 1)]
        moved, seen = seer.between(index, *views)
        motion.append(moved)
        valid.append(seen)
    height, width = truth.objects.shape[1:]
    return Flow(
        motion=np.array(motion, np.float32).reshape(-1, height, width, 2),
        valid=np.array(valid, bool).reshape(-1, height, width),
    )


def brought_back(following: np.ndarray, motion: np.ndarray) -> np.ndarray:
    """The frame before, put together from the pixels of the `following` one (H, W, 3) that `motion` leads to."""
    rows, columns = _grid(*motion.shape[:2])
    return cv2.remap(following, columns + motion[..., 0], rows + motion[..., 1], cv2.INTER_LINEAR,
                     borderMode=cv2.BORDER_REPLICATE)  # fmt: skip


def wheel(motion: np.ndarray, largest: float | None = None) -> np.ndarray:
    """(H, W, 3) uint8 RGB: the direction of (H, W, 2) motion as hue, its length up to `largest` pixels as strength."""
    length, angle = cv2.cartToPolar(motion[..., 0], motion[..., 1])
    top = largest or max(float(length.max()), 1e-6)
    strength = np.clip(255 * length / top, 0, 255)
    hsv = cv2.merge([angle * (90 / np.pi), strength, np.full_like(strength, 255)])
    return cv2.cvtColor(hsv.astype(np.uint8), cv2.COLOR_HSV2RGB)


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """One frame: its lens in the place's metres, depth in them (H, W) of the place, its foreground included (infinite
    where fixed to the frame), and who owns each pixel, (H, W) uint8 as `Truth.objects`."""

    lens: Lens
    depth: np.ndarray
    owner: np.ndarray


class _Seer:
    """Looks at the frames of one clip one after the other; a standing camera sees its place once."""

    def __init__(self, scene: Scene, truth: Truth, filmed_as: Scene) -> None:
        self._scene, self._truth = scene, truth
        self._size = size_for(max((build(who.identity).top for who in filmed_as.cast), default=FULL_SIZE_M))
        self._place = place_artist(scene.place).filmed([self._lens(i) for i in range(len(truth.objects))], self._size)
        self._bodies = tuple(Body.of(build(who.identity)) for who in scene.cast)
        self._last: tuple[Lens, np.ndarray, np.ndarray] | None = None

    def view(self, index: int) -> _View:
        """What is seen where in frame `index`."""
        objects = self._truth.objects[index]
        lens = self._lens(index)
        if self._last is None or self._last[0] != lens:
            self._last = (lens, *self._depths(lens, index))
        _, depth, front = self._last
        return _View(lens=lens, depth=depth, owner=np.where(front, np.uint8(_FRONT), objects))

    def between(self, index: int, now: _View, then: _View) -> tuple[np.ndarray, np.ndarray]:
        """(H, W, 2) motion from frame `index` to the next, and (H, W) where it is valid."""
        height, width = now.owner.shape
        place_now, place_then = self._staged(now.lens), self._staged(then.lens)
        if now.lens == then.lens:
            motion, expected = np.zeros((height, width, 2), np.float32), now.depth
        else:
            motion, expected = _place_moves(now.depth, place_now, place_then)
        valid = np.ones((height, width), bool)
        for number in range(len(self._bodies)):
            self._move_body(motion, number, index, now, then)
        for number in range(len(self._scene.props)):
            self._move_prop(motion, valid, number, index, now, then)
        return motion, valid & _still_seen(motion, expected, now, then)

    def _move_body(self, motion: np.ndarray, number: int, index: int, now: _View, then: _View) -> None:
        rows, columns = np.nonzero(now.owner == number + 1)
        if len(rows):
            state = self._truth.timeline.characters[number]
            points = np.stack([columns + 0.5, rows + 0.5], axis=-1).astype(np.float32)
            motion[rows, columns] = body_moves(self._bodies[number], state, index, now.lens, then.lens, points)

    def _move_prop(
        self, motion: np.ndarray, valid: np.ndarray, number: int, index: int, now: _View, then: _View
    ) -> None:
        mine = now.owner == len(self._bodies) + number + 1
        if not mine.any():
            return
        state = self._truth.timeline.props[number]
        if self._scene.props[number].kind in _SEEN_THROUGH or not state.visible[index + 1]:
            valid[mine] = False
        rows, columns = np.nonzero(mine)
        points = np.stack([columns + 0.5, rows + 0.5], axis=-1)
        here, there = now.lens.project(state.place[index]), then.lens.project(state.place[index + 1])
        grown = float(then.lens.scale(state.place[index + 1, 2]) / now.lens.scale(state.place[index, 2]))
        turn = float(state.angle[index] - state.angle[index + 1])
        c, s = grown * np.cos(turn), grown * np.sin(turn)
        motion[rows, columns] = there + (points - here) @ np.array([[c, s], [-s, c]]) - points

    def _lens(self, index: int) -> Lens:
        height, width = self._truth.objects.shape[1:]
        return lens_at(self._truth.timeline.camera, index, width, height)

    def _staged(self, lens: Lens) -> Lens:
        return lens.scaled(self._size)

    def _setting(self, lens: Lens, time_s: float) -> Setting:
        # Fog and puddles are seen through, and stand nowhere: a clear day has neither.
        return Setting(lens=lens, time_s=time_s, seed=self._scene.seed, light=self._scene.light,
                       weather=Weather.CLEAR, size=self._size, season=self._scene.season)  # fmt: skip

    def _depths(self, lens: Lens, index: int) -> tuple[np.ndarray, np.ndarray]:
        """(H, W) depth of the place with its foreground, in its own metres, and (H, W) bool of the foreground."""
        setting, staged = self._setting(lens, self._truth.timeline.time_s(index)), self._staged(lens)
        behind, front = DepthPen(lens.width, lens.height), DepthPen(lens.width, lens.height)
        if self._scene.backdrop:
            return np.full((lens.height, lens.width), np.inf, np.float32), np.zeros((lens.height, lens.width), bool)
        self._place.behind(behind, setting)
        self._place.front(front, setting)
        depth, covered = _depth(behind.seen(), behind.planes, staged), front.seen() > 0
        if covered.any():
            depth[covered] = _depth(front.seen(), front.planes, staged)[covered]
        return depth, covered


@lru_cache(maxsize=4)
def _grid(height: int, width: int) -> tuple[np.ndarray, np.ndarray]:
    """(H, W) float32 each: the row and the column of every pixel."""
    rows, columns = np.indices((height, width), np.float32)
    return rows, columns


def _rows_below(lens: Lens) -> tuple[np.ndarray, np.ndarray]:
    """(H, W) float32 pixels right of and below the frame's middle, without its roll."""
    rows, columns = _grid(lens.height, lens.width)
    x, y = columns + (0.5 - lens.width / 2), rows + (0.5 - lens.height / 2)
    if not lens.roll:
        return x, y
    c, s = np.float32(np.cos(lens.roll)), np.float32(np.sin(lens.roll))
    return c * x + s * y, c * y - s * x


def _depth(labels: np.ndarray, planes: list[Plane], lens: Lens) -> np.ndarray:
    """(H, W) float32 metres from labels of planes; infinite for what is fixed to the frame."""
    table = np.full(len(planes) + 1, np.inf, np.float32)
    for number, plane in enumerate(planes):
        if isinstance(plane, Upright):
            table[number + 1] = plane.z
    depth = table[labels]
    levels = {number + 1: plane.y for number, plane in enumerate(planes) if isinstance(plane, Level)}
    if levels:
        below = np.maximum(_rows_below(lens)[1], 0.25)
        for number, y in levels.items():
            focal = float(lens.scale(lens.eye[2] + 1.0))
            np.copyto(depth, lens.eye[2] + focal * max(lens.eye[1] - y, 1e-3) / below, where=labels == number)
    return depth


def _place_moves(depth: np.ndarray, now: Lens, then: Lens) -> tuple[np.ndarray, np.ndarray]:
    """(H, W, 2) float32 motion of points at `depth` between two lenses, and the same depth, as seen afterwards."""
    x, y = _rows_below(now)
    fixed = np.isinf(depth)
    z = np.where(fixed, np.float32(1e6), depth)
    before, after = (np.asarray(lens.scale(z), np.float32) for lens in (now, then))
    ratio = after / before
    # The aim shifts the picture by as much as it would shift the plane of the cast.
    right = (x + now.aim * float(now.scale(0.0))) * ratio + after * (now.eye[0] - then.eye[0])
    right -= then.aim * float(then.scale(0.0))
    down = y * ratio - after * (now.eye[1] - then.eye[1])
    right[fixed], down[fixed] = x[fixed], y[fixed]
    c, s = np.float32(np.cos(then.roll)), np.float32(np.sin(then.roll))
    rows, columns = _grid(*depth.shape)
    motion = np.empty((*depth.shape, 2), np.float32)
    motion[..., 0] = c * right - s * down + (then.width / 2 - 0.5) - columns
    motion[..., 1] = s * right + c * down + (then.height / 2 - 0.5) - rows
    return motion, depth


def _still_seen(motion: np.ndarray, depth: np.ndarray, now: _View, then: _View) -> np.ndarray:
    """(H, W) bool: the target is in the frame, and there is seen the same object, of a place about the same depth."""
    height, width = now.owner.shape
    rows, columns = _grid(height, width)
    x = np.rint(columns + motion[..., 0]).astype(np.int32)
    y = np.rint(rows + motion[..., 1]).astype(np.int32)
    inside = (x >= 0) & (x < width) & (y >= 0) & (y < height)
    target = y.clip(0, height - 1) * width + x.clip(0, width - 1)
    same = inside & (then.owner.ravel()[target] == now.owner)
    if now.lens == then.lens:
        return same
    reached = then.depth.ravel()[target]
    eye, next_eye = now.lens.eye[2], then.lens.eye[2]
    with np.errstate(invalid="ignore"):
        ratio = (reached - next_eye) / (depth - eye - (next_eye - eye))
    alike = (ratio < _SAME_DEPTH) & (ratio > 1 / _SAME_DEPTH) | (np.isinf(reached) & np.isinf(depth))
    return same & (alike | (now.owner != 0) & (now.owner != _FRONT))
