"""Nodes, bones, parts and chains: together they are one tree over which everything is drawn once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from puppets import MANNEQUIN, mannequin

from mudong.motion.rig.bones import (
    BONE_NODES,
    CHAINS,
    HAND_TIP_L,
    HAND_TIP_R,
    NUM_NODES,
    Bone,
    Part,
    bone_nodes,
    rest_nodes,
)
from mudong.spec.joints import NUM_JOINTS, Joint


def test_every_part_is_drawn_from_exactly_one_chain() -> None:
    drawn = [part for chain in CHAINS for part in chain.parts]
    assert sorted(drawn) == list(Part)


def test_every_bone_belongs_to_a_chain_that_is_pinned_to_both_its_ends() -> None:
    for bone in Bone:
        chains = [c for c in CHAINS if bone in c.bones[1 if c.rooted else 0 :]]
        assert len(chains) == 1, bone
        assert set(BONE_NODES[bone]) <= set(chains[0].handles), bone


def test_a_bone_starts_where_the_one_before_it_ends() -> None:
    for chain in CHAINS:
        for before, bone in zip(chain.bones[chain.rooted :], chain.bones[chain.rooted + 1 :], strict=False):
            assert BONE_NODES[before][1] == BONE_NODES[bone][0]


def test_bone_nodes_has_the_order_of_the_bones() -> None:
    table = bone_nodes()
    assert all(tuple(table[bone]) == BONE_NODES[bone] for bone in Bone)
    assert table.max() < NUM_NODES


def test_without_hand_points_a_hand_goes_on_along_the_forearm() -> None:
    nodes = rest_nodes(mannequin().figure)
    assert nodes[:NUM_JOINTS] == pytest.approx(np.array([MANNEQUIN[j] for j in Joint]))
    for elbow, wrist, tip in ((Joint.ELBOW_L, Joint.WRIST_L, HAND_TIP_L), (Joint.ELBOW_R, Joint.WRIST_R, HAND_TIP_R)):
        forearm, hand = nodes[wrist] - nodes[elbow], nodes[tip] - nodes[wrist]
        assert forearm[0] * hand[1] == pytest.approx(forearm[1] * hand[0])
        assert 0.3 < np.linalg.norm(hand) / np.linalg.norm(forearm) < 0.8


def test_knuckles_lie_half_way_along_the_hand_unless_they_lie_on_the_wrist() -> None:
    figure = mannequin().figure
    wrists = figure.xy[[Joint.WRIST_L, Joint.WRIST_R]]
    hands = np.repeat(wrists[:, None], 3, axis=1)
    hands[0, :2] += [[0, 18], [4, 18]]
    nodes = rest_nodes(replace(figure, hands=hands))
    assert nodes[HAND_TIP_L] - wrists[0] == pytest.approx(np.array([4.0, 36.0]))
    assert nodes[HAND_TIP_R] == pytest.approx(rest_nodes(figure)[HAND_TIP_R])
