"""Captions of films name every shot and say what is new in it."""

from __future__ import annotations

import pytest

from mudong.language.lexicon import LANGUAGES, word
from mudong.world.caption import captions
from mudong.world.film import film_captions, film_prompt, sample_film

FILMS = [sample_film(seed) for seed in range(30)]


def test_every_shot_is_named_in_order_and_the_first_is_said_in_full():
    for film in FILMS:
        for language in LANGUAGES:
            text = film_captions(film)[language]
            places = [text.index(word("shot", "number", language).format(n + 1)) for n in range(len(film.shots))]
            assert places == sorted(places)
            assert captions(film.shots[0].scene)[language] in text


def test_what_goes_on_is_not_said_again():
    for film in FILMS:
        place = word("place", film.shots[0].scene.place, "en")
        assert film_captions(film)["en"].count(place) == 1


def test_a_changed_face_and_a_fade_are_said():
    for film in FILMS:
        text = film_captions(film)["en"]
        for shot in film.shots:
            subject = shot.scene.camera.subject
            if subject is None or subject >= len(shot.scene.cast):
                continue
            for felt in shot.scene.cast[subject].feelings:
                if shot.scene.start_s < felt.start_s < shot.scene.start_s + shot.scene.duration_s:
                    assert f"then shows {word('expression', felt.expression, 'en')}" in text
        assert (word("shot", "fade", "en")[1:] in text) == any(shot.fade_s > 0 for shot in film.shots)


@pytest.mark.parametrize("language", LANGUAGES)
def test_prompts_are_short(language):
    for film in FILMS:
        prompt = film_prompt(film, language)
        assert prompt.count(word("shot", "then", language)) == len(film.shots) - 1
        assert len(prompt) < 330
