"""On all fours: bones keep their lengths, standing paws do not slide, gaits have their order, who dances gets up."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from scenes import solo

from mudong.spec.joints import Joint
from mudong.world.act.build import build
from mudong.world.act.fours.frame import fours_of, on_fours, tallness
from mudong.world.kinds import ActionKind, Framing, Species, Stance, View
from mudong.world.render import render
from mudong.world.scene import Action, Camera, Identity, Scene
from mudong.world.simulate import hands, simulate

A = ActionKind
PAWS = (Joint.WRIST_L, Joint.WRIST_R, Joint.TOE_L, Joint.TOE_R)
CHAINS = (
    (Joint.SHOULDER_L, Joint.ELBOW_L, Joint.WRIST_L),
    (Joint.SHOULDER_R, Joint.ELBOW_R, Joint.WRIST_R),
    (Joint.HIP_L, Joint.KNEE_L, Joint.ANKLE_L, Joint.TOE_L),
    (Joint.HIP_R, Joint.KNEE_R, Joint.ANKLE_R, Joint.TOE_R),
    (Joint.NECK, Joint.HEAD),
)
ACTIONS = (
    Action(kind=A.STAND),
    Action(kind=A.SIT),
    Action(kind=A.WALK, direction=1),
    Action(kind=A.WALK, speed=1.4, direction=-1),
    Action(kind=A.RUN, direction=1),
    Action(kind=A.CHASE, direction=-1),
    Action(kind=A.WALK),
)
GAITS = (
    (Action(kind=A.WALK, direction=1), 2),
    (Action(kind=A.WALK, direction=1, speed=1.4), 1),
    (Action(kind=A.RUN, direction=1), 0),
)
"""Actions, and how many paws stand at the least."""


def dog(*actions: Action, breed: str = "golden_retriever", **more) -> Scene:
    return solo(*actions, identity=Identity(species=Species.DOG, breed=breed), stance=Stance.ALL_FOURS, **more)


def standing_paws(scene: Scene, fps: float) -> tuple[np.ndarray, np.ndarray]:
    """(frames, 4, 3) paws, (frames, 4) whether they are on the ground."""
    state = simulate(scene, int(1.5 * fps), fps).characters[0]
    identity = scene.cast[0].identity
    low = fours_of(identity, build(identity)).paw + 2e-3
    paws = state.joints[:, list(PAWS)]
    return paws, paws[..., 1] < low


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("species", [Species.DOG, Species.CAT])
def test_bones_keep_their_lengths(species: Species, action: Action):
    scene = solo(action, identity=Identity(species=species), stance=Stance.ALL_FOURS)
    joints = simulate(scene, 30).characters[0].joints
    assert joints[..., 1].min() > 0
    for chain in CHAINS:
        lengths = np.linalg.norm(np.diff(joints[:, list(chain)], axis=1), axis=-1)
        assert np.ptp(lengths, axis=0).max() < 0.03 * lengths.max()


@pytest.mark.parametrize("kind", [A.WALK, A.RUN])
def test_paws_stand_where_they_touch_down(kind: ActionKind):
    fps = 96.0
    paws, low = standing_paws(dog(Action(kind=kind, direction=1)), fps)
    steps = np.abs(np.diff(paws[..., 0], axis=0)) * fps
    both = low[1:] & low[:-1]
    body = np.ptp(paws[..., 0]) / 1.5
    assert np.median(steps[both]) < 0.02 * body
    assert np.quantile(steps[both], 0.8) < 0.25 * body


@pytest.mark.parametrize(("action", "least"), GAITS)
def test_every_gait_has_as_many_paws_on_the_ground_as_it_should(action: Action, least: int):
    _, low = standing_paws(dog(action), 96.0)
    down = low.sum(axis=1)
    assert down.min() >= least
    assert down.max() >= 2
    assert low.any(axis=0).all(), "each paw stands now and then"
    if least == 0:
        assert (down == 0).any(), "a gallop has moments in the air"


def test_running_is_faster_than_trotting_is_faster_than_walking():
    ways = [np.ptp(simulate(dog(action), 48).characters[0].joints[:, Joint.PELVIS, 0]) for action, _ in GAITS]
    assert ways[0] < ways[1] < ways[2]


def test_actions_blend_without_jumps():
    scene = dog(
        Action(kind=A.RUN, direction=1, end_s=1.0),
        Action(kind=A.STAND, start_s=1.0, end_s=1.6),
        Action(kind=A.SIT, start_s=1.6),
    )
    state = simulate(scene, 72).characters[0]
    assert np.linalg.norm(np.diff(state.joints, axis=0), axis=2).max() < 0.35 * state.height


def test_who_dances_gets_up_and_only_who_is_asked_goes_down():
    walk, dance = Action(kind=A.WALK), Action(kind=A.DANCE)
    assert on_fours(dog(walk).cast[0])
    assert not on_fours(dog(walk, dance).cast[0])
    assert not on_fours(replace(dog(walk).cast[0], stance=Stance.UPRIGHT))
    assert tallness(dog(walk).cast[0]) < tallness(dog(dance).cast[0])


def test_things_are_carried_in_the_mouth():
    state = simulate(dog(Action(kind=A.WALK, direction=1)), 5).characters[0]
    assert np.allclose(hands(state)[:, 0], state.joints[:, Joint.NOSE])


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("breed", ["golden_retriever", "corgi", "siamese"])
def test_joints_lie_in_the_drawn_animal(breed: str, view: View):
    species = Species.CAT if breed == "siamese" else Species.DOG
    for action in (ACTIONS[0], ACTIONS[1], ACTIONS[4]):
        scene = solo(action, identity=Identity(species=species, breed=breed), stance=Stance.ALL_FOURS, view=view,
                     camera=Camera(framing=Framing.CLOSE))  # fmt: skip
        truth = render(scene, 128, 128, num_frames=3).truth
        assert truth is not None
        x, y = np.floor(truth.joints[2, 0]).astype(int).T
        assert truth.whole[2, 0][y.clip(0, 127), x.clip(0, 127)].mean() >= 0.95
