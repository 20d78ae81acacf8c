"""The camera: how large the cast stands in the frame, how the camera follows it and moves. No pixels before `lens_at`.

The eye looks along +z over the ground y = 0. Everything is fitted so that the cast is in the frame from first to last.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mudong.spec.joints import Joint
from mudong.world.act.aboard import aboard, depth_of
from mudong.world.act.aim import aim_of
from mudong.world.act.build import build
from mudong.world.act.fours.frame import on_fours, tallness
from mudong.world.focus import focused
from mudong.world.kinds import ActionKind, CameraMove, Framing, Species
from mudong.world.lens import EYE_DISTANCE_M, VIEW_HEIGHT_M, Lens
from mudong.world.scene import Camera, Scene
from mudong.world.timeline import CameraState, CharacterState, PropState

FILLS = {Framing.CLOSE: 0.85, Framing.MEDIUM: 0.62, Framing.WIDE: 0.42}
"""Share of the frame's height that the tallest of the cast takes, standing."""
_BELOW = {Framing.CLOSE: 0.07, Framing.MEDIUM: 0.13, Framing.WIDE: 0.17}
"""Share of the frame's height under the feet."""
_MARGIN = 0.03
_STAYS = 0.85
"""The camera stays where it is as long as all that the cast does takes less than this share of the frame's height."""
_USUAL = {
    CameraMove.STATIC: 0.0,
    CameraMove.PAN: 0.5,
    CameraMove.TILT: 0.3,
    CameraMove.ZOOM: 0.25,
    CameraMove.DOLLY: 1.0,
    CameraMove.ORBIT: 24.0,
    CameraMove.HANDHELD: 0.04,
}
_EMPTY_HEIGHT_M = 1.2
"""What a scene without a cast is framed for."""
_AWAY_M = 0.45
"""Metres between a body and the middle of its thing, up to which the frame holds both."""
_TAILED = (Species.CAT, Species.DOG, Species.DRAGON)
_SEATED = 0.78
"""Height of somebody in a boat over that of the same standing."""
_CHEEKS = 0.78
"""Half width of a head with its fluff or its hat, over the bone from chin to crown."""
_SNOUT = 0.95
"""How far a dog's nose is before the middle of its head, over the same."""
_BOAT = 0.8
"""Half length of a boat around its rower, over the rower's height."""
_FOLLOW_S = 0.35
"""How slowly a following camera reacts."""


@dataclass(slots=True)
class _Move:
    """Offsets over time, (frames,) each."""

    x: np.ndarray
    y: np.ndarray
    z: np.ndarray
    zoom: np.ndarray
    roll: np.ndarray
    aim: np.ndarray


def film(
    scene: Scene, characters: tuple[CharacterState, ...], props: tuple[PropState, ...], num_frames: int, fps: float
) -> CameraState:
    """The camera over time."""
    framing, subject = scene.camera.framing, scene.camera.subject
    if subject is None:
        low, high, depth = _boxes(scene, characters, props, num_frames)
        tall = max((_tallness(scene, number) for number in range(len(scene.cast))), default=_EMPTY_HEIGHT_M)
        below, top = _BELOW[framing], float(high[..., 1].max())
        view = max(tall / FILLS[framing], top / (1 - below - _MARGIN))
        level = (0.5 - below) * view
    else:
        (low, high, depth), share = focused(scene, subject, characters, props)
        view = float((high - low)[..., 1].max()) / share
        level = (float(low[..., 1].min()) + float(high[..., 1].max())) / 2
    move = _moved(scene.camera, num_frames, fps, scene.seed)
    x = _followed((low[..., 0].min(axis=1) + high[..., 0].max(axis=1)) / 2, low, high, _STAYS * view, fps)
    x = x + move.x + scene.camera.x
    y = level + move.y + scene.camera.y
    # Half the frame's height, in metres at z = 0, that each corner of the boxes needs.
    nearness = EYE_DISTANCE_M / (depth - (move.z - EYE_DISTANCE_M)[:, None]) * move.zoom[:, None]
    centre = (x + move.aim * (depth.mean(axis=1) + EYE_DISTANCE_M) / EYE_DISTANCE_M)[:, None]
    tall_need = float((nearness * np.maximum(high[..., 1] - y[:, None], y[:, None] - low[..., 1])).max())
    wide_need = float((nearness * np.maximum(high[..., 0] - centre, centre - low[..., 0])).max())
    view = max(view, 2 * tall_need / (1 - _MARGIN))
    return CameraState(
        x=x,
        y=y,
        z=move.z - EYE_DISTANCE_M,
        zoom=VIEW_HEIGHT_M / view * move.zoom,
        roll=move.roll,
        aim=move.aim,
        aspect=2 * wide_need / view / (1 - _MARGIN),
    )


