"""`render`: a scene and a size in, frames and their exact truth out.

Scene -> simulate (metres) -> lens (pixels) -> artists, far to near -> weather and light -> style. Raw frames of one
scene are the same to the byte on one machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from mudong.spec.timebase import Timebase
from mudong.world.act.build import build
from mudong.world.camera import lens_at
from mudong.world.draw.backdrop import before_backdrop
from mudong.world.draw.cast import artist_for
from mudong.world.draw.effects import Aura, aura_of_prop, aura_of_subject, draw_effects
from mudong.world.draw.light import draw_light, grade, shadow_of
from mudong.world.draw.pen import Pen
from mudong.world.draw.places import FULL_SIZE_M, place_artist, size_for
from mudong.world.draw.places.season import draw_falling
from mudong.world.draw.props import draw_prop, refract
from mudong.world.draw.scenery import Setting
from mudong.world.draw.style import outline_px, style_frame, style_layer
from mudong.world.draw.subject import Subject
from mudong.world.draw.weather import draw_weather
from mudong.world.kinds import SEASONAL, PropKind
from mudong.world.lens import Lens
from mudong.world.physics.floating import floats
from mudong.world.scene import Scene
from mudong.world.simulate import simulate
from mudong.world.timeline import Timeline
from mudong.world.truth import Rendered, Truth

DEFAULT_FPS = 24.0
_REFLECTION = 0.28
"""Strength of the cast's reflection on wet ground."""
_OPTICS = (PropKind.GLASS, PropKind.LENS)
_UNGROUNDED = (PropKind.PENDULUM, PropKind.LENS)


def render(
    scene: Scene,
    width: int,
    height: int,
    *,
    fps: float = DEFAULT_FPS,
    num_frames: int | None = None,
    truth: bool = True,
    filmed_as: Scene | None = None,
) -> Rendered:
    """All frames of the scene at `width` x `height`. num_frames: by default the scene's duration at `fps`.

    filmed_as: another scene, whose camera films this one; a camera of its own would be fitted to who is in the scene.
    """
    count = num_frames if num_frames is not None else Timebase.of(fps).num_frames(scene.duration_s)
    timeline = simulate(scene, count, fps)
    if filmed_as is not None:
        timeline = replace(timeline, camera=simulate(filmed_as, count, fps).camera)
    painter = Painter(scene, timeline, width, height, filmed_as=filmed_as)
    shots = [painter.frame(index, truth=truth) for index in range(count)]
    frames = np.stack([shot.pixels for shot in shots])
    return Rendered(frames=frames, truth=gathered(shots, timeline) if truth else None)


def painted(scene: Scene, width: int, height: int, *, fps: float = DEFAULT_FPS) -> Iterator[np.ndarray]:
    """The frames alone, one after the other, (H, W, 3) uint8: memory does not grow with the clip."""
    count = Timebase.of(fps).num_frames(scene.duration_s)
    painter = Painter(scene, simulate(scene, count, fps), width, height)
    for index in range(count):
        yield painter.frame(index, truth=False).pixels


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
class Sheets:
    """A frame before it is composited, weather and light left out; all pixels (H, W, 4) uint8 premultiplied.

    ground: the place with shadows and reflections on it. layers: of every object in the style of the scene, characters
    first, None where nothing is seen. order: their numbers from far to near. bent: (H, W) bool, seen through glass.
    """

    ground: np.ndarray
    layers: tuple[np.ndarray | None, ...]
    order: tuple[int, ...]
    bent: np.ndarray


