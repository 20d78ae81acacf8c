"""The scope of words that undo, keep or exchange: what is out, gone, kept, and what gives its place to what.

Korean says them after their nouns, English before, Chinese either way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mudong.enhancer.hear.token import Token

WHO = frozenset({"species", "breed", "unknown_who", "handle", "lead"})
THINGS = frozenset({"prop", "cloth", "thing", "unknown_thing"})
MODIFIERS = frozenset({"colour", "pattern", "number", "hair_style", "material", "speed"})
_NOUNS = (
    WHO
    | THINGS
    | {
        "crowd",
        "weather",
        "effect",
        "unknown_text",
        "unknown_sound",
        "quoted",
        "target",
        "place",
        "light",
        "part",
        "pattern",
        "backdrop",
        "unknown_place",
        "season",
        "style",
    }
)
_ACTS = frozenset({"action", "unknown_action", "expression"})
_TURNS = re.compile(r"\b(?:but|use|make|just|only|then)\b")
_BRIDGES = frozenset({"with", "from", "into", "become", "wear", "hold"})
_JOINED_KO = re.compile(r"(?:와|과|랑|이나|나|도|하고|의|한테서|에게서)$")
_JOINED = re.compile(r"^\s*(?:(?:,|and|or|nor|any|the|a|an|&|all|和|或|跟|与)\s*)*$")
_OWNER_GAP = re.compile(r"^\s*(?:'s|의|的)\s*")


class Marks:
    """What tokens are marked as: `out`, `gone`, `kept`, `dropped`, `from`, `to`. all_kept: everything else stays."""

    def __init__(self, tokens: Sequence[Token], language: str) -> None:
        self.tokens = tokens
        self.of: dict[int, str] = {}
        self.pairs: list[tuple[int, int]] = []
        self.all_kept = False
        self._korean = language == "ko"
        self._chinese = language == "zh"
        for at, token in enumerate(tokens):
            if token.area == "op":
                self._apply(at, token.kind)

    def marked(self, at: int, *marks: str) -> bool:
        """Whether the token has one of the marks."""
        return self.of.get(at) in marks

    def _apply(self, at: int, kind: str) -> None:
        if kind == "without":
            self._mark(self._chain(at), "out")
        elif kind == "dont":
            self._dont(at)
        elif kind == "remove":
            self._mark(self._chain(at) or self._chain(at, other_side=True), "gone")
        elif kind == "stop":
            near = [i for i in (*self._before(at), *self._after(at)) if self.tokens[i].area == "weather"]
            self._mark(near[:1], "gone")
        elif kind == "keep":
            self._keep(at)
        elif kind == "instead":
            self._instead(at)
        elif kind in ("replace", "change"):
            self._exchange(at)

    def _mark(self, which: Sequence[int], mark: str) -> None:
        for at in which:
            self.of.setdefault(at, mark)

    def _before(self, at: int) -> Iterator[int]:
        return self._run(range(at - 1, -1, -1), at)

    def _after(self, at: int) -> Iterator[int]:
        return self._run(range(at + 1, len(self.tokens)), at)

    def _run(self, places: range, at: int) -> Iterator[int]:
        """Places of the same clause up to the next operating word."""
        for each in places:
            token = self.tokens[each]
            if token.clause != self.tokens[at].clause or (token.area == "op" and token.kind not in _BRIDGES):
                return
            yield each

    def _chain(self, at: int, *, other_side: bool = False) -> list[int]:
        """The nouns that an operating word takes: the nearest, and those joined to it."""
        backwards = self._korean != other_side
        found: list[int] = []
        for each in self._before(at) if backwards else self._after_list(at):
            token = self.tokens[each]
            if found and not backwards and token.area == "op":
                break
            if token.area in MODIFIERS or (not backwards and self._owner(each)) or token.area in ("op", "relation"):
                continue
            if token.area not in _NOUNS | _ACTS or (found and not self._joined(each, found[-1], backwards)):
                break
            found.append(each)
        return found

    def _after_list(self, at: int) -> Iterator[int]:
        """As `_after`, and over commas of a list."""
        for each in range(at + 1, len(self.tokens)):
            token = self.tokens[each]
            listed = token.clause == self.tokens[at].clause or (
                self.tokens[at].kind != "without" and _JOINED.match(token.gap)
            )
            if _TURNS.search(token.gap):
                return
            if (
                not listed
                or token.sentence != self.tokens[at].sentence
                or (token.area == "op" and token.kind not in _BRIDGES)
            ):
                return
            yield each

    def _owner(self, at: int) -> bool:
        """`his` before glasses, `the dog's` before a hat."""
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if after is None or self.tokens[at].area not in WHO:
            return False
        close = self.tokens[at].area == "lead" and not after.gap.strip()
        return after.area in THINGS | MODIFIERS | {"part", "effect"} and (close or bool(_OWNER_GAP.match(after.gap)))

    def _joined(self, each: int, last: int, backwards: bool) -> bool:
        if backwards:
            first, second = self.tokens[each], self.tokens[last]
            if second.area in ("cloth", "effect", "part") and first.area in WHO and not _JOINED_KO.search(first.tail):
                return False
            return bool(re.search(r"(?:와|과|랑|이나|나|도|하고)$", first.tail)) or (
                self._chinese and second.gap.strip() in ("和", "跟", "与")
            )
        return bool(_JOINED.match(self.tokens[last + 1].gap)) and last + 1 <= each

    def _dont(self, at: int) -> None:
        if self._korean:
            self._mark(
                [each for each in [at - 1] if at and self.tokens[each].area in _ACTS | {"weather", "effect"}], "out"
            )
            return
        after = next(
            (i for i in range(at + 1, len(self.tokens)) if self.tokens[i].clause == self.tokens[at].clause), None
        )
        if after is None:
            return
        if self.tokens[after].area == "op" and self.tokens[after].kind in ("change", "replace", "remove"):
            self._mark([i for i in self._after_list(after) if self.tokens[i].area in _NOUNS], "kept")
            return
        near = [i for i in self._after(at) if self.tokens[i].area in _NOUNS | _ACTS and self.tokens[i].area != "lead"]
        self._mark(near[:1] or list(self._chain(after))[:1], "out")

    def _keep(self, at: int) -> None:
        after = [i for i in self._after_list(at) if self._keepable(i)]
        before = []
        for each in self._before(at):
            if self.tokens[each].area in _ACTS:
                break
            before += [each] if self._keepable(each) else []
        first, second = (before, []) if self._korean else (after, before)
        which = first or second
        if which:
            self._mark(which, "kept")
        elif not any(mark == "kept" for mark in self.of.values()):
            self.all_kept = True

    def _keepable(self, at: int) -> bool:
        token = self.tokens[at]
        return (
            token.area in _NOUNS and at not in self.of and not (token.area == "lead" and token.kind in ("it", "they"))
        )

    def _instead(self, at: int) -> None:
        """`강아지 말고 판다로`, `a cat instead of the dog`: in Korean the next noun takes the place, else the last."""
        old = (list(self._before(at)) if self._korean else list(self._after(at)))[:1]
        new = (list(self._after(at)) if self._korean else list(self._before(at)))[:1]
        if old and self.tokens[old[0]].area in _ACTS:
            self._mark(old, "out")
        else:
            self._pair(old, new)

    def _exchange(self, at: int) -> None:
        if self._korean:
            new = [i for i in self._before(at) if re.match(r"(?:으로|로)", self.tokens[i].tail)]
            old = [
                i for i in self._before(at) if re.match(r"(?:을|를|은|는|도|만)", self.tokens[i].tail) and i not in new
            ]
        elif self._chinese:
            new = [i for i in self._after(at) if self.tokens[i].area in _NOUNS]
            old = [i for i in self._before(at) if self.tokens[i].area in _NOUNS and not self._owner(i)]
        else:
            after = list(self._after(at))
            turn = next(
                (i for i in after if self.tokens[i].area == "op" and self.tokens[i].kind in ("into", "with")), None
            )
            if turn is None:
                return
            old = [i for i in after if i < turn and self.tokens[i].area in WHO | THINGS and not self._owner(i)]
            new = [i for i in after if i > turn and self.tokens[i].area not in MODIFIERS][:1]
        self._pair(old[-1:] if not self._korean else old[:1], new[:1])

    def _korean_change(self, at: int) -> bool:
        """A colour or a place that is only spoken of may still be asked for; one behind "instead" may not."""
        return not any(
            t.area == "op" and t.kind == "instead" and t.clause == self.tokens[at].clause for t in self.tokens
        )

    def _pair(self, old: Sequence[int], new: Sequence[int]) -> None:
        """One gives its place to the other, if both are people or both are things."""
        if (
            old
            and self.tokens[old[0]].area not in WHO | THINGS | {"target"}
            and new
            and not self._korean_change(old[0])
        ):
            self._mark(old[:1], "dropped")
        if not old or not new or self.tokens[old[0]].kind == "clothes":
            return
        areas = [self.tokens[i].area for i in (old[0], new[0])]
        if all(area in WHO for area in areas) or all(area in THINGS for area in areas):
            self._mark(old[:1], "from")
            self._mark(new[:1], "to")
            self.pairs.append((old[0], new[0]))
