"""Whom the words are about: the ones who act now, the last one named, what a pronoun stands for."""

from __future__ import annotations

from collections.abc import Sequence

_MALE, _FEMALE = ("man", "toddler", "baby"), ("woman", "grandmother", "toddler", "baby")


class Cast:
    """group: subjects of the verbs to come. acted: whether one has come since the group was last named."""

    def __init__(self, known: Sequence[str]) -> None:
        self.group: list[str] = []
        self.named: list[str] = []
        self.acted = False
        self.joined = False
        self._known = list(known)

    def name(self, subject: str, *, joins: bool = False) -> None:
        """Somebody is named as a subject: one of the group until it has acted, then a new group."""
        if self.acted and not joins:
            self.group = []
            self.acted = False
        if subject not in self.group:
            self.group.append(subject)
        self.mention(subject)

    def mention(self, subject: str) -> None:
        """Somebody is spoken of, as whoever."""
        if subject in self.named:
            self.named.remove(subject)
        self.named.append(subject)

    def withdraw(self, subject: str) -> None:
        """Not a subject after all: only where another one stands."""
        if subject in self.group:
            self.group.remove(subject)

    @property
    def last(self) -> str | None:
        """The one named last."""
        return self.named[-1] if self.named else None

    def lead(self) -> str:
        """Whom "the protagonist" means: the only one that is given, or simply the lead."""
        return self._known[0] if len(self._known) == 1 else "lead"

    def pronoun(self, kind: str) -> list[str]:
        """Whom `he`, `she`, `it`, `they`, `lead`, `person` stand for."""
        if kind in ("lead", "person"):
            return [self.named[-1]] if kind == "person" and self.named else [self.lead()]
        if kind == "they":
            return list(self.group or self.named) or [self.lead()]
        if kind == "it":
            return [self.last or self.lead()]
        fitting = _MALE if kind == "he" else _FEMALE
        found = next((who for who in reversed(self.named) if who in fitting), None)
        if found:
            return [found]
        beings = [who for who in self.named if who not in _MALE + _FEMALE]
        return [beings[-1] if beings else self.lead() if self._known else fitting[0]]