class Painter:
    """Draws single frames of one simulated scene; frames may be asked for in any order."""

    def __init__(
        self, scene: Scene, timeline: Timeline, width: int, height: int, *, filmed_as: Scene | None = None
    ) -> None:
        """filmed_as: the scene whose cast the place is built for, by default this one."""
        self._scene, self._timeline = scene, timeline
        self._width, self._height = width, height
        self._pen = Pen(width, height, outline=outline_px(scene.style, height))
        self._mask = Pen(width, height, mask=True)
        cast = (filmed_as or scene).cast
        self._size = size_for(max((build(who.identity).top for who in cast), default=FULL_SIZE_M))
        lenses = [lens_at(timeline.camera, index, width, height) for index in range(timeline.num_frames)]
        self._place = place_artist(scene.place).filmed(lenses, self._size)

    def frame(self, index: int, *, truth: bool) -> Shot:
        """Frame `index` of the timeline."""
        lens, setting, subjects = self._seen(index)
        layers = self._layers(index, lens, subjects)
        canvas, shadow, reflection = self._behind(index, layers, setting)
        whole = np.zeros((len(layers) if truth else 0, self._height, self._width), bool)
        objects = np.zeros((self._height, self._width), np.uint8)
        for number in self._far_to_near(index):
            pixels = layers[number]
            if pixels is None:
                continue
            self._put(canvas, number, pixels, index, lens)
            if truth:
                whole[number] = self._silhouette(number, pixels, index, lens, subjects)
                objects[whole[number]] = number + 1
        frame = style_frame(self._lit(canvas, setting), self._scene.style, self._scene.seed)
        joints = np.array([subject.joints for subject in subjects]).reshape(len(subjects), 21, 2)
        return Shot(
            pixels=frame, joints=joints, whole=whole, objects=objects, shadow=shadow, reflection=reflection
        )  # fmt: skip

    def sheets(self, index: int) -> Sheets:
        """What frame `index` is put together of, so that two scenes can be compared layer by layer."""
        lens, setting, subjects = self._seen(index)
        layers = self._layers(index, lens, subjects)
        bent = np.zeros((self._height, self._width), bool)
        for number, layer in enumerate(layers):
            if layer is not None and self._is_optical(number):
                bent |= self._silhouette(number, layer, index, lens, subjects)
        styled = tuple(None if layer is None else style_layer(layer, self._scene.style) for layer in layers)
        ground, _, _ = self._behind(index, layers, setting)
        return Sheets(ground=ground, layers=styled, order=tuple(self._far_to_near(index)), bent=bent)

    def _seen(self, index: int) -> tuple[Lens, Setting, list[Subject]]:
        """The lens, the place's setting and the cast of a frame."""
        lens = lens_at(self._timeline.camera, index, self._width, self._height)
        setting = Setting(
            lens=lens, time_s=self._timeline.time_s(index), seed=self._scene.seed, light=self._scene.light,
            weather=self._scene.weather, size=self._size, season=self._scene.season,
        )  # fmt: skip
        return lens, setting, [self._subject(i, index, lens) for i in range(len(self._scene.cast))]

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
        shadow, reflection = self._ground(canvas, index, setting.lens, layers, setting)
        return canvas, shadow, reflection

    def _lit(self, canvas: np.ndarray, setting: Setting) -> np.ndarray:
        """(H, W, 3) uint8 RGB: the composited canvas under its weather and light."""
        if self._scene.backdrop:
            return before_backdrop(canvas, self._scene.backdrop, self._scene.light, self._scene.weather)
        self._finish(canvas, setting)
        return grade(cv2.cvtColor(canvas, cv2.COLOR_RGBA2RGB), self._scene.light, self._scene.weather)

    def alone(self, number: int, index: int) -> tuple[np.ndarray, np.ndarray]:
        """One character without place and light: (H, W, 4) premultiplied pixels in the scene's style, (21, 2) joints."""
        subject = self._subject(number, index, lens_at(self._timeline.camera, index, self._width, self._height))
        self._pen.clear()
        artist_for(subject.identity.species).draw(self._pen, subject)
        return style_layer(self._pen.pixels(), self._scene.style), subject.joints

    def _subject(self, number: int, index: int, lens: Lens) -> Subject:
        character, state = self._scene.cast[number], self._timeline.characters[number]
        joints = state.joints[index]
        unit = float(lens.scale(joints[:, 2].mean()))
        yaw = float(state.yaw[index]) + lens.turn
        return Subject(
            identity=character.identity, joints=lens.project(joints), depth=joints[:, 2] - lens.eye[2], unit=unit,
            height=state.height * unit, yaw=yaw, face_yaw=yaw + float(state.head_yaw[index]),
            face_nod=float(state.head_nod[index]), face_tilt=float(state.head_tilt[index]),
            expression=state.expression[index], blink=float(state.blink[index]), mouth=float(state.mouth[index]),
            breath=float(state.breath[index]), tears=float(state.tears[index]), swing=state.swing[index],
            on_fours=state.on_fours, aboard=state.aboard,
        )  # fmt: skip

    def _layers(self, index: int, lens: Lens, subjects: list[Subject]) -> list[np.ndarray | None]:
        """(H, W, 4) premultiplied pixels of every object, characters first; None where nothing is seen."""
        layers: list[np.ndarray | None] = []
        for number in range(len(subjects) + len(self._scene.props)):
            if number >= len(subjects) and not self._timeline.props[number - len(subjects)].visible[index]:
                layers.append(None)
                continue
            self._pen.clear()
            self._draw(self._pen, number, index, lens, subjects)
            layers.append(self._pen.pixels())
        return layers

    def _draw(self, pen: Pen, number: int, index: int, lens: Lens, subjects: list[Subject]) -> None:
        """An object with the effects that play behind and before it."""
        effects = (*self._scene.cast, *self._scene.props)[number].effects
        aura = self._aura(number, index, lens, subjects) if effects else None
        if aura is not None:
            draw_effects(pen, effects, aura, before=False)
        self._draw_bare(pen, number, index, lens, subjects)
        if aura is not None:
            draw_effects(pen, effects, aura, before=True)

    def _aura(self, number: int, index: int, lens: Lens, subjects: list[Subject]) -> Aura:
        time_s = index / self._timeline.fps
        if number < len(subjects):
            return aura_of_subject(subjects[number], time_s, self._scene.seed)
        place = self._timeline.props[number - len(subjects)].place[index]
        prop, unit = self._scene.props[number - len(subjects)], float(lens.scale(place[2]))
        return aura_of_prop(prop, lens.project(place), unit, time_s, self._scene.seed)

    def _draw_bare(self, pen: Pen, number: int, index: int, lens: Lens, subjects: list[Subject]) -> None:
        if number < len(subjects):
            artist_for(self._scene.cast[number].identity.species).draw(pen, subjects[number])
            return
        prop, state = self._scene.props[number - len(subjects)], self._timeline.props[number - len(subjects)]
        place = state.place[index]
        draw_prop(
            pen, prop, lens.project(place), float(lens.scale(place[2])), float(state.angle[index]), state.extra[index]
        )

    def _silhouette(
        self, number: int, pixels: np.ndarray, index: int, lens: Lens, subjects: list[Subject]
    ) -> np.ndarray:
        """(H, W) bool. What is seen through belongs to its thing; everything else covers what its colours cover."""
        if not self._is_optical(number):
            return pixels[..., 3] > 127
        self._mask.clear()
        self._draw(self._mask, number, index, lens, subjects)
        return self._mask.pixels()[..., 3] > 127

    def _is_optical(self, number: int) -> bool:
        prop = number - len(self._scene.cast)
        return prop >= 0 and self._scene.props[prop].kind in _OPTICS

    def _far_to_near(self, index: int) -> list[int]:
        """All objects by depth; what is held comes right after its carrier."""
        depth = [float(state.joints[index, :, 2].mean()) for state in self._timeline.characters]
        for prop, state in zip(self._scene.props, self._timeline.props, strict=True):
            carrier = prop.held_by
            depth.append(float(state.place[index, 2]) if carrier is None else depth[carrier] - 1e-3)
        return sorted(range(len(depth)), key=lambda number: -depth[number])

    def _put(self, canvas: np.ndarray, number: int, pixels: np.ndarray, index: int, lens: Lens) -> None:
        if self._is_optical(number) and not self._scene.backdrop:
            prop_number = number - len(self._scene.cast)
            prop, place = self._scene.props[prop_number], self._timeline.props[prop_number].place[index]
            behind = cv2.cvtColor(canvas, cv2.COLOR_RGBA2RGB)
            canvas[..., :3] = refract(behind, prop, lens.project(place), float(lens.scale(place[2])))
        over(canvas, style_layer(pixels, self._scene.style))

    def _ground(
        self, canvas: np.ndarray, index: int, lens: Lens, layers: list[np.ndarray | None], setting: Setting
    ) -> tuple[np.ndarray, np.ndarray]:
        """Shadows and reflections on the ground, painted onto the canvas; their masks, (H, W) bool each."""
        direction, length, darkness, colour = shadow_of(setting.light)
        size = (self._width, self._height)
        covered, mirrored = np.zeros((2, self._height, self._width), np.uint8)
        for number, layer in enumerate(layers):
            foot = self._foot(number, index)
            if layer is None or foot is None:
                continue
            ground = float(lens.project(foot)[1])
            # A point h above the ground casts its shadow `length * h` aside and a little up the receding ground.
            lay = np.array([[1, -direction * length, direction * length * ground],
                            [0, _FLAT * length, ground * (1 - _FLAT * length)]], np.float32)  # fmt: skip
            covered = cv2.max(covered, cv2.warpAffine(cv2.extractChannel(layer, 3), lay, size))
            if setting.wet:
                mirror = np.array([[1, 0, 0], [0, -1, 2 * ground]], np.float32)
                image = cv2.warpAffine(layer, mirror, size)
                image[: max(0, int(ground))] = 0
                mirrored = cv2.max(mirrored, cv2.extractChannel(image, 3))
                over(canvas, cv2.convertScaleAbs(image, alpha=_REFLECTION))
        soft = cv2.GaussianBlur(covered, (0, 0), max(0.8, 0.006 * self._height))
        tint = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        over(canvas, cv2.merge([cv2.convertScaleAbs(soft, alpha=darkness * share) for share in (*tint, 1.0)]))
        return covered > 127, mirrored > 127

    def _foot(self, number: int, index: int) -> np.ndarray | None:
        """(3,) metres: the ground under an object, None for what floats on water or hangs from above."""
        prop_number = number - len(self._scene.cast)
        if prop_number < 0:
            x, _, z = self._timeline.characters[number].joints[index, 0]
            return np.array([x, 0.0, z])
        prop = self._scene.props[prop_number]
        if prop.held_by is not None and prop.held_by < len(self._scene.cast):
            return self._foot(prop.held_by, index)
        if prop.kind in _UNGROUNDED or floats(self._scene.place, prop):
            return None
        x, _, z = self._timeline.props[prop_number].place[index]
        return np.array([x, 0.0, z])

    def _finish(self, canvas: np.ndarray, setting: Setting) -> None:
        self._pen.clear()
        self._place.front(self._pen, setting)
        if self._scene.place in SEASONAL:
            draw_falling(self._pen, setting)
        draw_weather(self._pen, setting)
        draw_light(self._pen, setting)
        over(canvas, self._pen.pixels())


