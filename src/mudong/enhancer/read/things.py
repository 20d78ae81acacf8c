"""Things and clothes: how they look, whose they are, and whether they are worn, held, there, added or exchanged."""

from __future__ import annotations

from mudong.enhancer.fact import Fact
from mudong.enhancer.hear.token import Token
from mudong.enhancer.read.draft import BODIES, LIVING, Draft
from mudong.enhancer.read.items import Item
from mudong.enhancer.read.looks import Looks
from mudong.enhancer.read.marks import MODIFIERS, THINGS
from mudong.enhancer.read.owner import owner


class Things:
    """Collects items while reading; what comes later may still colour them, so facts are made at the end."""

    def __init__(self, draft: Draft, looks: Looks) -> None:
        self.draft, self.looks = draft, looks

    def thing(self, at: int, token: Token) -> None:
        """A noun for a thing or a piece of clothing."""
        if self.draft.roles.taken(at) and self.draft.roles.handle_of(at) is None:
            return
        item = Item(kind=token.kind, at=at, area=token.area, said=token.said, shot=self.draft.shots.get(at, 0))
        item.handle = self.draft.roles.handle_of(at) or ""
        for mod in self.looks.take(at):
            if mod.area == "colour":
                item.colour = mod.kind
            elif mod.area == "pattern":
                item.pattern = mod.kind
            elif mod.area == "number":
                item.count = int(mod.kind)
        item.relation = self._relation_of(at, token, item)
        item.owner = owner(self.draft, at) if item.relation in ("wears", "holds") or item.area == "cloth" else ""
        if item.relation in ("wears", "holds") and not item.owner:
            item.waiting = True
        if self.draft.marks.marked(at, "from", "to"):
            item.relation = "exchange"
        item.way = "put" if item.relation == "wears" and self._operating(at) & {"give", "add", "with"} else ""
        self.draft.items.append(item)

    def _relation_of(self, at: int, token: Token, item: Item) -> str:
        near = self._operating(at)
        if token.area == "cloth":
            if self.draft.editing and not (item.colour or item.pattern or near & {"wear", "give", "add", "with"}):
                return ""
            return "wears"
        if token.area == "thing":
            return ""
        held = bool(near & {"hold", "hand"}) or (
            self.draft.language == "en" and "with" in near and self._right_after_with(at)
        )
        if token.area == "unknown_thing":
            return "unknown"
        if held and not (self.draft.editing and not near & {"hand", "hold", "add", "give"}):
            return "holds"
        if "give" in near and self.draft.language == "en":
            return "holds"
        if self.draft.editing:
            return "add" if near & {"add"} else "looks" if item.colour or item.pattern else ""
        return "thing"

    def _right_after_with(self, at: int) -> bool:
        before = next((t for t in reversed(self.draft.tokens[:at]) if t.area not in MODIFIERS), None)
        return before is not None and before.area == "op" and before.kind == "with"

    def _operating(self, at: int) -> set[str]:
        """Operating words that take the noun: behind it in Korean, before it elsewhere (Chinese: either)."""
        found: set[str] = set()
        after = [t for t in self.draft.tokens[at + 1 : at + 4] if t.clause == self.draft.tokens[at].clause]
        before = [
            t for t in reversed(self.draft.tokens[max(0, at - 4) : at]) if t.clause == self.draft.tokens[at].clause
        ]
        for near in (
            [after] if self.draft.language == "ko" else [before] if self.draft.language == "en" else [before, after[:1]]
        ):
            for token in near:
                if token.area == "op":
                    found.add(token.kind)
                    if self.draft.language == "ko" or token.kind != "with":
                        break
                elif token.area not in MODIFIERS | THINGS | LIVING | {"part"} or (
                    self.draft.language == "ko" and token.area in BODIES
                ):
                    break
        if self.draft.language == "en" and "add" not in found:
            found |= {
                t.kind
                for t in self.draft.tokens[:at]
                if t.area == "op"
                and t.kind == "add"
                and t.clause == self.draft.tokens[at].clause
                and not any(r.area == "relation" for r in self.draft.tokens[self.draft.tokens.index(t) : at])
            }
        return found

    def tell(self) -> None:
        """Facts about all items."""
        for item in self.draft.items:
            if item.relation in ("wears", "holds"):
                self._tell_worn(item)
            elif item.relation == "thing":
                if item.handle:
                    continue
                value = item.phrase if item.count == 1 else f"{item.phrase}*{item.count}"
                self._item_fact(item, "thing", value)
            elif item.relation == "add":
                self._item_fact(item, "add", item.phrase if item.count == 1 else f"{item.phrase}*{item.count}")
            elif item.relation == "looks":
                for facet, value in (("colour", item.colour), ("pattern", item.pattern)):
                    if value:
                        self._item_fact(item, facet, value, item.kind)
            elif item.relation == "unknown":
                self._item_fact(item, "cannot", "thing")

    def _tell_worn(self, item: Item) -> None:
        kinds = [item.phrase]
        if item.kind == "hanbok":
            lower = "baji" if item.owner in ("man", "toddler") else "chima"
            kinds = [lower, " ".join(filter(None, (item.colour, item.pattern, "jeogori")))]
        if item.kind == "clothes":
            if not (item.colour or item.pattern):
                return
            kinds = [" ".join(filter(None, (item.colour, item.pattern, "shirt")))]
        for kind in kinds:
            self._item_fact(item, item.relation, kind, item.owner or self.draft.cast.lead())

    def _item_fact(self, item: Item, facet: str, value: str, subject: str = "") -> None:
        fact = Fact(
            facet=facet, value=value, subject=subject, said=item.said, shot=item.shot if subject else 0, way=item.way
        )
        if fact.atom not in {each.atom for each in self.draft.facts}:
            self.draft.facts.append(fact)

    def tell_exchanges(self) -> None:
        """Facts about what gives its place to what."""
        for old, new in self.draft.marks.pairs:
            phrases = [
                next((item.phrase for item in self.draft.items if item.at == at), self.draft.subject_at(at))
                for at in (old, new)
            ]
            self.draft.facts.append(
                Fact(facet="replace", value=f"{phrases[0]}>{phrases[1]}", said=self.draft.tokens[new].said)
            )
