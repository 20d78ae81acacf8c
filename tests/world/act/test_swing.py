"""What hangs on a body lags behind it and comes to rest with it."""

import numpy as np
import pytest

from mudong.world.act.build import build
from mudong.world.act.pose import standing
from mudong.world.act.skeleton import solve
from mudong.world.act.swing import swings
from mudong.world.kinds import Species
from mudong.world.scene import Identity

BODY = build(Identity(species=Species.RABBIT))


def swung(x, fps=24.0):
    joints = solve(BODY, standing(BODY, 1, x=0, z=0, yaw=0)).joints + np.asarray(x)[:, None, None] * (1, 0, 0)
    return swings(BODY, joints, np.zeros(len(x)), fps)


def test_still_bodies_have_still_hair():
    assert not swung(np.zeros(30)).any()


def test_it_trails_behind_and_comes_to_rest():
    t = np.arange(240) / 24
    swing = swung(np.minimum(np.maximum(t - 1, 0), 1.5) * 1.0)
    assert (swing[26:30] < -0.01).all(), "going right, the tips lag to the left"
    assert np.abs(swing[-10:]).max() < 0.02
    assert np.abs(swing).max() < 1


def test_the_rate_hardly_matters():
    slow = swung(0.2 * np.sin(np.arange(49) / 24 * 4))
    fast = swung(0.2 * np.sin(np.arange(97) / 48 * 4), 48.0)
    assert slow[6:-2] == pytest.approx(fast[12:-4:2], abs=0.06)
