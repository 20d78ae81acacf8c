"""Catalogues of user-facing texts: a stable code with parameters in, one line in the user's language out.

Texts live as data in `messages/<language>/<area>.toml`, keyed `area.reason`; code never contains prose for users.
"""

from __future__ import annotations

import functools
import os
import re
import tomllib
from importlib import resources

LANGUAGES = ("en", "ko")
DEFAULT_LANGUAGE = "en"


def user_language(environment: dict[str, str] | None = None) -> str:
    """The language for messages: `MUDONG_LANG`, else the locale, else English."""
    env = os.environ if environment is None else environment
    for name in ("MUDONG_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        language = re.split(r"[_.@-]", env.get(name, ""))[0].lower()
        if language in LANGUAGES:
            return language
    return DEFAULT_LANGUAGE


@functools.cache
def catalogue(language: str) -> dict[str, str]:
    """All texts of one language, keyed by code. A language that is not there reads as English."""
    folder = resources.files("mudong.spec") / "messages" / (language if language in LANGUAGES else DEFAULT_LANGUAGE)
    texts: dict[str, str] = {}
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".toml"):
            area = entry.name.removesuffix(".toml")
            for reason, text in tomllib.loads(entry.read_text(encoding="utf-8")).items():
                texts[f"{area}.{reason}"] = text
    return texts


def message(code: str, language: str | None = None, /, **params: object) -> str:
    """The text of `code` with its parameters filled in.

    An unknown code gives the code and its parameters: a user must never lose an error to a missing translation.
    """
    text = catalogue(language or user_language()).get(code) or catalogue(DEFAULT_LANGUAGE).get(code)
    if text is None:
        return f"{code} {params}" if params else code
    try:
        return text.format(**params)
    except (KeyError, IndexError, ValueError):
        return f"{text} {params}"
