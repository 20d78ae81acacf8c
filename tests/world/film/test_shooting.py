"""Films are their shots: every frame is the one of its scene, what happens goes on over cuts, memory does not grow."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace

import numpy as np
import pytest

from mudong.world.camera import lens_at
from mudong.world.film import Film, FilmShot, film_frames, next_scene, render_film, sample_film
from mudong.world.kinds import Framing
from mudong.world.render import render
from mudong.world.sample import sample
from mudong.world.scene import Camera, Scene
from mudong.world.simulate import simulate

FPS = 24.0


def two_shots(fade_s: float = 0.0) -> Film:
    """A cut that changes nothing but the time, of one camera that never moves."""
    scene = replace(sample(11), camera=Camera(), duration_s=0.5)
    then = next_scene(scene, scene.camera)
    return Film(shots=(FilmShot(scene=scene), FilmShot(scene=replace(then, start_s=0.5 - fade_s), fade_s=fade_s)))


def test_what_happens_goes_on_over_the_cut():
    """Bodies, faces and things of both shots together are those of one long take, to the bit."""
    made = two_shots()
    truth = render_film(made, 48, 48).truth
    whole = simulate(replace(made.shots[0].scene, duration_s=1.0), 24, FPS)
    assert truth is not None
    for shown, taken in zip(truth.timeline.characters, whole.characters, strict=True):
        assert np.array_equal(shown.joints, taken.joints)
        assert np.array_equal(shown.expression, taken.expression)
        assert np.array_equal(shown.swing, taken.swing)


def test_a_shot_of_a_film_is_the_clip_of_its_scene():
    made = sample_film(1, shots=3)
    film = render_film(made, 64, 64)
    assert film.truth is not None
    cuts = [*made.cuts(FPS), made.num_frames(FPS)]
    for shot, begin, end in zip(made.shots, cuts[:-1], cuts[1:], strict=True):
        # Only the very end differs: speeds there are measured without what comes after the cut.
        clip = render(shot.scene, 64, 64)
        count = end - begin - 3
        assert np.array_equal(film.frames[begin : begin + count], clip.frames[:count])
        assert clip.truth is not None
        assert np.array_equal(film.truth.objects[begin : begin + count], clip.truth.objects[:count])
        assert np.array_equal(film.truth.joints[begin : begin + count], clip.truth.joints[:count])


def test_streamed_frames_are_the_gathered_ones_and_the_last_of_a_shot_is_followed_by_the_first_of_the_next():
    made = sample_film(5, shots=2)
    streamed = list(film_frames(made, 48, 48))
    assert np.array_equal(np.stack([each.drawn.pixels for each in streamed]), render_film(made, 48, 48).frames)
    shots = [each.shot for each in streamed]
    assert shots == sorted(shots)
    assert len(streamed) == made.num_frames(FPS)


def test_a_fade_goes_from_one_shot_to_the_other_and_its_truth_is_of_the_stronger():
    scene = replace(sample(11), duration_s=0.5)
    near = next_scene(scene, Camera(framing=Framing.CLOSE, subject=0))
    made = Film(shots=(FilmShot(scene=scene), FilmShot(scene=replace(near, start_s=0.25), fade_s=0.25)))
    hard = Film(shots=(FilmShot(scene=scene), FilmShot(scene=replace(near, start_s=0.25))))
    faded, cut = render_film(made, 48, 48), render_film(hard, 48, 48)
    assert len(faded.frames) == 18
    assert len(cut.frames) == 24
    for step in range(6):
        old, new = cut.frames[6 + step].astype(float), cut.frames[12 + step].astype(float)
        share = (step + 1) / 7
        assert np.abs(faded.frames[6 + step] - (share * new + (1 - share) * old)).max() <= 1
    assert faded.truth is not None
    assert cut.truth is not None
    assert np.array_equal(faded.truth.objects[8], cut.truth.objects[8])
    assert np.array_equal(faded.truth.objects[9], cut.truth.objects[15])


@pytest.mark.parametrize("seed", range(4))
def test_truth_is_complete_over_all_shots(seed: int):
    made = sample_film(seed, shots=2)
    film = render_film(made, 40, 56)
    truth = film.truth
    assert truth is not None
    count = made.num_frames(FPS)
    scene = made.shots[0].scene
    assert truth.whole.shape == (count, len(scene.cast) + len(scene.props), 56, 40)
    assert truth.timeline.num_frames == len(truth.timeline.camera.x) == count
    # The one camera of all shots shows the joints where they are.
    for frame in range(count):
        lens = lens_at(truth.timeline.camera, frame, 40, 56)
        for number, state in enumerate(truth.timeline.characters):
            assert np.allclose(lens.project(state.joints[frame]), truth.joints[frame, number], atol=1e-6)


def test_memory_does_not_grow_with_the_length():
    scene = Scene(cast=sample(11).cast[:1])

    def peak(duration_s: float) -> int:
        made = Film(shots=(FilmShot(scene=replace(scene, duration_s=duration_s)),))
        tracemalloc.start()
        for _ in film_frames(made, 240, 240, fps=6):
            pass
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(0.5)
    assert peak(10.0) - peak(1.0) < 3 * 240 * 240 * 3
