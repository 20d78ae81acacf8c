"""Frames follow from the scene alone: to the byte, at any size, in every style and weather; masks are what is drawn."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace

import cv2
import numpy as np
import pytest

from mudong.world.casting import identity
from mudong.world.kinds import ActionKind, Light, Place, PropKind, Species, Style, Weather
from mudong.world.named import NAMES, named_scene
from mudong.world.painter import Painter
from mudong.world.render import painted, render
from mudong.world.sample import sample
from mudong.world.scene import Action, Camera, Character, Prop, Scene
from mudong.world.simulate import simulate

FPS = 24.0
DIGEST = "hashlib.sha256(render(sample(5), 96, 96).frames.tobytes()).hexdigest()"


def solo(species: Species = Species.BABY, **more) -> Scene:
    who = Character(name="one", identity=identity(np.random.default_rng(4), species))
    return Scene(seed=4, place=Place.ROOM, cast=(who,), **more)


def picture(scene: Scene, width: int = 128, height: int = 128, index: int = 2) -> np.ndarray:
    return Painter(scene, simulate(scene, 4, FPS), width, height).frame(index, truth=False).pixels


def changed(scene: Scene, without: Scene) -> np.ndarray:
    """(H, W) bool: pixels of frame 2 that differ where the second lacks an object; filmed with the first's camera."""
    shots = [render(v, 160, 160, num_frames=4, truth=False, filmed_as=scene).frames[2].astype(int)
             for v in (scene, without)]  # fmt: skip
    return np.abs(shots[0] - shots[1]).max(axis=2) > 40


def test_frames_equal_to_the_byte_in_another_process():
    imports = "import hashlib; from mudong.world.render import render; from mudong.world.sample import sample"
    code = f"{imports}; print({DIGEST})"
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    assert other == hashlib.sha256(render(sample(5), 96, 96).frames.tobytes()).hexdigest()


def test_painted_gives_the_frames_of_render():
    scene = sample(3)
    frames = np.stack(list(painted(scene, 80, 96)))
    assert frames.shape == (21, 96, 80, 3)
    assert np.array_equal(frames, render(scene, 80, 96, truth=False).frames)


def test_truth_changes_no_pixel_and_frames_may_be_asked_in_any_order():
    scene = sample(9)
    painter = Painter(scene, simulate(scene, 4, FPS), 96, 96)
    later, first = painter.frame(3, truth=True).pixels, painter.frame(0, truth=False).pixels
    assert np.array_equal(first, painter.frame(0, truth=True).pixels)
    assert np.array_equal(later, painter.frame(3, truth=False).pixels)


@pytest.mark.parametrize("style", [Style.FLAT, Style.WATERCOLOUR, Style.PAPER, Style.CLAY])
def test_one_scene_looks_the_same_at_two_sizes(style: Style):
    scene = replace(sample(2), style=style)
    small, large = picture(scene, 160, 160), picture(scene, 480, 480)
    shrunk = cv2.resize(large, (160, 160), interpolation=cv2.INTER_AREA)
    assert np.abs(small.astype(int) - shrunk).mean() < 5


@pytest.mark.parametrize("style", list(Style))
@pytest.mark.parametrize("weather", list(Weather))
def test_every_style_renders_every_weather_differently(style: Style, weather: Weather):
    scene = replace(sample(6), place=Place.PARK, light=Light.MORNING, weather=Weather.CLEAR, style=style)
    pixels = picture(replace(scene, weather=weather), 96, 96)
    assert pixels.dtype == np.uint8
    assert pixels.std() > 12
    if weather is not Weather.CLEAR:
        assert np.abs(pixels.astype(int) - picture(scene, 96, 96)).mean() > 0.6


@pytest.mark.parametrize("place", list(Place))
@pytest.mark.parametrize("size", [(64, 64), (90, 160), (160, 90)])
def test_every_place_fills_frames_of_any_shape(place: Place, size: tuple[int, int]):
    pixels = picture(Scene(place=place), *size)
    assert pixels.shape == (size[1], size[0], 3)
    assert pixels.std() > 5


@pytest.mark.parametrize("species", list(Species))
def test_a_characters_mask_is_its_own_render(species: Species):
    scene = solo(species)
    truth = render(scene, 160, 160, num_frames=4).truth
    assert truth is not None
    assert iou(truth.whole[2, 0], masks_alone(scene)) >= 0.98


@pytest.mark.parametrize("species", list(Species))
def test_inside_its_mask_a_character_hides_the_place_outside_it_changes_nothing_but_the_ground(species: Species):
    scene = solo(species)
    clip = render(scene, 160, 160, num_frames=4)
    assert clip.truth is not None
    mask = clip.truth.whole[2, 0].astype(np.uint8)
    elsewhere = render(replace(scene, place=Place.UNDERWATER), 160, 160, num_frames=4, truth=False).frames[2]
    core = cv2.erode(mask, np.ones((5, 5), np.uint8)) > 0
    same = (np.abs(clip.frames[2].astype(int) - elsewhere).max(axis=2) <= 2)[core]
    assert same.mean() > 0.95
    grown = cv2.dilate(mask | clip.truth.shadow[2], np.ones((5, 5), np.uint8)) > 0
    assert not (changed(scene, replace(scene, cast=())) & ~grown).any()


