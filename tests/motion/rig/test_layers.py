"""The drawn layers: at rest they give back the picture, and they hold nothing but the figure."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from puppets import COLOUR, GROUND, MANNEQUIN, Body, demo_child, figure_at, mannequin, over, paint_mannequin

from mudong.motion.rig.bones import Part, rest_nodes
from mudong.motion.rig.build import build_rig
from mudong.spec.joints import Joint


def rest_error(body: Body) -> np.ndarray:
    """(H, W) largest difference of any channel between the picture and its layers over the background."""
    shown = over(body.rig, body.rig.rest(), body.background)
    return np.abs(shown.astype(int) - body.picture).max(axis=2)


@pytest.mark.parametrize("make", [mannequin, demo_child])
def test_at_rest_layers_over_the_true_background_give_back_the_picture(make) -> None:
    body = make()
    error = rest_error(body)
    inside = cv2.erode((body.cut.alpha > 250).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    assert np.percentile(error[inside], 97) <= 4
    assert error[inside].mean() < 1.5
    # A pixel or two of background that limbs close in on from two sides may take some of their colour.
    assert np.count_nonzero(error[body.cut.alpha == 0] > 2) <= 2


@pytest.mark.parametrize("name", ["person", "drawing"])
def test_real_figures_at_rest_look_as_in_the_picture(name: str, request: pytest.FixtureRequest) -> None:
    body: Body = request.getfixturevalue(name)
    rig = build_rig(body.cut.colour, body.cut.alpha, body.nodes, skin_known=False)
    shown = over(rig, rig.rest(), body.background)
    error = np.abs(shown.astype(int) - body.picture).max(axis=2)
    inside = cv2.erode((body.cut.alpha > 250).astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    assert np.percentile(error[inside], 90) <= 4
    assert error[inside].mean() < 4
    assert (error[inside] > 40).mean() < 0.03


@pytest.mark.parametrize("make", [mannequin, demo_child])
def test_textures_are_premultiplied_and_end_before_their_border(make) -> None:
    for layer in make().rig.layers:
        rgba = layer.rgba.astype(int)
        assert (rgba[..., :3] <= rgba[..., 3:] + 1).all(), layer.part
        border = np.concatenate([rgba[0], rgba[-1], rgba[:, 0], rgba[:, -1]])
        assert not border[:, 3].any(), layer.part


def test_no_layer_holds_a_colour_of_the_background() -> None:
    for layer in mannequin().rig.layers:
        seen = layer.rgba[layer.rgba[..., 3] > 60].astype(float)
        straight = seen[:, :3] * 255 / seen[:, 3:]
        assert np.linalg.norm(straight - GROUND, axis=1).min() > 60, layer.part


@pytest.mark.parametrize("make", [mannequin, demo_child])
def test_each_part_is_drawn_once(make) -> None:
    parts = [layer.part for layer in make().rig.layers]
    assert sorted(parts) == list(Part)


def test_layers_lie_inside_the_silhouette() -> None:
    """What is filled in behind other parts must not stick out of the figure at rest."""
    body = mannequin()
    for layer in body.rig.layers:
        height, width = layer.rgba.shape[:2]
        x, y = layer.origin
        window = body.cut.alpha[y : y + height, x : x + width]
        assert not (layer.rgba[..., 3][window == 0] > 40).any(), layer.part


def test_what_an_arm_hid_is_filled_with_the_bodys_own_colours() -> None:
    """The torso goes on under the forearms that lie on it, and keeps none of their colour."""
    places = dict(MANNEQUIN)
    for sign, side in ((1, "L"), (-1, "R")):
        places[Joint[f"ELBOW_{side}"]], places[Joint[f"WRIST_{side}"]] = (180 + sign * 62, 196), (180 + sign * 22, 206)
    picture, alpha = paint_mannequin(places)
    rig = build_rig(picture, alpha, rest_nodes(figure_at(places, 360, 480)), skin_known=False)
    torso = next(layer for layer in rig.layers if layer.part is Part.TORSO)
    x, y = np.array((180, 206)) - torso.origin
    assert torso.rgba[y, x, 3] > 250, "a hole where the hands lie"
    solid = torso.rgba[torso.rgba[..., 3] > 250][:, :3].astype(int)
    assert (np.abs(solid - COLOUR["FOREARM"]).max(axis=1) < 40).mean() < 0.02
