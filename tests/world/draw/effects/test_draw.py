"""Effects play around what they are on, move, scale, and stay in its layer."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from mudong.world.draw.effects import aura_of_prop, draw_effects
from mudong.world.draw.pen import Pen
from mudong.world.kinds import Effect, Light, Place, PropKind, Species
from mudong.world.render import render
from mudong.world.scene import Camera, Character, Identity, Prop, Scene

BALL = Prop(kind=PropKind.BALL, size=0.4)


def drawn(effect: Effect, side: int = 120, time_s: float = 0.2) -> np.ndarray:
    """(H, W, 4): the effect around a red disc in the middle."""
    pen = Pen(side, side)
    aura = aura_of_prop(BALL, np.array([side / 2, side / 2]), side, time_s, seed=3)
    draw_effects(pen, (effect,), aura, before=False)
    pen.circle(side / 2, side / 2, 0.2 * side, "#d03030")
    draw_effects(pen, (effect,), aura, before=True)
    return pen.pixels()


def bare(side: int = 120) -> np.ndarray:
    pen = Pen(side, side)
    pen.circle(side / 2, side / 2, 0.2 * side, "#d03030")
    return pen.pixels()


@pytest.mark.parametrize("effect", list(Effect))
def test_an_effect_is_seen_around_its_thing_and_leaves_it_to_be_recognised(effect: Effect):
    inside = bare()[..., 3] == 255
    pixels = drawn(effect)
    assert ((pixels[..., 3] > 127) & ~inside).sum() > 0.04 * inside.sum()
    assert (pixels[inside][:, 3] == 255).all()
    if effect is not Effect.ICE:
        assert (pixels[inside] == bare()[inside]).all(axis=-1).mean() > 0.5


@pytest.mark.parametrize("effect", list(Effect))
def test_an_effect_moves_and_is_the_same_at_the_same_time(effect: Effect):
    assert np.array_equal(drawn(effect), drawn(effect))
    assert not np.array_equal(drawn(effect), drawn(effect, time_s=0.5))


@pytest.mark.parametrize("effect", list(Effect))
def test_an_effect_looks_the_same_at_two_sizes(effect: Effect):
    shrunk = cv2.resize(drawn(effect, 360), (120, 120), interpolation=cv2.INTER_AREA)
    assert np.abs(shrunk.astype(int) - drawn(effect)).mean() < 3


@pytest.mark.parametrize("effect", list(Effect))
def test_truth_has_the_effect_in_its_object(effect: Effect):
    bear = Character(name="bear", identity=Identity(species=Species.BEAR))
    scene = Scene(place=Place.PARK, cast=(bear,), props=(replace(BALL, x=0.7, y=0.2),), camera=Camera())
    burning = replace(scene, props=(replace(scene.props[0], effects=(effect,)),))
    without, with_it = (render(each, 96, 96, num_frames=3).truth for each in (scene, burning))
    assert without is not None
    assert with_it is not None
    assert np.array_equal(without.whole[:, 0], with_it.whole[:, 0])
    assert with_it.whole[:, 1].sum() > without.whole[:, 1].sum()


def test_a_fire_shines_in_the_dark_and_not_by_day():
    scene = Scene(place=Place.PARK, props=(replace(BALL, y=0.2),))
    burning = replace(scene, props=(replace(scene.props[0], effects=(Effect.FIRE,)),))
    for light, reaches in ((Light.NIGHT, True), (Light.NOON, False)):
        dark, lit = (
            render(replace(each, light=light), 96, 96, num_frames=2).frames[1].astype(int) for each in (scene, burning)
        )
        truth = render(burning, 96, 96, num_frames=2).truth
        assert truth is not None
        aside = ~cv2.dilate(truth.whole[1, 0].astype(np.uint8), np.ones((9, 9), np.uint8)).astype(bool)
        assert ((lit - dark).sum(axis=-1)[aside] > 30).any() == reaches
