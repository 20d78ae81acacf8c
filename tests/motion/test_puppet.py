"""The performance: frames in order, the picture at rest, the same pixels however many threads draw them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np
import pytest
from puppets import Body, demo_child, mannequin
from tracks import make_track

from mudong.cli.demo.dancer import dance_track
from mudong.motion.cutout.cut import CutOut
from mudong.motion.puppet import Performance, Puppet, Stage
from mudong.motion.render.order import depth_order
from mudong.motion.retarget.pose import retarget
from mudong.motion.rig.arap import Turn
from mudong.motion.rig.build import BonePose
from mudong.spec.joints import Joint


def still(puppet: Puppet, frames: int) -> BonePose:
    rest = puppet.rig.rest()
    turn = Turn(**{n: np.repeat(getattr(rest.turn, n), frames, axis=0) for n in ("angle", "along", "across")})
    return BonePose(turn=turn, nodes=np.repeat(rest.nodes, frames, axis=0))


def performance(body: Body, *, frames: int | None = None, background: bool = True, scale: float = 1.0) -> Performance:
    """At rest for a number of frames, or the demo's dance."""
    puppet = Puppet.build(body.cut, body.figure, scale)
    height, width = (round(side * scale) for side in body.picture.shape[:2])
    ground = cv2.resize(body.background, (width, height), interpolation=cv2.INTER_AREA) if background else None
    track = make_track(frames=frames) if frames else dance_track().span(0, 45)
    pose = still(puppet, frames) if frames else retarget(track, puppet.rig.nodes).pose
    stage = Stage(width=width, height=height, background=ground, zoom=1.0, shift=puppet.origin * scale)
    return Performance(puppet=puppet, stage=stage, pose=pose, order=depth_order(track, pose.nodes))


@pytest.mark.parametrize("make", [mannequin, demo_child])
def test_at_rest_the_picture_stands_still(make) -> None:
    body = make()
    shown = list(performance(body, frames=3).frames())
    assert len(shown) == 3
    assert (shown[0] == shown[2]).all()
    error = np.abs(shown[0].astype(int) - body.picture).max(axis=2)
    assert np.percentile(error, 99) <= 6
    assert error.mean() < 0.5


def test_threads_and_blocks_change_no_pixel() -> None:
    dance = performance(mannequin())
    one, three = (np.stack(list(dance.frames(threads))) for threads in (1, 3))
    assert len(one) == len(dance) == 45
    assert (one == three).all()
    tail = replace(dance, pose=dance.pose.span(20, 45), order=_from(dance, 20))
    assert np.abs(np.stack(list(tail.frames())).astype(int) - one[20:]).mean() < 0.05


def _from(dance: Performance, start: int):
    order = dance.order
    return replace(order, **{name: getattr(order, name)[start:] for name in type(order).__slots__})


def test_the_figure_moves() -> None:
    frames = list(performance(mannequin()).frames())
    moved = [np.abs(a.astype(int) - b).mean() for a, b in pairwise(frames)]
    assert min(moved) > 0.05


def test_frames_can_be_left_half_way() -> None:
    frames = performance(mannequin()).frames()
    next(frames)
    frames.close()


def test_without_a_background_alpha_is_straight_and_the_figure_alone() -> None:
    body = mannequin()
    frame = next(performance(body, frames=1, background=False).frames())
    assert frame.shape == (*body.picture.shape[:2], 4)
    error = np.abs(frame[..., 3].astype(int) - body.cut.alpha)
    assert np.percentile(error, 99) < 30
    edge = (frame[..., 3] > 40) & (frame[..., 3] < 220)
    inside = cv2.erode(body.cut.alpha, np.ones((3, 3), np.uint8)) == 0
    colours = frame[edge & inside][:, :3].astype(int)
    # Straight colours at the edge are the figure's own: never darkened by its alpha, never the ground's green.
    wanted = body.cut.colour[edge & inside].astype(int)
    assert np.median(np.abs(colours - wanted)) < 12


def test_transparent_and_opaque_frames_agree() -> None:
    body = mannequin()
    clear, opaque = (next(performance(body, frames=1, background=b).frames()) for b in (False, True))
    share = clear[..., 3:] / 255.0
    laid = clear[..., :3] * share + body.background * (1 - share)
    assert np.abs(laid - opaque).max() <= 3


@pytest.mark.parametrize("scale", [0.5, 1.5])
def test_a_puppet_is_built_at_the_size_of_the_output(scale: float) -> None:
    body = mannequin()
    puppet = Puppet.build(body.cut, body.figure, scale)
    assert puppet.rig.height == pytest.approx(scale * mannequin().rig.height, rel=0.02)
    wanted = (body.figure.xy[Joint.KNEE_L] - puppet.origin) * scale
    assert puppet.rig.nodes[Joint.KNEE_L] == pytest.approx(wanted, abs=1)
    shown = next(performance(body, frames=1, scale=scale).frames())
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    wanted = cv2.resize(body.picture, shown.shape[1::-1], interpolation=how)
    assert np.abs(shown.astype(int) - wanted).mean() < 2.5


def test_a_figure_cut_off_below_goes_on_below_the_picture() -> None:
    body = mannequin()
    height = 330
    cut = CutOut(alpha=body.cut.alpha[:height], colour=body.cut.colour[:height], box=(*body.cut.box[:3], height))
    puppet = Puppet.build(cut, replace(body.figure, height=height), 1.0)
    lowest = max(
        layer.origin[1] + np.nonzero((layer.rgba[..., 3] > 127).any(axis=1))[0].max() for layer in puppet.rig.layers
    )
    assert lowest + puppet.origin[1] > height + 20


def test_a_stage_can_be_smaller_than_the_figure() -> None:
    body = mannequin()
    dance = performance(body)
    small = Stage(
        width=70, height=64, background=np.zeros((64, 70, 3), np.uint8), zoom=1.0, shift=np.array([-120.0, -90.0])
    )
    frames = list(replace(dance, stage=small).frames())
    assert {frame.shape for frame in frames} == {(64, 70, 3)}
    assert all(frame.any() for frame in frames)


@pytest.mark.parametrize("feet_shown", [True, False])
def test_only_a_figure_cut_above_its_feet_goes_on_below_the_picture(feet_shown) -> None:
    body = mannequin()
    foot = Joint.ANKLE_L if feet_shown else Joint.KNEE_L
    lower = body.cut.box[3] - 3 if feet_shown else round(float(body.figure.xy[foot, 1]))
    x0, y0, x1, _ = body.cut.box
    cut = CutOut(alpha=body.cut.alpha[:lower], colour=body.cut.colour[:lower], box=(x0, y0, x1, lower))
    assert cut.alpha[-1].max() > 127
    puppet = Puppet.build(cut, replace(body.figure, height=lower), 1.0)
    lowest = max(float(chain.mesh.vertices[:, 1].max()) for chain in puppet.rig.chains) + puppet.origin[1]
    assert (lowest > lower + 0.1 * body.figure.height) != feet_shown
