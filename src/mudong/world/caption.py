"""What a scene says of itself: dense captions and short prompts, from the value that is drawn, in three languages."""

from __future__ import annotations

from mudong.language.lexicon import CAPTIONED, Language
from mudong.world.say import chinese, english, korean
from mudong.world.say.phrases import cloth_phrase, framed, noun, prop_phrase
from mudong.world.scene import Scene
from mudong.world.told import told

__all__ = ["captions", "cloth_phrase", "dense_caption", "framed", "noun", "prop_phrase", "short_prompt"]

_SPEAKERS = {"en": english, "ko": korean, "zh": chinese}


def captions(scene: Scene) -> dict[Language, str]:
    """The dense caption in every language: who, wearing what, doing what in which direction and how fast, where, ..."""
    return {language: dense_caption(scene, language) for language in CAPTIONED}


def dense_caption(scene: Scene, language: Language) -> str:
    """One caption, complete: every attribute that can be seen is said."""
    return _SPEAKERS[language].describe(told(scene))


def short_prompt(scene: Scene, language: Language) -> str:
    """What somebody would type: who does what where."""
    return _SPEAKERS[language].prompt(told(scene))
