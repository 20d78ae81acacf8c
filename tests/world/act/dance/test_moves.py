"""The vocabulary of the dance: enough moves, well formed, all different, mirror images of each other."""

import itertools

import numpy as np
import pytest

from mudong.world.act.dance.keys import key, mirrored
from mudong.world.act.dance.moves import MOVES, has_both_sides, num_beats

ASKED = {
    "two_step", "grapevine", "sway", "bounce", "hop", "spin", "wave_arms", "arm_swing", "arms_up", "clap_high",
    "kick_front", "kick_side", "squat", "lunge", "twist", "shimmy", "disco_point", "robot_arm", "body_roll",
    "jumping_jack", "heel_toe", "turn_half", "bow", "cheer", "fan_arms",
}  # fmt: skip


def test_there_are_all_that_were_asked_for():
    assert set(MOVES) >= ASKED
    assert len(MOVES) >= 24


@pytest.mark.parametrize("name", MOVES)
def test_moves_are_well_formed(name):
    beats = [k.beat for k in MOVES[name]]
    assert beats == sorted(set(beats))
    assert beats[0] > 0
    assert num_beats(name) in (2, 4)
    for k in MOVES[name]:
        assert np.isfinite(k.row).all()


@pytest.mark.parametrize("name", MOVES)
def test_mirroring_twice_is_nothing(name):
    for k in MOVES[name]:
        assert np.array_equal(mirrored(mirrored(k.row)), k.row)


def test_a_mirrored_key_says_the_same_of_the_other_side():
    left = key(1, ("up", "hip"), side=0.2, left=(0.5, 0.1, 0.3), yaw=0.4, roll=0.1, twist=0.2, hips=0.3, toes=(0.5, 0))
    right = key(
        1, ("hip", "up"), side=-0.2, right=(0.5, 0.1, 0.3), yaw=-0.4, roll=-0.1, twist=-0.2, hips=-0.3, toes=(0, 0.5)
    )
    assert np.allclose(mirrored(left.row), right.row)


def test_moves_that_go_to_both_sides_are_known():
    both = {name for name in MOVES if has_both_sides(name)}
    assert {"sway", "marching", "kick_side", "twist", "robot_arm", "egyptian"} <= both
    assert not {"grapevine", "spin", "bow", "disco_point", "heel_toe"} & both


def test_no_two_moves_are_alike():
    def samples(name):
        keys = MOVES[name]
        at = np.linspace(0, 1, 33) * num_beats(name)
        beats = [0.0] + [k.beat for k in keys]
        rows = np.stack([keys[-1].row] + [k.row for k in keys])
        return np.stack([np.interp(at % num_beats(name), beats, rows[:, c]) for c in range(rows.shape[1])], axis=1)

    table = {name: samples(name) for name in MOVES}
    for one, other in itertools.combinations(MOVES, 2):
        assert np.abs(table[one] - table[other]).max() > 0.25, (one, other)
