"""`Staging`: who and what is to be drawn in each frame of a simulated scene, in which order, standing where.

Between the timeline (metres) and the painter (pixels); composites nothing and knows neither place nor weather.
"""

from __future__ import annotations

import numpy as np

from mudong.spec.joints import Joint
from mudong.world.draw.cast import artist_for
from mudong.world.draw.effects import Aura, aura_of_prop, aura_of_subject, draw_effects
from mudong.world.draw.lamplight import Lamp
from mudong.world.draw.material import made_of
from mudong.world.draw.pen import Pen
from mudong.world.draw.props import draw_prop, refract
from mudong.world.draw.subject import Subject
from mudong.world.kinds import Effect, Material, PropKind
from mudong.world.lens import Lens
from mudong.world.physics.floating import floats
from mudong.world.physics.held import BOTH_HANDS
from mudong.world.scene import Prop, Scene
from mudong.world.timeline import Timeline

_OPTICS = (PropKind.GLASS, PropKind.LENS)
_UNGROUNDED = (PropKind.PENDULUM, PropKind.LENS)
_ARMS = ((Joint.SHOULDER_L, Joint.ELBOW_L, Joint.WRIST_L), (Joint.SHOULDER_R, Joint.ELBOW_R, Joint.WRIST_R))
_SHADE = 0.3
"""How far a lamp's shade is above its middle, over its size."""
_CLEARLY = 0.25
"""An arm is behind the body once it is this share of half the shoulders' width behind it, as artists draw it."""


