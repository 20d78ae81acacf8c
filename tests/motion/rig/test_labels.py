"""The partition of a silhouette: nothing twice, nothing left over, and the parts where they were painted."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from puppets import COLOUR, MANNEQUIN, RADIUS, Body, demo_child, figure_at, mannequin, paint_mannequin, stem

from mudong.motion.rig.bones import BONE_NODES, PART_BONE, Bone, Part, rest_nodes
from mudong.motion.rig.labels import PartLabels, label_parts
from mudong.spec.joints import Joint

NONE: frozenset[Part] = frozenset()


def labels_of(body: Body) -> PartLabels:
    return label_parts(body.cut.colour, body.cut.alpha, body.nodes, NONE)


@pytest.mark.parametrize("make", [mannequin, demo_child])
def test_every_pixel_of_the_silhouette_belongs_to_one_part(make) -> None:
    labels = labels_of(make())
    owners = sum(labels.inside(part).astype(int) for part in Part)[labels.silhouette]
    assert (owners > 1).mean() == 0
    assert (owners == 0).mean() < 1e-3  # exactly on a boundary


@pytest.mark.parametrize("make", [mannequin, demo_child])
def test_at_full_size_the_parts_together_cover_the_figure(make) -> None:
    body = make()
    labels = labels_of(body)
    size = body.cut.alpha.shape[1::-1]
    total = sum(labels.mask(part, size) for part in Part)[body.cut.alpha > 250]
    assert total.min() > 0.5
    assert np.percentile(np.abs(total - 1), 99) < 0.35


def test_parts_are_where_they_were_painted() -> None:
    body = mannequin()
    labels = labels_of(body)
    masks = np.stack([labels.mask(part, body.cut.alpha.shape[1::-1]) for part in Part])
    best = masks.argmax(axis=0)
    ys, xs = np.mgrid[: best.shape[0], : best.shape[1]]
    for part, bone in PART_BONE.items():
        start, end = (body.nodes[n] for n in BONE_NODES[bone])
        length = np.linalg.norm(end - start)
        u, v = (end - start) / length, np.array([start[1] - end[1], end[0] - start[0]]) / length
        along, across = ((xs - start[0]) * w[0] + (ys - start[1]) * w[1] for w in (u, v))
        # Neighbours overlap at the joints (a forearm's round end lies over half the hand): judge the middle.
        first = 0.5 if part.name.startswith("HAND") else 0.3
        core = (along > first * length) & (along < 0.75 * length) & (np.abs(across) < 0.8 * RADIUS[stem(part)])
        assert (best[core] == part).mean() > 0.93, part


def test_left_parts_are_left() -> None:
    body = demo_child()
    labels = labels_of(body)
    middle = labels.silhouette.shape[1] / 2
    for part in Part:
        if part.name.endswith(("_L", "_R")):
            columns = np.nonzero(labels.inside(part) & labels.silhouette)[1]
            assert (columns > middle).mean() == pytest.approx(float(part.name.endswith("_L")), abs=0.02), part


def test_radii_are_half_the_limbs_thickness() -> None:
    radii = labels_of(mannequin()).radii
    for part, bone in PART_BONE.items():
        if part is not Part.HEAD:
            assert radii[bone] == pytest.approx(RADIUS[stem(part)], rel=0.25), part


def test_labels_do_not_depend_on_the_picture_size() -> None:
    body = mannequin()
    twice = (body.cut.alpha.shape[1] * 2, body.cut.alpha.shape[0] * 2)
    large = label_parts(
        cv2.resize(body.cut.colour, twice, interpolation=cv2.INTER_CUBIC),
        cv2.resize(body.cut.alpha, twice, interpolation=cv2.INTER_LINEAR), body.nodes * 2 + 0.5, NONE,
    )  # fmt: skip
    small = labels_of(body)
    assert large.radii == pytest.approx(2 * small.radii, rel=0.15)
    size = body.cut.alpha.shape[1::-1]
    a, b = (np.stack([one.mask(part, size) for part in Part]).argmax(axis=0) for one in (small, large))
    assert (a == b)[body.cut.alpha > 250].mean() > 0.96


def test_an_absent_part_gets_no_pixel() -> None:
    body = mannequin()
    labels = label_parts(body.cut.colour, body.cut.alpha, body.nodes, frozenset([Part.HAND_L]))
    assert not (labels.inside(Part.HAND_L) & labels.silhouette).any()
    assert (labels.inside(Part.HAND_R) & labels.silhouette).any()


def hanging() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A mannequin whose arms lie on its flanks and hips: picture, alpha, nodes."""
    places = dict(MANNEQUIN)
    for side, sign in (("L", 1), ("R", -1)):
        places[Joint[f"SHOULDER_{side}"]] = (180 + sign * 38, 134)
        places[Joint[f"ELBOW_{side}"]] = (180 + sign * 36, 194)
        places[Joint[f"WRIST_{side}"]] = (180 + sign * 34, 250)
    picture, alpha = paint_mannequin(places)
    return picture, alpha, rest_nodes(figure_at(places, 360, 480))


def test_an_arm_against_the_body_is_parted_along_the_drawn_edge() -> None:
    picture, alpha, nodes = hanging()
    labels = label_parts(picture, alpha, nodes, NONE)
    size = alpha.shape[1::-1]
    arm = np.maximum.reduce([labels.mask(p, size) for p in Part if stem(p) in ("UPPER_ARM", "FOREARM", "HAND")])
    torso = labels.mask(Part.TORSO, size)
    for name, mine, other in (("TORSO", torso, arm), ("UPPER_ARM", arm, torso), ("FOREARM", arm, torso)):
        painted = np.abs(picture.astype(int) - COLOUR[name]).max(axis=2) < 4
        rows = np.zeros_like(painted)
        rows[150:236] = True
        assert (mine > other)[painted & rows].mean() > 0.9, name


def test_without_an_edge_the_arm_still_gets_its_own_breadth() -> None:
    _, alpha, nodes = hanging()
    grey = np.full((*alpha.shape, 3), 128, np.uint8)
    labels = label_parts(grey, alpha, nodes, NONE)
    for part in (Part.UPPER_ARM_L, Part.UPPER_ARM_R):
        start, end = (nodes[n] * labels.scale for n in BONE_NODES[Bone[part.name]])
        area = (labels.inside(part) & labels.silhouette).sum() / labels.scale**2
        assert 0.6 < area / (2 * RADIUS["UPPER_ARM"] * np.linalg.norm(end - start) / labels.scale) < 1.7
