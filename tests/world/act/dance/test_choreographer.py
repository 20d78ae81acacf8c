"""Dances keep the beat, mirror themselves, and are composed the same from the same seed."""

import sys
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from scenes import solo

from mudong.spec.errors import InvalidInput
from mudong.spec.joints import MIRROR, Joint
from mudong.world.act.dance.choreographer import beat_times, composed
from mudong.world.act.dance.moves import MOVES, has_both_sides, num_beats
from mudong.world.kinds import ActionKind, Species
from mudong.world.scene import Action
from mudong.world.simulate import simulate

FPS = 120.0
BPM = 120.0
BEAT = 60
"""Frames a beat."""


def danced(*moves, beats=8, fps=FPS, **action):
    dance = Action(kind=ActionKind.DANCE, moves=moves, bpm=BPM, **action)
    return simulate(solo(dance), round(beats * 0.5 * fps) + 1, fps)


FLOWING = {"spin", "turn_half", "shimmy", "wave_arms", "windmill"}


@pytest.mark.parametrize("name", sorted(set(MOVES) - FLOWING))
def test_moves_are_struck_on_the_beat(name):
    joints = danced(name).characters[0].joints
    speed = np.linalg.norm(np.gradient(joints, 1 / FPS, axis=0), axis=2).mean(axis=1)
    struck = [speed[b * BEAT - 2 : b * BEAT + 3].min() for b in range(1, 8)]
    between = [speed[b * BEAT : (b + 1) * BEAT].max() for b in range(1, 8)]
    assert max(struck) < 0.15 * max(between)


@pytest.mark.parametrize("name", [name for name in MOVES if not has_both_sides(name)])
def test_the_second_time_is_the_mirror_image(name):
    length = num_beats(name)
    state = danced(name, beats=3 * length).characters[0]
    keys = [round((length + k.beat) * BEAT) for k in MOVES[name]]
    one, other = state.joints[keys], state.joints[[frame + round(length * BEAT) for frame in keys]]
    assert np.allclose(one[:, list(MIRROR)] * (-1, 1, 1), other, atol=1e-6)


@pytest.mark.parametrize("name", MOVES)
def test_every_beat_moves_something(name):
    state = danced(name, beats=4 * num_beats(name)).characters[0]
    joints = state.joints[: -(len(state.joints) % BEAT) or None]
    beats = joints.reshape(-1, BEAT, *joints.shape[1:])
    assert np.ptp(beats, axis=1).max(axis=(1, 2)).min() > 0.05 * state.height


def test_to_the_left_is_the_mirror_image_of_to_the_right():
    right, left = (danced("kick_side", "disco_point", direction=side).characters[0].joints for side in (1, -1))
    assert np.allclose(left, right[:, list(MIRROR)] * (-1, 1, 1), atol=1e-9)


def test_beats_are_told():
    timeline = danced(beats=8, start_s=0.25)
    assert np.allclose(np.diff(timeline.beats_s), 0.5)
    assert timeline.beats_s[0] == 0.25
    assert timeline.beats_s[-1] < timeline.num_frames / timeline.fps
    action = Action(kind=ActionKind.DANCE, bpm=100, speed=1.2, end_s=1.0)
    assert beat_times(action, 9.0).tolist() == [0.0, 0.5]


def test_composing():
    first = list(islice(composed(5), 2 * len(MOVES)))
    assert set(first) == set(MOVES)
    assert all(a == b for a, b in zip(first[::2], first[1::2], strict=True))
    assert first == list(islice(composed(5), 2 * len(MOVES)))
    assert first != list(islice(composed(6), 2 * len(MOVES)))


def test_a_spin_goes_once_around_and_on_from_there():
    state = danced("spin", "bounce", beats=8).characters[0]
    assert abs(state.yaw[2 * BEAT]) == pytest.approx(2 * np.pi, abs=1e-6)
    assert np.abs(np.diff(state.yaw)).max() < 0.2
    assert np.ptp(state.yaw[2 * BEAT : 4 * BEAT]) < 0.1


def test_planted_feet_stay_while_the_body_dances():
    state = simulate(solo(Action(kind=ActionKind.DANCE, moves=("bounce", "disco_point")), species=Species.BEAR), 96)
    contact = state.characters[0].contact
    assert contact.mean() > 0.5
    ankles = state.characters[0].joints[:, [Joint.ANKLE_L, Joint.ANKLE_R]]
    moved = np.linalg.norm(np.diff(ankles, axis=0), axis=2)
    assert moved[contact[1:] & contact[:-1]].max() < 1e-3


def test_an_unknown_move_is_named():
    with pytest.raises(InvalidInput, match="moonwalk"):
        danced("moonwalk")
