"""What is said of a film: shot by shot, and of the whole. What a shot shares with the one before is not said again."""

from __future__ import annotations

from mudong.language.english import sentence
from mudong.language.lexicon import LANGUAGES, Language, word
from mudong.world.caption import dense_caption, framed, noun, short_prompt
from mudong.world.film.value import Film
from mudong.world.scene import Scene


def film_captions(film: Film) -> dict[Language, str]:
    """`Shot 1: ... Shot 2: ...` in every language; each shot's own caption is `captions(shot.scene)`."""
    return {language: _caption(film, language) for language in LANGUAGES}


def film_prompt(film: Film, language: Language) -> str:
    """What somebody would type: who does what where, then how the next shots show it."""
    scenes = [shot.scene for shot in film.shots]
    follows = word("shot", "then", language)
    return short_prompt(scenes[0], language) + "".join(follows + framed(scene, language) for scene in scenes[1:])


def _caption(film: Film, language: Language) -> str:
    said, known = [], set[str]()
    for number, shot in enumerate(film.shots):
        sentences = [sentence(each) for each in dense_caption(shot.scene, language).split(". ")]
        if number and shot.scene.style is film.shots[number - 1].scene.style:
            sentences[0] = sentence(framed(shot.scene, language))
        if number and shot.fade_s > 0:
            sentences.append(sentence(word("shot", "fade", language)))
        new = [each for each in sentences[1:] if each not in known or (each is sentences[1] and _doubtful(shot.scene))]
        said.append(word("shot", "number", language).format(number + 1) + ": " + " ".join([sentences[0], *new]))
        known = set(sentences)
    return " ".join(said)


def _doubtful(scene: Scene) -> bool:
    """Whether the one that the shot is about has a namesake, so that only looks tell them apart."""
    subject = scene.camera.subject
    nouns = [noun(who.identity, "en") for who in scene.cast]
    return subject is not None and subject < len(nouns) and nouns.count(nouns[subject]) > 1
