"""Whether a hand can be seen: it stands out, or is of the face's skin; in a pocket it is neither."""

from __future__ import annotations

import numpy as np
import pytest
from puppets import COLOUR, MANNEQUIN, Body, demo_child, figure_at, mannequin, paint_mannequin

from mudong.motion.rig.bones import BONE_NODES, HAND_TIP_L, Bone, Part, rest_nodes
from mudong.motion.rig.build import build_rig
from mudong.motion.rig.hands import hidden_hand_tip, painted_hand, visible_hands
from mudong.spec.joints import Joint


def in_pocket(side: str = "L") -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Picture, alpha, nodes: one wrist at the hip, its hand under cloth."""
    sign = 1 if side == "L" else -1
    places = dict(MANNEQUIN)
    places[Joint[f"ELBOW_{side}"]] = (180 + sign * 70, 190)
    places[Joint[f"WRIST_{side}"]] = (180 + sign * 36, 236)
    picture, alpha = paint_mannequin(places)
    picture[(np.abs(picture.astype(int) - COLOUR["HAND"]).max(axis=2) < 30) & _half(picture, sign)] = COLOUR["THIGH"]
    return picture, alpha, rest_nodes(figure_at(places, 360, 480))


def _half(picture: np.ndarray, sign: int) -> np.ndarray:
    ys, xs = np.mgrid[: picture.shape[0], : picture.shape[1]]
    return ((xs - 180) * sign > 0) & (ys > 200)


@pytest.mark.parametrize(("make", "skin_known"), [(mannequin, True), (mannequin, False), (demo_child, False)])
def test_hands_that_stand_out_are_seen(make, skin_known: bool) -> None:
    body = make()
    assert visible_hands(body.cut.colour, body.cut.alpha, body.nodes, skin_known) == (True, True)


@pytest.mark.parametrize("skin_known", [True, False])
@pytest.mark.parametrize("side", ["L", "R"])
def test_a_hand_in_a_pocket_is_not_seen(side: str, skin_known: bool) -> None:
    seen = visible_hands(*in_pocket(side), skin_known)
    assert seen == (side == "R", side == "L")


def test_the_hands_in_the_photograph_are_in_its_pockets(person: Body) -> None:
    assert visible_hands(person.cut.colour, person.cut.alpha, person.nodes, True) == (False, False)


def test_a_hidden_hand_goes_on_along_the_forearm_in_a_length_that_fits_the_arm() -> None:
    nodes = mannequin().nodes
    tip = hidden_hand_tip(nodes, Bone.HAND_L)
    shoulder, elbow, wrist = (nodes[j] for j in (Joint.SHOULDER_L, Joint.ELBOW_L, Joint.WRIST_L))
    arm = np.linalg.norm(elbow - shoulder) + np.linalg.norm(wrist - elbow)
    assert 0.25 < np.linalg.norm(tip - wrist) / arm < 0.45
    assert (tip - wrist) / np.linalg.norm(tip - wrist) == pytest.approx((wrist - elbow) / np.linalg.norm(wrist - elbow))


def test_a_painted_hand_lies_on_its_bone_in_the_colour_of_the_face() -> None:
    picture, alpha, nodes = in_pocket()
    nodes[HAND_TIP_L] = hidden_hand_tip(nodes, Bone.HAND_L)
    layer = painted_hand(picture, alpha, nodes, Bone.HAND_L)
    assert layer is not None
    assert layer.part is Part.HAND_L
    rgba = layer.rgba.astype(int)
    assert (rgba[..., :3] <= rgba[..., 3:] + 1).all()
    wrist, tip = (nodes[n] - layer.origin for n in BONE_NODES[Bone.HAND_L])
    for share in (0.0, 0.3, 0.6, 0.9):
        x, y = np.rint(wrist + share * (tip - wrist)).astype(int)
        assert rgba[y, x, 3] > 200, share
    colours = rgba[rgba[..., 3] > 250][:, :3]
    assert np.abs(np.median(colours, axis=0) - COLOUR["HEAD"]).max() < 30


def test_a_rig_gets_painted_hands_only_where_the_face_is_known() -> None:
    for skin_known in (True, False):
        rig = build_rig(*in_pocket(), skin_known=skin_known)
        hands = {layer.part for layer in rig.layers} & {Part.HAND_L, Part.HAND_R}
        assert hands == ({Part.HAND_L, Part.HAND_R} if skin_known else {Part.HAND_R})


def test_without_a_face_nothing_is_painted() -> None:
    picture, alpha, nodes = in_pocket()
    assert painted_hand(picture, np.zeros_like(alpha), nodes, Bone.HAND_L) is None
