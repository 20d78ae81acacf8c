"""Portraits of every species: whole, in the middle, limbs apart, joints on the body, the same every time."""

from __future__ import annotations

import numpy as np
import pytest

from mudong.media.picture import Picture
from mudong.motion.checks.picture import check_picture
from mudong.motion.checks.result import Verdict
from mudong.spec.joints import Joint
from mudong.world.casting import identity
from mudong.world.kinds import Light, Place, Species, Style
from mudong.world.portrait import Portrait, backdrop, portrait, portrait_scene

WIDTH, HEIGHT = 270, 480


def somebody(species: Species, seed: int = 5) -> Portrait:
    return portrait(identity(np.random.default_rng(seed), species), WIDTH, HEIGHT)


@pytest.fixture(scope="module", params=list(Species))
def taken(request: pytest.FixtureRequest) -> Portrait:
    return somebody(request.param)


def test_all_of_the_figure_is_in_the_picture(taken: Portrait):
    drawn = taken.pixels[..., 3] > 0
    rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
    assert np.ptp(rows) > 0.35 * HEIGHT
    assert rows[0] > 0.04 * HEIGHT
    assert rows[-1] == pytest.approx(0.87 * HEIGHT, abs=0.02 * HEIGHT)
    assert columns[0] > 0.03 * WIDTH
    assert columns[-1] < 0.97 * WIDTH


def test_joints_lie_on_the_body_and_its_left_is_on_the_right(taken: Portrait):
    x, y = taken.joints.round().astype(int).T
    assert (taken.pixels[y, x, 3] > 127).all()
    left, right = taken.joints[[Joint.WRIST_L, Joint.WRIST_R], 0]
    assert left > WIDTH / 2 > right
    assert left + right == pytest.approx(WIDTH, abs=2)


@pytest.mark.parametrize("species", [species for species in Species if species is not Species.DRAGON])
def test_arms_and_legs_stand_apart(species: Species):
    """Between wrist and hip, and between the ankles, one sees through: all but the dragon's wings."""
    taken = somebody(species)
    alpha = taken.pixels[..., 3]
    wrist, hip = taken.joints[Joint.WRIST_R], taken.joints[Joint.HIP_R]
    row = alpha[round(wrist[1]), round(wrist[0]) : round(hip[0])]
    assert (row == 0).any()
    assert alpha[round(taken.joints[Joint.ANKLE_R, 1]), WIDTH // 2] == 0


@pytest.mark.parametrize("species", Species)
def test_every_portrait_passes_the_checks_of_motion_control(species: Species):
    taken = portrait(identity(np.random.default_rng(5), species))
    picture = Picture(taken.pixels[..., :3], taken.pixels[..., 3])
    results = check_picture(picture, [taken.figure], True, True)
    assert {result.code: result.verdict for result in results if result.verdict is not Verdict.OK} == {}


def test_a_portrait_on_a_place_shows_the_same_body_before_the_backdrop():
    who = identity(np.random.default_rng(3), Species.BEAR)
    alone, placed = portrait(who, WIDTH, HEIGHT), portrait(who, WIDTH, HEIGHT, place=Place.STAGE)
    behind = backdrop(portrait_scene(who, Place.STAGE), WIDTH, HEIGHT)
    assert (placed.pixels[..., 3] == 255).all()
    assert placed.joints == pytest.approx(alone.joints)
    differs = np.abs(placed.pixels[..., :3].astype(int) - behind).max(axis=2) > 12
    body = alone.pixels[..., 3] > 127
    assert differs[body].mean() > 0.95
    assert differs[: round(alone.joints[Joint.HIP_L, 1])][~body[: round(alone.joints[Joint.HIP_L, 1])]].mean() < 0.02


def test_the_same_person_is_the_same_picture():
    first, second = somebody(Species.TODDLER), somebody(Species.TODDLER)
    assert (first.pixels == second.pixels).all()
    assert (first.joints == second.joints).all()


def test_twice_as_large_is_the_same_picture_twice_as_large():
    who = identity(np.random.default_rng(8), Species.RABBIT)
    small, large = portrait(who, WIDTH, HEIGHT), portrait(who, 2 * WIDTH, 2 * HEIGHT)
    assert large.joints == pytest.approx(2 * small.joints, abs=1e-6)


def test_styles_and_light_are_the_scenes():
    who = identity(np.random.default_rng(8), Species.CAT)
    flat, clay = (portrait(who, WIDTH, HEIGHT, style=style) for style in (Style.FLAT, Style.CLAY))
    assert (flat.pixels != clay.pixels).any()
    noon, night = (portrait(who, WIDTH, HEIGHT, place=Place.PARK, light=light) for light in (Light.NOON, Light.NIGHT))
    assert night.pixels[..., :3].mean() < 0.8 * noon.pixels[..., :3].mean()
