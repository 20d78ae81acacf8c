"""What a motion-control prompt asks beyond "keep the look, follow the motion", which is all that the puppet does.

The words that say just that are data (`motion_words.toml`), in Korean, English and Chinese. What is left over is told
to the user, so that nothing is ignored silently.
"""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources

_TOKEN = re.compile(r"<<<.*?>>>|@\w+|[A-Za-z']+|[가-힣]+|[\u4e00-\u9fff]+")


def beyond_motion(prompt: str) -> tuple[str, ...]:
    """The words of a prompt that ask for something else, in order; empty when there is nothing to tell."""
    left = (_left_of(token) for token in _TOKEN.findall(prompt) if not token.startswith(("<<<", "@")))
    return tuple(word for word in left if word)


@functools.cache
def _words(language: str) -> tuple[str, ...]:
    text = resources.files("mudong.engine").joinpath("motion_words.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)[language].split())


def _left_of(token: str) -> str:
    """What of a word is not said by the known ones; empty for nothing."""
    if token[0].isascii():
        return "" if token.lower().removesuffix("'s") in _words("english") else token
    if "가" <= token[0] <= "힣":
        known = token in _words("korean_whole") or token.startswith(_words("korean"))
        return "" if known else token
    for stem in sorted(_words("chinese"), key=len, reverse=True):
        token = token.replace(stem, "")
    return token
