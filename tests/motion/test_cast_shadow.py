"""Shadows leave; dark things and edges of the place stay."""

import cv2
import numpy as np
import pytest

from mudong.motion.cast_shadow import ShadowRule, lift_shadow

WALL, FLOOR = np.array([215, 202, 198]), np.array([150, 142, 134])


def stage():
    """A wall over a floor, a figure before them, (320, 240, 3) and its hole."""
    pixels = np.where((np.mgrid[:320, :240][0] < 230)[..., None], WALL, FLOOR).astype(np.uint8)
    hole = np.zeros((320, 240), np.uint8)
    cv2.rectangle(hole, (80, 60), (130, 280), 1, -1)
    return pixels, hole > 0


def darkened(pixels, where, factor):
    out = pixels.copy()
    out[where] = np.rint(pixels[where] * np.array(factor)).astype(np.uint8)
    return out


def beside():
    where = np.zeros((320, 240), bool)
    where[90:225, 128:147] = True
    return where


def test_a_shadow_on_the_wall_is_lit_to_the_walls_colour():
    pixels, hole = stage()
    lit, wanting = lift_shadow(darkened(pixels, beside(), (0.6, 0.63, 0.68)), hole)
    seen = beside() & ~wanting
    assert seen.mean() > 0.5 * beside().mean()
    assert np.abs(lit[seen].astype(float) - WALL).mean() < 8


@pytest.mark.parametrize("colour", [(120, 40, 30), (40, 90, 40), (16, 14, 15), (130, 105, 70)])
def test_a_dark_thing_of_another_material_stays(colour):
    pixels, hole = stage()
    pixels[beside()] = colour
    lit, wanting = lift_shadow(pixels, hole)
    assert (lit == pixels).all()
    assert (wanting & beside() & ~hole).sum() < 0.05 * beside().sum()


def test_a_streak_over_the_floor_is_left_to_be_filled():
    pixels, hole = stage()
    streak = np.zeros((320, 240), np.uint8)
    cv2.line(streak, (126, 272), (185, 255), 1, 6)
    _, wanting = lift_shadow(darkened(pixels, (streak > 0) & ~hole, (0.55, 0.56, 0.58)), hole)
    assert wanting[(streak > 0) & ~hole].mean() > 0.9
    assert (wanting & ~hole).sum() < 4 * streak.sum()


def test_without_a_shadow_nothing_changes():
    pixels, hole = stage()
    lit, wanting = lift_shadow(pixels, hole)
    assert (lit == pixels).all()
    assert (wanting == hole).mean() > 0.995


def test_the_rule_knows_shadow_from_paint():
    rule = ShadowRule()
    assert rule.holds(WALL * 0.6, WALL)
    assert rule.holds(WALL * np.array([0.55, 0.6, 0.68]), WALL)
    assert not rule.holds(WALL * 0.95, WALL)
    assert not rule.holds(WALL * 0.2, WALL)
    assert not rule.holds(WALL * np.array([0.7, 0.6, 0.5]), WALL)
    assert not rule.holds(WALL, WALL * 0.6)
