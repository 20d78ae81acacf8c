"""The rules of what may be asked for: read from data, applied to every reading of a prompt, before anything is held.

A rule is a conjunction of groups of words. Knows nothing of requests, users or HTTP; fails closed.
"""

from __future__ import annotations

import functools
import logging
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from mudong.serve.errors import PolicyRefused
from mudong.serve.trust.fold import fold, readings
from mudong.spec.errors import InvalidRequest

_BUILT_IN = Path(__file__).with_name("policy.toml")
_PARTICLES = (
    "들|이|가|은|는|을|를|의|에|에서|에게|에겐|와|과|랑|이랑|도|만|로|으로|이나|나|처럼|같은|같이|한테|께|야|아|인|이고|하는|하고|한|할"
    "|된|되는|적인|적|님|씨|양|군|까지|부터|보다|마다|조차|이라고|라고|이야|예요|이에요|입니다"
)
_MOST = 4
"""Particles behind one word: more are no Korean, and would let a long prompt take very long."""
_HANGUL, _HAN, _KANA = "가-힣", "\u3400-\u9fff", "\u3040-\u30ff"
_CLOSED = "closed"
_log = logging.getLogger("mudong.serve")


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """Why a text may not be asked for. reason: a code of the catalogue `trust`; found: the words that decided."""

    reason: str
    found: tuple[str, ...]
    absolute: bool = False

    def error(self, field: str = "prompt") -> PolicyRefused:
        """As the client hears it. Words of an absolute rule are not repeated."""
        found = "" if self.absolute else ", ".join(self.found)
        return PolicyRefused(f"trust.{self.reason}", field=field, found=found, reason=self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Refuses where every group of `groups` has a hit. absolute: no operator's file takes it away."""

    reason: str
    groups: tuple[re.Pattern[str], ...]
    absolute: bool = False

    def hits(self, reading: str, innocent: Sequence[tuple[int, int]]) -> tuple[str, ...]:
        """A word for each group, or nothing where a group has none."""
        found = tuple(_first(group, reading, innocent) for group in self.groups)
        return tuple(word for word in found if word) if all(found) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """All rules, in the order of their weight. `closed`: the rules could not be read, so that nothing passes."""

    rules: tuple[Rule, ...]
    innocent: re.Pattern[str] | None = None
    closed: bool = False

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """The operator's rules and our absolute ones, or all of ours. Raises `InvalidRequest` (`trust.policy_file`)."""
        own, innocent = _read(_BUILT_IN)
        if path is None:
            return cls(rules=own, innocent=innocent)
        theirs, more = _read(path)
        return cls(rules=tuple(rule for rule in own if rule.absolute) + theirs, innocent=_either(innocent, more))

    def check_prompt(self, text: str) -> Denial | None:
        """The weightiest reason to refuse the text, or None."""
        if self.closed:
            return Denial(reason=_CLOSED, found=(), absolute=True)
        seen = readings(text)
        innocent = [[found.span() for found in self.innocent.finditer(each)] if self.innocent else [] for each in seen]
        for rule in self.rules:
            for reading, spans in zip(seen, innocent, strict=True):
                if found := rule.hits(reading, spans):
                    return Denial(reason=rule.reason, found=found, absolute=rule.absolute)
        return None


def open_policy(path: Path | None = None) -> Policy:
    """The policy of a server. A file that cannot be used closes the door instead of opening it: all is refused."""
    try:
        return Policy.load(path)
    except InvalidRequest as error:
        _log.error("the policy cannot be read, everything is refused: %s", error)
        return Policy(rules=(), closed=True)


@functools.cache
def built_in_policy() -> Policy:
    """The rules that come with Mudong."""
    return open_policy()


def check_prompt(text: str) -> Denial | None:
    """By the rules that come with Mudong."""
    return built_in_policy().check_prompt(text)


def _first(group: re.Pattern[str], reading: str, innocent: Sequence[tuple[int, int]]) -> str:
    for found in group.finditer(reading):
        if not any(first <= found.start() < last for first, last in innocent):
            return found.group()
    return ""


def _read(path: Path) -> tuple[tuple[Rule, ...], re.Pattern[str] | None]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        groups = {name: _group(fields) for name, fields in data["groups"].items()}
        rules = tuple(_rule(fields, groups) for fields in data["rules"])
        innocent = _group(data["innocent"]) if "innocent" in data else None
    except (OSError, re.error, ValueError, TypeError, AttributeError) as error:
        raise InvalidRequest("trust.policy_file", path=path, detail=str(error)) from error
    except KeyError as error:
        raise InvalidRequest("trust.policy_file", path=path, detail=f"{error} ?") from error
    if not rules:
        raise InvalidRequest("trust.policy_file", path=path, detail="rules = []")
    return rules, innocent


def _rule(fields: Mapping[str, Any], groups: Mapping[str, re.Pattern[str]]) -> Rule:
    if not fields["all"]:
        raise ValueError(f"{fields['reason']}: all = []")
    return Rule(
        reason=str(fields["reason"]), groups=tuple(groups[name] for name in fields["all"]),
        absolute=bool(fields.get("absolute", False)),
    )  # fmt: skip


def _group(fields: Mapping[str, Any]) -> re.Pattern[str]:
    parts = [*fields.get("patterns", []), *(_term(word) for word in fields["words"])]
    if not parts:
        raise ValueError("words = []")
    return re.compile("|".join(f"(?:{part})" for part in parts))


def _either(one: re.Pattern[str] | None, other: re.Pattern[str] | None) -> re.Pattern[str] | None:
    parts = [each.pattern for each in (one, other) if each is not None]
    return re.compile("|".join(parts)) if parts else None


def _term(word: str) -> str:
    """A word of the data as a regular expression, with the boundaries of its script."""
    stem = fold(word.removesuffix("*"))
    if not stem.strip():
        raise ValueError(f"word {word!r}")
    open_end = word.endswith("*")
    pieces = [re.escape(piece) for piece in re.split(r"[\s\-]+", stem)]
    if re.search(f"[{_HANGUL}]", stem):
        body = r"\s*".join(pieces)
        return body if open_end else rf"(?<![{_HANGUL}a-z0-9]){body}(?:{_PARTICLES}){{0,{_MOST}}}(?![{_HANGUL}])"
    if re.search(f"[{_HAN}{_KANA}]", stem):
        return r"\s*".join(pieces)
    body = r"[\s\-_]*".join(pieces) if len(pieces) > 1 else pieces[0]
    return rf"(?<![a-z0-9]){body}" + ("" if open_end else r"(?:'?s|es)?(?![a-z0-9])")
