"""`Painter`: single frames of a simulated scene, with their truth: place, ground, objects far to near, weather, light.

Frames may be asked for in any order and are the same to the byte whatever was drawn before. `render.py` makes clips.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import cv2
import numpy as np

from mudong.world.act.build import build
from mudong.world.camera import lens_at
from mudong.world.compositing import Ground, over
from mudong.world.draw.backdrop import before_backdrop
from mudong.world.draw.cast import artist_for
from mudong.world.draw.lamplight import IN_THE_DARK, brightness, lamplit
from mudong.world.draw.light import draw_light, grade, shadow_of
from mudong.world.draw.pen import Pen
from mudong.world.draw.places import FULL_SIZE_M, place_artist, size_for
from mudong.world.draw.places.season import draw_falling
from mudong.world.draw.scenery import Setting
from mudong.world.draw.style import outline_px, style_frame, style_layer
from mudong.world.draw.subject import Subject
from mudong.world.draw.weather import draw_weather
from mudong.world.kinds import SEASONAL
from mudong.world.lens import Lens
from mudong.world.scene import Scene
from mudong.world.staging import Staging
from mudong.world.timeline import Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One frame and what is known of it; arrays as in `Truth` without their first axis, empty without truth."""

    pixels: np.ndarray
    joints: np.ndarray
    whole: np.ndarray
    objects: np.ndarray
    shadow: np.ndarray
    reflection: np.ndarray


@dataclass(frozen=True, slots=True, kw_only=True)
class Optic:
    """Glass in a frame. number: of the object. whole: (H, W) bool. look: an image of any type as it is seen with it."""

    number: int
    whole: np.ndarray
    look: Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """A frame before it is composited, weather and light left out; all pixels (H, W, 4) uint8 premultiplied.

    ground: the place with shadows and reflections on it. layers: of every object in the style of the scene, characters
    first, None where nothing is seen. order: their numbers from far to near. optics: of them, what bends light.
    lamplight: (H, W) uint8, how much lamps shine there.
    """

    ground: np.ndarray
    layers: tuple[np.ndarray | None, ...]
    order: tuple[int, ...]
    optics: tuple[Optic, ...]
    lamplight: np.ndarray


