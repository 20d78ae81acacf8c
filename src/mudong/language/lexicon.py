"""Words by kind and language, and names for colours. Data lives in TOML beside this file; knows nothing of scenes."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Literal

import numpy as np

Language = Literal["en", "ko", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "ko")
"""In which everything is said: captions, prompts, instructions, films."""
CAPTIONED: tuple[Language, ...] = (*LANGUAGES, "zh")
"""In which single scenes are told; Chinese has its own file of words."""


@functools.cache
def _data(name: str) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(resources.files("mudong.language").joinpath(name).read_text(encoding="utf-8"))


def word(area: str, kind: str, language: Language) -> str:
    """The word for `kind` of `area`. Raises `KeyError` for a kind without a word."""
    if language == "zh":
        return _chinese()[area][kind]
    return _data("lexicon.toml")[area][kind][LANGUAGES.index(language)]


def kinds(area: str) -> tuple[str, ...]:
    """Every kind of an area that has words."""
    return tuple(_data("lexicon.toml")[area])


def colour_name(colour: str, language: Language) -> str:
    """The name of the colour nearest to `#rrggbb`, as it stands before a noun."""
    index = int(np.argmin(np.linalg.norm(_named_lab() - _lab(colour), axis=1)))
    named = _colours()[index]
    return _chinese()["colour"][named[1]] if language == "zh" else named[1 + LANGUAGES.index(language)]


@functools.cache
def _chinese() -> dict[str, dict[str, str]]:
    return _data("chinese.toml")  # type: ignore[return-value]


@functools.cache
def _colours() -> list[list[str]]:
    return _data("colours.toml")["colours"]  # type: ignore[return-value]


@functools.cache
def _named_lab() -> np.ndarray:
    return np.array([_lab(entry[0]) for entry in _colours()])


@functools.lru_cache(maxsize=4096)
def _lab_of(colour: str) -> tuple[float, float, float]:
    rgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(rgb > 0.04045, ((rgb + 0.055) / 1.055) ** 2.4, rgb / 12.92)
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ linear
    f = np.cbrt(np.maximum(xyz / (0.9505, 1.0, 1.089), 1e-9))
    return float(116 * f[1] - 16), float(500 * (f[0] - f[1])), float(200 * (f[1] - f[2]))


def _lab(colour: str) -> np.ndarray:
    return np.array(_lab_of(colour))
