"""What is done, felt and shown: verbs go to the subjects of their clause, or to the noun behind them.

`춤추는 고양이`, `跳舞的猫`: there the verb stands first.
"""

from __future__ import annotations

import re
from dataclasses import replace

from mudong.enhancer.hear.token import Token
from mudong.enhancer.read.draft import BODIES, LIVING, Draft
from mudong.enhancer.read.looks import FORWARD
from mudong.enhancer.read.marks import THINGS

_VERBS = frozenset({"action", "unknown_action", "camera"})


class Verbs:
    """Facts about doing, feeling, speed and direction, effects and materials."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    def action(self, at: int, token: Token) -> None:
        """A verb of doing."""
        facet = "then" if self.draft.then and any(f.facet in ("does", "then") for f in self.draft.facts) else "does"
        self.draft.then = False
        kind = "unknown:" + token.kind if token.area == "unknown_action" else token.kind
        if self._is_noun_of_motion(at, token):
            return
        self.draft.about(facet, replace(token, kind=kind), forward=self._adnominal(at, token))
        self.draft.cast.acted = True

    def _is_noun_of_motion(self, at: int, token: Token) -> bool:
        """`the dance from the video`, `@video_1的舞蹈`: what is followed, not what is done."""
        before = self.draft.before(at)
        return (
            before is not None
            and before.area == "handle"
            and before.kind.startswith("video")
            and not before.tail.startswith(("처럼", "대로"))
        )

    def _adnominal(self, at: int, token: Token) -> bool:
        """Whether the verb stands before its subject."""
        after = self.draft.after(at)
        if (
            after is None
            or after.clause != token.clause
            or after.area not in BODIES | {"handle", "number", "colour", "crowd"}
        ):
            return False
        if self.draft.language == "ko":
            return token.tail.endswith(("는", "은", "던", "ㄴ")) and not (
                self.draft.cast.group and not self.draft.cast.acted
            )
        if self.draft.language == "zh":
            return "的" in after.gap
        return not self.draft.cast.group and after.gap.strip() == ""

    def expression(self, at: int, token: Token) -> None:
        """A feeling, unless it is the whole picture's."""
        if any(
            t.area == "target"
            and t.kind == "scene"
            and t.clause == token.clause
            and not re.search("영상|video|clip|视频", t.said)
            for t in self.draft.tokens
        ) and not self.draft.somebody(at):
            return
        after = self.draft.after(at)
        if (
            after is not None
            and after.area in ("unknown_sound", "target")
            and not after.gap.strip()
            and token.tail in ("", "는", "은", "ㄴ")
        ):
            return
        forward = (
            after is not None
            and after.area in BODIES
            and after.clause == token.clause
            and (
                bool(FORWARD[self.draft.language].match(after.gap))
                and token.tail in ("", "는", "은", "한", "던")
                and not (self.draft.language == "zh" and "的" not in after.gap)
            )
        )
        self.draft.about("feels", token, forward=forward)

    def pose(self, at: int, token: Token) -> None:
        """A view or a stance."""
        self.draft.about(token.area, token, forward=not self.draft.cast.group)

    def effect(self, at: int, token: Token) -> None:
        """Fire, ice and the like, on the thing or the one that they are said of."""
        item = next(
            (
                item
                for item in reversed(self.draft.items)
                if item.area in ("thing", "prop") and self.draft.tokens[item.at].clause == token.clause
            ),
            None,
        )
        after = self.draft.after(at)
        if (
            self.draft.language == "en"
            and after is not None
            and after.area in ("thing", "prop", "species", "breed")
            and after.clause == token.clause
        ):
            if after.area in ("thing", "prop"):
                self.draft.fact("effect", token.kind, after.kind, token)
                return
            self.draft.about("effect", token, forward=True)
            return
        if item is not None and not (self.draft.cast.last and self._position_of_last_being() > item.at):
            self.draft.fact("effect", token.kind, item.kind, token)
            item.relation = "" if self.draft.editing else item.relation
            return
        self.draft.about("effect", token, forward=not self.draft.cast.group and not self.draft.cast.last)

    def _position_of_last_being(self) -> int:
        return max((i for i, t in enumerate(self.draft.tokens) if t.area in LIVING), default=-1)

    def material(self, at: int, token: Token) -> None:
        """What somebody or something is made of."""
        after = self.draft.after(at)
        if after is not None and after.area in THINGS and after.gap.strip() in ("", "的"):
            self.draft.fact("material", token.kind, after.kind, token)
            return
        noun = next((i for i in range(at - 1, -1, -1) if self.draft.tokens[i].area in LIVING | THINGS), None)
        if noun is not None and self.draft.tokens[noun].area in THINGS:
            self.draft.fact("material", token.kind, self.draft.tokens[noun].kind, token)
        else:
            self.draft.about("material", token, forward=noun is None)

    def speed(self, at: int, token: Token) -> None:
        """Fast or slow, of the nearest verb; of a camera nothing is told."""
        clause = [
            i
            for i, t in enumerate(self.draft.tokens)
            if t.clause == token.clause and t.area in _VERBS | {"target"} and (t.area != "target" or t.kind == "camera")
        ]
        ahead, back = [i for i in clause if i > at], [i for i in clause if i < at]
        nearest = (
            (ahead[:1] or back[-1:])
            if self.draft.language != "en" or (ahead and not self.draft.tokens[ahead[0]].gap.strip())
            else (back[-1:] or ahead[:1])
        )
        if nearest and self.draft.tokens[nearest[0]].area in ("camera", "target"):
            return
        self.draft.about(
            "pace",
            token,
            forward=bool(nearest) and nearest[0] > at and self._adnominal(nearest[0], self.draft.tokens[nearest[0]]),
        )

    def direction(self, at: int, token: Token) -> None:
        """Left or right, of those who go; of a camera `setting` tells."""
        clause = [t for t in self.draft.tokens if t.clause == token.clause]
        if token.kind in ("up", "down") or (
            any((t.area == "target" and t.kind == "camera") or t.area == "camera" for t in clause)
        ):
            return
        ahead = [
            i
            for i in range(at + 1, len(self.draft.tokens))
            if self.draft.tokens[i].clause == token.clause and self.draft.tokens[i].area == "action"
        ]
        self.draft.about("goes", token, forward=bool(ahead) and self._adnominal(ahead[0], self.draft.tokens[ahead[0]]))

    def op(self, at: int, token: Token) -> None:
        """ "Then" puts the next verb after the last."""
        if token.kind == "then":
            self.draft.then = True