@pytest.mark.parametrize("kind", [kind for kind in PropKind if kind is not PropKind.LAMP])
def test_a_prop_changes_nothing_beyond_its_mask_and_shadow(kind: PropKind):
    prop = Prop(kind=kind, x=0.5, y=0.4, size=0.5)
    scene = solo(props=(prop,))
    painter = Painter(scene, simulate(scene, 4, FPS), 160, 160)
    shot = painter.frame(2, truth=True)
    assert shot.whole[1].any()
    differs = changed(scene, replace(scene, props=()))
    assert iou(differs & shot.whole[1], shot.whole[1]) > (0.1 if kind in (PropKind.GLASS, PropKind.LENS) else 0.3)
    grown = cv2.dilate((shot.whole[1] | shot.shadow).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    assert not (differs & ~grown).any()


def test_a_lamp_shines_in_the_dark_only():
    lamp = Prop(kind=PropKind.LAMP, x=0.6, y=0.5, size=1.0)
    for light, shines in ((Light.HORROR, True), (Light.NIGHT, True), (Light.NOON, False)):
        scene = replace(solo(props=(lamp,)), light=light)
        with_lamp, without = (picture(each, 128, 128).astype(int) for each in (scene, replace(scene, props=())))
        wall = np.s_[10:50, 40:60]
        assert (with_lamp[wall].mean() > without[wall].mean() + 4) == shines


def masks_alone(scene: Scene) -> np.ndarray:
    """The object drawn by its artist on a pen of masks, which knows neither colours nor outlines."""
    from mudong.world.camera import lens_at
    from mudong.world.draw.cast import artist_for
    from mudong.world.draw.pen import Pen
    from mudong.world.staging import Staging

    timeline = simulate(scene, 4, FPS)
    pen = Pen(160, 160, mask=True, outline=0.0030 * 160)
    subject = Staging(scene, timeline).subject(0, 2, lens_at(timeline.camera, 2, 160, 160))
    artist_for(scene.cast[0].identity.species).draw(pen, subject)
    return pen.pixels()[..., 3] > 127


def iou(a: np.ndarray, b: np.ndarray) -> float:
    return float((a & b).sum() / max((a | b).sum(), 1))


def test_what_is_in_front_covers_what_is_behind():
    near, far = (Character(name=n, identity=identity(np.random.default_rng(1), Species.BEAR), z=z)
                 for n, z in (("near", 0.0), ("far", 0.8)))  # fmt: skip
    truth = render(Scene(cast=(near, far)), 96, 96, num_frames=2).truth
    assert truth is not None
    both = truth.whole[0, 0] & truth.whole[0, 1]
    assert both.any()
    assert (truth.objects[0][both] == 1).all()


def test_rain_mirrors_the_cast_below_its_feet_and_dry_ground_does_not():
    wet, dry = (
        render(replace(solo(), place=Place.SEOUL_STREET, weather=w), 96, 96, num_frames=2).truth
        for w in (Weather.RAIN, Weather.CLEAR)
    )
    assert wet is not None
    assert dry is not None
    assert wet.reflection[0].any()
    assert not dry.reflection.any()
    assert np.nonzero(wet.reflection[0])[0].min() >= np.nonzero(wet.whole[0, 0])[0].mean()
    assert dry.shadow[0].any()


def test_a_kicked_ball_moves_and_a_scene_without_anybody_renders():
    kick = Character(name="one", identity=identity(np.random.default_rng(2), Species.MAN),
                     actions=(Action(kind=ActionKind.KICK),))  # fmt: skip
    ball = Prop(kind=PropKind.BALL, x=0.35, y=0.12, size=0.24)
    truth = render(Scene(cast=(kick,), props=(ball,)), 64, 64).truth
    assert truth is not None
    assert np.ptp(truth.timeline.props[0].place[:, 0]) > 0.2
    empty = render(Scene(), 64, 64, num_frames=2)
    assert empty.truth is not None
    assert empty.truth.joints.shape == (2, 0, 21, 2)
    assert not empty.truth.objects.any()


@pytest.mark.parametrize("name", NAMES)
def test_named_scenes_show_their_whole_cast(name: str):
    scene = named_scene(name)
    painter = Painter(scene, simulate(scene, 21, FPS), 108, 192)
    for index in (0, 10, 20):
        shot = painter.frame(index, truth=True)
        for number in range(len(scene.cast)):
            assert shot.whole[number].mean() > 0.01
        assert (shot.joints >= 0).all()
        assert (shot.joints <= (108, 192)).all()


def test_the_camera_of_a_scene_moves_the_picture():
    still = replace(sample(2), camera=Camera())
    assert not np.array_equal(picture(still), picture(replace(still, camera=Camera(x=0.3))))
