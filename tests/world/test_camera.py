"""The cast is in the frame, as large as the framing says, whatever it does and wherever the camera goes."""

import sys
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent / "act"))

from scenes import solo

from mudong.spec.joints import Joint
from mudong.world.camera import FILLS, lens_at
from mudong.world.kinds import ActionKind, CameraMove, Framing, PropKind, Species
from mudong.world.lens import EYE_DISTANCE_M
from mudong.world.scene import Action, Camera, Prop, Scene
from mudong.world.simulate import simulate

SHAPES = ((256, 256), (144, 256), (256, 144))


def seen(scene, frames=25, shape=(256, 256)):
    timeline = simulate(scene, frames)
    return np.stack(
        [
            np.stack([lens_at(timeline.camera, f, *shape).project(s.joints[f]) for s in timeline.characters])
            for f in range(frames)
        ]
    )


@pytest.mark.parametrize(("move", "framing"), list(product(CameraMove, Framing)))
def test_the_cast_is_in_the_frame(move, framing):
    kinds = (ActionKind.RUN, ActionKind.JUMP, ActionKind.DANCE)
    for kind, shape in zip(kinds, SHAPES, strict=True):
        scene = solo(
            Action(kind=kind, direction=1), species=Species.RABBIT, camera=Camera(move=move, framing=framing), seed=3
        )
        pixels = seen(scene, shape=shape)
        assert pixels.min() > 0
        assert (pixels < shape).all(), (kind, shape)


@pytest.mark.parametrize("framing", Framing)
@pytest.mark.parametrize("species", [Species.BABY, Species.MAN])
def test_framing_is_a_share_of_the_height(framing, species):
    timeline = simulate(solo(species=species, camera=Camera(framing=framing)), 5)
    state = timeline.characters[0]
    share = state.height * lens_at(timeline.camera, 2, 512, 512).scale(0.0) / 512
    assert share == pytest.approx(FILLS[framing], abs=0.02)


def test_three_of_a_cast_are_all_seen():
    one = solo(camera=Camera(framing=Framing.CLOSE)).cast[0]
    cast = tuple(replace(one, x=x, z=z) for x, z in ((-1.0, 0.0), (0.0, 0.4), (1.0, 0.0)))
    for shape in SHAPES:
        pixels = seen(Scene(cast=cast, camera=Camera(framing=Framing.CLOSE)), 9, shape)
        assert pixels.min() > 0
        assert (pixels < shape).all()


def test_the_camera_follows_who_travels_far():
    scene = solo(Action(kind=ActionKind.RUN, direction=1), species=Species.MAN, camera=Camera(framing=Framing.CLOSE))
    timeline = simulate(scene, 72)
    walked = timeline.characters[0].joints[:, Joint.PELVIS, 0]
    assert np.ptp(timeline.camera.x) > 0.8 * np.ptp(walked)
    assert np.abs(np.diff(timeline.camera.x, 2)).max() < 0.01, "it does not shake with the steps"


def test_the_camera_stays_with_who_stays():
    camera = simulate(solo(Action(kind=ActionKind.DANCE), camera=Camera(framing=Framing.CLOSE)), 48).camera
    for track in (camera.x, camera.y, camera.z, camera.zoom, camera.roll):
        assert np.ptp(track) == 0


@pytest.mark.parametrize(
    ("move", "amount", "name", "travel"),
    [
        (CameraMove.PAN, 0.6, "x", 0.6),
        (CameraMove.PAN, -0.6, "x", -0.6),
        (CameraMove.TILT, 0.3, "y", 0.3),
        (CameraMove.DOLLY, 1.0, "z", 1.0),
        (CameraMove.ORBIT, 20.0, "x", 2 * EYE_DISTANCE_M * np.tan(np.radians(10))),
    ],
)
def test_amounts_are_what_the_camera_travels(move, amount, name, travel):
    track = getattr(simulate(solo(camera=Camera(move=move, amount=amount)), 25).camera, name)
    assert track[-1] - track[0] == pytest.approx(travel, abs=1e-6)
    assert (np.sign(np.diff(track)) == np.sign(travel)).all()


def test_zoom_is_a_ratio():
    zoom = simulate(solo(camera=Camera(move=CameraMove.ZOOM, amount=0.5)), 25).camera.zoom
    assert zoom[-1] / zoom[0] == pytest.approx(1.5)


def test_an_orbit_keeps_the_cast_in_the_middle_and_moves_what_is_behind():
    timeline = simulate(solo(camera=Camera(move=CameraMove.ORBIT, amount=20.0)), 25)
    lenses = [lens_at(timeline.camera, f, 256, 256) for f in range(25)]
    cast, behind = (np.array([lens.project(np.array([0.0, 0.5, z]))[0] for lens in lenses]) for z in (0.0, 20.0))
    assert np.ptp(cast) < 1
    assert np.ptp(behind) > 30


def test_handheld_is_seeded_and_smooth():
    def track(seed):
        return simulate(solo(camera=Camera(move=CameraMove.HANDHELD, amount=0.05), seed=seed), 48).camera

    assert np.array_equal(track(1).x, track(1).x)
    assert not np.array_equal(track(1).x, track(2).x)
    assert 0.01 < np.ptp(track(1).x) < 0.11
    assert np.abs(np.diff(track(1).x)).max() < 0.02


def test_a_chased_ball_is_in_the_frame():
    ball = Prop(kind=PropKind.BALL, x=0.9, y=0.12, size=0.24, vx=1.0)
    scene = solo(Action(kind=ActionKind.CHASE), species=Species.DOG, camera=Camera(framing=Framing.CLOSE))
    timeline = simulate(replace(scene, props=(ball,)), 21)
    for frame in range(21):
        x, y = lens_at(timeline.camera, frame, 256, 256).project(timeline.props[0].place[frame])
        assert 0 < x < 256
        assert 0 < y < 256


def test_an_empty_scene_has_a_camera():
    camera = simulate(Scene(camera=Camera(move=CameraMove.PAN)), 7).camera
    assert all(np.isfinite(track).all() for track in (camera.x, camera.y, camera.z, camera.zoom))
