"""The Brief: what the user means, in the words that the model was trained on, and why. Frozen, JSON round trip."""

from __future__ import annotations

import json
from dataclasses import dataclass

from mudong.enhancer.fact import Fact
from mudong.enhancer.read.intent import Intent
from mudong.spec.errors import InvalidRequest
from mudong.spec.plain import from_plain, to_plain
from mudong.world.scene import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """handle: `image_1`, `video_1`, an element's name. role: a kind (`woman`, `bag`) or `who`, `place`, `style`,
    `motion`, `camera`, `story`, `storyboard`, `sketch`. text: the role in the user's language."""

    handle: str
    role: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A decision and why, both in the user's language. atom: the fact that it is about; stated: the user said it."""

    decision: str
    why: str
    atom: str = ""
    stated: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ShotPlan:
    """One shot: what happens or changes in it, and its dense caption (empty where a given video is changed)."""

    number: int
    plan: tuple[str, ...] = ()
    caption: str = ""
    caption_ko: str = ""
    scene: Scene | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something that was asked and that this engine cannot do: a stable code and its text in the user's language."""

    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a request means.

    language: of the prompt. thinker: who thought (`embedded`, or a chat model's name); fallback: why it was not the one
    that was asked, else empty. facts: all that is asked for and all that follows. changes, keeps: the plan in the
    user's language. instruction: an edit or a use of references in the words of training (empty for text to
    video); caption: the dense caption, both in English; the same in Korean beside them. reasoning: why, one by one.
    """

    language: str
    intent: Intent
    thinker: str
    fallback: str = ""
    bindings: tuple[Binding, ...] = ()
    facts: tuple[Fact, ...] = ()
    changes: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    shots: tuple[ShotPlan, ...] = ()
    caption: str = ""
    caption_ko: str = ""
    instruction: str = ""
    instruction_ko: str = ""
    reasoning: tuple[Reason, ...] = ()
    notices: tuple[Note, ...] = ()

    @property
    def prompt(self) -> str:
        """What the model is given, in English: the instruction, else the caption."""
        return self.instruction or self.caption

    @property
    def atoms(self) -> frozenset[str]:
        """Facts that the user stated and what handles stand for, as short strings."""
        stated = (fact.atom for fact in self.facts if fact.stated)
        return frozenset((*stated, *(f"{each.handle}:{each.role}" for each in self.bindings)))

    def to_json(self) -> str:
        """One line; `from_json` gives an equal Brief."""
        return json.dumps(to_plain(self, {}), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Brief:
        """Read what `to_json` wrote. Raises `InvalidRequest` (`enhancer.json`) naming what is wrong."""
        try:
            return from_plain(cls, json.loads(text), {}, "brief")
        except (ValueError, OverflowError, RecursionError) as error:
            raise InvalidRequest("enhancer.json", detail=str(error)) from error
