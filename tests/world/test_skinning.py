"""Bodies move with their bones: a turning limb is a rotation field, a turning head goes round like a ball."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mudong.spec.joints import Joint
from mudong.world.act.build import build
from mudong.world.kinds import Species
from mudong.world.lens import Lens
from mudong.world.scene import Character, Identity, Scene
from mudong.world.simulate import simulate
from mudong.world.skinning import Body, body_moves
from mudong.world.timeline import CharacterState

WHO = Identity(species=Species.WOMAN)
BODY = Body.of(build(WHO))
LENS = Lens(width=400, height=400, eye=(0.0, 1.0, -6.0))


def still() -> CharacterState:
    """Two equal frames."""
    state = simulate(Scene(cast=(Character(name="a", identity=WHO),)), 2).characters[0]
    joints = state.joints.copy()
    joints[1] = joints[0]
    zero = np.zeros(2)
    return replace(state, joints=joints, yaw=zero, head_yaw=zero, head_nod=zero, head_tilt=zero)


def around(pixels: np.ndarray, radius: float) -> np.ndarray:
    """Points in a disc."""
    grid = np.stack(np.meshgrid(*[np.linspace(-radius, radius, 9)] * 2), axis=-1).reshape(-1, 2)
    return pixels + grid[np.hypot(*grid.T) <= radius]


def test_a_body_at_rest_stays():
    points = around(LENS.project(still().joints[0, Joint.NECK]), 60)
    assert np.allclose(body_moves(BODY, still(), 0, LENS, LENS, points), 0, atol=1e-6)


@pytest.mark.parametrize("degrees", [-25, 10, 40])
def test_a_turning_forearm_is_a_field_of_rotation_around_the_elbow(degrees: float):
    state = still()
    elbow, wrist = (state.joints[0, j] for j in (Joint.ELBOW_L, Joint.WRIST_L))
    out = np.array([0.22, 0.02, 0.0])
    state.joints[:, Joint.WRIST_L] = elbow + out
    angle = np.radians(degrees)
    c, s = np.cos(angle), np.sin(angle)
    state.joints[1, Joint.WRIST_L] = elbow + (c * out[0] - s * out[1], s * out[0] + c * out[1], 0.0)
    assert not np.allclose(wrist, state.joints[1, Joint.WRIST_L])
    pivot = LENS.project(elbow)
    points = around(LENS.project(elbow + 0.7 * out), 8)
    offset = points - pivot
    # y points down in the picture.
    turned = offset @ np.array([[c, -s], [s, c]])
    moved = body_moves(BODY, state, 0, LENS, LENS, points)
    assert np.allclose(moved, turned - offset, atol=0.02)


def test_a_body_that_goes_aside_takes_all_its_pixels_along():
    state = still()
    state.joints[1] += (0.1, 0.05, 0.0)
    points = around(LENS.project(state.joints[0, Joint.SPINE]), 120)
    step = float(LENS.scale(0.0))
    moved = body_moves(BODY, state, 0, LENS, LENS, points)
    assert np.allclose(moved, (0.1 * step, -0.05 * step), atol=0.5)


def test_coming_nearer_makes_larger():
    state = still()
    near = replace(LENS, eye=(0.0, 1.0, -5.0))
    points = around(LENS.project(state.joints[0, Joint.PELVIS]), 20)
    moved = body_moves(BODY, state, 0, LENS, near, points)
    middle = LENS.project(np.array([0.0, 1.0, float(state.joints[0, :, 2].mean())]))
    assert np.allclose(moved, 0.2 * (points - middle), atol=1.0)


@pytest.mark.parametrize(
    ("change", "direction"),
    [("head_yaw", (1, 0)), ("head_nod", (0, 1)), ("head_tilt", (0, 0))],
)
def test_a_face_goes_where_its_head_turns(change: str, direction: tuple[int, int]):
    state = replace(still(), **{change: np.array([0.0, 0.2])})
    middle = LENS.project((state.joints[0, Joint.NECK] + state.joints[0, Joint.HEAD]) / 2)
    face = body_moves(BODY, state, 0, LENS, LENS, middle[None])[0]
    radius = float(LENS.scale(0.0)) * BODY.radii[1]
    assert np.allclose(face, np.multiply(direction, radius * np.sin(0.2)), atol=0.5)
    if change == "head_tilt":
        # The crown goes towards the subject's own left, which is on the right of the picture.
        crown = body_moves(BODY, state, 0, LENS, LENS, middle[None] - (0, 0.9 * radius))[0]
        assert crown[0] == pytest.approx(0.9 * radius * np.sin(0.2), abs=1)


def test_a_turning_trunk_shows_what_was_at_its_side():
    state = replace(still(), yaw=np.array([0.0, 0.3]))
    chest = LENS.project((state.joints[0, Joint.PELVIS] + state.joints[0, Joint.NECK]) / 2)
    moved = body_moves(BODY, state, 0, LENS, LENS, chest[None])[0]
    assert moved[0] == pytest.approx(float(LENS.scale(0.0)) * BODY.radii[0] * np.sin(0.3), rel=0.05)
