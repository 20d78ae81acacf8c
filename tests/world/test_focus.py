"""A camera about somebody shows as much of them as its framing asks for, whole and large; about a thing, the thing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mudong.spec.errors import InvalidInput
from mudong.spec.joints import Joint
from mudong.world.camera import lens_at
from mudong.world.casting import identity
from mudong.world.kinds import ActionKind, Framing, PropKind, Species
from mudong.world.render import render
from mudong.world.scene import Action, Camera, Character, Prop, Scene
from mudong.world.simulate import simulate

HEAD = (Joint.NECK, Joint.HEAD, Joint.NOSE, Joint.EYE_L, Joint.EYE_R)
UPPER = (*HEAD, Joint.SHOULDER_L, Joint.SHOULDER_R, Joint.PELVIS)


def scene(framing: Framing, subject: int | None, species: Species = Species.WOMAN) -> Scene:
    def who(name: str, x: float) -> Character:
        look = identity(np.random.default_rng(1), species)
        return Character(name=name, identity=look, x=x, actions=(Action(kind=ActionKind.DANCE),))

    return Scene(
        cast=(who("a", -0.8), who("b", 0.8)),
        props=(Prop(kind=PropKind.BOX, x=2.0, y=0.2, size=0.4),),
        camera=Camera(framing=framing, subject=subject),
    )


def joints(made: Scene, number: int, width: int = 100, height: int = 100) -> np.ndarray:
    """(frames, 21, 2) shares of the frame."""
    timeline = simulate(made, 12)
    pixels = [
        lens_at(timeline.camera, index, width, height).project(timeline.characters[number].joints[index])
        for index in range(12)
    ]
    return np.array(pixels) / (width, height)


@pytest.mark.parametrize("species", [Species.BABY, Species.WOMAN, Species.RABBIT, Species.ROBOT])
@pytest.mark.parametrize(
    ("framing", "shown"), [(Framing.CLOSE, HEAD), (Framing.MEDIUM, UPPER), (Framing.WIDE, tuple(Joint))]
)
@pytest.mark.parametrize("subject", [0, 1])
@pytest.mark.parametrize("size", [(100, 100), (90, 160), (160, 90)])
def test_what_the_framing_asks_for_is_in_the_frame(species, framing, shown, subject: int, size: tuple[int, int]):
    seen = joints(scene(framing, subject, species), subject, *size)[:, list(shown)]
    assert (seen > 0).all()
    assert (seen < 1).all()


def test_closer_is_larger_and_leaves_the_feet_out():
    heads = [np.ptp(joints(scene(framing, 0), 0)[0, [Joint.NECK, Joint.HEAD], 1]) for framing in Framing]
    close, medium, wide = heads
    assert close > 1.3 * medium > 1.3 * 1.3 * wide
    assert (joints(scene(Framing.CLOSE, 0), 0)[:, [Joint.ANKLE_L, Joint.ANKLE_R], 1] > 1).all()


def test_a_thing_fills_its_insert():
    truth = render(scene(Framing.CLOSE, 2), 80, 80, num_frames=1).truth
    assert truth is not None
    rows, columns = np.nonzero(truth.whole[0, 2])
    assert 0.4 < np.ptp(rows) / 80 < 0.9
    assert abs(columns.mean() / 80 - 0.5) < 0.1


@pytest.mark.parametrize("subject", [-1, 3])
def test_a_subject_that_is_not_there_is_told(subject: int):
    with pytest.raises(InvalidInput) as caught:
        simulate(scene(Framing.CLOSE, subject), 2)
    assert caught.value.code == "world.subject"
    assert "3" in caught.value.text("ko")


def test_without_a_subject_everybody_is_framed_as_ever():
    made = scene(Framing.MEDIUM, None)
    assert all((joints(made, number) > 0).all() and (joints(made, number) < 1).all() for number in (0, 1))
    assert replace(made.camera, subject=0) != made.camera
