"""The reader: one pass over the tokens, from left to right, that says who does what, wears what, stands where.

Modifiers go to the noun before which they stand, or else back to the last one; verbs to the subjects of their clause,
or to the noun behind them (`춤추는 고양이`, `跳舞的猫`). What concerns the whole picture is read in `setting`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from mudong.enhancer.fact import Fact
from mudong.enhancer.hear.token import Token
from mudong.enhancer.read.cast import Cast
from mudong.enhancer.read.items import Item
from mudong.enhancer.read.marks import MODIFIERS, THINGS, WHO, Marks
from mudong.enhancer.read.roles import Roles

_BODIES = frozenset({"species", "breed", "unknown_who"})
_LIVING = WHO | {"crowd"}
_COMPANY = re.compile(r"^(?:을|를|보다|처럼|에게|한테)")
_SUBJECT = re.compile(r"^(?:들|님|씨)*(?:이|가|은|는|께서|만|도)?$")
_TARGET_TAIL = re.compile(r"^(?:색|빛)?(?:으로|로)")
_POSSESSIVE = re.compile(r"^\s*(?:'s|의|的)?\s*$")
_FORWARD = {"ko": re.compile(r"^\s*$"), "en": re.compile(r"^\s*$"), "zh": re.compile(r"^\s*的?\s*$")}
_BLOND = re.compile(r"(?i)금발|金发|blond")
_VERBS = frozenset({"action", "unknown_action", "camera"})


class Reader:
    """Facts about the cast and its things. editing: there is a video whose cast is known already."""

    def __init__(
        self,
        tokens: Sequence[Token],
        language: str,
        marks: Marks,
        roles: Roles,
        shots: Mapping[int, int],
        *,
        editing: bool,
        known: Sequence[str],
    ) -> None:
        self.tokens, self.language, self.marks, self.roles, self.shots = tokens, language, marks, roles, shots
        self.editing = editing
        self.cast = Cast(known)
        self.facts: list[Fact] = []
        self.items: list[Item] = []
        self._mods: list[int] = []
        self._waiting: list[Fact] = []
        self._counts: dict[str, int] = {}
        self._new: list[tuple[str, Token]] = []
        self._then = False
        self._placed: set[str] = set()
        self._read: dict[str, Callable[[int, Token], None]] = {
            **dict.fromkeys(_BODIES, self._body),
            "handle": self._handle,
            "lead": self._lead,
            "colour": self._modifier,
            "pattern": self._modifier,
            "number": self._modifier,
            "hair_style": self._hair,
            "prop": self._thing,
            "cloth": self._thing,
            "unknown_thing": self._thing,
            "thing": self._thing,
            "part": self._part,
            "action": self._action,
            "unknown_action": self._action,
            "expression": self._expression,
            "effect": self._effect,
            "material": self._material,
            "speed": self._speed,
            "direction": self._direction,
            "position": self._position,
            "relation": self._relation,
            "view": self._pose,
            "stance": self._pose,
            "op": self._op,
        }

    def read(self) -> list[Fact]:
        """All facts about who and what, in the order of the prompt."""
        for at, token in enumerate(self.tokens):
            if token.clause != (self.tokens[at - 1].clause if at else 0):
                self._flush_modifiers()
            if token.area in self._read and not self._excluded(at):
                self._read[token.area](at, token)
        self._flush_modifiers()
        self._settle_waiting(self.cast.lead() if self.editing else (self.cast.last or self.cast.lead()))
        self._tell_items()
        self._tell_exchanges()
        return self._who() + self.facts

    # People and pronouns

    def _body(self, at: int, token: Token) -> None:
        subject = token.kind
        if self.roles.subject_of(at) is None and not self.editing:
            self._new.append((subject, token))
        elif self.editing and not self.marks.of.get(at) and self._added(at):
            phrase = subject if (count := self._count_of(at)) == 1 else f"{subject}*{count}"
            self._fact("add", phrase, "", token)
        self._named(at, token, subject)

    def _added(self, at: int) -> bool:
        """`판다 추가해 줘`, `add a panda`, `加一只熊猫`, but not the one next to whom something is put."""
        before, after = self._before(at), self._next(at)
        by = after is not None and after.area == "relation" and self.language != "en"
        if (
            by
            or (before is not None and before.area == "relation")
            or self.tokens[at].tail.startswith(("한테", "에게", "의"))
        ):
            return False
        clause = [
            i
            for i, t in enumerate(self.tokens)
            if t.clause == self.tokens[at].clause and t.area == "op" and t.kind == "add"
        ]
        if self.language == "en":
            ahead = [i for i in clause if i < at]
            return bool(ahead) and not any(
                t.area in _BODIES | THINGS | {"relation", "effect"} for t in self.tokens[ahead[-1] : at]
            )
        if self.language == "zh":
            return any(i < at for i in clause) and not any(
                t.area in THINGS for t in self.tokens[max(i for i in clause if i < at) : at]
            )
        return any(i > at for i in clause) and not any(
            t.area in THINGS | {"effect"} for t in self.tokens[at : min(i for i in clause if i > at)]
        )

    def _count_of(self, at: int) -> int:
        near = [
            t for t in self.tokens[max(0, at - 2) : at + 2] if t.area == "number" and t.clause == self.tokens[at].clause
        ]
        return int(near[0].kind) if near else 1

    def _handle(self, at: int, token: Token) -> None:
        subject = self.roles.subject_of(at)
        if subject is not None:
            self._named(at, token, subject)

    def _lead(self, at: int, token: Token) -> None:
        if self.roles.taken(at):
            return
        following = self._next(at)
        if (
            token.kind == "it"
            and following is not None
            and following.area in ("weather", "light", "mood", "season", "op", "style")
        ):
            return
        for subject in self.cast.pronoun(token.kind):
            self._named(at, token, subject)

    def _named(self, at: int, token: Token, subject: str) -> None:
        for mod in self._take_modifiers(at):
            if mod.area == "number":
                self._counts[subject] = int(mod.kind)
            elif mod.area == "colour":
                self._fact("hair" if _BLOND.search(mod.said) else "colour", mod.kind, subject, mod)
        if self._object(at, token):
            self.cast.mention(subject)
        else:
            self.cast.name(subject)
        self._settle_waiting(subject)

    def _object(self, at: int, token: Token) -> bool:
        """Whether somebody is only acted upon, held, or stood next to."""
        before = self._before(at)
        if self.language == "ko":
            after = self._next(at)
            landmark = (
                after is not None
                and after.area == "relation"
                and token.tail in ("", "의", "들")
                and not after.gap.strip()
            )
            return (bool(_COMPANY.match(token.tail)) and not self.editing) or landmark
        if before is None or before.clause != token.clause:
            return False
        if self.language == "zh":
            after = self._next(at)
            return after is not None and after.area == "relation" and re.fullmatch(r"\s*的?\s*", after.gap) is not None
        hold = before.area == "op" and before.kind == "hold"
        return (
            before.area == "relation" or hold or (before.area == "action" and before.kind in ("chase", "point", "kick"))
        )

    def _who(self) -> list[Fact]:
        """One fact for everybody who is new, with their number."""
        told: dict[str, Fact] = {}
        for subject, token in self._new:
            colours = {fact.value for fact in self.facts if fact.subject == subject and fact.facet == "colour"}
            count = max(self._counts.get(subject, 1), len(colours))
            value = subject if count == 1 else f"{subject}*{count}"
            if token.area == "unknown_who":
                told.setdefault(subject, Fact(facet="cannot", value="who", said=token.said))
            else:
                told.setdefault(subject, Fact(facet="who", value=value, said=token.said))
        return list(told.values())

    # Words that stand before or after a noun

    def _modifier(self, at: int, token: Token) -> None:
        if token.area == "number" and self.language == "ko" and self._counts_back(at):
            return
        self._mods.append(at)
        if not self._goes_forward(at, token):
            self._flush_modifiers()

    def _counts_back(self, at: int) -> bool:
        """`고양이 세 마리`."""
        before = self._before(at)
        if before is None or before.clause != self.tokens[at].clause:
            return False
        if before.area in _BODIES | {"handle"} and self.cast.last:
            self._counts[self.cast.last] = int(self.tokens[at].kind)
            return True
        if before.area in THINGS and self.items:
            self.items[-1].count = int(self.tokens[at].kind)
            return True
        return False

    def _goes_forward(self, at: int, token: Token) -> bool:
        after = self._next(at)
        if after is None or after.clause != token.clause or _TARGET_TAIL.match(token.tail):
            return False
        nouns = _BODIES | THINGS | MODIFIERS | {"part", "lead", "handle", "effect"}
        return after.area in nouns and bool(_FORWARD[self.language].match(after.gap))

    def _take_modifiers(self, at: int) -> list[Token]:
        """Those that wait for this noun."""
        taken = [self.tokens[mod] for mod in self._mods if at - mod <= len(self._mods)]
        self._mods = []
        return taken

    def _flush_modifiers(self) -> None:
        """Colours and patterns that no noun followed go to the last noun."""
        for mod in self._mods:
            token = self.tokens[mod]
            if token.area == "number":
                continue
            self._look_back(mod, token)
        self._mods = []

    def _look_back(self, at: int, token: Token) -> None:
        noun = next((i for i in range(at - 1, -1, -1) if self.tokens[i].area in _LIVING | THINGS | {"part"}), None)
        if noun is None or (self.tokens[noun].sentence != token.sentence and self.tokens[noun].area not in _LIVING):
            if self.editing and token.area == "colour" and noun is None:
                return
            if noun is None:
                return
        area = self.tokens[noun].area
        if area in THINGS:
            item = next((item for item in self.items if item.at == noun), None)
            if item is None:
                return
            if token.area == "colour":
                item.colour = token.kind
            else:
                item.pattern = token.kind
            if self.editing and not item.relation:
                item.relation = "wears" if item.area == "cloth" else "looks"
        elif area == "part" and self.tokens[noun].kind == "hair":
            self._fact("hair", token.kind, self._owner(noun), token)
        elif token.area == "colour" and self.cast.last:
            facet = "hair" if _BLOND.search(token.said) else "colour"
            self._fact(facet, token.kind, self._owner(noun) if area == "part" else self.cast.last, token)

    def _hair(self, at: int, token: Token) -> None:
        after = self._next(at)
        forward = (
            after is not None
            and after.area in _BODIES
            and bool(re.fullmatch(r"\s*(?:의|的|를 한|을 한|haired)?\s*", after.gap))
        )
        self._about("hair", token, forward=forward)

    def _part(self, at: int, token: Token) -> None:
        for mod in self._take_modifiers(at):
            if token.kind != "face" and mod.area == "colour":
                self._about("hair" if token.kind == "hair" else "colour", mod, forward=not self.cast.group)

    # Things and clothes

    def _thing(self, at: int, token: Token) -> None:
        if self.roles.taken(at) and self.roles.handle_of(at) is None:
            return
        item = Item(kind=token.kind, at=at, area=token.area, said=token.said, shot=self.shots.get(at, 0))
        item.handle = self.roles.handle_of(at) or ""
        for mod in self._take_modifiers(at):
            if mod.area == "colour":
                item.colour = mod.kind
            elif mod.area == "pattern":
                item.pattern = mod.kind
            elif mod.area == "number":
                item.count = int(mod.kind)
        item.relation = self._relation_of(at, token, item)
        item.owner = self._owner(at) if item.relation in ("wears", "holds") or item.area == "cloth" else ""
        if item.relation in ("wears", "holds") and not item.owner:
            item.waiting = True
        if self.marks.marked(at, "from", "to"):
            item.relation = "exchange"
        item.way = "put" if item.relation == "wears" and self._operating(at) & {"give", "add", "with"} else ""
        self.items.append(item)

    def _relation_of(self, at: int, token: Token, item: Item) -> str:
        near = self._operating(at)
        if token.area == "cloth":
            if self.editing and not (item.colour or item.pattern or near & {"wear", "give", "add", "with"}):
                return ""
            return "wears"
        if token.area == "thing":
            return ""
        held = bool(near & {"hold", "hand"}) or (
            self.language == "en" and "with" in near and self._right_after_with(at)
        )
        if token.area == "unknown_thing":
            return "unknown"
        if held and not (self.editing and not near & {"hand", "hold", "add", "give"}):
            return "holds"
        if "give" in near and self.language == "en":
            return "holds"
        if self.editing:
            return "add" if near & {"add"} else "looks" if item.colour or item.pattern else ""
        return "thing"

    def _right_after_with(self, at: int) -> bool:
        before = next((t for t in reversed(self.tokens[:at]) if t.area not in MODIFIERS), None)
        return before is not None and before.area == "op" and before.kind == "with"

    def _operating(self, at: int) -> set[str]:
        """Operating words that take the noun: behind it in Korean, before it elsewhere (Chinese: either)."""
        found: set[str] = set()
        after = [t for t in self.tokens[at + 1 : at + 4] if t.clause == self.tokens[at].clause]
        before = [t for t in reversed(self.tokens[max(0, at - 4) : at]) if t.clause == self.tokens[at].clause]
        for near in [after] if self.language == "ko" else [before] if self.language == "en" else [before, after[:1]]:
            for token in near:
                if token.area == "op":
                    found.add(token.kind)
                    if self.language == "ko" or token.kind != "with":
                        break
                elif token.area not in MODIFIERS | THINGS | _LIVING | {"part"} or (
                    self.language == "ko" and token.area in _BODIES
                ):
                    break
        if self.language == "en" and "add" not in found:
            found |= {
                t.kind
                for t in self.tokens[:at]
                if t.area == "op"
                and t.kind == "add"
                and t.clause == self.tokens[at].clause
                and not any(r.area == "relation" for r in self.tokens[self.tokens.index(t) : at])
            }
        return found

    def _owner(self, at: int) -> str:
        """Whose a thing is: the one named right before it, the one whom its clause is about, or whoever comes next."""
        before = next((t for t in reversed(self.tokens[:at]) if t.area not in MODIFIERS and t.area != "part"), None)
        forward = self._owner_follows(at)
        if forward:
            return ""
        if before is not None and before.area in _LIVING and self.cast.last:
            return self.cast.last
        if self.cast.group:
            return self.cast.group[-1]
        if self.cast.last:
            return self.cast.last
        later = any(t.area in _BODIES | {"handle"} for t in self.tokens[at + 1 :])
        return "" if later and not self.editing else self.cast.lead()

    def _owner_follows(self, at: int) -> bool:
        """`코트를 입은 여자`, `穿红裙的女人`: a verb of wearing or holding, and right behind it somebody."""
        for each in range(at + 1, min(at + 6, len(self.tokens))):
            token = self.tokens[each]
            if token.clause != self.tokens[at].clause:
                return False
            if token.area in _BODIES | {"handle", "lead"}:
                if self.language == "ko":
                    between = self.tokens[at + 1 : each]
                    verb = next((t for t in reversed(between) if t.area == "op"), None)
                    adnominal = verb is not None and re.search(
                        r"(?:은|는|ㄴ|든|쓴|맨|낀|멘|쥔|찬|인|걸친|두른|입은)$", verb.said + verb.tail
                    )
                    return bool(adnominal)
                return self.language == "zh" and "的" in token.gap
            if token.area not in MODIFIERS | THINGS | {"op"}:
                return False
        return False

    # Verbs

    def _action(self, at: int, token: Token) -> None:
        facet = "then" if self._then and any(f.facet in ("does", "then") for f in self.facts) else "does"
        self._then = False
        kind = "unknown:" + token.kind if token.area == "unknown_action" else token.kind
        if self._is_noun_of_motion(at, token):
            return
        self._about(facet, replace(token, kind=kind), forward=self._adnominal(at, token))
        self.cast.acted = True

    def _is_noun_of_motion(self, at: int, token: Token) -> bool:
        """`the dance from the video`, `@video_1的舞蹈`: what is followed, not what is done."""
        before = self._before(at)
        return (
            before is not None
            and before.area == "handle"
            and before.kind.startswith("video")
            and not before.tail.startswith(("처럼", "대로"))
        )

    def _adnominal(self, at: int, token: Token) -> bool:
        """Whether the verb stands before its subject."""
        after = self._next(at)
        if (
            after is None
            or after.clause != token.clause
            or after.area not in _BODIES | {"handle", "number", "colour", "crowd"}
        ):
            return False
        if self.language == "ko":
            return token.tail.endswith(("는", "은", "던", "ㄴ")) and not (self.cast.group and not self.cast.acted)
        if self.language == "zh":
            return "的" in after.gap
        return not self.cast.group and after.gap.strip() == ""

    def _expression(self, at: int, token: Token) -> None:
        if any(
            t.area == "target"
            and t.kind == "scene"
            and t.clause == token.clause
            and not re.search("영상|video|clip|视频", t.said)
            for t in self.tokens
        ) and not self._somebody(at):
            return
        after = self._next(at)
        if (
            after is not None
            and after.area in ("unknown_sound", "target")
            and not after.gap.strip()
            and token.tail in ("", "는", "은", "ㄴ")
        ):
            return
        forward = (
            after is not None
            and after.area in _BODIES
            and after.clause == token.clause
            and (
                bool(_FORWARD[self.language].match(after.gap))
                and token.tail in ("", "는", "은", "한", "던")
                and not (self.language == "zh" and "的" not in after.gap)
            )
        )
        self._about("feels", token, forward=forward)

    def _somebody(self, at: int) -> bool:
        return any(
            t.area in WHO | {"part"} and t.kind != "it" for t in self.tokens if t.clause == self.tokens[at].clause
        )

    def _pose(self, at: int, token: Token) -> None:
        self._about(token.area, token, forward=not self.cast.group)

    def _effect(self, at: int, token: Token) -> None:
        item = next(
            (
                item
                for item in reversed(self.items)
                if item.area in ("thing", "prop") and self.tokens[item.at].clause == token.clause
            ),
            None,
        )
        after = self._next(at)
        if (
            self.language == "en"
            and after is not None
            and after.area in ("thing", "prop", "species", "breed")
            and after.clause == token.clause
        ):
            if after.area in ("thing", "prop"):
                self._fact("effect", token.kind, after.kind, token)
                return
            self._about("effect", token, forward=True)
            return
        if item is not None and not (self.cast.last and self._position_of_last_being() > item.at):
            self._fact("effect", token.kind, item.kind, token)
            item.relation = "" if self.editing else item.relation
            return
        self._about("effect", token, forward=not self.cast.group and not self.cast.last)

    def _position_of_last_being(self) -> int:
        return max((i for i, t in enumerate(self.tokens) if t.area in _LIVING), default=-1)

    def _material(self, at: int, token: Token) -> None:
        after = self._next(at)
        if after is not None and after.area in THINGS and after.gap.strip() in ("", "的"):
            self._fact("material", token.kind, after.kind, token)
            return
        noun = next((i for i in range(at - 1, -1, -1) if self.tokens[i].area in _LIVING | THINGS), None)
        if noun is not None and self.tokens[noun].area in THINGS:
            self._fact("material", token.kind, self.tokens[noun].kind, token)
        else:
            self._about("material", token, forward=noun is None)

    def _speed(self, at: int, token: Token) -> None:
        clause = [
            i
            for i, t in enumerate(self.tokens)
            if t.clause == token.clause and t.area in _VERBS | {"target"} and (t.area != "target" or t.kind == "camera")
        ]
        ahead, back = [i for i in clause if i > at], [i for i in clause if i < at]
        nearest = (
            (ahead[:1] or back[-1:])
            if self.language != "en" or (ahead and not self.tokens[ahead[0]].gap.strip())
            else (back[-1:] or ahead[:1])
        )
        if nearest and self.tokens[nearest[0]].area in ("camera", "target"):
            return
        self._about(
            "pace",
            token,
            forward=bool(nearest) and nearest[0] > at and self._adnominal(nearest[0], self.tokens[nearest[0]]),
        )

    def _direction(self, at: int, token: Token) -> None:
        clause = [t for t in self.tokens if t.clause == token.clause]
        if token.kind in ("up", "down") or (
            any((t.area == "target" and t.kind == "camera") or t.area == "camera" for t in clause)
        ):
            return
        ahead = [
            i
            for i in range(at + 1, len(self.tokens))
            if self.tokens[i].clause == token.clause and self.tokens[i].area == "action"
        ]
        self._about("goes", token, forward=bool(ahead) and self._adnominal(ahead[0], self.tokens[ahead[0]]))

    # Where somebody stands

    def _position(self, at: int, token: Token) -> None:
        thing = self.items[-1] if self.items else None
        fresh = not self.cast.acted or (self.language != "ko" and not re.search(r",|and", token.gap))
        being = self.cast.group[-1] if self.cast.group and fresh and self.cast.group[-1] not in self._placed else None
        after = next(
            (t for t in self.tokens[at + 1 :] if t.clause == token.clause and t.area in _BODIES | {"prop"}), None
        )
        if being is not None:
            self._fact("at", token.kind, being, token)
            self._placed.add(being)
        elif after is not None:
            self._fact("at", token.kind, after.kind, token)
        elif self.cast.group:
            self._fact("at", token.kind, self.cast.group[-1], token)
        elif thing is not None:
            self._fact("at", token.kind, thing.kind, token)

    def _relation(self, at: int, token: Token) -> None:
        before, after = self._before(at), self._next(at)
        if self.language == "en":
            self._relation_ahead(at, token, after)
            return
        solid = (
            before is not None
            and before.clause == token.clause
            and before.area in _BODIES | {"prop", "handle", "unknown_who"}
        )
        close = (
            solid
            and before is not None
            and re.fullmatch(r"\s*的?\s*", token.gap)
            and re.fullmatch(r"(?:의|보다|들|의 바로)?", before.tail)
        )
        if not close:
            if token.kind in ("left_of", "right_of"):
                self._position(at, replace(token, kind=token.kind.removesuffix("_of")))
            elif token.kind == "next_to" and len(self.cast.group) > 1:
                self._fact("next_to", self.cast.group[1], self.cast.group[0], token)
            return
        assert before is not None
        landmark = self._subject_at(at - 1)
        self.cast.withdraw(landmark)
        item = next((item for item in self.items if item.at == at - 1), None)
        if item is not None and self.editing:
            item.relation = ""
        self._stand(token, landmark, at)

    def _relation_ahead(self, at: int, token: Token, after: Token | None) -> None:
        ahead = at + 1
        while ahead < len(self.tokens) and self.tokens[ahead].area in MODIFIERS:
            ahead += 1
        if re.match(r"\s*(?:each other|one another)", self._text_after(at)):
            if len(self.cast.group) > 1:
                self._fact(token.kind, self.cast.group[1], self.cast.group[0], token)
            return
        if ahead >= len(self.tokens) or self.tokens[ahead].clause != token.clause:
            return
        landmark = self.tokens[ahead]
        if landmark.area not in _BODIES | {"prop", "handle", "lead", "unknown_who"}:
            return
        between = self.tokens[at + 1].gap
        if token.kind == "on" and not re.fullmatch(r"\s*(?:top of\s*)?(?:a|an|the|his|her|its|that|this)?\s*", between):
            return
        clothed = any(item.area == "cloth" and self.tokens[item.at].clause == token.clause for item in self.items)
        name = self._other(landmark.kind) if landmark.area == "lead" else self._subject_at(ahead)
        if clothed and token.kind == "on" and landmark.area != "prop":
            for item in self.items:
                if item.area == "cloth" and self.tokens[item.at].clause == token.clause:
                    item.owner, item.relation = name, item.relation or "wears"
            return
        self._stand(token, name, at)

    def _other(self, kind: str) -> str:
        """Whom a pronoun behind "next to" means: not the one who stands there."""
        subject = self.cast.group[-1] if self.cast.group else ""
        others = [who for who in reversed(self.cast.named) if who != subject]
        return others[0] if kind == "it" and others else next(iter(self.cast.pronoun(kind)))

    def _text_after(self, at: int) -> str:
        return self.tokens[at + 1].gap if at + 1 < len(self.tokens) else self._rest(at)

    def _rest(self, at: int) -> str:
        return ""

    def _stand(self, token: Token, landmark: str, at: int) -> None:
        added = next(
            (
                item
                for item in reversed(self.items)
                if item.relation == "add" and item.kind != landmark and self.tokens[item.at].clause == token.clause
            ),
            None,
        )
        coming = self._added_ahead(at) if added is None else None
        who = added.kind if added else coming
        if who is None and self.cast.group:
            who = self.cast.group[-1] if self.language == "en" else self.cast.group[0]
        if who is None and not self.editing and any(t.area in _BODIES | {"handle"} for t in self.tokens[at + 1 :]):
            self._waiting.append(Fact(facet=token.kind, value=landmark, said=token.said, shot=self.shots.get(at, 0)))
        elif who is None:
            thing = next((item.kind for item in reversed(self.items) if item.kind != landmark), None)
            if thing:
                self._fact(token.kind, landmark, thing, token)
        elif who != landmark:
            self._fact(token.kind, landmark, who, token)

    def _added_ahead(self, at: int) -> str | None:
        """`아기 옆에 오리를 놓아 줘`: what is put there follows."""
        if not self.editing or self.language == "en":
            return None
        ahead = [t for t in self.tokens[at + 1 :] if t.clause == self.tokens[at].clause]
        adds = any(t.area == "op" and t.kind == "add" for t in (*ahead, *self.tokens[:at]))
        return next((t.kind for t in ahead if t.area in _BODIES | {"prop"}), None) if adds else None

    def _subject_at(self, at: int) -> str:
        token = self.tokens[at]
        return self.roles.subject_of(at) or self.roles.handle_of(at) or token.kind

    def _op(self, at: int, token: Token) -> None:
        if token.kind == "then":
            self._then = True

    # Facts

    def _about(self, facet: str, token: Token, *, forward: bool) -> None:
        """A fact about everybody whom the clause is about, or about whoever comes next."""
        at = next((i for i, each in enumerate(self.tokens) if each.start == token.start), 0)
        if forward:
            self._waiting.append(Fact(facet=facet, value=token.kind, said=token.said, shot=self.shots.get(at, 0)))
            return
        group = self.cast.group or ([self.cast.last] if self.cast.last else [])
        if not group and not self.editing and any(t.area in _BODIES | {"handle"} for t in self.tokens[at + 1 :]):
            self._waiting.append(Fact(facet=facet, value=token.kind, said=token.said, shot=self.shots.get(at, 0)))
            return
        for subject in group or [self.cast.lead()]:
            self._fact(facet, token.kind, subject, token)

    def _fact(self, facet: str, value: str, subject: str, token: Token) -> None:
        at = next((i for i, each in enumerate(self.tokens) if each.start == token.start), 0)
        if facet in ("does", "then") and value.startswith("unknown:"):
            fact = Fact(facet="cannot", value="action", said=token.said, shot=self.shots.get(at, 0))
        else:
            fact = Fact(facet=facet, value=value, subject=subject, said=token.said, shot=self.shots.get(at, 0))
        if fact.atom not in {each.atom for each in self.facts}:
            self.facts.append(fact)

    def _settle_waiting(self, subject: str) -> None:
        for fact in self._waiting:
            settled = replace(fact, subject=subject)
            if settled.value.startswith("unknown:"):
                settled = replace(fact, facet="cannot", value="action")
            if settled.atom not in {each.atom for each in self.facts}:
                self.facts.append(settled)
        if any(fact.facet == "does" for fact in self._waiting):
            self.cast.acted = False
        self._waiting = []
        for item in self.items:
            if item.waiting:
                item.owner, item.waiting = subject, False

    def _tell_items(self) -> None:
        for item in self.items:
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
            self._item_fact(item, item.relation, kind, item.owner or self.cast.lead())

    def _item_fact(self, item: Item, facet: str, value: str, subject: str = "") -> None:
        fact = Fact(
            facet=facet, value=value, subject=subject, said=item.said, shot=item.shot if subject else 0, way=item.way
        )
        if fact.atom not in {each.atom for each in self.facts}:
            self.facts.append(fact)

    def _tell_exchanges(self) -> None:
        for old, new in self.marks.pairs:
            phrases = [
                next((item.phrase for item in self.items if item.at == at), self._subject_at(at)) for at in (old, new)
            ]
            self.facts.append(Fact(facet="replace", value=f"{phrases[0]}>{phrases[1]}", said=self.tokens[new].said))

    # Neighbours

    def _excluded(self, at: int) -> bool:
        """What is undone or kept is not asked for; what gives or takes a place is told as an exchange."""
        if self.marks.marked(at, "from", "to") and self.tokens[at].area in THINGS:
            return False
        if self.marks.marked(at, "kept") and self.tokens[at].area in WHO:
            self.cast.mention(self._subject_at(at)) if self.tokens[at].area in _BODIES else None
        return at in self.marks.of

    def _next(self, at: int) -> Token | None:
        return self.tokens[at + 1] if at + 1 < len(self.tokens) else None

    def _before(self, at: int) -> Token | None:
        return self.tokens[at - 1] if at else None
