"""Who is named: by a noun, a handle, a pronoun, or as "the protagonist", and whether as a subject."""

from __future__ import annotations

import re

from mudong.enhancer.fact import Fact
from mudong.enhancer.hear.token import Token
from mudong.enhancer.read.draft import BODIES, Draft
from mudong.enhancer.read.looks import BLOND, Looks
from mudong.enhancer.read.marks import THINGS

_COMPANY = re.compile(r"^(?:을|를|보다|처럼|에게|한테)")


class People:
    """Names subjects in the cast; of those that nobody knew before it keeps a list."""

    def __init__(self, draft: Draft, looks: Looks) -> None:
        self.draft, self.looks = draft, looks
        self._new: list[tuple[str, Token]] = []

    def body(self, at: int, token: Token) -> None:
        """A noun for somebody."""
        subject = token.kind
        if self.draft.roles.subject_of(at) is None and not self.draft.editing:
            self._new.append((subject, token))
        elif self.draft.editing and not self.draft.marks.of.get(at) and self._added(at):
            phrase = subject if (count := self._count_of(at)) == 1 else f"{subject}*{count}"
            self.draft.fact("add", phrase, "", token)
        self._named(at, token, subject)

    def _added(self, at: int) -> bool:
        """`판다 추가해 줘`, `add a panda`, `加一只熊猫`, but not the one next to whom something is put."""
        before, after = self.draft.before(at), self.draft.after(at)
        by = after is not None and after.area == "relation" and self.draft.language != "en"
        if (
            by
            or (before is not None and before.area == "relation")
            or self.draft.tokens[at].tail.startswith(("한테", "에게", "의"))
        ):
            return False
        clause = [
            i
            for i, t in enumerate(self.draft.tokens)
            if t.clause == self.draft.tokens[at].clause and t.area == "op" and t.kind == "add"
        ]
        if self.draft.language == "en":
            ahead = [i for i in clause if i < at]
            return bool(ahead) and not any(
                t.area in BODIES | THINGS | {"relation", "effect"} for t in self.draft.tokens[ahead[-1] : at]
            )
        if self.draft.language == "zh":
            return any(i < at for i in clause) and not any(
                t.area in THINGS for t in self.draft.tokens[max(i for i in clause if i < at) : at]
            )
        return any(i > at for i in clause) and not any(
            t.area in THINGS | {"effect"} for t in self.draft.tokens[at : min(i for i in clause if i > at)]
        )

    def _count_of(self, at: int) -> int:
        near = [
            t
            for t in self.draft.tokens[max(0, at - 2) : at + 2]
            if t.area == "number" and t.clause == self.draft.tokens[at].clause
        ]
        return int(near[0].kind) if near else 1

    def handle(self, at: int, token: Token) -> None:
        """A handle that stands for somebody."""
        subject = self.draft.roles.subject_of(at)
        if subject is not None:
            self._named(at, token, subject)

    def lead(self, at: int, token: Token) -> None:
        """A pronoun, or "the protagonist"."""
        if self.draft.roles.taken(at):
            return
        following = self.draft.after(at)
        if (
            token.kind == "it"
            and following is not None
            and following.area in ("weather", "light", "mood", "season", "op", "style")
        ):
            return
        for subject in self.draft.cast.pronoun(token.kind):
            self._named(at, token, subject)

    def _named(self, at: int, token: Token, subject: str) -> None:
        for mod in self.looks.take(at):
            if mod.area == "number":
                self.draft.counts[subject] = int(mod.kind)
            elif mod.area == "colour":
                self.draft.fact("hair" if BLOND.search(mod.said) else "colour", mod.kind, subject, mod)
        if self._object(at, token):
            self.draft.cast.mention(subject)
        else:
            self.draft.cast.name(subject)
        self.draft.settle(subject)

    def _object(self, at: int, token: Token) -> bool:
        """Whether somebody is only acted upon, held, or stood next to."""
        before = self.draft.before(at)
        if self.draft.language == "ko":
            after = self.draft.after(at)
            landmark = (
                after is not None
                and after.area == "relation"
                and token.tail in ("", "의", "들")
                and not after.gap.strip()
            )
            return (bool(_COMPANY.match(token.tail)) and not self.draft.editing) or landmark
        if before is None or before.clause != token.clause:
            return False
        if self.draft.language == "zh":
            after = self.draft.after(at)
            return after is not None and after.area == "relation" and re.fullmatch(r"\s*的?\s*", after.gap) is not None
        hold = before.area == "op" and before.kind == "hold"
        return (
            before.area == "relation" or hold or (before.area == "action" and before.kind in ("chase", "point", "kick"))
        )

    def who(self) -> list[Fact]:
        """One fact for everybody who is new, with their number."""
        told: dict[str, Fact] = {}
        for subject, token in self._new:
            colours = {fact.value for fact in self.draft.facts if fact.subject == subject and fact.facet == "colour"}
            count = max(self.draft.counts.get(subject, 1), len(colours))
            value = subject if count == 1 else f"{subject}*{count}"
            if token.area == "unknown_who":
                told.setdefault(subject, Fact(facet="cannot", value="who", said=token.said))
            else:
                told.setdefault(subject, Fact(facet="who", value=value, said=token.said))
        return list(told.values())
