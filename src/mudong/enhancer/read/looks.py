"""Words that say how somebody or something looks: colours, patterns, numbers and hair go to their nouns."""

from __future__ import annotations

import re

from mudong.enhancer.hear.token import Token
from mudong.enhancer.read.draft import BODIES, LIVING, Draft
from mudong.enhancer.read.marks import MODIFIERS, THINGS
from mudong.enhancer.read.owner import owner

BLOND = re.compile(r"(?i)금발|金发|blond")
_TARGET_TAIL = re.compile(r"^(?:색|빛)?(?:으로|로)")
SCENERY = frozenset({"place", "unknown_place", "light", "weather", "season", "backdrop"})
FORWARD = {"ko": re.compile(r"^\s*$"), "en": re.compile(r"^\s*$"), "zh": re.compile(r"^\s*的?\s*$")}


class Looks:
    """Keeps modifiers until their noun comes; what no noun follows goes back to the last one."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._mods: list[int] = []

    def modifier(self, at: int, token: Token) -> None:
        """A colour, a pattern or a number."""
        if token.area == "number" and self.draft.language == "ko" and self._counts_back(at):
            return
        if token.area == "colour" and self._follows(at, token, SCENERY):
            return  # green grass, a blue sky: nobody's colour
        self._mods.append(at)
        if not self._goes_forward(at, token):
            self.flush()

    def _counts_back(self, at: int) -> bool:
        """`고양이 세 마리`."""
        before = self.draft.before(at)
        if before is None or before.clause != self.draft.tokens[at].clause:
            return False
        if before.area in BODIES | {"handle"} and self.draft.cast.last:
            self.draft.counts[self.draft.cast.last] = int(self.draft.tokens[at].kind)
            return True
        if before.area in THINGS and self.draft.items:
            self.draft.items[-1].count = int(self.draft.tokens[at].kind)
            return True
        return False

    def _goes_forward(self, at: int, token: Token) -> bool:
        return self._follows(at, token, BODIES | THINGS | MODIFIERS | {"part", "lead", "handle", "effect"})

    def _follows(self, at: int, token: Token, areas: frozenset[str]) -> bool:
        """Whether a word of these areas comes right after, as what the modifier is said of."""
        after = self.draft.after(at)
        if after is None or after.clause != token.clause or _TARGET_TAIL.match(token.tail):
            return False
        return after.area in areas and bool(FORWARD[self.draft.language].match(after.gap))

    def take(self, at: int) -> list[Token]:
        """Those that wait for this noun."""
        taken = [self.draft.tokens[mod] for mod in self._mods if at - mod <= len(self._mods)]
        self._mods = []
        return taken

    def flush(self) -> None:
        """Colours and patterns that no noun followed go to the last noun."""
        for mod in self._mods:
            token = self.draft.tokens[mod]
            if token.area == "number":
                continue
            self._look_back(mod, token)
        self._mods = []

    def _look_back(self, at: int, token: Token) -> None:
        noun = next((i for i in range(at - 1, -1, -1) if self.draft.tokens[i].area in LIVING | THINGS | {"part"}), None)
        if noun is None or (
            self.draft.tokens[noun].sentence != token.sentence and self.draft.tokens[noun].area not in LIVING
        ):
            if self.draft.editing and token.area == "colour" and noun is None:
                return
            if noun is None:
                return
        area = self.draft.tokens[noun].area
        if area in THINGS:
            item = next((item for item in self.draft.items if item.at == noun), None)
            if item is None:
                return
            if token.area == "colour":
                item.colour = token.kind
            else:
                item.pattern = token.kind
            if self.draft.editing and not item.relation:
                item.relation = "wears" if item.area == "cloth" else "looks"
        elif area == "part" and self.draft.tokens[noun].kind == "hair":
            self.draft.fact("hair", token.kind, owner(self.draft, noun), token)
        elif token.area == "colour" and self.draft.cast.last:
            facet = "hair" if BLOND.search(token.said) else "colour"
            self.draft.fact(
                facet, token.kind, owner(self.draft, noun) if area == "part" else self.draft.cast.last, token
            )

    def hair(self, at: int, token: Token) -> None:
        """A way to wear hair."""
        after = self.draft.after(at)
        forward = (
            after is not None
            and after.area in BODIES
            and bool(re.fullmatch(r"\s*(?:의|的|를 한|을 한|haired)?\s*", after.gap))
        )
        self.draft.about("hair", token, forward=forward)

    def part(self, at: int, token: Token) -> None:
        """Fur, hair or face: a colour before it is the part's."""
        for mod in self.take(at):
            if token.kind != "face" and mod.area == "colour":
                self.draft.about("hair" if token.kind == "hair" else "colour", mod, forward=not self.draft.cast.group)
