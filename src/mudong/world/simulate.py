"""`simulate`: a scene -> what happens in it, frame by frame. Bodies from `act`, things from `physics`, the camera.

Knows nothing about pixels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from mudong.motion.track import PoseTrack
from mudong.spec.joints import Joint
from mudong.world.act.aboard import aboard
from mudong.world.act.build import Build, build
from mudong.world.act.dance.choreographer import beat_times
from mudong.world.act.feelings import blinks, breath, expressions
from mudong.world.act.fours.frame import fours_of, on_fours
from mudong.world.act.fours.perform import perform_on_fours
from mudong.world.act.fours.solve import contacts_of, solve_fours
from mudong.world.act.ground import contacts
from mudong.world.act.perform import perform
from mudong.world.act.skeleton import solve
from mudong.world.act.strike import kicks
from mudong.world.act.swing import swings
from mudong.world.camera import film
from mudong.world.kinds import ActionKind
from mudong.world.physics.props import simulate_props
from mudong.world.possible import refuse_impossible
from mudong.world.scene import Scene
from mudong.world.timeline import CharacterState, PropState, Timeline


def simulate(
    scene: Scene, num_frames: int, fps: float = 24.0, *, captured: Mapping[int, PoseTrack] | None = None
) -> Timeline:
    """All states of `num_frames` frames at `fps`. The same scene gives the same numbers at any picture size.

    captured: by index of the character, a track (such as `read_bvh(path).track`) that its dances follow.

    Raises `InvalidInput` where the scene asks for what cannot be, such as a dance move that does not exist.
    """
    if num_frames < 1 or not fps > 0:
        raise ValueError(f"a timeline needs frames and a rate, got {num_frames} at {fps}")
    refuse_impossible(scene)
    first = first_frame(scene, fps)
    return filmed(scene, happening(scene, first + num_frames, fps, captured=captured), first, num_frames, fps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What happens before any camera, from the scene's time 0 on."""

    characters: tuple[CharacterState, ...]
    props: tuple[PropState, ...]


def happening(
    scene: Scene, num_frames: int, fps: float, *, captured: Mapping[int, PoseTrack] | None = None
) -> Happening:
    """The first `num_frames` frames of bodies and things, whatever `scene.start_s` and the camera."""
    times = np.arange(num_frames) / fps
    characters = tuple(
        _character(scene, index, times, fps, (captured or {}).get(index)) for index in range(len(scene.cast))
    )
    pushes = kicks(scene, [state.joints for state in characters], times)
    props = simulate_props(scene, num_frames, fps, lambda i: hands(characters[i]), pushes)
    return Happening(characters=characters, props=props)


def filmed(scene: Scene, happened: Happening, first: int, num_frames: int, fps: float) -> Timeline:
    """`num_frames` frames from number `first` on, seen by the scene's camera."""
    window = slice(first, first + num_frames)
    characters = tuple(state.during(window) for state in happened.characters)
    props = tuple(state.during(window) for state in happened.props)
    start_s = first / fps
    beats_s = _beats(scene, start_s + num_frames / fps) - start_s
    return Timeline(
        fps=fps,
        num_frames=num_frames,
        characters=characters,
        props=props,
        camera=film(scene, characters, props, num_frames, fps),
        beats_s=beats_s[beats_s >= 0],
        start_s=start_s,
    )


def first_frame(scene: Scene, fps: float) -> int:
    """The frame of what happens with which the scene's clip begins."""
    return max(0, round(scene.start_s * fps))


def hands(state: CharacterState) -> np.ndarray:
    """(frames, 2, 3) metres: where things held in the left and right hand are, a little beyond the wrists.

    Who goes on all fours carries things in the mouth.
    """
    if state.on_fours:
        return np.repeat(state.joints[:, [Joint.NOSE]], 2, axis=1)
    wrists = state.joints[:, [Joint.WRIST_L, Joint.WRIST_R]]
    return wrists + 0.18 * (wrists - state.joints[:, [Joint.ELBOW_L, Joint.ELBOW_R]])


def _character(scene: Scene, index: int, times: np.ndarray, fps: float, captured: PoseTrack | None) -> CharacterState:
    who = scene.cast[index]
    body, seed = build(who.identity), scene.seed * 31 + index
    if on_fours(who):
        return _on_fours(scene, index, body, times, fps)
    pose = perform(scene, index, times, captured)
    solved = solve(body, pose)
    return CharacterState(
        joints=solved.joints,
        yaw=pose.yaw.copy(),
        head_yaw=solved.head[:, 0],
        head_nod=solved.head[:, 1],
        head_tilt=solved.head[:, 2],
        expression=expressions(who, times),
        blink=np.maximum(blinks(times, seed), np.clip(pose.squint, 0, 1)),
        mouth=np.clip(pose.mouth, 0, 1),
        breath=breath(times, seed),
        swing=swings(body, solved.joints, pose.yaw, fps),
        contact=contacts(body, solved.joints),
        tears=np.clip(pose.tears, 0, 1),
        height=body.height,
        aboard=aboard(scene, index),
    )


def _on_fours(scene: Scene, index: int, body: Build, times: np.ndarray, fps: float) -> CharacterState:
    who, seed = scene.cast[index], scene.seed * 31 + index
    fours = fours_of(who.identity, body)
    pose = perform_on_fours(scene, index, fours, times)
    solved = solve_fours(fours, pose)
    swing = swings(body, solved.joints, pose.yaw, fps)
    swing[:, 3] += pose.wag
    return CharacterState(
        joints=solved.joints,
        yaw=pose.yaw.copy(),
        head_yaw=solved.head[:, 0],
        head_nod=solved.head[:, 1],
        head_tilt=solved.head[:, 2],
        expression=expressions(who, times),
        blink=blinks(times, seed),
        mouth=np.clip(pose.mouth, 0, 1),
        breath=breath(times, seed),
        swing=swing,
        contact=contacts_of(fours, solved.joints),
        tears=np.zeros_like(times),
        height=body.height,
        on_fours=True,
    )


def _beats(scene: Scene, end_s: float) -> np.ndarray:
    """Beats of the first dance in the scene."""
    dances = [a for who in scene.cast for a in who.actions if a.kind is ActionKind.DANCE]
    return beat_times(dances[0], end_s) if dances else np.zeros(0)