def _tallness(scene: Scene, number: int) -> float:
    """Metres that a character takes on the plane of the cast; who sits in a boat far off shall not look lost."""
    tall = tallness(scene.cast[number])
    if not aboard(scene, number):
        return tall
    return _SEATED * tall * EYE_DISTANCE_M / (EYE_DISTANCE_M + depth_of(scene, number))


def lens_at(camera: CameraState, frame: int, width: int, height: int) -> Lens:
    """The lens of one frame. In a picture too narrow for what the cast does, everything is shown smaller."""
    zoom = float(camera.zoom[frame])
    if camera.aspect > 0:
        zoom *= min(1.0, width / height / camera.aspect)
    return Lens(
        width=width,
        height=height,
        eye=(float(camera.x[frame]), float(camera.y[frame]), float(camera.z[frame])),
        zoom=zoom,
        roll=float(camera.roll[frame]),
        aim=float(camera.aim[frame]) if camera.aim is not None else 0.0,
    )


def _boxes(
    scene: Scene, characters: tuple[CharacterState, ...], props: tuple[PropState, ...], num_frames: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(frames, boxes, 2) lowest and highest x, y of what has to be seen, and (frames, boxes) its depth.

    Bodies with their flesh, what they hold, the balls they are after.
    """
    if not characters:
        low = np.tile([-0.4 * _EMPTY_HEIGHT_M, 0.0], (num_frames, 1, 1))
        return low, low * -1 + (0.0, _EMPTY_HEIGHT_M), np.zeros((num_frames, 1))
    low, high, depth = [], [], []
    for who, state in zip(scene.cast, characters, strict=True):
        body = build(who.identity)
        flesh, skull = 0.08 * body.height, np.array([_CHEEKS, 0.62]) * body.head
        middle = (state.joints[:, Joint.NECK, :2] + state.joints[:, Joint.HEAD, :2]) / 2
        joints = state.joints[..., :2]
        low.append(np.minimum((joints - flesh).min(axis=1), middle - skull))
        ears = state.joints[:, Joint.HEAD, :2] + (0.0, body.top - body.height + 0.02 * body.height)
        high.append(np.maximum.reduce([(joints + flesh).max(axis=1), middle + skull, ears]))
        if who.identity.species is Species.DOG:
            nose = middle[:, 0] + _SNOUT * body.head * np.sin(state.yaw + state.head_yaw)
            low[-1][:, 0], high[-1][:, 0] = np.minimum(low[-1][:, 0], nose), np.maximum(high[-1][:, 0], nose)
        if state.aboard:
            middle_x = state.joints[:, Joint.PELVIS, 0]
            low[-1][:, 0] = np.minimum(low[-1][:, 0], middle_x - _BOAT * body.height)
            high[-1][:, 0] = np.maximum(high[-1][:, 0], middle_x + _BOAT * body.height)
        elif who.identity.species in _TAILED:
            reach = 0.60 if on_fours(who) else 0.30
            tail = state.joints[:, Joint.PELVIS, 0] - reach * body.height * np.sin(state.yaw)
            low[-1][:, 0], high[-1][:, 0] = np.minimum(low[-1][:, 0], tail), np.maximum(high[-1][:, 0], tail)
        low[-1][:, 1] = np.maximum(low[-1][:, 1], 0.0)
        depth.append(state.joints[:, Joint.PELVIS, 2])
    for character, index in _things(scene):
        body, size, place = low[character], scene.props[index].size, props[index].place
        # A ball that flies away is let go, and so is the end of what is very long.
        near = np.clip(place[:, :2], body - _AWAY_M, high[character] + _AWAY_M)
        low.append(near - size / 2)
        high.append(near + size / 2)
        depth.append(place[:, 2])
    return np.stack(low, axis=1), np.stack(high, axis=1), np.stack(depth, axis=1)


def _things(scene: Scene) -> list[tuple[int, int]]:
    """(character, prop) of everybody who holds something or is after a ball."""
    pairs = [(p.held_by, i) for i, p in enumerate(scene.props) if p.held_by is not None and p.held_by < len(scene.cast)]
    for number, who in enumerate(scene.cast):
        for action in who.actions:
            aim = aim_of(scene, number, action) if action.kind in (ActionKind.KICK, ActionKind.CHASE) else None
            if aim is not None:
                pairs.append((number, aim.prop))
    return pairs


def _followed(middle: np.ndarray, low: np.ndarray, high: np.ndarray, room: float, fps: float) -> np.ndarray:
    """(frames,) x of the eye: fixed while the cast stays in the room, else gently after it."""
    left, right = float(low[..., 0].min()), float(high[..., 0].max())
    widest = float((high[..., 0].max(axis=1) - low[..., 0].min(axis=1)).max())
    if right - left <= max(room, 1.15 * widest):
        return np.full(len(middle), (left + right) / 2)
    sigma = max(_FOLLOW_S * fps, 1e-3)
    reach = int(np.ceil(3 * sigma))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    slope = np.polyfit(np.arange(len(middle)), middle, 1)[0] if len(middle) > 1 else 0.0
    steps = slope * np.arange(1, reach + 1)
    padded = np.concatenate([middle[0] - steps[::-1], middle, middle[-1] + steps])
    return np.convolve(padded, kernel / kernel.sum(), mode="valid")


def _moved(camera: Camera, num_frames: int, fps: float, seed: int) -> _Move:
    """The move around where the camera would stand still."""
    u = np.linspace(0.0, 1.0, num_frames) if num_frames > 1 else np.full(1, 0.5)
    zero = np.zeros(num_frames)
    move = _Move(zero, zero, zero, np.ones(num_frames), zero, zero)
    amount = camera.amount or _USUAL[camera.move]
    if camera.move is CameraMove.PAN:
        move.x = amount * (u - 0.5)
    elif camera.move is CameraMove.TILT:
        move.y = amount * (u - 0.5)
    elif camera.move is CameraMove.ZOOM:
        move.zoom = np.maximum(1 + amount * u, 0.1)
    elif camera.move is CameraMove.DOLLY:
        move.z = np.minimum(amount * u, EYE_DISTANCE_M / 2)
    elif camera.move is CameraMove.ORBIT:
        # The eye moves along a tangent and looks back at the cast: near and far shift against each other.
        move.x = EYE_DISTANCE_M * np.tan(np.radians(np.clip(amount, -100, 100)) * (u - 0.5))
        move.aim = -move.x
    elif camera.move is CameraMove.HANDHELD:
        t = np.arange(num_frames) / fps
        phase = np.random.default_rng([seed, 9]).uniform(0, 2 * np.pi, (3, 3))
        rates = np.array([0.7, 1.3, 2.1])[:, None]
        shares = np.array([0.6, 0.3, 0.1])
        sway = [shares @ np.sin(2 * np.pi * rates * t + phase[i][:, None]) for i in range(3)]
        move.x, move.y, move.roll = amount * sway[0], 0.6 * amount * sway[1], 0.25 * amount * sway[2]
    return move
