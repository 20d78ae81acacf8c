"""Where somebody or something stands: in the picture, or by somebody or something else."""

from __future__ import annotations

import re
from dataclasses import replace

from mudong.enhancer.fact import Fact
from mudong.enhancer.hear.token import Token
from mudong.enhancer.read.draft import BODIES, Draft
from mudong.enhancer.read.marks import MODIFIERS


class Standing:
    """Positions and relations. English names the landmark after the relation, Korean and Chinese before it."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._placed: set[str] = set()

    def position(self, at: int, token: Token) -> None:
        """On the left, on the right, in the middle."""
        thing = self.draft.items[-1] if self.draft.items else None
        fresh = not self.draft.cast.acted or (self.draft.language != "ko" and not re.search(r",|and", token.gap))
        being = (
            self.draft.cast.group[-1]
            if self.draft.cast.group and fresh and self.draft.cast.group[-1] not in self._placed
            else None
        )
        after = next(
            (t for t in self.draft.tokens[at + 1 :] if t.clause == token.clause and t.area in BODIES | {"prop"}), None
        )
        if being is not None:
            self.draft.fact("at", token.kind, being, token)
            self._placed.add(being)
        elif after is not None:
            self.draft.fact("at", token.kind, after.kind, token)
        elif self.draft.cast.group:
            self.draft.fact("at", token.kind, self.draft.cast.group[-1], token)
        elif thing is not None:
            self.draft.fact("at", token.kind, thing.kind, token)

    def relation(self, at: int, token: Token) -> None:
        """Next to, behind, on top of, ..."""
        before, after = self.draft.before(at), self.draft.after(at)
        if self.draft.language == "en":
            self._relation_ahead(at, token, after)
            return
        solid = (
            before is not None
            and before.clause == token.clause
            and before.area in BODIES | {"prop", "handle", "unknown_who"}
        )
        close = (
            solid
            and before is not None
            and re.fullmatch(r"\s*的?\s*", token.gap)
            and re.fullmatch(r"(?:의|보다|들|의 바로)?", before.tail)
        )
        if not close:
            if token.kind in ("left_of", "right_of"):
                self.position(at, replace(token, kind=token.kind.removesuffix("_of")))
            elif token.kind == "next_to" and len(self.draft.cast.group) > 1:
                self.draft.fact("next_to", self.draft.cast.group[1], self.draft.cast.group[0], token)
            return
        assert before is not None
        landmark = self.draft.subject_at(at - 1)
        self.draft.cast.withdraw(landmark)
        item = next((item for item in self.draft.items if item.at == at - 1), None)
        if item is not None and self.draft.editing:
            item.relation = ""
        self._stand(token, landmark, at)

    def _relation_ahead(self, at: int, token: Token, after: Token | None) -> None:
        ahead = at + 1
        while ahead < len(self.draft.tokens) and self.draft.tokens[ahead].area in MODIFIERS:
            ahead += 1
        if re.match(r"\s*(?:each other|one another)", self._text_after(at)):
            if len(self.draft.cast.group) > 1:
                self.draft.fact(token.kind, self.draft.cast.group[1], self.draft.cast.group[0], token)
            return
        if ahead >= len(self.draft.tokens) or self.draft.tokens[ahead].clause != token.clause:
            return
        landmark = self.draft.tokens[ahead]
        if landmark.area not in BODIES | {"prop", "handle", "lead", "unknown_who"}:
            return
        between = self.draft.tokens[at + 1].gap
        if token.kind == "on" and not re.fullmatch(r"\s*(?:top of\s*)?(?:a|an|the|his|her|its|that|this)?\s*", between):
            return
        name = self._other(landmark.kind) if landmark.area == "lead" else self.draft.subject_at(ahead)
        if token.kind == "on" and landmark.area != "prop":
            self._put_on(token, name)
        else:
            self._stand(token, name, at)

    def _put_on(self, token: Token, owner: str) -> None:
        """`put sunglasses and boots on him`: what stands before in the clause is worn, or held."""
        for item in self.draft.items:
            if item.area in ("cloth", "prop") and self.draft.tokens[item.at].clause == token.clause:
                relation = "wears" if item.area == "cloth" else "holds"
                item.owner, item.waiting, item.relation = owner, False, relation

    def _other(self, kind: str) -> str:
        """Whom a pronoun behind "next to" means: not the one who stands there."""
        subject = self.draft.cast.group[-1] if self.draft.cast.group else ""
        others = [who for who in reversed(self.draft.cast.named) if who != subject]
        return others[0] if kind == "it" and others else next(iter(self.draft.cast.pronoun(kind)))

    def _text_after(self, at: int) -> str:
        return self.draft.tokens[at + 1].gap if at + 1 < len(self.draft.tokens) else ""

    def _stand(self, token: Token, landmark: str, at: int) -> None:
        added = next(
            (
                item
                for item in reversed(self.draft.items)
                if item.relation == "add"
                and item.kind != landmark
                and self.draft.tokens[item.at].clause == token.clause
            ),
            None,
        )
        coming = self._added_ahead(at) if added is None else None
        who = added.kind if added else coming
        if who is None and self.draft.cast.group:
            who = self.draft.cast.group[-1] if self.draft.language == "en" else self.draft.cast.group[0]
        if (
            who is None
            and not self.draft.editing
            and any(t.area in BODIES | {"handle"} for t in self.draft.tokens[at + 1 :])
        ):
            self.draft.waiting.append(
                Fact(facet=token.kind, value=landmark, said=token.said, shot=self.draft.shots.get(at, 0))
            )
        elif who is None:
            thing = next((item.kind for item in reversed(self.draft.items) if item.kind != landmark), None)
            if thing:
                self.draft.fact(token.kind, landmark, thing, token)
        elif who != landmark:
            self.draft.fact(token.kind, landmark, who, token)

    def _added_ahead(self, at: int) -> str | None:
        """`아기 옆에 오리를 놓아 줘`: what is put there follows."""
        if not self.draft.editing or self.draft.language == "en":
            return None
        ahead = [t for t in self.draft.tokens[at + 1 :] if t.clause == self.draft.tokens[at].clause]
        adds = any(t.area == "op" and t.kind == "add" for t in (*ahead, *self.draft.tokens[:at]))
        return next((t.kind for t in ahead if t.area in BODIES | {"prop"}), None) if adds else None
