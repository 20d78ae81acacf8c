"""Tracks of the world: exact joints from a camera that stands still, whatever the scene's does."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from mudong.spec.joints import BONES, LIMB_BONES, Joint
from mudong.world.act.build import build
from mudong.world.kinds import ActionKind, CameraMove, Place, Species
from mudong.world.portrait import portrait_scene
from mudong.world.scene import Action, Camera, Identity, Scene
from mudong.world.track import pose_track


def dancing(*moves: str, species: Species = Species.BEAR) -> Scene:
    scene = portrait_scene(Identity(species=species), Place.STAGE)
    dance = Action(kind=ActionKind.DANCE, moves=moves, bpm=120.0)
    return replace(scene, cast=(replace(scene.cast[0], actions=(dance,)),), duration_s=2.0)


def test_it_is_as_long_as_the_scene_and_inside_the_frame():
    track = pose_track(dancing("two_step"), 540, 960, fps=Fraction(30))
    assert (len(track), track.width, track.height, track.source) == (60, 540, 960, "world")
    assert track.xy.min() > 0
    assert (track.xy.max(axis=(0, 1)) < (540, 960)).all()


@pytest.mark.parametrize("move", [CameraMove.PAN, CameraMove.DOLLY, CameraMove.HANDHELD, CameraMove.ORBIT])
def test_the_scenes_camera_changes_nothing(move: CameraMove):
    scene = dancing("sway")
    moved = pose_track(replace(scene, camera=Camera(move=move)))
    assert (moved.xy == pose_track(scene).xy).all()


def test_feet_that_stand_stand_still():
    track = pose_track(dancing("sway", species=Species.TODDLER))
    drift = np.ptp(track.xy[:, [Joint.ANKLE_L, Joint.ANKLE_R]], axis=0)
    assert drift.max() < 0.5


def test_bones_keep_the_length_that_the_body_has():
    """Depth and pixels are of one scale: nearly rigid in space; the lens makes what is nearer a little larger."""
    track, body = pose_track(dancing("arms_up", "marching")), build(Identity(species=Species.BEAR))
    points = np.concatenate([track.xy, track.depth[..., None]], axis=-1).astype(float)
    spans = {pair: np.linalg.norm(points[:, pair[1]] - points[:, pair[0]], axis=-1) for pair in BONES}
    for pair in LIMB_BONES:
        assert np.ptp(spans[pair]) < 0.12 * spans[pair].mean(), pair
    thigh, forearm = (spans[pair].mean() for pair in ((Joint.HIP_L, Joint.KNEE_L), (Joint.ELBOW_L, Joint.WRIST_L)))
    assert thigh / forearm == pytest.approx(body.thigh / body.forearm, rel=0.06)


def test_who_is_not_there_has_no_track():
    with pytest.raises(IndexError):
        pose_track(dancing("sway"), character=1)
