"""Snell's law, whatever the way it is asked: angles, traced rays, maps of pixels, the lens formula."""

from __future__ import annotations

import math

import numpy as np
import pytest

from mudong.world.physics.refraction import (
    bent,
    cylinder_map,
    lens_magnification,
    lens_map,
    refracted,
    through_cylinder,
    through_thin_lens,
)

INDICES = (1.1, 1.333, 1.517, 1.9, 1 / 1.333)


@pytest.mark.parametrize("index", INDICES)
def test_directions_bend_by_snells_law(index: float) -> None:
    angles = np.radians(np.arange(-88, 89, 2.0))
    rays = np.stack([np.sin(angles), np.cos(angles)], axis=-1)
    out = bent(rays, np.tile([0.0, -1.0], (len(rays), 1)), index)
    through = np.abs(np.sin(angles) / index) < 1
    measured = np.degrees(np.arctan2(out[:, 0], out[:, 1]))
    expected = np.degrees(np.arcsin(np.sin(angles[through]) / index))
    assert np.abs(measured[through] - expected).max() < 1e-6
    assert np.allclose(np.degrees(refracted(angles[through], index)), expected)
    # Total internal reflection: mirrored, and no angle behind the surface.
    assert np.allclose(out[~through], rays[~through] * [1, -1])
    assert np.isnan(refracted(angles[~through], index)).all()


@pytest.mark.parametrize("index", [1.2, 1.333, 1.517])
def test_light_leaves_a_cylinder_deviated_by_twice_the_difference_of_the_angles(index: float) -> None:
    x = np.linspace(-0.9, 0.9, 61)
    # From two backgrounds follows the slope behind the glass, independent of where the ray leaves.
    near, incidence = through_cylinder(x, 1.0, index, 2.0)
    far, _ = through_cylinder(x, 1.0, index, 3.0)
    deviation = np.degrees(np.arctan(far - near))
    expected = -np.degrees(2 * (np.arcsin(x) - np.arcsin(x / index)))
    assert np.abs(deviation - expected).max() < 0.5
    assert np.allclose(np.degrees(incidence), np.degrees(np.abs(np.arcsin(x))))


def test_a_cylinder_of_air_changes_nothing() -> None:
    x = np.linspace(-0.95, 0.95, 21)
    for eye in (math.inf, 8.0):
        seen, _ = through_cylinder(x, 1.0, 1.0, 3.0, eye)
        assert np.allclose(seen, x)


def test_a_bubble_in_water_reflects_totally_beyond_the_critical_angle() -> None:
    index = 1 / 1.333
    x = np.array([0.6, 0.74, 0.76, 0.9])
    near, _ = through_cylinder(x, 1.0, index, 2.0)
    far, _ = through_cylinder(x, 1.0, index, 3.0)
    deviation = np.degrees(np.arctan(far - near))
    through = np.degrees(2 * (np.arcsin(x[:2] * 1.333) - np.arcsin(x[:2])))
    mirrored = np.degrees(np.pi - 2 * np.arcsin(x[2:]))
    assert deviation == pytest.approx(np.concatenate([through, mirrored]), abs=0.5)


def test_paraxial_light_meets_at_the_focal_length_of_a_rod() -> None:
    # A rod's focal length from its middle: n R / (2 (n - 1)).
    seen, _ = through_cylinder(np.array([0.01]), 1.0, 1.333, 1.333 / (2 * 0.333))
    assert abs(float(seen[0])) < 1e-4


def test_far_behind_a_glass_left_and_right_are_exchanged() -> None:
    found = cylinder_map((50.0, 40.0), 20.0, (10.0, 70.0), 1.333, 120.0, 900.0)
    row = found.source[0, :, 0]
    middle = len(row) // 2
    assert found.left == 30
    assert found.top == 10
    assert (np.diff(row[middle - 10 : middle + 10]) < 0).all()
    assert (found.source[5, :, 1] == found.top + 5).all()


@pytest.mark.parametrize(("focal", "distance", "eye"), [(10.0, 4.0, math.inf), (10.0, 4.0, 60.0), (5.0, 15.0, 40.0)])
def test_a_lens_magnifies_as_the_formula_says(focal: float, distance: float, eye: float) -> None:
    h = np.linspace(-2, 2, 9)
    seen = through_thin_lens(h, focal, distance, eye)
    assert np.allclose(seen * lens_magnification(focal, distance, eye), h)
    if math.isinf(eye):
        assert lens_magnification(focal, distance) == pytest.approx(focal / (focal - distance))
    else:
        # An object at d, seen as its virtual image by the eye: 1/v = 1/f - 1/d, m = -v/d, compared by visual angle.
        image = 1 / (1 / focal - 1 / distance)
        by_angle = (image / distance) / (image - eye) * -(eye + distance) if image < 0 else None
        if by_angle is not None:
            assert lens_magnification(focal, distance, eye) == pytest.approx(abs(by_angle))
        else:
            assert lens_magnification(focal, distance, eye) < 0


def test_the_map_of_a_lens_is_round() -> None:
    found = lens_map((30.5, 30.5), 12.0, 40.0, 10.0)
    seen = np.isfinite(found.source[..., 0])
    assert seen.sum() == pytest.approx(math.pi * 144, rel=0.03)
    middle = found.source[30 - found.top, 30 - found.left]
    assert np.allclose(middle, [30.0, 30.0], atol=1e-4)
