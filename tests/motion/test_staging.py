"""Staging: the picture fills the frame, the figure stays in it, and in the video's place when that is wished."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from puppets import demo_child, mannequin

from mudong.cli.demo.dancer import dance_track
from mudong.motion.puppet import Puppet
from mudong.motion.retarget.pose import retarget
from mudong.motion.rig.bones import HAND_TIP_L, HAND_TIP_R
from mudong.motion.staging import Placement, place_picture, plate_on_frame, stage_like_picture, stage_like_video
from mudong.spec.joints import Joint
from mudong.spec.shape import FrameSize

OUTPUTS = {"9:16": (270, 480), "1:1": (360, 360), "16:9": (640, 360), "4:5": (288, 360)}
sizes = st.builds(FrameSize, width=st.integers(64, 900), height=st.integers(64, 900))


@settings(max_examples=80, deadline=None)
@given(sizes, sizes, st.floats(0, 0.7), st.floats(0, 0.7), st.floats(0.1, 0.3))
def test_a_placed_picture_fills_the_frame_or_shows_the_whole_figure(
    picture: FrameSize, out: FrameSize, left: float, top: float, share: float
) -> None:
    box = tuple(
        round(v)
        for v in (
            left * picture.width,
            top * picture.height,
            (left + share) * picture.width,
            (top + share) * picture.height,
        )
    )
    placement = place_picture(picture, box, out)  # type: ignore[arg-type]
    low = placement.shift
    high = low + placement.scale * np.array([picture.width, picture.height])
    covers = (low <= 1e-6).all() and (high >= np.array([out.width, out.height]) - 1e-6).all()
    corners = np.array(box, float).reshape(2, 2) * placement.scale + placement.shift
    whole = (corners >= -1e-6).all() and (corners <= np.array([out.width, out.height]) + 1e-6).all()
    assert whole, "the figure is cut off"
    fits = ((box[2] - box[0]) * _cover(picture, out) <= out.width) and (
        (box[3] - box[1]) * _cover(picture, out) <= out.height
    )
    assert covers == fits or abs(_cover(picture, out) - placement.scale) < 1e-9


def _cover(picture: FrameSize, out: FrameSize) -> float:
    return max(out.width / picture.width, out.height / picture.height)


def test_the_same_aspect_is_placed_without_a_shift() -> None:
    placement = place_picture(
        FrameSize(width=1080, height=1920), (300, 300, 700, 1500), FrameSize(width=540, height=960)
    )
    assert placement.scale == 0.5
    assert placement.shift == pytest.approx([0, 0])


@pytest.mark.parametrize("out", OUTPUTS.values(), ids=OUTPUTS)
def test_a_plate_has_the_frames_size_and_the_pictures_pixels(out: tuple[int, int]) -> None:
    body = demo_child()
    size = FrameSize(width=out[0], height=out[1])
    picture = FrameSize(width=body.picture.shape[1], height=body.picture.shape[0])
    placement = place_picture(picture, body.cut.box, size)
    plate = plate_on_frame(body.background, placement, size)
    assert plate.shape == (out[1], out[0], 3)
    for x, y in ((60, 700), (380, 90), (216, 740), (200, 40)):
        there = np.array([x, y]) * placement.scale + placement.shift
        if (there < 3).any() or (there > np.array(out) - 4).any():
            continue
        column, row = np.rint(there).astype(int)
        near = plate[row - 2 : row + 3, column - 2 : column + 3].mean(axis=(0, 1))
        reach = max(1, round(2 / placement.scale))
        wanted = body.background[y - reach : y + reach + 1, x - reach : x + reach + 1].mean(axis=(0, 1))
        assert near == pytest.approx(wanted, abs=14)


@settings(max_examples=20, deadline=None)
@given(st.floats(0.3, 2.2), st.floats(-200, 120), st.floats(-200, 120))
def test_a_plate_never_has_another_size_than_the_frame(scale: float, x: float, y: float) -> None:
    out = FrameSize(width=120, height=90)
    plate = np.zeros((100, 140, 3), np.uint8)
    low = np.minimum(0.0, np.array([out.width, out.height]) - scale * np.array([140.0, 100.0]))
    high = np.maximum(0.0, np.array([out.width, out.height]) - scale * np.array([140.0, 100.0]))
    shift = np.clip(np.array([x, y]), low, high)
    assert plate_on_frame(plate, Placement(scale=scale, shift=shift), out).shape == (90, 120, 3)


@pytest.fixture(scope="module", params=["mannequin", "demo_child"])
def puppet(request: pytest.FixtureRequest) -> Puppet:
    body = mannequin() if request.param == "mannequin" else demo_child()
    return Puppet.build(body.cut, body.figure, 1.0)


def reached(puppet: Puppet, zoom: float, shift: np.ndarray, nodes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    joints = [Joint.HEAD, Joint.WRIST_L, Joint.WRIST_R, Joint.ANKLE_L, Joint.ANKLE_R, HAND_TIP_L, HAND_TIP_R]
    places = nodes[:, joints] * zoom + shift
    return np.quantile(places, 0.02, axis=0).min(axis=0), np.quantile(places, 0.98, axis=0).max(axis=0)


@pytest.mark.parametrize("out", OUTPUTS.values(), ids=OUTPUTS)
def test_the_dancing_figure_stays_inside_the_frame(puppet: Puppet, out: tuple[int, int]) -> None:
    danced = retarget(dance_track(), puppet.rig.nodes)
    size = FrameSize(width=out[0], height=out[1])
    picture = FrameSize(width=432, height=768)
    box = (
        *np.rint(puppet.rig.nodes.min(axis=0) + puppet.origin),
        *np.rint(puppet.rig.nodes.max(axis=0) + puppet.origin),
    )
    placement = place_picture(picture, tuple(int(v) for v in box), size)  # type: ignore[arg-type]
    own = replace(puppet, origin=puppet.origin * 0)
    moved = retarget(dance_track(), own.rig.nodes * placement.scale)
    stage = stage_like_picture(own, moved, Placement(scale=1.0, shift=placement.shift), size, None)
    low, high = reached(own, stage.zoom, stage.shift, moved.pose.nodes)
    assert 0.6 <= stage.zoom <= 1.0
    if stage.zoom > 0.6:
        assert (low >= 0).all()
        assert (high <= np.array(out)).all()
    assert danced.scale * placement.scale == pytest.approx(moved.scale, rel=1e-6)


def test_where_there_is_room_the_figure_stays_as_in_the_picture(puppet: Puppet) -> None:
    danced = retarget(dance_track(), puppet.rig.nodes)
    room = FrameSize(width=3000, height=3000)
    placement = Placement(scale=1.0, shift=np.array([1200.0, 1200.0]))
    stage = stage_like_picture(puppet, danced, placement, room, None)
    assert stage.zoom == 1.0
    assert stage.shift == pytest.approx(puppet.origin + 1200)


def test_a_cut_off_figure_keeps_its_size_and_place(puppet: Puppet) -> None:
    danced = retarget(dance_track(), puppet.rig.nodes)
    tight = FrameSize(width=120, height=120)
    ground = np.zeros((120, 120, 3), np.uint8)
    stage = stage_like_picture(puppet, danced, Placement(scale=1.0, shift=np.zeros(2)), tight, ground, keep_size=True)
    assert stage.zoom == 1.0
    assert stage.shift == pytest.approx(puppet.origin)
    assert stage.shadow == 0


@pytest.mark.parametrize("out", OUTPUTS.values(), ids=OUTPUTS)
def test_orientation_video_puts_the_feet_where_the_dancers_are(puppet: Puppet, out: tuple[int, int]) -> None:
    track = dance_track()
    danced = retarget(track, puppet.rig.nodes)
    size = FrameSize(width=out[0], height=out[1])
    stage = stage_like_video(danced, FrameSize(width=track.width, height=track.height), size, None)
    fit = min(out[0] / track.width, out[1] / track.height)  # the whole dance is kept
    corner = (np.array(out) - np.array([track.width, track.height]) * fit) / 2
    ankles = [Joint.ANKLE_L, Joint.ANKLE_R]
    shown = np.median(danced.pose.nodes[:, ankles].mean(axis=1) * stage.zoom + stage.shift, axis=0)
    wanted = np.median(track.xy[:, ankles].mean(axis=1) * fit + corner, axis=0)
    stature = float(np.median(track.xy[:, ankles, 1].mean(axis=1) - track.xy[:, Joint.HEAD, 1])) * fit
    assert np.linalg.norm(shown - wanted) < 0.04 * stature
    # As tall as the dancer, whatever its proportions: a big head must not leave the frame.
    crown = danced.pose.nodes[:, Joint.HEAD] * stage.zoom + stage.shift
    assert shown[1] - np.median(crown[:, 1]) == pytest.approx(stature, rel=0.12)


def test_a_wide_dance_makes_the_figure_smaller(puppet: Puppet) -> None:
    """In a frame as narrow as the figure, arms that swing out must not be cut off."""
    danced = retarget(dance_track(), puppet.rig.nodes)
    joints = danced.pose.nodes[:, [Joint.WRIST_L, Joint.WRIST_R, HAND_TIP_L, HAND_TIP_R]]
    reach = float(np.ptp(np.quantile(joints[..., 0], (0.02, 0.98))))
    tight = FrameSize(width=round(0.85 * reach), height=round(2 * puppet.rig.height))
    stage = stage_like_picture(puppet, danced, Placement(scale=1.0, shift=np.array([0.0, 60.0])), tight, None)
    assert 0.6 < stage.zoom < 0.95
    low, high = reached(puppet, stage.zoom, stage.shift, danced.pose.nodes)
    assert low[0] >= 0
    assert high[0] <= tight.width
