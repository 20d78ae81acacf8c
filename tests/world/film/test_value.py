"""A film is a value; what does not fit together is told in one line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mudong.spec.errors import InvalidInput
from mudong.world.film import Film, FilmShot, next_scene, sample_film
from mudong.world.kinds import Framing
from mudong.world.sample import sample
from mudong.world.scene import Camera, Scene

SCENE = replace(sample(3), duration_s=1.0)


def film(*shots: FilmShot) -> Film:
    return Film(shots=shots)


@pytest.mark.parametrize("seed", range(12))
def test_json_gives_the_same_film(seed: int):
    made = sample_film(seed)
    assert Film.from_json(made.to_json()) == made


@pytest.mark.parametrize("fps", [12.0, 24.0, 29.97, 60.0])
@pytest.mark.parametrize("fade_s", [0.0, 0.25])
def test_cuts_and_length_are_those_of_the_shots(fps: float, fade_s: float):
    second = next_scene(SCENE, Camera(framing=Framing.WIDE), 0.5)
    made = film(FilmShot(scene=SCENE, fade_s=0.2), FilmShot(scene=second, fade_s=fade_s))
    first, cut = made.cuts(fps)
    assert first == 0
    assert cut == pytest.approx((1.0 - fade_s) * fps, abs=1)
    assert made.num_frames(fps) == pytest.approx((1.5 - fade_s) * fps, abs=2)


@pytest.mark.parametrize(
    ("shots", "code"),
    [
        ((), "world.film_empty"),
        ((FilmShot(scene=SCENE), FilmShot(scene=Scene())), "world.film_cast"),
        ((FilmShot(scene=replace(SCENE, start_s=-1.0)),), "world.film_time"),
        ((FilmShot(scene=replace(SCENE, duration_s=0.0)),), "world.film_time"),
        ((FilmShot(scene=replace(SCENE, start_s=1e9)),), "world.film_time"),
        ((FilmShot(scene=SCENE), FilmShot(scene=SCENE, fade_s=0.6)), "world.film_fade"),
        ((FilmShot(scene=SCENE), FilmShot(scene=SCENE, fade_s=-0.1)), "world.film_fade"),
    ],
)
def test_what_does_not_fit_is_told_in_one_line(shots: tuple[FilmShot, ...], code: str):
    with pytest.raises(InvalidInput) as caught:
        film(*shots)
    assert caught.value.code == code
    for language in ("en", "ko"):
        assert len(caught.value.text(language).splitlines()) == 1


@pytest.mark.parametrize(
    "text", ["", "[]", '{"shots": 3}', '{"shots": [{"scene": {"place": "moon"}}]}', '{"cuts": []}']
)
def test_wrong_json_is_told(text: str):
    with pytest.raises(InvalidInput) as caught:
        Film.from_json(text)
    assert caught.value.code == "world.json"
