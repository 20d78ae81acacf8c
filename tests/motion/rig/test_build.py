"""The rig as a whole: over any pose inside the joints' limits it stays in one piece, without holes at its joints."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from puppets import GROUND, Body, alone, demo_child, mannequin, posed, random_pose

from mudong.motion.rig.bones import Bone, Part
from mudong.motion.rig.build import BonePose, Rig, build_rig
from mudong.spec.joints import Joint

_MEETING = {
    "SHOULDER": ("UPPER_ARM",), "ELBOW": ("UPPER_ARM", "FOREARM"), "WRIST": ("FOREARM", "HAND"), "HIP": ("THIGH",),
    "KNEE": ("THIGH", "SHIN"), "ANKLE": ("SHIN", "FOOT"),
}  # fmt: skip
"""The bones that meet at each joint."""
SHOTS = 12


_CLEARANCES: dict[int, dict[str, float]] = {}


def clearance(rig: Rig) -> dict[str, float]:
    """How thick the figure is at rest around every joint: pixels to the nearest one that is not covered."""
    if id(rig) in _CLEARANCES:
        return _CLEARANCES[id(rig)]
    frame, moved = alone(rig, rig.rest())
    inside = cv2.distanceTransform((frame[..., 3] > 127).astype(np.uint8), cv2.DIST_L2, 5)
    found = {}
    for name in _MEETING:
        for side in "LR":
            x, y = np.rint(moved.nodes[0, Joint[f"{name}_{side}"]]).astype(int)
            found[f"{name}_{side}"] = float(inside[y, x])
    return _CLEARANCES.setdefault(id(rig), found)


def discs(rig: Rig, nodes: np.ndarray, share: float) -> list[tuple[str, np.ndarray, float]]:
    """Around every joint of a limb: its name, centre, and a share of the thinner limb's half thickness.

    Never more than what the picture itself covers there, such as a narrow wrist in a wide sleeve.
    """
    rest = clearance(rig)
    return [
        (key, nodes[Joint[key]], min(share * min(rig.radii[Bone[f"{b}_{side}"]] for b in bones), 0.75 * rest[key]))
        for name, bones in _MEETING.items()
        for side in "LR"
        for key in (f"{name}_{side}",)
    ]


def within(shape: tuple[int, ...], centre: np.ndarray, radius: float) -> np.ndarray:
    ys, xs = np.ogrid[: shape[0], : shape[1]]
    return np.hypot(xs - centre[0], ys - centre[1]) <= radius


def assert_whole(rig: Rig, pose: BonePose) -> None:
    frame, moved = alone(rig, pose)
    solid = (frame[..., 3] > 127).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(solid)
    pieces = sorted(stats[1:, cv2.CC_STAT_AREA])
    assert sum(pieces[:-1]) <= 12, f"detached: {pieces[:-1]} of {pieces[-1]} pixels"
    for name, centre, radius in discs(rig, moved.nodes[0], 0.6):
        assert solid[within(solid.shape, centre, radius)].all(), f"{name} is not covered"
    around = cv2.connectedComponents(1 - solid, connectivity=4)[1]
    enclosed = (solid == 0) & (around != around[0, 0])
    for name, centre, radius in discs(rig, moved.nodes[0], 0.9):
        assert (enclosed & within(solid.shape, centre, radius)).sum() <= 4, f"a hole at {name}"


@pytest.mark.parametrize("seed", range(SHOTS))
@pytest.mark.parametrize("make", [mannequin, demo_child])
def test_whole_in_any_pose(make, seed: int) -> None:
    rig = make().rig
    rng = np.random.default_rng(1000 + seed)
    for _ in range(3):
        assert_whole(rig, random_pose(rig, rng))


@pytest.mark.parametrize("bend", range(-150, 151, 30))
def test_whole_at_any_bend_of_elbows_and_knees(bend: int) -> None:
    rig = mannequin().rig
    angle = {Bone[f"{name}_{side}"]: np.radians(bend) for name in ("FOREARM", "SHIN") for side in "LR"}
    angle |= {Bone.UPPER_ARM_L: -0.5, Bone.UPPER_ARM_R: 0.5, Bone.THIGH_L: -0.6, Bone.THIGH_R: 0.6}
    assert_whole(rig, posed(rig, angle))


@pytest.mark.parametrize("bend", [0, 60, 90, 120, 150])
def test_an_elbow_keeps_its_thickness(bend: int) -> None:
    rig = mannequin().rig
    frame, moved = alone(rig, posed(rig, {Bone.UPPER_ARM_L: np.radians(-40), Bone.FOREARM_L: np.radians(bend)}))
    ys, xs = np.nonzero(frame[..., 3] < 128)
    nearest = np.hypot(*(np.stack([xs, ys]) - moved.nodes[0, Joint.ELBOW_L][:, None])).min()
    assert nearest > 0.9 * rig.radii[Bone.FOREARM_L]


@pytest.mark.parametrize("make", [mannequin, demo_child])
def test_no_pixel_is_sampled_from_outside_the_figure(make) -> None:
    """On a ground of one colour the cut-out's colours are told from it in any pose."""
    body = _on_green(make())
    rig = build_rig(body.cut.colour, body.cut.alpha, body.nodes, skin_known=False)
    rng = np.random.default_rng(77)
    for _ in range(8):
        frame, _ = alone(rig, random_pose(rig, rng))
        seen = frame[frame[..., 3] > 100].astype(float)
        straight = seen[:, :3] * 255 / seen[:, 3:]
        assert (np.linalg.norm(straight - GROUND, axis=1) < 40).sum() == 0


def _on_green(body: Body) -> Body:
    """The same figure, its colours continued beyond the edge by their neighbours, and everything else green."""
    colour = body.cut.colour.copy()
    colour[cv2.dilate(body.cut.alpha, np.ones((25, 25), np.uint8)) == 0] = GROUND
    cut = type(body.cut)(alpha=body.cut.alpha, colour=colour, box=body.cut.box)
    return Body(picture=body.picture, background=body.background, figure=body.figure, cut=cut)


@pytest.mark.parametrize("make", [mannequin, demo_child])
def test_at_rest_every_vertex_stays(make) -> None:
    rig = make().rig
    moved = rig.deform(rig.rest())[0]
    assert moved.shape == (rig.num_vertices, 2)
    for chain in rig.chains:
        span = slice(chain.offset, chain.offset + len(chain.mesh.vertices))
        assert moved[span] == pytest.approx(chain.mesh.vertices, abs=0.05)


@pytest.mark.parametrize("make", [mannequin, demo_child])
def test_every_layer_hangs_on_one_mesh(make) -> None:
    rig = make().rig
    assert sorted(index for chain in rig.chains for index in chain.layers) == list(range(len(rig.layers)))


def test_height_is_the_figures() -> None:
    rows = np.nonzero((mannequin().cut.alpha > 127).any(axis=1))[0]
    assert mannequin().rig.height == pytest.approx(np.ptp(rows))


def test_a_figure_with_next_to_nothing_in_it_still_makes_a_rig() -> None:
    body = mannequin()
    crumbs = np.zeros_like(body.cut.alpha)
    crumbs[200:212, 170:190] = 255
    rig = build_rig(body.cut.colour, crumbs, body.nodes, skin_known=False)
    assert np.isfinite(rig.deform(rig.rest())).all()
    assert {layer.part for layer in rig.layers} <= set(Part)
