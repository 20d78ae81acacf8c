"""Retargeting: the dancer's directions in the puppet's own lengths, on feet that stand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from puppets import MANNEQUIN, SIZE, demo_child, figure_at, mannequin
from tracks import STANDING, make_track
from walk import FEET, larger, mirrored, walk

from mudong.cli.demo.dancer import dance_track
from mudong.motion.retarget.limbs import LEAST_SEEN
from mudong.motion.retarget.pose import Able, retarget
from mudong.motion.retarget.source import read_dancer
from mudong.motion.rig.bones import BONE_NODES, HAND_TIP_L, HAND_TIP_R, Bone, rest_nodes
from mudong.spec.joints import MIRROR, Joint

ARMS = (Bone.UPPER_ARM_L, Bone.UPPER_ARM_R, Bone.FOREARM_L, Bone.FOREARM_R)
LEGS = (Bone.THIGH_L, Bone.THIGH_R, Bone.SHIN_L, Bone.SHIN_R)


def vectors(nodes: np.ndarray, bone: Bone) -> np.ndarray:
    start, end = BONE_NODES[bone]
    return nodes[..., end, :] - nodes[..., start, :]


def apart_deg(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    angle = np.arctan2(a[..., 1], a[..., 0]) - np.arctan2(b[..., 1], b[..., 0])
    return np.abs(np.degrees((angle + np.pi) % (2 * np.pi) - np.pi))


@pytest.fixture(scope="module", params=["mannequin", "demo_child"])
def rest(request: pytest.FixtureRequest) -> np.ndarray:
    return (mannequin() if request.param == "mannequin" else demo_child()).nodes


def test_arms_point_exactly_where_the_dancers_do(rest: np.ndarray) -> None:
    track = dance_track()
    nodes = retarget(track, rest).pose.nodes
    for bone in ARMS:
        assert apart_deg(vectors(nodes, bone), vectors(track.xy, bone)).max() < 0.05, bone


def test_legs_point_nearly_where_the_dancers_do(rest: np.ndarray) -> None:
    track = dance_track()
    nodes, dancer = retarget(track, rest).pose.nodes, read_dancer(track)
    for bone in LEGS:
        off = apart_deg(vectors(nodes, bone), vectors(track.xy, bone))[dancer.seen[:, bone] > 0.5]
        assert np.median(off) < 6, bone
        assert np.quantile(off, 0.95) < 20, bone


def test_bones_keep_the_puppets_lengths(rest: np.ndarray) -> None:
    """Foreshortened at most to three tenths, longer by no more than a stretch nobody sees."""
    nodes = retarget(dance_track(), rest).pose.nodes
    for bone in (*ARMS, *LEGS, Bone.HEAD):
        share = np.linalg.norm(vectors(nodes, bone), axis=-1) / np.linalg.norm(vectors(rest, bone))
        assert share.min() > 0.28, bone
        assert share.max() < 1.35, bone
    for bone in (*ARMS, Bone.HEAD):
        share = np.linalg.norm(vectors(nodes, bone), axis=-1) / np.linalg.norm(vectors(rest, bone))
        assert np.median(share) == pytest.approx(1.0, abs=0.15), bone


def test_turn_and_stretch_describe_the_nodes(rest: np.ndarray) -> None:
    pose = retarget(dance_track(), rest).pose
    for bone in (*ARMS, *LEGS):
        own, moved = vectors(rest, bone), vectors(pose.nodes, bone)
        angle = np.arctan2(own[1], own[0]) + pose.turn.angle[:, bone]
        assert apart_deg(np.stack([np.cos(angle), np.sin(angle)], -1), moved).max() < 1e-3
        length = pose.turn.along[:, bone] * np.linalg.norm(own)
        shown = np.maximum(np.linalg.norm(moved, axis=1), LEAST_SEEN * np.linalg.norm(own))
        assert length == pytest.approx(shown, rel=1e-4)


def test_angles_run_on_without_jumps_of_a_turn(rest: np.ndarray) -> None:
    pose = retarget(dance_track(), rest).pose
    assert np.abs(np.diff(pose.turn.angle, axis=0)).max() < np.pi


@pytest.mark.parametrize("noise", [0.0, 0.25])
def test_planted_feet_do_not_slide_in_a_walk(rest: np.ndarray, noise: float) -> None:
    track, truth = walk(noise_px=noise)
    danced = retarget(track, rest)
    height = np.ptp(rest[:, 1])
    for side, (*_, ankle, _) in enumerate(FEET):
        assert danced.stands[:, side].mean() > 0.4
        for start, stop in _spans(danced.stands[:, side]):
            drift = np.ptp(danced.pose.nodes[start:stop, ankle], axis=0)
            assert np.hypot(*drift) < 0.01 * height
        assert danced.stands[truth[:, side], side].mean() > 0.85


def test_planted_feet_do_not_slide_in_the_demo(rest: np.ndarray) -> None:
    danced = retarget(dance_track(), rest)
    height = np.ptp(rest[:, 1])
    assert danced.stands.mean() > 0.5
    for side, (*_, ankle, toe) in enumerate(FEET):
        for start, stop in _spans(danced.stands[:, side]):
            assert np.hypot(*np.ptp(danced.pose.nodes[start:stop, ankle], axis=0)) < 0.01 * height
            inner = danced.pose.nodes[start + 3 : stop - 3, toe]
            if len(inner):
                assert np.hypot(*np.ptp(inner, axis=0)) < 0.01 * height


def _spans(flags: np.ndarray) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.r_[0, flags.astype(int), 0]))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def test_the_root_travels_in_leg_lengths(rest: np.ndarray) -> None:
    track, _ = walk()
    danced = retarget(track, rest)
    legs = [np.mean([np.linalg.norm(vectors(n, b)) for b in LEGS]) * 2 for n in (rest, STANDING.astype(float))]
    way = np.ptp(danced.pose.nodes[:, Joint.PELVIS, 0]) / np.ptp(track.xy[:, Joint.PELVIS, 0])
    assert way == pytest.approx(legs[0] / legs[1], rel=0.12)
    assert danced.scale == pytest.approx(way, rel=0.02)


def test_a_mirrored_dance_gives_the_mirrored_pose() -> None:
    rest = mannequin().nodes
    swap = [*MIRROR, HAND_TIP_R, HAND_TIP_L]
    track = dance_track()
    straight, seen_in_mirror = retarget(track, rest).pose.nodes, retarget(mirrored(track), rest).pose.nodes
    axis = 2 * rest[Joint.PELVIS, 0]
    expected = straight[:, swap].copy()
    expected[..., 0] = axis - expected[..., 0]
    assert seen_in_mirror == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize("factor", [0.5, 2.0, 3.0])
def test_the_dancers_size_does_not_matter(rest: np.ndarray, factor: float) -> None:
    track = dance_track()
    small, large = retarget(track, rest), retarget(larger(track, factor), rest)
    assert large.pose.nodes == pytest.approx(small.pose.nodes, abs=0.25)
    assert large.scale * factor == pytest.approx(small.scale, rel=1e-3)


def test_a_puppet_twice_as_large_dances_twice_as_large(rest: np.ndarray) -> None:
    track = dance_track()
    assert retarget(track, 2 * rest).pose.nodes == pytest.approx(2 * retarget(track, rest).pose.nodes, abs=0.05)


def test_where_the_dancer_stands_in_the_frame_does_not_matter(rest: np.ndarray) -> None:
    track = dance_track()
    moved = replace(track, xy=track.xy + np.array([123, -45], np.float32))
    assert retarget(moved, rest).pose.nodes == pytest.approx(retarget(track, rest).pose.nodes, abs=0.05)


def test_at_home_the_puppet_stands_where_the_picture_shows_it() -> None:
    places = {joint: (float(x), float(y)) for joint, (x, y) in zip(Joint, STANDING, strict=True)}
    rest = rest_nodes(figure_at(places, 640, 480))
    nodes = retarget(make_track(), rest).pose.nodes
    assert nodes == pytest.approx(np.tile(rest, (60, 1, 1)), abs=1.0)


def test_joints_stay_inside_their_limits() -> None:
    """Wild input: the head never turns round, a hand never folds back, and all stays finite."""
    rng = np.random.default_rng(3)
    rest = mannequin().nodes
    wild = make_track(STANDING + rng.normal(0, 40, (80, 21, 2)))
    nodes = retarget(wild, rest).pose.nodes
    assert np.isfinite(nodes).all()
    up = nodes[:, Joint.NECK] - nodes[:, Joint.PELVIS]
    assert apart_deg(vectors(nodes, Bone.HEAD), up).max() < 39
    for hand, fore in ((Bone.HAND_L, Bone.FOREARM_L), (Bone.HAND_R, Bone.FOREARM_R)):
        assert apart_deg(vectors(nodes, hand), vectors(nodes, fore)).max() < 56


def test_a_dance_without_legs_leaves_the_feet_where_they_are(rest: np.ndarray) -> None:
    nodes = retarget(dance_track(), rest, Able(legs="stand")).pose.nodes
    for joint in (Joint.ANKLE_L, Joint.ANKLE_R, Joint.TOE_L, Joint.TOE_R):
        assert np.ptp(nodes[:, joint], axis=0).max() < 1e-6
    assert np.ptp(nodes[:, Joint.WRIST_L, 1]) > 0.2 * np.ptp(rest[:, 1])


def test_a_bust_never_lifts_off_the_border_that_cuts_it(rest: np.ndarray) -> None:
    nodes = retarget(dance_track(), rest, Able(legs="none")).pose.nodes
    assert np.ptp(nodes[:, Joint.PELVIS, 1]) < 1e-6


def test_an_arm_that_cannot_move_is_carried(rest: np.ndarray) -> None:
    nodes = retarget(dance_track(), rest, Able(arms=(False, True))).pose.nodes
    carried = nodes[:, Joint.WRIST_L] - nodes[:, Joint.SHOULDER_L]
    assert carried == pytest.approx(np.tile(rest[Joint.WRIST_L] - rest[Joint.SHOULDER_L], (len(nodes), 1)), abs=1e-6)


def test_one_frame_is_enough() -> None:
    rest = rest_nodes(figure_at(MANNEQUIN, *SIZE))
    assert retarget(make_track(frames=1), rest).pose.nodes.shape == (1, 23, 2)
