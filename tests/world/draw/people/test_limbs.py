"""Limbs run through their joints, however they bend."""

from __future__ import annotations

import numpy as np

from mudong.world.draw.people.limbs import limb


def test_limbs_hold_their_joints_and_bones_at_any_bend():
    for angle in np.linspace(-3.1, 3.1, 63):
        for second in (3.0, 14.0, 40.0):
            a, b = (0.0, 0.0), (0.0, 36.0)
            c = (second * float(np.sin(angle)), 36.0 + second * float(np.cos(angle)))
            path = limb((a, b, c), (8.0, 7.0, 6.0))
            for t in np.linspace(0, 1, 9):
                assert path.contains(0.0, 36.0 * float(t)), (angle, second, t)
                assert path.contains(float(t) * c[0], 36.0 + float(t) * (c[1] - 36.0)), (angle, second, t)


def test_limbs_are_as_wide_as_their_radii():
    path = limb(((0.0, 0.0), (0.0, 40.0), (10.0, 80.0)), (8.0, 7.0, 6.0))
    bounds = path.getBounds()
    assert -9.0 < bounds.left() < -6.9
    assert 15.0 < bounds.right() < 17.0
    assert -8.5 < bounds.top() < -7.0
    assert 85.0 < bounds.bottom() < 87.0
