"""Held things stay at the hand; what hangs lags behind it and comes back."""

from __future__ import annotations

import numpy as np
import pytest

from mudong.world.kinds import PropKind
from mudong.world.physics.held import GRIP, held_track
from mudong.world.scene import Prop

TIMES = np.arange(96) / 24


def _hands(x: np.ndarray) -> np.ndarray:
    left = np.stack([x - 0.6, np.full_like(x, 0.9), np.zeros_like(x)], axis=-1)
    return np.stack([left, left + [0.6, 0.1, 0.0]], axis=1)


@pytest.mark.parametrize("kind", PropKind)
def test_a_still_hand_holds_still(kind: PropKind) -> None:
    place, angle, _ = held_track(Prop(kind=kind), _hands(np.zeros(96)), TIMES)
    assert np.allclose(place, place[0])
    assert np.allclose(angle, 0)


def test_a_bag_lags_behind_a_hand_that_starts_and_hangs_straight_in_the_end() -> None:
    x = 0.4 * np.clip(TIMES, 0, 0.5) ** 2
    place, angle, _ = held_track(Prop(kind=PropKind.BAG), _hands(x), TIMES)
    assert angle[1:8].min() < -0.02
    assert np.abs(angle[-5:]).max() < 0.02
    reach = np.hypot(place[:, 0] - x, place[:, 1] - 1.0)
    assert np.allclose(reach, -GRIP[PropKind.BAG] * 0.3)


def test_a_balloon_is_over_the_hand_and_an_umbrella_too() -> None:
    for kind in (PropKind.BALLOON, PropKind.UMBRELLA):
        place, _, _ = held_track(Prop(kind=kind), _hands(0.1 * np.sin(TIMES)), TIMES)
        assert (place[:, 1] > 1.0).all()


def test_a_box_is_carried_between_both_hands() -> None:
    place, _, _ = held_track(Prop(kind=PropKind.BOX), _hands(np.zeros(96)), TIMES)
    assert place[0] == pytest.approx((-0.3, 0.95, 0.0))
