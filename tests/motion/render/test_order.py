"""Draw order: every part once, arms where the dancer's are, and no flicker."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tracks import make_track

from mudong.motion.render.order import DepthOrder, depth_order
from mudong.motion.rig.bones import NUM_NODES, Part
from mudong.motion.track import PoseTrack
from mudong.spec.joints import NUM_JOINTS, Joint

WIDTH = 60
"""Between the shoulders of the track's body, pixels."""


def ordered(track: PoseTrack) -> DepthOrder:
    nodes = np.zeros((len(track), NUM_NODES, 2))
    nodes[:, :NUM_JOINTS] = track.xy
    return depth_order(track, nodes)


def with_depth(changes: dict[Joint, float], frames: int = 40) -> PoseTrack:
    track = make_track(frames=frames)
    depth = track.depth.copy()
    for joint, value in changes.items():
        depth[:, joint] = value
    return replace(track, depth=depth)


def before(order: tuple[Part, ...], behind: Part, front: Part) -> bool:
    return order.index(behind) < order.index(front)


def test_every_part_is_drawn_once_whatever_the_depth() -> None:
    rng = np.random.default_rng(4)
    track = make_track(frames=60)
    wild = replace(track, depth=rng.normal(0, 100, track.depth.shape).astype(np.float32))
    order = ordered(wild)
    assert all(sorted(order.layers(frame)) == list(Part) for frame in range(60))


def test_arms_cross_in_front_of_chest_and_legs_hang_behind_the_torso() -> None:
    order = ordered(make_track(frames=40)).layers(20)
    for side in "LR":
        for name in ("UPPER_ARM", "FOREARM", "HAND"):
            assert before(order, Part.TORSO, Part[f"{name}_{side}"])
        for name in ("THIGH", "SHIN", "FOOT"):
            assert before(order, Part[f"{name}_{side}"], Part.TORSO)
    assert before(order, Part.TORSO, Part.HEAD)


@pytest.mark.parametrize("side", ["L", "R"])
def test_an_arm_behind_the_back_is_drawn_behind(side: str) -> None:
    track = with_depth({Joint[f"WRIST_{side}"]: 1.0 * WIDTH, Joint[f"ELBOW_{side}"]: 0.6 * WIDTH})
    order = ordered(track).layers(20)
    for name in ("UPPER_ARM", "FOREARM", "HAND"):
        assert before(order, Part[f"{name}_{side}"], Part.TORSO)
    other = "R" if side == "L" else "L"
    assert before(order, Part.TORSO, Part[f"FOREARM_{other}"])


def test_a_hand_behind_the_head_is_drawn_behind_it() -> None:
    order = ordered(with_depth({Joint.WRIST_L: 0.6 * WIDTH})).layers(20)
    assert before(order, Part.HAND_L, Part.HEAD)
    assert before(order, Part.HEAD, Part.HAND_R)


@pytest.mark.parametrize(("near", "far"), [("L", "R"), ("R", "L")])
def test_the_nearer_arm_and_leg_are_drawn_last(near: str, far: str) -> None:
    changes = {Joint[f"{name}_{near}"]: -0.4 * WIDTH for name in ("WRIST", "ANKLE", "KNEE")}
    order = ordered(with_depth(changes)).layers(20)
    for part in ("FOREARM", "HAND", "THIGH", "SHIN", "FOOT"):
        assert before(order, Part[f"{part}_{far}"], Part[f"{part}_{near}"]), part


def test_a_raised_knee_comes_in_front_of_the_body() -> None:
    track = make_track(frames=40)
    xy = track.xy.copy()
    xy[:, Joint.KNEE_L, 1] = xy[:, Joint.HIP_L, 1] - 20
    order = ordered(replace(track, xy=xy)).layers(20)
    assert before(order, Part.TORSO, Part.THIGH_L)
    assert before(order, Part.THIGH_R, Part.TORSO)


def test_without_depth_no_arm_goes_behind() -> None:
    track = with_depth({Joint.WRIST_L: 5 * WIDTH, Joint.ELBOW_L: 5 * WIDTH})
    order = ordered(replace(track, has_depth=False)).layers(10)
    assert before(order, Part.TORSO, Part.FOREARM_L)


def test_a_noisy_depth_does_not_flicker() -> None:
    """An arm that swings behind once and noise around the limit: the order changes twice, not at every frame."""
    frames = 90
    rng = np.random.default_rng(8)
    track = make_track(frames=frames)
    depth = track.depth.copy()
    behind = (np.arange(frames) >= 30) & (np.arange(frames) < 60)
    depth[:, Joint.WRIST_L] = np.where(behind, 0.9, 0.0) * WIDTH
    depth[:, Joint.ELBOW_L] = np.where(behind, 0.5, 0.0) * WIDTH
    single = rng.choice(frames, 9, replace=False)
    depth[single, Joint.WRIST_L] = rng.uniform(-1, 1.5, 9) * WIDTH
    order = ordered(replace(track, depth=depth))
    changes = sum(
        before(order.layers(i), Part.FOREARM_L, Part.TORSO) != before(order.layers(i + 1), Part.FOREARM_L, Part.TORSO)
        for i in range(frames - 1)
    )
    assert changes == 2