class Painter:
    """Draws single frames of one simulated scene; frames may be asked for in any order."""

    def __init__(
        self, scene: Scene, timeline: Timeline, width: int, height: int, *, filmed_as: Scene | None = None
    ) -> None:
        """filmed_as: the scene whose cast the place is built for, by default this one."""
        self._scene, self._timeline = scene, timeline
        self._staging = Staging(scene, timeline)
        self._width, self._height = width, height
        self._pen = Pen(width, height, outline=outline_px(scene.style, height))
        self._mask = Pen(width, height, mask=True)
        cast = (filmed_as or scene).cast
        self._size = size_for(max((build(who.identity).top for who in cast), default=FULL_SIZE_M))
        self._unlit = np.zeros((height, width), np.uint8)
        self._lenses = [lens_at(timeline.camera, index, width, height) for index in range(timeline.num_frames)]
        self._place = place_artist(scene.place).filmed(self._lenses, self._size)

    def frame(self, index: int, *, truth: bool) -> Shot:
        """Frame `index` of the timeline."""
        lens, setting, subjects = self._seen(index)
        layers = self._layers(index, lens, subjects)
        canvas, shadow, reflection = self._behind(index, layers, setting)
        whole = np.zeros((len(layers) if truth else 0, self._height, self._width), bool)
        objects = np.zeros((self._height, self._width), np.uint8)
        for number in self._staging.order(index):
            pixels = layers[number]
            if pixels is None:
                continue
            self._put(canvas, number, pixels, index, lens)
            if truth:
                whole[number] = self._silhouette(number, pixels, index, lens, subjects)
                np.copyto(objects, np.uint8(number + 1), where=whole[number])
        frame = style_frame(self._lit(canvas, setting, index), self._scene.style, self._scene.seed)
        joints = np.array([subject.joints for subject in subjects]).reshape(len(subjects), 21, 2)
        return Shot(
            pixels=frame, joints=joints, whole=whole, objects=objects, shadow=shadow, reflection=reflection
        )  # fmt: skip

    def sheets(self, index: int) -> Sheets:
        """What frame `index` is put together of, so that two scenes can be compared layer by layer."""
        lens, setting, subjects = self._seen(index)
        layers = self._layers(index, lens, subjects)
        styled = tuple(None if layer is None else style_layer(layer, self._scene.style) for layer in layers)
        ground, _, _ = self._behind(index, layers, setting)
        order, lamplight = tuple(self._staging.order(index)), self._lamplight(index)
        optics = tuple(
            Optic(number=number, whole=self._silhouette(number, layer, index, lens, subjects),
                  look=partial(self._staging.seen_through, number=number, index=index, lens=lens))
            for number in order if (layer := layers[number]) is not None and self._staging.is_optical(number)
        )  # fmt: skip
        return Sheets(ground=ground, layers=styled, order=order, optics=optics, lamplight=lamplight)

    def alone(self, number: int, index: int) -> tuple[np.ndarray, np.ndarray]:
        """A character without place and light: (H, W, 4) premultiplied pixels in the scene's style, (21, 2) joints."""
        subject = self._staging.subject(number, index, self._lenses[index])
        self._pen.clear()
        artist_for(subject.identity.species).draw(self._pen, subject)
        return style_layer(self._pen.pixels(), self._scene.style), subject.joints

    def _seen(self, index: int) -> tuple[Lens, Setting, list[Subject]]:
        """The lens, the place's setting and the cast of a frame."""
        lens = self._lenses[index]
        setting = Setting(
            lens=lens, time_s=self._timeline.time_s(index), seed=self._scene.seed, light=self._scene.light,
            weather=self._scene.weather, size=self._size, season=self._scene.season,
        )  # fmt: skip
        return lens, setting, self._staging.subjects(index, lens)

    def _layers(self, index: int, lens: Lens, subjects: list[Subject]) -> list[np.ndarray | None]:
        """(H, W, 4) premultiplied pixels of every object, characters first; None where nothing is seen."""
        layers: list[np.ndarray | None] = []
        for number in range(self._staging.count):
            if not self._staging.shown(number, index):
                layers.append(None)
                continue
            self._pen.clear()
            self._staging.draw(self._pen, number, index, lens, subjects)
            layers.append(self._pen.pixels())
        return layers

    def _behind(
        self, index: int, layers: list[np.ndarray | None], setting: Setting
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The place with the cast's shadows and reflections, (H, W, 4), and their masks; nothing before a backdrop."""
        if self._scene.backdrop:
            bare = np.zeros((2, self._height, self._width), bool)
            return np.zeros((self._height, self._width, 4), np.uint8), bare[0], bare[1]
        self._pen.clear()
        self._place.behind(self._pen, setting)
        canvas = self._pen.pixels()
        ground = Ground(canvas, shadow_of(setting.light), wet=setting.wet)
        for number, layer in enumerate(layers):
            row = None if layer is None else self._staging.foot(number, index, setting.lens)
            if layer is not None and row is not None:
                ground.stand(layer, row)
        return canvas, *ground.settle()

    def _silhouette(
        self, number: int, pixels: np.ndarray, index: int, lens: Lens, subjects: list[Subject]
    ) -> np.ndarray:
        """(H, W) bool. What is seen through belongs to its thing; everything else covers what its colours cover."""
        if not self._staging.is_optical(number):
            return cv2.extractChannel(pixels, 3) > 127
        self._mask.clear()
        self._staging.draw(self._mask, number, index, lens, subjects)
        return self._mask.pixels()[..., 3] > 127

    def _put(self, canvas: np.ndarray, number: int, pixels: np.ndarray, index: int, lens: Lens) -> None:
        if self._staging.is_optical(number) and not self._scene.backdrop:
            behind = cv2.cvtColor(canvas, cv2.COLOR_RGBA2RGB)
            canvas[..., :3] = self._staging.seen_through(behind, number, index, lens)
        over(canvas, style_layer(pixels, self._scene.style))

    def _lamplight(self, index: int) -> np.ndarray:
        dark = self._scene.light in IN_THE_DARK and not self._scene.backdrop
        lamps = self._staging.lamps(index, self._lenses[index]) if dark else []
        if not lamps:
            return self._unlit
        return brightness(lamps, self._width, self._height)

    def _lit(self, canvas: np.ndarray, setting: Setting, index: int) -> np.ndarray:
        """(H, W, 3) uint8 RGB: the composited canvas under its weather and light."""
        if self._scene.backdrop:
            return before_backdrop(canvas, self._scene.backdrop, self._scene.light, self._scene.weather)
        self._pen.clear()
        self._place.front(self._pen, setting)
        if self._scene.place in SEASONAL:
            draw_falling(self._pen, setting)
        draw_weather(self._pen, setting)
        draw_light(self._pen, setting)
        over(canvas, self._pen.pixels())
        plain = cv2.cvtColor(canvas, cv2.COLOR_RGBA2RGB)
        graded, light = grade(plain, self._scene.light, self._scene.weather), self._lamplight(index)
        return graded if light is self._unlit else lamplit(graded, plain, light)
