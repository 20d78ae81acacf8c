"""A timeline has the shapes it promises, is the same every time, and does not depend on the rate."""

import sys
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent / "act"))

from scenes import solo

from mudong.world.kinds import ActionKind, CameraMove, PropKind, Species
from mudong.world.named import named_scene
from mudong.world.scene import Action, Camera, Prop, Scene
from mudong.world.simulate import hands, simulate

DANCE = Action(kind=ActionKind.DANCE)


def arrays(timeline):
    for state in (*timeline.characters, *timeline.props, timeline.camera):
        for field in fields(state):
            value = getattr(state, field.name)
            if isinstance(value, np.ndarray):
                yield field.name, value
    yield "beats_s", timeline.beats_s


@pytest.mark.parametrize("kind", ActionKind)
def test_shapes(kind):
    scene = replace(solo(Action(kind=kind), species=Species.PANDA), props=(Prop(kind=PropKind.BAG, held_by=0),))
    timeline = simulate(scene, 21)
    state = timeline.characters[0]
    assert state.joints.shape == (21, 21, 3)
    assert state.expression.shape == (21, 7)
    assert state.swing.shape == (21, 4)
    assert state.contact.shape == (21, 2)
    assert state.contact.dtype == bool
    for name in ("yaw", "head_yaw", "head_nod", "head_tilt", "blink", "mouth", "breath", "tears"):
        assert getattr(state, name).shape == (21,)
    for name in ("blink", "mouth", "tears"):
        assert 0 <= getattr(state, name).min() <= getattr(state, name).max() <= 1
    assert len(timeline.props) == 1
    assert all(np.isfinite(value).all() for _, value in arrays(timeline))


def test_the_same_scene_gives_the_same_numbers():
    scene = solo(DANCE, seed=8, camera=Camera(move=CameraMove.HANDHELD))
    again = Scene.from_json(scene.to_json())
    for (name, one), (_, other) in zip(arrays(simulate(scene, 48)), arrays(simulate(again, 48)), strict=True):
        assert one.tobytes() == other.tobytes(), name


def test_another_seed_dances_otherwise():
    one, other = (simulate(solo(DANCE, seed=seed), 48).characters[0].joints for seed in (1, 2))
    assert np.abs(one - other).max() > 0.05


@pytest.mark.parametrize("kind", [ActionKind.WALK, ActionKind.DANCE, ActionKind.JUMP, ActionKind.CRY])
def test_the_rate_does_not_change_what_happens(kind):
    scene = solo(Action(kind=kind, direction=1))
    slow, fast = simulate(scene, 24, 24.0).characters[0], simulate(scene, 48, 48.0).characters[0]
    assert np.allclose(slow.joints, fast.joints[::2])
    assert np.allclose(slow.expression, fast.expression[::2])


def test_a_longer_clip_begins_the_same():
    scene = solo(DANCE, seed=4)
    short, long = simulate(scene, 21).characters[0], simulate(scene, 90).characters[0]
    assert np.allclose(short.joints, long.joints[:21])


def test_one_frame_and_nobody():
    assert simulate(solo(DANCE), 1).characters[0].joints.shape == (1, 21, 3)
    assert simulate(Scene(), 3).characters == ()
    with pytest.raises(ValueError, match="frames"):
        simulate(Scene(), 0)


def test_held_things_are_at_the_hand():
    scene = replace(solo(Action(kind=ActionKind.STAND)), props=(Prop(kind=PropKind.GLASS, size=0.15, held_by=0),))
    timeline = simulate(scene, 9)
    away = np.linalg.norm(timeline.props[0].place - hands(timeline.characters[0])[:, 1], axis=1)
    assert away.max() < 0.1


def test_only_the_dancing_have_beats():
    assert not len(simulate(solo(), 48).beats_s)
    assert len(simulate(solo(replace(DANCE, bpm=120)), 48).beats_s) == 4


@pytest.mark.parametrize("fps", [12.0, 24.0])
def test_a_scene_that_begins_later_is_the_rest_of_one_that_does_not(fps: float):
    """All but the last frames, whose speeds are measured without what comes after, and the camera, which is fitted."""
    scene = named_scene("dancing_babies_and_animals")
    whole = simulate(scene, 48, fps)
    later = simulate(replace(scene, start_s=1.0), 20, fps)
    first = round(fps)
    assert later.start_s == 1.0
    assert later.time_s(3) == pytest.approx(1.0 + 3 / fps)
    assert np.allclose(later.beats_s, [beat - 1.0 for beat in whole.beats_s if 1.0 <= beat < 1.0 + 20 / fps])
    for rest, full in zip(later.characters + later.props, whole.characters + whole.props, strict=True):
        for name in ("joints", "expression", "blink", "yaw", "place", "angle"):
            if hasattr(rest, name):
                count = 17
                assert np.array_equal(getattr(rest, name)[:count], getattr(full, name)[first : first + count])
