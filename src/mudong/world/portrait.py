"""`portrait`: a character of the world as a picture for motion control, with its exact joints.

Whole body, from the front, feet on the ground, limbs apart: what a puppet can be cut from cleanly. Knows nothing about
files or about how puppets are made.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from mudong.media.picture import straight
from mudong.motion.figure import Figure
from mudong.spec.joints import NUM_JOINTS
from mudong.world.act.build import Build, build
from mudong.world.act.pose import Pose, standing
from mudong.world.act.skeleton import solve
from mudong.world.camera import film
from mudong.world.kinds import Expression, Framing, Light, Place, Style
from mudong.world.lens import VIEW_HEIGHT_M
from mudong.world.painter import Painter
from mudong.world.scene import Camera, Character, Feeling, Identity, Scene
from mudong.world.simulate import simulate
from mudong.world.timeline import CameraState, Timeline

_ARMS = ((0.79, -0.62, 0.0), (0.82, -0.57, 0.0))
"""Directions of upper arm and forearm, (out, up, forward): sleeves and elbows clear of the trunk."""
_APART = 0.18
"""How much farther out than at rest each foot stands, in leg lengths: light between the thighs."""
_SPLAY = 0.75
"""Radians that the feet are turned out, so that their length is seen."""
_SWING = (0.0, 0.0, 0.0, 0.7)
"""Of hair, skirt, ears and tail: the tail passes between hand and foot."""
_FILLS, _BELOW, _SIDE = 0.66, 0.13, 0.05
"""Shares of the frame: what the figure's height takes at most, what is free under it and at least beside it."""
_PROBE_PX = 480
"""Height of the picture in which the figure is measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """pixels: (H, W, 4) uint8 RGB with straight alpha, opaque on a place. joints: (21, 2) pixels, `mudong-21`."""

    pixels: np.ndarray
    joints: np.ndarray

    @property
    def figure(self) -> Figure:
        """Who stands there, as the rig and the joints file want it."""
        height, width = self.pixels.shape[:2]
        return Figure(
            width=width,
            height=height,
            xy=self.joints.astype(np.float32),
            depth=np.zeros(NUM_JOINTS, np.float32),
            confidence=np.ones(NUM_JOINTS, np.float32),
            source="file",
        )


def portrait(
    identity: Identity,
    width: int = 1080,
    height: int = 1920,
    *,
    place: Place | None = None,
    light: Light = Light.NOON,
    style: Style = Style.FLAT,
    expression: Expression = Expression.HAPPY,
    seed: int = 0,
) -> Portrait:
    """The character alone, or in a place where one is given. The same arguments give the same pixels."""
    scene = portrait_scene(identity, place or Place.ROOM, light=light, style=style, expression=expression, seed=seed)
    painter = Painter(scene, _posed(scene, width, height), width, height)
    if place is None:
        pixels, joints = painter.alone(0, 0)
        return Portrait(pixels=straight(pixels), joints=joints)
    shot = painter.frame(0, truth=False)
    return Portrait(pixels=np.dstack([shot.pixels, np.full((height, width), 255, np.uint8)]), joints=shot.joints[0])


def backdrop(scene: Scene, width: int, height: int) -> np.ndarray:
    """(H, W, 3) uint8: the place behind a portrait of `scene`, without the character."""
    empty = replace(_posed(scene, width, height), characters=())
    painter = Painter(replace(scene, cast=()), empty, width, height, filmed_as=scene)
    return painter.frame(0, truth=False).pixels


def portrait_scene(
    identity: Identity,
    place: Place,
    *,
    light: Light = Light.NOON,
    style: Style = Style.FLAT,
    expression: Expression = Expression.HAPPY,
    seed: int = 0,
) -> Scene:
    """The scene that a portrait is taken in; there is room to dance."""
    who = Character(name=identity.species.value, identity=identity, feelings=(Feeling(expression=expression),))
    return Scene(seed=seed, place=place, light=light, style=style, cast=(who,), camera=Camera(framing=Framing.MEDIUM))


def _posed(scene: Scene, width: int, height: int) -> Timeline:
    """One frame of the scene with its only character in the portrait's pose, eyes open, the camera fitted to it."""
    timeline = simulate(scene, 1)
    body = build(scene.cast[0].identity)
    solved = solve(body, _apart(body))
    state = replace(
        timeline.characters[0], joints=solved.joints, head_yaw=np.zeros(1), head_nod=np.zeros(1),
        head_tilt=np.zeros(1), blink=np.zeros(1), breath=np.zeros(1), swing=np.array([_SWING]), on_fours=False,
        aboard="",
    )  # fmt: skip
    posed = replace(timeline, characters=(state,), camera=film(scene, (state,), (), 1, timeline.fps))
    return replace(posed, camera=_fitted(scene, posed, width / height))


def _fitted(scene: Scene, timeline: Timeline, aspect: float) -> CameraState:
    """The camera so near that all that is drawn, ears, tail and wings too, has the portrait's share of the frame."""
    # From twice as far away nothing is cut off.
    camera = replace(timeline.camera, zoom=timeline.camera.zoom / 2, aspect=0.0)
    width, height = round(_PROBE_PX * aspect), _PROBE_PX
    drawn = Painter(scene, replace(timeline, camera=camera), width, height).alone(0, 0)[0][..., 3] > 0
    columns, rows = np.flatnonzero(drawn.any(axis=0)), np.flatnonzero(drawn.any(axis=1))
    aside = max(abs(columns[0] - width / 2), abs(columns[-1] + 1 - width / 2)) / width
    top, bottom = rows[0] / height - 0.5, (rows[-1] + 1) / height - 0.5
    nearer = min(_FILLS / (bottom - top), (0.5 - _SIDE) / aside)
    zoom = camera.zoom * nearer
    lower = 0.5 - _BELOW - nearer * bottom
    return replace(camera, zoom=zoom, y=camera.y + lower * VIEW_HEIGHT_M / zoom)


def _apart(body: Build) -> Pose:
    pose = standing(body, 1, x=0.0, z=0.0, yaw=0.0)
    pose.arms[:] = _ARMS
    pose.feet[0, :, 0] += np.array([_APART, -_APART]) * body.leg
    pose.splay[:] = _SPLAY
    return pose