_FLAT = 0.24
"""How much the ground is foreshortened: height of a shadow in the picture over its length on the ground."""


def over(canvas: np.ndarray, pixels: np.ndarray) -> None:
    """Composite premultiplied (H, W, 4) `pixels` onto the opaque `canvas` in place."""
    uncovered = cv2.bitwise_not(cv2.extractChannel(pixels, 3))
    cv2.multiply(canvas, cv2.merge([uncovered] * 4), dst=canvas, scale=1 / 255)
    cv2.add(canvas, pixels, dst=canvas)


def gathered(shots: Sequence[Shot], timeline: Timeline) -> Truth:
    """What is known of frames drawn one by one, as one truth."""
    objects = np.stack([shot.objects for shot in shots])
    joints = np.stack([shot.joints for shot in shots])
    return Truth(
        joints=joints, visible=_visible(joints, objects), whole=np.stack([shot.whole for shot in shots]),
        objects=objects, shadow=np.stack([shot.shadow for shot in shots]),
        reflection=np.stack([shot.reflection for shot in shots]), timeline=timeline,
    )  # fmt: skip


def _visible(joints: np.ndarray, objects: np.ndarray) -> np.ndarray:
    """(frames, characters, 21) bool: in the frame, with its own character on top."""
    frames, height, width = objects.shape
    x, y = np.floor(joints[..., 0]).astype(int), np.floor(joints[..., 1]).astype(int)
    inside = (x >= 0) & (x < width) & (y >= 0) & (y < height)
    top = objects[np.arange(frames)[:, None, None], y.clip(0, height - 1), x.clip(0, width - 1)]
    return inside & (top == 1 + np.arange(joints.shape[1])[None, :, None])
