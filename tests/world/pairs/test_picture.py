"""References as pictures: storyboards hold frames of the clip, sketches are lines, marks point where they should."""

from dataclasses import replace

import numpy as np
import pytest

from mudong.world.kinds import Framing, Place, Species
from mudong.world.pairs.make import make_pair
from mudong.world.pairs.picture import show
from mudong.world.render import render
from mudong.world.scene import Camera, Character, Identity, Scene, object_names


def bear() -> Scene:
    """A bear that stands in the park."""
    identity = Identity(species=Species.BEAR, skin="#8a5a35", second="#d9b184")
    return Scene(
        place=Place.PARK, cast=(Character(name="bear_1", identity=identity),), camera=Camera(framing=Framing.CLOSE)
    )


def test_the_panels_of_a_storyboard_are_frames_of_the_clip():
    pair = make_pair("storyboard", bear(), 2)
    assert pair is not None
    panels = replace(pair.references[0], moments=(0.0, 0.25, 0.75, 1.0), lines=False)
    sheet = show(panels, 130, 130, num_frames=9)[0]
    frames = render(bear(), 62, 62, num_frames=9, truth=False).frames
    assert np.array_equal(sheet[3:63, 3:63], frames[0, 1:-1, 1:-1])
    assert np.array_equal(sheet[67:127, 67:127], frames[8, 1:-1, 1:-1])


def test_a_sketch_is_grey_lines_and_the_clip_is_not():
    pair = make_pair("sketch", bear(), 0)
    assert pair is not None
    drawing = show(pair.references[0], 128, 128)[0].astype(int)
    assert np.ptp(drawing, axis=-1).max() < 12
    assert 0.03 < (drawing.mean(axis=-1) < 160).mean() < 0.4


@pytest.mark.parametrize("kind", ["arrow", "box"])
def test_marks_are_drawn_on_the_reference_alone(kind: str):
    pair = make_pair(kind, bear(), 1)
    assert pair is not None
    (reference,) = pair.references
    marked, bare = (show(each, 128, 128)[0] for each in (reference, replace(reference, marks=())))
    clip = render(pair.target, 128, 128)
    assert np.array_equal(bare, clip.frames[0])
    where = np.argwhere((marked != bare).any(axis=-1))
    assert len(where) > 60
    number = object_names(pair.target).index(reference.marks[0].about)
    assert clip.truth is not None
    body = np.argwhere(clip.truth.whole[0, number])
    if kind == "box":
        assert (where.min(axis=0) <= body.min(axis=0)).all()
        assert (where.max(axis=0) >= body.max(axis=0)).all()
    else:
        ahead = pair.target.cast[number].actions[0].direction
        assert np.sign(where[:, 1].mean() - body[:, 1].mean()) == ahead
