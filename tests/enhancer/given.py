"""Prompts of the two files as requests, and how well a thinker understands them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from mudong.enhancer.brief import Brief
from mudong.enhancer.enhance import enhance
from mudong.spec.conditions import (
    Character,
    Condition,
    Element,
    FeatureVideo,
    FirstFrame,
    LastFrame,
    Motion,
    ReferenceImage,
    SourceVideo,
)
from mudong.spec.request import Request

HERE = Path(__file__).parent
HELD, OTHERS = HERE / "prompts-held.jsonl", HERE / "prompts.jsonl"
_KINDS = {
    "image": ReferenceImage, "first": FirstFrame, "last": LastFrame, "source": SourceVideo, "feature": FeatureVideo,
    "character": Character, "motion": Motion,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A line of a file. attributes: all that the prompt states; implies: some of what follows from it."""

    id: str
    lang: str
    prompt: str
    given: list[str]
    intent: str
    attributes: list[str]
    implies: tuple[str, ...] = ()

    @property
    def request(self) -> Request:
        """The prompt with its conditions; nothing opens their files."""
        return Request(prompt=self.prompt, conditions=tuple(_condition(each) for each in self.given))


def read(path: Path) -> list[Given]:
    """Every prompt of a file."""
    return [Given(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def asked(prompt: str, *given: str) -> Brief:
    """The Brief of a prompt with conditions such as `source`, `image`, `element:Mina`."""
    return enhance(Request(prompt=prompt, conditions=tuple(_condition(each) for each in given)))


def accuracy(path: Path) -> tuple[float, float, float]:
    """Shares of intents right, of attributes right (asked for and found over asked for or found: what is made up counts
    as wrong), and of prompts wholly right, language included."""
    intents = whole = right = all_of = 0
    prompts = read(path)
    for one in prompts:
        brief, wished = enhance(one.request), set(one.attributes)
        right += len(brief.atoms & wished)
        all_of += len(brief.atoms | wished)
        intents += brief.intent == one.intent
        whole += brief.intent == one.intent and brief.atoms == wished and brief.language == one.lang
    return intents / len(prompts), right / all_of, whole / len(prompts)


def _condition(given: str) -> Condition:
    kind, _, name = given.partition(":")
    if kind == "element":
        return Element(name=name, paths=(Path("x.png"),))
    return _KINDS[kind](path=Path("x.mp4" if kind in ("source", "feature", "motion") else "x.png"))
