"""The coarse inverse map: it undoes the mesh's map, up to the mesh's border and the frame's, at any size."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from puppets import Body, demo_child, mannequin, over

from mudong.motion.render.raster import LayerMap, Rasteriser
from mudong.motion.rig.bones import Part
from mudong.motion.rig.build import BonePose, Rig


def read(layer_map: LayerMap, x: float, y: float) -> np.ndarray:
    """Texture coordinates at an output pixel, as the resampler interpolates them; NaN where nothing is drawn."""
    u, v = (x + 0.5 - layer_map.x) / layer_map.cell - 0.5, (y + 0.5 - layer_map.y) / layer_map.cell - 0.5
    column, row = int(np.floor(u)), int(np.floor(v))
    rows, columns = layer_map.cells.shape[:2]
    if not (0 <= column < columns - 1 and 0 <= row < rows - 1):
        return np.full(2, np.nan)
    s, t = u - column, v - row
    a, b, c, d = (layer_map.cells[row + i, column + j].astype(float) for i in (0, 1) for j in (0, 1))
    found = (1 - t) * ((1 - s) * a + s * b) + t * ((1 - s) * c + s * d)
    return found if np.abs(found).max() < 1e4 else np.full(2, np.nan)


def wavy(points: np.ndarray, seed: int, size: float) -> np.ndarray:
    """A smooth random deformation: a turn, a scale and long waves, without folds."""
    rng = np.random.default_rng(seed)
    middle = points.mean(axis=0)
    angle, zoom = rng.uniform(-3, 3), rng.uniform(0.75, 1.2)
    c, s = np.cos(angle), np.sin(angle)
    moved = (points - middle) @ np.array([[c, s], [-s, c]]) * zoom
    for _ in range(2):
        wave = rng.uniform(-1, 1, 2) * 2 * np.pi / size
        moved = moved + rng.uniform(-0.06, 0.06, 2) * size * np.sin(moved @ wave + rng.uniform(0, 6))[:, None]
    return moved + middle


def rest_vertices(rig: Rig) -> np.ndarray:
    return np.concatenate([chain.mesh.vertices for chain in rig.chains])


def errors(rig: Rig, moved: np.ndarray, width: int, height: int) -> tuple[np.ndarray, int]:
    """How far the map is off at every vertex that has texture, and at how many of them nothing is drawn."""
    off, missing = [], 0
    for layer_map in Rasteriser(rig, width, height).frame(moved):
        chain = next(c for c in rig.chains if layer_map.layer in c.layers)
        layer = rig.layers[layer_map.layer]
        for number, vertex in enumerate(chain.mesh.vertices):
            x, y = np.rint(vertex - layer.origin).astype(int)
            if not (0 <= x < layer.rgba.shape[1] and 0 <= y < layer.rgba.shape[0] and layer.rgba[y, x, 3]):
                continue
            place = moved[chain.offset + number]
            if (place < 0).any() or (place > (width - 1, height - 1)).any():
                continue
            found = read(layer_map, *place)
            missing += bool(np.isnan(found).any())
            off.append(np.linalg.norm(found - (vertex - layer.origin)))
    return np.array(off), missing


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000))
def test_the_map_undoes_a_smooth_deformation(seed: int) -> None:
    rig = mannequin().rig
    moved = wavy(rest_vertices(rig), seed, 400) + (120, 60)
    off, missing = errors(rig, moved, 600, 600)
    assert missing == 0
    assert len(off) > 250
    assert np.median(off) < 0.5
    assert np.quantile(off, 0.95) < 1.5


def test_at_rest_the_map_is_the_identity() -> None:
    rig = demo_child().rig
    off, missing = errors(rig, rest_vertices(rig), 432, 768)
    assert missing == 0
    assert off.max() < 0.01


@pytest.mark.parametrize("zoom", [0.4, 0.7, 1.0, 1.6])
@pytest.mark.parametrize("make", [mannequin, demo_child])
def test_edges_are_as_smooth_as_the_resized_picture_at_any_size(make, zoom: float) -> None:
    """Cells of the map must not show at the figure's edge, however small the figure is."""
    body: Body = make()
    rig = body.rig
    width, height = (round(side * zoom) for side in body.cut.alpha.shape[1::-1])
    shown = _alpha(rig, zoom, width, height)
    how = cv2.INTER_AREA if zoom < 1 else cv2.INTER_LINEAR
    wanted = cv2.resize(body.cut.alpha, (width, height), interpolation=how)
    error = np.abs(shown.astype(int) - wanted)
    core = cv2.erode((wanted > 250).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    assert error[core].mean() < 1.0
    assert (error > 100).sum() < 0.003 * (wanted > 0).sum()


def _alpha(rig: Rig, zoom: float, width: int, height: int) -> np.ndarray:
    rest = rig.rest()
    turn = replace(rest.turn, along=rest.turn.along * zoom, across=rest.turn.across * zoom)
    pose = BonePose(turn=turn, nodes=(rest.nodes + 0.5) * zoom - 0.5)
    return over(rig, pose, np.zeros((height, width, 4), np.uint8))[..., 3]


@pytest.mark.parametrize("shift", [(-150, 0), (160, 10), (0, -170), (7, 200), (-130, -140), (0, -36), (-29, 0)])
def test_a_figure_across_the_border_is_the_part_of_it_that_is_inside(shift: tuple[int, int]) -> None:
    """Nothing is smeared along the border, nothing is missing at it."""
    rig = mannequin().rig
    moved = rig.deform(rig.rest())[0] + 240
    whole = _drawn(rig, moved, 840, 960)
    part = _drawn(rig, moved + shift - 240, 360, 480)
    x, y = 240 - shift[0], 240 - shift[1]
    assert np.abs(part.astype(int) - whole[y : y + 480, x : x + 360]).max() <= 6


def _drawn(rig: Rig, moved: np.ndarray, width: int, height: int) -> np.ndarray:
    from mudong.motion.render.compose import draw_layers

    frame = np.zeros((height, width, 4), np.uint8)
    draw_layers(
        frame, [la.rgba for la in rig.layers], Rasteriser(rig, width, height).frame(moved), range(len(rig.layers))
    )
    return frame


@pytest.mark.parametrize("away", [(5000, 0), (-5000, 0), (0, 5000), (0, -5000)])
def test_a_figure_outside_the_frame_has_no_maps(away: tuple[int, int]) -> None:
    rig = mannequin().rig
    assert Rasteriser(rig, 360, 480).frame(rig.deform(rig.rest())[0] + away) == []


def test_a_collapsed_mesh_draws_nothing_and_does_no_harm() -> None:
    rig = mannequin().rig
    frame = _drawn(rig, np.full((rig.num_vertices, 2), 100.0, np.float32), 360, 480)
    assert not frame.any()


def test_maps_start_on_cells_and_name_their_layers() -> None:
    rig = demo_child().rig
    maps = Rasteriser(rig, 432, 768).frame(rig.deform(rig.rest())[0])
    assert {rig.layers[m.layer].part for m in maps} == set(Part)
    for layer_map in maps:
        assert layer_map.x % layer_map.cell == layer_map.y % layer_map.cell == 0
        assert layer_map.cells.dtype == np.float32
