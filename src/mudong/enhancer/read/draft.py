"""What the reading knows so far: the tokens, who is there, the facts found, and those that wait for their subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mudong.enhancer.fact import Fact
from mudong.enhancer.hear.token import Token
from mudong.enhancer.read.cast import Cast
from mudong.enhancer.read.items import Item
from mudong.enhancer.read.marks import THINGS, WHO, Marks
from mudong.enhancer.read.roles import Roles

BODIES = frozenset({"species", "breed", "unknown_who"})
LIVING = WHO | {"crowd"}


class Draft:
    """editing: there is a video whose cast is known already. known: handles of those whom "the protagonist" may mean.

    items: things and clothes on their way to facts. waiting: facts whose subject comes later. counts: how many of a
    subject. then: whether the next verb comes after the last one.
    """

    def __init__(
        self, tokens: Sequence[Token], language: str, marks: Marks, roles: Roles, shots: Mapping[int, int], *,
        editing: bool, known: Sequence[str],
    ) -> None:  # fmt: skip
        self.tokens, self.language, self.marks, self.roles, self.shots = tokens, language, marks, roles, shots
        self.editing = editing
        self.cast = Cast(known)
        self.facts: list[Fact] = []
        self.items: list[Item] = []
        self.waiting: list[Fact] = []
        self.counts: dict[str, int] = {}
        self.then = False

    def about(self, facet: str, token: Token, *, forward: bool) -> None:
        """A fact about everybody whom the clause is about, or about whoever comes next."""
        at = next((i for i, each in enumerate(self.tokens) if each.start == token.start), 0)
        if forward:
            self.waiting.append(Fact(facet=facet, value=token.kind, said=token.said, shot=self.shots.get(at, 0)))
            return
        group = self.cast.group or ([self.cast.last] if self.cast.last else [])
        if not group and not self.editing and any(t.area in BODIES | {"handle"} for t in self.tokens[at + 1 :]):
            self.waiting.append(Fact(facet=facet, value=token.kind, said=token.said, shot=self.shots.get(at, 0)))
            return
        for subject in group or [self.cast.lead()]:
            self.fact(facet, token.kind, subject, token)

    def fact(self, facet: str, value: str, subject: str, token: Token) -> None:
        """A fact about a subject, unless it is known already; a verb that the world lacks cannot be done."""
        at = next((i for i, each in enumerate(self.tokens) if each.start == token.start), 0)
        if facet in ("does", "then") and value.startswith("unknown:"):
            fact = Fact(facet="cannot", value="action", said=token.said, shot=self.shots.get(at, 0))
        else:
            fact = Fact(facet=facet, value=value, subject=subject, said=token.said, shot=self.shots.get(at, 0))
        if fact.atom not in {each.atom for each in self.facts}:
            self.facts.append(fact)

    def settle(self, subject: str) -> None:
        """Give what waits to the subject that has come."""
        for fact in self.waiting:
            settled = replace(fact, subject=subject)
            if settled.value.startswith("unknown:"):
                settled = replace(fact, facet="cannot", value="action")
            if settled.atom not in {each.atom for each in self.facts}:
                self.facts.append(settled)
        if any(fact.facet == "does" for fact in self.waiting):
            self.cast.acted = False
        self.waiting = []
        for item in self.items:
            if item.waiting:
                item.owner, item.waiting = subject, False

    def excluded(self, at: int) -> bool:
        """What is undone or kept is not asked for; what gives or takes a place is told as an exchange."""
        if self.marks.marked(at, "from", "to") and self.tokens[at].area in THINGS:
            return False
        if self.marks.marked(at, "kept") and self.tokens[at].area in WHO:
            self.cast.mention(self.subject_at(at)) if self.tokens[at].area in BODIES else None
        return at in self.marks.of

    def after(self, at: int) -> Token | None:
        """The token behind, or None."""
        return self.tokens[at + 1] if at + 1 < len(self.tokens) else None

    def before(self, at: int) -> Token | None:
        """The token in front, or None."""
        return self.tokens[at - 1] if at else None

    def subject_at(self, at: int) -> str:
        """What the one or the thing at a token is called in facts."""
        token = self.tokens[at]
        return self.roles.subject_of(at) or self.roles.handle_of(at) or token.kind

    def somebody(self, at: int) -> bool:
        """Whether the clause of a token speaks of anybody."""
        return any(
            t.area in WHO | {"part"} and t.kind != "it" for t in self.tokens if t.clause == self.tokens[at].clause
        )
