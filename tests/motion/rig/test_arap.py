"""Deformation: rigid in, rigid out; pins are met; a prescribed stretch is met; frames do not know each other."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from puppets import demo_child, mannequin, posed, random_pose

from mudong.motion.rig.arap import Deformer, Turn
from mudong.motion.rig.bones import Part
from mudong.motion.rig.build import BonePose, Rig
from mudong.motion.rig.mesh import Mesh
from mudong.spec.joints import Joint


def bar(length: int = 200, width: int = 40, step: int = 10) -> Mesh:
    """A straight bar along x on one bone."""
    columns, rows = length // step + 1, width // step + 1
    ys, xs = np.mgrid[:rows, :columns]
    vertices = np.stack([xs.ravel() * step, ys.ravel() * step], axis=1).astype(float)
    a = (ys[:-1, :-1] * columns + xs[:-1, :-1]).ravel()
    triangles = np.concatenate(
        [np.stack([a, a + 1, a + columns + 1], 1), np.stack([a, a + columns + 1, a + columns], 1)]
    )
    pairs = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    edges = np.unique(np.sort(pairs, axis=1), axis=0)
    return Mesh(vertices=vertices, triangles=triangles, edges=edges, weights=np.ones((len(vertices), 1)))


PINS = np.array([[15.0, 20.0], [185.0, 20.0]])


def one_turn(angle: float = 0.0, along: float = 1.0, across: float = 1.0) -> Turn:
    return Turn(angle=np.array([[angle]]), along=np.array([[along]]), across=np.array([[across]]))


def rotated(points: np.ndarray, angle: float) -> np.ndarray:
    c, s = np.cos(angle), np.sin(angle)
    return points @ np.array([[c, s], [-s, c]])


@settings(max_examples=40, deadline=None)
@given(st.floats(-7, 7), st.floats(-500, 500), st.floats(-500, 500))
def test_rigid_motion_in_is_rigid_motion_out(angle: float, x: float, y: float) -> None:
    mesh = bar()
    deformer = Deformer(mesh, PINS, np.array([[1.0, 0.0]]))
    moved = deformer(one_turn(angle), rotated(PINS, angle)[None] + (x, y))[0]
    assert moved == pytest.approx(rotated(mesh.vertices, angle) + (x, y), abs=0.02)


@settings(max_examples=30, deadline=None)
@given(st.floats(0.3, 1.4), st.floats(0.5, 1.2), st.floats(-3.1, 3.1))
def test_a_straight_bar_takes_the_stretch_that_is_prescribed(along: float, across: float, angle: float) -> None:
    mesh = bar()
    deformer = Deformer(mesh, PINS, np.array([[1.0, 0.0]]))
    scale = np.array([along, across])
    moved = deformer(one_turn(angle, along, across), rotated(PINS * scale, angle)[None])[0]
    assert moved == pytest.approx(rotated(mesh.vertices * scale, angle), abs=0.05)


@pytest.mark.parametrize("make", [mannequin, demo_child])
def test_a_whole_figure_turned_and_moved_stays_rigid(make) -> None:
    rig = make().rig
    for angle in (0.0, 0.4, -1.2):
        rest = rig.rest()
        about, shift = rest.nodes[0, Joint.PELVIS], np.array([30.0, -12.0])
        turn = Turn(angle=rest.turn.angle + angle, along=rest.turn.along, across=rest.turn.across)
        nodes = rotated(rest.nodes[0] - about, angle) + about + shift
        moved = rig.deform(BonePose(turn=turn, nodes=nodes[None]))[0]
        assert moved == pytest.approx(rotated(vertices(rig) - about, angle) + about + shift, abs=0.1)


def vertices(rig: Rig) -> np.ndarray:
    return np.concatenate([chain.mesh.vertices for chain in rig.chains])


@pytest.mark.parametrize("make", [mannequin, demo_child])
def test_pins_are_met_in_any_pose(make) -> None:
    rig = make().rig
    rng = np.random.default_rng(5)
    for _ in range(20):
        pose = random_pose(rig, rng)
        moved = rig.deform(pose)[0]
        for chain in rig.chains:
            if chain.chain.parts == (Part.TORSO,):
                continue
            for node in chain.chain.handles:
                places, shares = chain.mesh.pin(rig.nodes[node])
                off = np.linalg.norm(shares @ moved[chain.offset + places] - pose.nodes[0, node])
                assert off < 0.012 * rig.height, (chain.chain.name, node)


def test_the_result_does_not_depend_on_how_frames_are_batched() -> None:
    rig = mannequin().rig
    rng = np.random.default_rng(9)
    poses = [random_pose(rig, rng) for _ in range(7)]
    together = BonePose(
        turn=Turn(
            **{name: np.concatenate([getattr(p.turn, name) for p in poses]) for name in ("angle", "along", "across")}
        ),
        nodes=np.concatenate([p.nodes for p in poses]),
    )
    assert rig.deform(together) == pytest.approx(np.concatenate([rig.deform(p) for p in poses]), abs=0.02)
    assert rig.deform(together.span(2, 5)) == pytest.approx(rig.deform(together)[2:5], abs=0.02)


def test_whole_turns_of_a_bone_change_nothing() -> None:
    rig = mannequin().rig
    pose = posed(rig, {})
    for turns in (-2, 1):
        angle = pose.turn.angle.copy()
        angle[0, 5:9] += 2 * np.pi * turns
        wound = BonePose(turn=Turn(angle=angle, along=pose.turn.along, across=pose.turn.across), nodes=pose.nodes)
        assert rig.deform(wound) == pytest.approx(rig.deform(pose), abs=0.05)


def test_a_separate_piece_moves_with_its_bone() -> None:
    """Its only tie is one edge; it must neither float free nor turn by itself."""
    mesh = bar()
    far = mesh.vertices + (400, 0)
    count = len(mesh.vertices)
    both = Mesh(
        vertices=np.concatenate([mesh.vertices, far]),
        triangles=np.concatenate([mesh.triangles, mesh.triangles + count]),
        edges=np.concatenate([mesh.edges, mesh.edges + count, [[count - 1, count]]]), weights=np.ones((2 * count, 1)),
    )  # fmt: skip
    deformer = Deformer(both, PINS, np.array([[1.0, 0.0]]))
    moved = deformer(one_turn(0.7), rotated(PINS, 0.7)[None])[0]
    assert moved == pytest.approx(rotated(both.vertices, 0.7), abs=0.1)


@pytest.mark.parametrize("pull", [(12.0, 0.0), (0.0, 12.0), (-8.0, 6.0)])
def test_a_pin_pulls_the_mesh_against_what_is_prescribed(pull: tuple[float, float]) -> None:
    """A held foot is where it is held, even where the leg's own length would end elsewhere."""
    mesh = bar()
    deformer = Deformer(mesh, PINS, np.array([[1.0, 0.0]]))
    targets = PINS + np.array([[0.0, 0.0], pull])
    moved = deformer(one_turn(), targets[None])[0]
    for point, target in zip(PINS, targets, strict=True):
        places, shares = mesh.pin(point)
        assert np.linalg.norm(shares @ moved[places] - target) < 0.12 * np.hypot(*pull)
