"""Captured movement on bodies of other proportions: directions and planted feet survive, bones keep their length."""

import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from scenes import solo

from mudong.motion.bvh import read_bvh
from mudong.motion.track import PoseTrack
from mudong.spec.joints import BONES, LIMB_BONES, NUM_JOINTS, Joint
from mudong.world.camera import lens_at
from mudong.world.kinds import ActionKind, Species
from mudong.world.scene import Action
from mudong.world.simulate import simulate

DANCE = Action(kind=ActionKind.DANCE)
FILE = Path(__file__).parents[4] / "../shared/samples/jumping_jacks.bvh"


def track_of(scene, frames):
    """What an orthographic camera in front sees of a simulated actor, as a track with depth."""
    joints = simulate(scene, frames).characters[0].joints
    return PoseTrack(
        fps=Fraction(24), width=1000, height=1000,
        xy=(joints[..., :2] * (400, -400) + (500, 900)).astype(np.float32),
        depth=(400 * (joints[..., 2] - joints[:, [Joint.PELVIS], 2])).astype(np.float32),
        confidence=np.ones((frames, NUM_JOINTS), np.float32), source="world",
    )  # fmt: skip


def directions(joints):
    bones = np.stack([joints[:, b] - joints[:, a] for a, b in LIMB_BONES], axis=1)
    return bones / np.linalg.norm(bones, axis=-1, keepdims=True)


@pytest.mark.parametrize("move", ["arms_up", "kick_side", "lunge", "sway"])
def test_playing_a_dance_of_the_same_body_gives_that_dance(move):
    scene = solo(Action(kind=ActionKind.DANCE, moves=(move,), bpm=120), species=Species.MAN)
    wished = simulate(scene, 49).characters[0].joints
    played = simulate(solo(DANCE, species=Species.MAN), 49, captured={0: track_of(scene, 49)}).characters[0].joints
    cosines = (directions(wished) * directions(played)).sum(axis=-1)
    assert np.degrees(np.arccos(np.clip(cosines, -1, 1))).mean() < 6


@pytest.mark.skipif(not FILE.exists(), reason="the shared samples are not here")
@pytest.mark.parametrize("species", [Species.BABY, Species.WOMAN, Species.BEAR])
def test_a_file_plays_on_any_body(species):
    timeline = simulate(solo(DANCE, species=species), 96, captured={0: read_bvh(FILE).track})
    state = timeline.characters[0]
    for a, b in BONES:
        assert np.ptp(np.linalg.norm(state.joints[:, a] - state.joints[:, b], axis=1)) < 1e-6
    wrists = state.joints[:, [Joint.WRIST_L, Joint.WRIST_R], 1].mean(axis=1) - state.joints[:, Joint.NECK, 1]
    assert wrists.max() > 0.05 * state.height
    assert wrists.min() < -0.15 * state.height
    assert state.contact.any()
    assert state.joints[:, [Joint.TOE_L, Joint.TOE_R], 1].min() > 0
    pixels = lens_at(timeline.camera, 40, 300, 300).project(state.joints[40])
    assert ((pixels > 0) & (pixels < 300)).all()


def test_the_last_pose_is_held_and_flat_tracks_are_refused():
    track = track_of(solo(Action(kind=ActionKind.WAVE)), 10)
    joints = simulate(solo(DANCE), 40, captured={0: track}).characters[0].joints
    assert np.allclose(joints[15], joints[39], atol=1e-6)
    flat = PoseTrack(
        fps=track.fps, width=10, height=10, xy=track.xy, depth=track.depth, confidence=track.confidence,
        has_depth=False,
    )  # fmt: skip
    with pytest.raises(ValueError, match="depth"):
        simulate(solo(DANCE), 5, captured={0: flat})
