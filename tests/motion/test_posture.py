"""What is said of a body: invariance under place and size, signs, and single figures against tracks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mudong.motion import posture
from mudong.spec.joints import MIRROR, NUM_JOINTS, Joint


def standing() -> np.ndarray:
    xy = np.zeros((NUM_JOINTS, 2))
    xy[Joint.NECK] = 0, -1
    xy[Joint.HEAD] = 0, -1.6
    for side, sign in (("L", 1), ("R", -1)):
        for name, x, y in (("SHOULDER", 0.3, -1), ("HIP", 0.2, 0), ("KNEE", 0.2, 0.7), ("ANKLE", 0.2, 1.4)):
            xy[Joint[f"{name}_{side}"]] = sign * x, y
    return xy


@given(st.floats(1, 500), st.floats(-900, 900), st.floats(-900, 900))
def test_measures_do_not_depend_on_place_and_size(scale, x, y):
    xy = standing()
    moved = xy * max(scale, 2.0) + [x, y]
    for measure in (posture.lean_deg, posture.standing, posture.facing):
        assert float(measure(moved)) == pytest.approx(float(measure(xy)), abs=1e-6)


def test_a_track_is_measured_like_its_frames():
    track = np.stack([standing() * s for s in (100, 200, 300)])
    for measure in (posture.torso, posture.height, posture.lean_deg, posture.standing, posture.facing):
        assert np.allclose(measure(track), [measure(frame) for frame in track])


def test_facing_changes_sign_with_the_sides_and_not_with_the_lean():
    xy = standing() * 100
    assert posture.facing(xy) == pytest.approx(0.6 * 0.6 + 0.4 * 0.4)
    assert posture.facing(xy[list(MIRROR)]) == pytest.approx(-posture.facing(xy))
    quarter = xy @ np.array([[0, 1], [-1, 0]])
    assert posture.facing(quarter) == pytest.approx(posture.facing(xy))


@pytest.mark.parametrize("degrees", [0, 30, 90, 150, 180])
def test_lean(degrees):
    a = np.radians(degrees)
    turned = standing() @ np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]])
    assert posture.lean_deg(turned * 100) == pytest.approx(degrees, abs=1e-6)


def test_legs_are_seen_inside_the_frame_and_surely():
    xy, sure = standing() * 100 + [200, 200], np.ones(NUM_JOINTS)
    assert posture.legs_seen(xy, sure, 400, 400, least=0.5) == 2
    assert posture.legs_seen(xy, sure, 400, 300, least=0.5) == 1  # knees only
    assert posture.legs_seen(xy, sure, 400, 250, least=0.5) == 0
    sure[Joint.ANKLE_L] = 0.2
    assert posture.legs_seen(xy, sure, 400, 400, least=0.5) == 1.5


def test_segments():
    a, b, c, d = (np.array(p, float) for p in ((0, 0), (2, 2), (0, 2), (2, 0)))
    assert posture.segments_cross(a, b, c, d)
    assert not posture.segments_cross(a, c, b, d)
    assert posture.distance_to_segment(np.array([1.0, 3.0]), np.array([0.0, 0.0]), np.array([2.0, 0.0])) == 3
    assert posture.distance_to_segment(np.array([5.0, 4.0]), np.array([0.0, 0.0]), np.array([2.0, 0.0])) == 5
    assert posture.distance_to_segment(a, b, b) == pytest.approx(np.sqrt(8))
