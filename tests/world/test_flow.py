"""Flow as theorems: planes shift as one under a pan, points of the ground go where they project, wheels turn; and
frames put together again from the next ones."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mudong.world.camera import lens_at
from mudong.world.casting import identity
from mudong.world.flow import Flow, brought_back, dense_flow, wheel
from mudong.world.kinds import ActionKind, CameraMove, Place, PropKind, Species, Style, View
from mudong.world.render import render
from mudong.world.scene import Action, Camera, Character, Prop, Scene
from mudong.world.truth import Rendered, Truth

SIZE = 96


def filmed(scene: Scene, num_frames: int = 6) -> tuple[Rendered, Truth, Flow]:
    clip = render(scene, SIZE, SIZE, num_frames=num_frames)
    assert clip.truth is not None
    return clip, clip.truth, dense_flow(scene, clip.truth)


def somebody(kind: ActionKind, species: Species = Species.BEAR, **more) -> Character:
    return Character(
        name="a",
        identity=identity(np.random.default_rng(3), species),
        actions=(Action(kind=kind, direction=1),),
        **more,
    )


def test_nothing_moves_where_neither_the_camera_nor_anybody_does():
    _, truth, flow = filmed(Scene(place=Place.PARK, cast=(somebody(ActionKind.DANCE),)))
    assert flow.motion.shape == (5, SIZE, SIZE, 2)
    assert flow.motion.dtype == np.float32
    assert not flow.motion[truth.objects[:-1] == 0].any()
    assert np.abs(flow.motion[truth.objects[:-1] == 1]).max() > 1


def test_a_pan_shifts_every_upright_plane_as_one_and_the_nearer_the_more():
    scene = Scene(place=Place.PARK, camera=Camera(move=CameraMove.PAN, amount=0.5))
    _, truth, flow = filmed(scene)
    lens, then = (lens_at(truth.timeline.camera, index, SIZE, SIZE) for index in (2, 3))
    step = then.eye[0] - lens.eye[0]
    assert np.allclose(flow.motion[2, ..., 1], 0, atol=1e-4)
    assert (flow.motion[2, ..., 0] <= 1e-4).all()
    # Whole rows of the ground move together; the shift of a row tells the depth that projects there.
    for row in (60, 75, 90):
        seen = flow.motion[2, row, :, 0]
        depth = lens.eye[2] + (lens.eye[1] * float(lens.scale(lens.eye[2] + 1.0))) / (row + 0.5 - SIZE / 2)
        ground = -step * float(lens.scale(float(depth)))
        assert np.isclose(seen, ground, rtol=0.01).mean() > 0.4
    # Everything else stands on one of a few planes.
    shifts = np.unique(flow.motion[2, : SIZE // 2 - 2, :, 0].round(4))
    depths = [lens.eye[2] - step * float(lens.scale(lens.eye[2] + 1.0)) / shift for shift in shifts if shift < 0]
    assert 3 <= len(depths) <= 14


@pytest.mark.parametrize("move", [CameraMove.ZOOM, CameraMove.DOLLY, CameraMove.ORBIT, CameraMove.HANDHELD])
def test_points_of_the_wall_go_where_they_project(move: CameraMove):
    scene = Scene(place=Place.ROOM, camera=Camera(move=move), seed=2)
    _, truth, flow = filmed(scene)
    lens, then = (lens_at(truth.timeline.camera, index, SIZE, SIZE) for index in (1, 2))
    size = dense_size(scene)
    x, y = 20, 30
    scale = float(lens.scaled(size).scale(3.0))
    c, s = np.cos(lens.roll), np.sin(lens.roll)
    dx, dy = x + 0.5 - SIZE / 2, y + 0.5 - SIZE / 2
    dx, dy = c * dx + s * dy, c * dy - s * dx
    staged = lens.scaled(size)
    point = np.array([
        (dx + staged.aim * float(staged.scale(0.0))) / scale + staged.eye[0], staged.eye[1] - dy / scale, 3.0
    ])  # fmt: skip
    assert np.allclose(lens.scaled(size).project(point), (x + 0.5, y + 0.5), atol=1e-6)
    wall = then.scaled(size).project(point) - (x + 0.5, y + 0.5)
    assert np.allclose(flow.motion[1, y, x], wall, atol=1e-3)


def dense_size(scene: Scene) -> float:
    from mudong.world.draw.places import FULL_SIZE_M, size_for

    assert not scene.cast
    return size_for(FULL_SIZE_M)


def test_a_rolling_ball_moves_as_a_wheel():
    ball = Prop(kind=PropKind.BALL, x=-0.6, y=0.3, size=0.6, vx=1.5)
    _, truth, flow = filmed(Scene(place=Place.ROOM, props=(ball,)))
    state = truth.timeline.props[0]
    lens = lens_at(truth.timeline.camera, 2, SIZE, SIZE)
    here, there = lens.project(state.place[2]), lens.project(state.place[3])
    turn = state.angle[2] - state.angle[3]
    assert turn > 0.05
    rows, columns = np.nonzero(truth.objects[2] == 1)
    offset = np.stack([columns + 0.5, rows + 0.5], axis=-1) - here
    turned = offset @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    assert np.allclose(flow.motion[2, rows, columns], there + turned - here - offset, atol=1e-4)


def test_what_gets_hidden_or_leaves_the_frame_is_not_valid():
    walker = somebody(ActionKind.RUN, Species.DOG, view=View.SIDE_RIGHT)
    _, truth, flow = filmed(Scene(place=Place.ROOM, cast=(walker,)), 12)
    for index in range(11):
        now, then = truth.objects[index], truth.objects[index + 1]
        covered = (now == 0) & (then == 1) & (flow.motion[index] == 0).all(axis=-1)
        assert not flow.valid[index][covered].any()
    pan = Scene(place=Place.ROOM, camera=Camera(move=CameraMove.PAN, amount=4.0))
    _, _, flow = filmed(pan)
    leaving = np.indices((SIZE, SIZE))[1] + flow.motion[2, ..., 0] < -0.5
    assert leaving.any()
    assert not flow.valid[2][leaving].any()


@pytest.mark.parametrize(
    ("move", "amount"), [(CameraMove.STATIC, 0), (CameraMove.PAN, 0.6), (CameraMove.ORBIT, 30), (CameraMove.DOLLY, 2.5)]
)
def test_frames_are_put_together_again_from_the_next_ones(move: CameraMove, amount: float):
    scene = Scene(
        seed=5, place=Place.PARIS_STREET, style=Style.FLAT, camera=Camera(move=move, amount=amount),
        cast=(somebody(ActionKind.DANCE, Species.GRANDMOTHER),),
    )  # fmt: skip
    clip, truth, flow = filmed(scene, 12)
    before, after = [], []
    for index in range(11):
        frame, following = clip.frames[index].astype(float), clip.frames[index + 1]
        seen = flow.valid[index] & (truth.objects[index] == 1)
        back = brought_back(following, flow.motion[index])
        before.append(np.abs(frame - following)[seen].mean())
        after.append(np.abs(frame - back)[seen].mean())
        if move is not CameraMove.STATIC:
            place = flow.valid[index] & (truth.objects[index] == 0) & ~truth.shadow[index] & ~truth.shadow[index + 1]
            assert np.abs(frame - back)[place].mean() < 0.6 * np.abs(frame - following)[place].mean()
    assert np.mean(after) < 0.5 * np.mean(before)


def test_a_film_of_a_backdrop_has_a_still_one():
    scene = Scene(cast=(somebody(ActionKind.WAVE),), backdrop="#00b140", camera=Camera(move=CameraMove.PAN))
    _, truth, flow = filmed(scene)
    assert not flow.motion[truth.objects[:-1] == 0].any()


def test_the_wheel_shows_directions_as_hues_and_rest_as_white():
    motion = np.zeros((1, 4, 2), np.float32)
    motion[0, 1:] = ((2, 0), (-2, 0), (0, 1))
    rest, right, left, down = wheel(motion, 2.0)[0].astype(int)
    assert rest.tolist() == [255, 255, 255]
    assert right.tolist() == [255, 0, 0]
    assert left.tolist() == [0, 255, 255]
    assert down.min() == pytest.approx(127, abs=2)


def test_flow_of_one_frame_is_empty():
    scene = replace(Scene(), place=Place.ROOM)
    _, _, flow = filmed(scene, 1)
    assert flow.motion.shape == (0, SIZE, SIZE, 2)
    assert flow.valid.shape == (0, SIZE, SIZE)