class Staging:
    """Objects are numbered: characters first, then props, in the scene's order."""

    def __init__(self, scene: Scene, timeline: Timeline) -> None:
        self._scene, self._timeline = scene, timeline
        self.count = len(scene.cast) + len(scene.props)

    def subjects(self, index: int, lens: Lens) -> list[Subject]:
        """The cast of a frame as its artists want it."""
        return [self.subject(number, index, lens) for number in range(len(self._scene.cast))]

    def subject(self, number: int, index: int, lens: Lens) -> Subject:
        """One character of a frame."""
        character, state = self._scene.cast[number], self._timeline.characters[number]
        joints = state.joints[index]
        unit = float(lens.scale(float(joints[:, 2].mean())))
        yaw = float(state.yaw[index]) + lens.turn
        return Subject(
            identity=character.identity, joints=lens.project(joints), depth=joints[:, 2] - lens.eye[2], unit=unit,
            height=state.height * unit, yaw=yaw, face_yaw=yaw + float(state.head_yaw[index]),
            face_nod=float(state.head_nod[index]), face_tilt=float(state.head_tilt[index]),
            expression=state.expression[index], blink=float(state.blink[index]), mouth=float(state.mouth[index]),
            breath=float(state.breath[index]), tears=float(state.tears[index]), swing=state.swing[index],
            on_fours=state.on_fours, aboard=state.aboard,
        )  # fmt: skip

    def shown(self, number: int, index: int) -> bool:
        """Whether the object is there at all; bodies always are."""
        prop = number - len(self._scene.cast)
        return prop < 0 or bool(self._timeline.props[prop].visible[index])

    def draw(self, pen: Pen, number: int, index: int, lens: Lens, subjects: list[Subject]) -> None:
        """An object with the effects that play behind and before it."""
        thing = (*self._scene.cast, *self._scene.props)[number]
        if not thing.effects and thing.material is Material.PLAIN:
            self._draw_bare(pen, number, index, lens, subjects)
            return
        aura = self._aura(number, index, lens, subjects)
        draw_effects(pen, thing.effects, aura, before=False)
        with made_of(pen, thing.material, aura):
            self._draw_bare(pen, number, index, lens, subjects)
        draw_effects(pen, thing.effects, aura, before=True)

    def _draw_bare(self, pen: Pen, number: int, index: int, lens: Lens, subjects: list[Subject]) -> None:
        if number < len(subjects):
            artist_for(self._scene.cast[number].identity.species).draw(pen, subjects[number])
            return
        state = self._timeline.props[number - len(subjects)]
        place, angle = state.place[index], float(state.angle[index])
        prop = self._scene.props[number - len(subjects)]
        draw_prop(pen, prop, lens.project(place), float(lens.scale(float(place[2]))), angle, state.extra[index])

    def _aura(self, number: int, index: int, lens: Lens, subjects: list[Subject]) -> Aura:
        time_s = index / self._timeline.fps
        if number < len(subjects):
            return aura_of_subject(subjects[number], time_s, self._scene.seed)
        place = self._timeline.props[number - len(subjects)].place[index]
        prop, unit = self._scene.props[number - len(subjects)], float(lens.scale(float(place[2])))
        return aura_of_prop(prop, lens.project(place), unit, time_s, self._scene.seed)

    def is_optical(self, number: int) -> bool:
        """Whether one looks through it."""
        prop = number - len(self._scene.cast)
        return prop >= 0 and self._scene.props[prop].kind in _OPTICS

    def seen_through(self, pixels: np.ndarray, number: int, index: int, lens: Lens) -> np.ndarray:
        """(H, W, 3) uint8: what is behind an optical thing, bent by it."""
        prop = number - len(self._scene.cast)
        state = self._timeline.props[prop]
        place, unit = lens.project(state.place[index]), float(lens.scale(float(state.place[index, 2])))
        return refract(pixels, self._scene.props[prop], place, unit, float(state.angle[index]))

    def lamps(self, index: int, lens: Lens) -> list[Lamp]:
        """Where the frame's lamps shine, and what is on fire."""
        lamps = []
        for number, thing in enumerate((*self._scene.cast, *self._scene.props)):
            shines = Effect.FIRE in thing.effects or (isinstance(thing, Prop) and thing.kind is PropKind.LAMP)
            if shines and self.shown(number, index):
                (x, y, z), reach = self._light(number, index)
                spot = lens.project(np.array([x, y, z]))
                lamps.append(Lamp(float(spot[0]), float(spot[1]), reach * float(lens.scale(z))))
        return lamps

    def _light(self, number: int, index: int) -> tuple[tuple[float, float, float], float]:
        """Where a lamp or a fire is, and how far it shines, metres."""
        if number < len(self._scene.cast):
            state = self._timeline.characters[number]
            x, y, z = state.joints[index].mean(axis=0).tolist()
            return (x, y, z), 1.1 * state.height
        prop = self._scene.props[number - len(self._scene.cast)]
        x, y, z = self._timeline.props[number - len(self._scene.cast)].place[index].tolist()
        return (x, y + (_SHADE * prop.size if prop.kind is PropKind.LAMP else 0.0), z), 0.5 + 0.9 * prop.size

    def order(self, index: int) -> list[int]:
        """All objects from far to near; what is held is next to its carrier, on the side of the arm that holds it."""
        depth = [float(state.joints[index, :, 2].mean()) for state in self._timeline.characters]
        for prop, state in zip(self._scene.props, self._timeline.props, strict=True):
            carrier = prop.held_by
            if carrier is None or carrier >= len(self._scene.cast):
                depth.append(float(state.place[index, 2]))
            else:
                depth.append(depth[carrier] + (1e-3 if self._behind_body(carrier, prop.kind, index) else -1e-3))
        return sorted(range(len(depth)), key=lambda number: -depth[number])

    def _behind_body(self, carrier: int, kind: PropKind, index: int) -> bool:
        depth = self._timeline.characters[carrier].joints[index, :, 2]
        arms = _ARMS if kind in BOTH_HANDS else _ARMS[1:]
        arm = float(np.mean([depth[list(arm)] for arm in arms]))
        trunk = 0.5 * float(depth[Joint.NECK] + depth[Joint.SPINE])
        left, right = self._timeline.characters[carrier].joints[index, [Joint.SHOULDER_L, Joint.SHOULDER_R]]
        return arm > trunk + _CLEARLY * 0.5 * float(np.linalg.norm(left - right))

    def foot(self, number: int, index: int, lens: Lens) -> float | None:
        """Row of the ground under an object, None for what floats on water or hangs from above."""
        where = self._standing(number, index)
        return None if where is None else float(lens.project(np.array([where[0], 0.0, where[1]]))[1])

    def _standing(self, number: int, index: int) -> tuple[float, float] | None:
        prop_number = number - len(self._scene.cast)
        if prop_number < 0:
            x, _, z = self._timeline.characters[number].joints[index, 0]
            return x, z
        prop = self._scene.props[prop_number]
        if prop.held_by is not None and prop.held_by < len(self._scene.cast):
            return self._standing(prop.held_by, index)
        if prop.kind in _UNGROUNDED or floats(self._scene.place, prop):
            return None
        x, _, z = self._timeline.props[prop_number].place[index]
        return x, z
