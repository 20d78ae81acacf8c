"""Films by chance follow the rules of cutting, stay within their combinations and are the same for a seed."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from mudong.world.film import next_scene, sample_film
from mudong.world.film.montage import FEWEST, MOST
from mudong.world.kinds import View
from mudong.world.sample import is_held_out, sample
from mudong.world.scene import Camera

FILMS = [sample_film(seed) for seed in range(40)]


def test_the_same_seed_gives_the_same_film():
    assert FILMS[3] == sample_film(3)
    assert len({film.to_json() for film in FILMS}) == len(FILMS)


def test_cast_place_light_and_time_go_on_from_shot_to_shot():
    for film in FILMS:
        for before, shot in pairwise(film.shots):
            a, b = before.scene, shot.scene
            assert replace(b, camera=a.camera, start_s=a.start_s, duration_s=a.duration_s) == a
            assert b.start_s == pytest.approx(a.start_s + a.duration_s - shot.fade_s)


def test_every_cut_changes_what_is_framed_or_how_large():
    for film in FILMS:
        cameras = [shot.scene.camera for shot in film.shots]
        for a, b in pairwise(cameras):
            assert (a.subject, a.framing) != (b.subject, b.framing)


def test_all_numbers_of_shots_and_ways_to_cut_occur():
    assert {len(film.shots) for film in FILMS} == set(range(FEWEST, MOST + 1))
    subjects = [[shot.scene.camera.subject for shot in film.shots] for film in FILMS]
    casts = [len(film.shots[0].scene.cast) for film in FILMS]
    assert any({0, 1} <= set(chosen) for chosen in subjects), "no shot and reverse shot"
    assert any(s is not None and s >= n for chosen, n in zip(subjects, casts, strict=True) for s in chosen), "no insert"
    assert any(shot.fade_s > 0 for film in FILMS for shot in film.shots), "no fade"
    with pytest.raises(ValueError, match="2 to 4"):
        sample_film(0, shots=7)


def test_in_a_reverse_shot_the_two_look_at_each_other():
    films = [film for film in FILMS if [shot.scene.camera.subject for shot in film.shots[-2:]] in ([0, 1], [1, 0])]
    films = [film for film in films if len(film.shots[0].scene.cast) == 2 and film.shots[0].scene.cast[0].x == -0.62]
    assert films
    for film in films:
        left, right = film.shots[0].scene.cast
        assert left.x < right.x
        assert (left.view, right.view) == (View.THREE_QUARTER_RIGHT, View.THREE_QUARTER_LEFT)


@pytest.mark.parametrize("held_out", [False, True])
def test_held_out_films_are_held_out(held_out: bool):
    for seed in range(4):
        assert is_held_out(sample_film(seed, held_out=held_out).shots[-1].scene) == held_out


def test_the_next_scene_begins_where_the_last_one_ends():
    scene = replace(sample(2), start_s=0.5, duration_s=1.0)
    then = next_scene(scene, Camera(x=1.0), 0.25)
    assert (then.start_s, then.duration_s, then.camera.x) == (1.5, 0.25, 1.0)
