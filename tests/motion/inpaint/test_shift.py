"""Shifts are trusted on patterns and not where the place changes."""

import numpy as np

from mudong.motion.inpaint.level import Level
from mudong.motion.inpaint.shift import shift_fill

HOLE = np.zeros((160, 160), bool)
HOLE[50:110, 60:100] = True


def bricks():
    ys, xs = np.mgrid[:160, :160]
    row = ys // 16
    joint = (ys % 16 < 2) | ((xs + 12 * (row % 2)) % 24 < 2)
    return np.where(joint[..., None], [210, 205, 200], [150, 70, 50]).astype(np.uint8)


def test_bricks_go_on():
    truth = bricks()
    shifted = shift_fill(Level.of(truth, HOLE, 160))
    assert shifted.trust[HOLE].mean() > 0.9
    assert (np.abs(shifted.image - truth).max(-1)[HOLE] < 30).mean() > 0.95


def test_positions_lead_to_known_pixels():
    shifted = shift_fill(Level.of(bricks(), HOLE, 160))
    trusted = shifted.trust.ravel() > 0.5
    assert not HOLE.ravel()[shifted.positions[trusted]].any()


def test_noise_without_a_pattern_is_not_trusted():
    clouds = np.random.default_rng(0).integers(0, 256, (20, 20, 3)).repeat(8, 0).repeat(8, 1).astype(np.uint8)
    assert shift_fill(Level.of(clouds, HOLE, 160)).trust[HOLE].mean() < 0.1


def test_a_flat_place_beside_a_busy_one_is_filled_with_numbers():
    """Drawn backgrounds are of one exact colour: rounding must not turn "no difference at all" into no number."""
    place = np.full((160, 160, 3), (170, 210, 120), np.uint8)
    place[:40, :60] = np.random.default_rng(0).integers(0, 256, (40, 60, 3))
    level = Level.of(place, HOLE, 101)
    shifted = shift_fill(level)
    assert np.isfinite(shifted.trust).all()
    assert np.isfinite(shifted.image).all()
