"""The mesh: it covers what it carries, shares sum to one, pins stand for their points, nothing floats free."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from puppets import demo_child, mannequin
from scipy import sparse
from scipy.sparse import csgraph

from mudong.motion.rig.bones import CHAINS, Bone
from mudong.motion.rig.mesh import Mesh, build_mesh

ARM = next(chain for chain in CHAINS if Bone.FOREARM_L in chain.bones[1:])


def mesh_over(coverage: np.ndarray, spacing: float = 8.0, corner: tuple[int, int] = (0, 0)) -> Mesh:
    body = mannequin()
    return build_mesh(coverage, np.array(corner), spacing, ARM, body.nodes, body.rig.radii)


def covered(mesh: Mesh, points: np.ndarray) -> np.ndarray:
    """Which points lie inside a triangle."""
    a, b, c = (mesh.vertices[mesh.triangles[:, i]] for i in range(3))
    u, v = b - a, c - a
    area = u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]
    w = points[:, None] - a
    s = (w[..., 0] * v[:, 1] - w[..., 1] * v[:, 0]) / area
    t = (u[:, 0] * w[..., 1] - u[:, 1] * w[..., 0]) / area
    return ((s >= -1e-9) & (t >= -1e-9) & (s + t <= 1 + 1e-9)).any(axis=1)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.floats(5.0, 17.0))
def test_every_covered_pixel_lies_in_a_triangle(seed: int, spacing: float) -> None:
    rng = np.random.default_rng(seed)
    coverage = np.zeros((rng.integers(8, 70), rng.integers(8, 70)), bool)
    for _ in range(3):
        y, x = rng.integers(0, coverage.shape[0]), rng.integers(0, coverage.shape[1])
        coverage[y : y + rng.integers(1, 30), x : x + rng.integers(1, 30)] = True
    corner = tuple(rng.integers(-20, 200, 2))
    mesh = mesh_over(coverage, spacing, corner)
    ys, xs = np.nonzero(coverage)
    assert covered(mesh, np.stack([xs, ys], axis=1) + np.array(corner)).all()


@pytest.mark.parametrize("make", [mannequin, demo_child])
def test_meshes_of_a_rig_cover_its_layers_without_folds(make) -> None:
    rig = make().rig
    for chain in rig.chains:
        for index in chain.layers:
            layer = rig.layers[index]
            ys, xs = np.nonzero(layer.rgba[..., 3])
            points = np.stack([xs, ys], axis=1)[::7] + layer.origin
            assert covered(chain.mesh, points).all(), layer.part
        u, v = (
            chain.mesh.vertices[chain.mesh.triangles[:, i]] - chain.mesh.vertices[chain.mesh.triangles[:, 0]]
            for i in (1, 2)
        )
        assert (np.abs(u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]) > 1).all()


@pytest.mark.parametrize("make", [mannequin, demo_child])
def test_shares_of_the_bones_sum_to_one(make) -> None:
    for chain in make().rig.chains:
        weights = chain.mesh.weights
        assert weights.sum(axis=1) == pytest.approx(1.0)
        assert weights.min() >= 0


def test_a_limb_follows_its_own_bone_beyond_its_joint() -> None:
    rig = mannequin().rig
    chain = next(c for c in rig.chains if c.chain is ARM)
    start, end = (rig.nodes[n] for n in ARM.handles)
    along = (chain.mesh.vertices - start) @ (end - start) / np.sum((end - start) ** 2)
    assert (chain.mesh.weights[along > 0.05, -1] == 1).all()


@pytest.mark.parametrize("make", [mannequin, demo_child])
def test_pins_stand_for_their_points(make) -> None:
    rig = make().rig
    for chain in rig.chains:
        for node in chain.chain.handles:
            vertices, shares = chain.mesh.pin(rig.nodes[node])
            assert shares.sum() == pytest.approx(1.0)
            assert shares @ chain.mesh.vertices[vertices] == pytest.approx(rig.nodes[node], abs=1e-6)


def test_edges_are_listed_once_and_join_all_pieces() -> None:
    coverage = np.zeros((120, 160), bool)
    coverage[5:30, 5:30] = coverage[90:115, 120:150] = coverage[5:20, 130:150] = True
    mesh = mesh_over(coverage)
    ordered = np.sort(mesh.edges, axis=1)
    assert len(np.unique(ordered, axis=0)) == len(ordered)
    count = len(mesh.vertices)
    graph = sparse.coo_matrix((np.ones(len(ordered)), ordered.T), shape=(count, count))
    assert csgraph.connected_components(graph, directed=False)[0] == 1
