"""What each picture and video stands for: the noun next to its handle, in whichever order the language has it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mudong.enhancer.hear.token import Token

_NOUNS = {"species", "breed", "unknown_who", "prop", "cloth", "unknown_thing"}
_AREAS = {"place": "place", "unknown_place": "place", "light": "place"}
_TARGETS = {
    "background": "place",
    "style": "style",
    "motion": "motion",
    "camera": "camera",
    "identity": "who",
    "colours": "style",
}
_LINK_KO = re.compile(r"^(?:의|속|속의|안의|에|에서|)$")
_LINK_AFTER = re.compile(
    r"^\s*(?:'s|의|속|속의|안의|에 있는|에 나온|에 나오는|에서 본|里的|中的|的|里|中|上的|那个|这个)?\s*(?:의)?\s*$"
)
_FROM_EN = re.compile(r"^\s*(?:(?:shown|seen|that is|who is)?\s*(?:from|in|of|on)?\s*(?:the)?)?\s*$")
_THIS = re.compile(r"(?:(?:^|\s)(?:이|그|저)|\b(?:this|that|these)|这个|这只|这位|那个|这)\s*$")


class Roles:
    """handle -> role: `woman`, `bag`, `who`, `place`, `style`, `motion`, `camera`, `story`, `storyboard`, `sketch`.

    pictures: handles of reference pictures and elements that the request has; videos: of feature videos.
    """

    def __init__(
        self, tokens: Sequence[Token], language: str, pictures: Sequence[str], videos: Sequence[str], text: str
    ) -> None:
        self.tokens, self.language = tokens, language
        self.pictures, self.videos = list(pictures), list(videos)
        self.of: dict[str, str] = {}
        self._noun_of: dict[int, str] = {}
        self._subject: dict[int, str] = {}
        self._bind_handles()
        self._bind_demonstratives(text)
        self._bind_uses()
        self._bind_rest()

    def subject_of(self, at: int) -> str | None:
        """The subject that a token names through a handle, or None."""
        return self._subject.get(at)

    def handle_of(self, at: int) -> str | None:
        """The handle that shows the thing a token names, or None."""
        return self._noun_of.get(at)

    def taken(self, at: int) -> bool:
        """Whether the token only says what a handle is."""
        return at in self._noun_of or at in self._subject

    def as_mapping(self) -> Mapping[str, str]:
        """Roles by handle, in the order of the request."""
        order = [*self.pictures, *self.videos]
        return {handle: self.of[handle] for handle in order if handle in self.of}

    def _bind_handles(self) -> None:
        for at, token in enumerate(self.tokens):
            handle = self._known(token)
            if handle is None:
                continue
            if handle in self.videos:
                self._bind_video(at, handle)
                continue
            noun = self._noun_by(at)
            if noun is not None:
                self._take(noun, handle)
            elif handle in self.of:
                self._subject[at] = self._named(handle)
            elif self._is_owner_of_nothing(at):
                self.of[handle] = "who"
                self._subject[at] = handle

    def _named(self, handle: str) -> str:
        return self.of[handle] if self.of[handle] not in ("who", "place", "style", "storyboard", "sketch") else handle

    def _known(self, token: Token) -> str | None:
        if token.area != "handle":
            return None
        if token.kind == "image_?":
            free = [handle for handle in self.pictures if handle not in self.of]
            return free[0] if free else None
        return token.kind if token.kind in (*self.pictures, *self.videos) else None

    def _is_owner_of_nothing(self, at: int) -> bool:
        return self.tokens[at].kind != "image_?"

    def _noun_by(self, at: int) -> int | None:
        token = self.tokens[at]
        if at + 1 < len(self.tokens):
            after = self.tokens[at + 1]
            link = after.gap if self.language != "ko" else f"{token.tail}{after.gap.strip()}"
            if (
                self._describes(after)
                and after.clause == token.clause
                and (_LINK_KO.match(link) if self.language == "ko" else _LINK_AFTER.match(link))
            ):
                return at + 1
        for back in range(at - 1, max(at - 4, -1), -1):
            before = self.tokens[back]
            if before.area == "op" and before.kind in ("from", "with"):
                continue
            between = "".join(t.gap for t in self.tokens[back + 1 : at + 1])
            if (
                self.language == "en"
                and self._describes(before)
                and before.clause == token.clause
                and _FROM_EN.match(between.strip())
            ):
                if between.strip() in ("", "the") and not any(t.area == "op" for t in self.tokens[back + 1 : at]):
                    return None
                return back
            return None
        return None

    def _describes(self, token: Token) -> bool:
        if token.area == "lead":
            return token.kind in ("person", "lead")
        return (
            (token.area in _NOUNS | {"use"} and token.kind not in ("next_shot", "previous_shot"))
            or token.area in _AREAS
            or (token.area == "target" and token.kind in _TARGETS)
        )

    def _take(self, noun: int, handle: str) -> None:
        token = self.tokens[noun]
        if token.area == "target":
            self.of.setdefault(handle, _TARGETS[token.kind])
            self._noun_of[noun] = handle
        elif token.area == "use":
            self.of.setdefault(
                handle,
                "style"
                if token.kind == "style_of"
                else token.kind
                if token.kind in ("storyboard", "sketch")
                else "who",
            )
        elif token.area in _AREAS:
            self.of.setdefault(handle, "place")
            self._noun_of[noun] = handle
        elif token.area == "lead":
            self.of.setdefault(handle, "who")
            self._subject[self._at_of(handle, noun)] = handle
            self._noun_of[noun] = handle
        elif token.area in ("prop", "cloth", "unknown_thing"):
            self.of.setdefault(handle, token.kind)
            self._noun_of[noun] = handle
        else:
            self.of.setdefault(handle, token.kind)
            self._subject[noun] = token.kind

    def _at_of(self, handle: str, noun: int) -> int:
        return next(
            (i for i in (noun + 1, noun + 2, noun - 1) if 0 <= i < len(self.tokens) and self.tokens[i].kind == handle),
            noun,
        )

    def _bind_video(self, at: int, handle: str) -> None:
        near = [t for t in self.tokens[max(0, at - 3) : at + 4] if t.clause == self.tokens[at].clause]
        for token in near:
            if (token.area == "use" and token.kind == "camera_like") or (
                token.area == "target" and token.kind == "camera"
            ):
                self.of.setdefault(handle, "camera")
            elif (token.area == "use" and token.kind == "style_of") or (
                token.area == "target" and token.kind == "style"
            ):
                self.of.setdefault(handle, "style")
            elif (
                (token.area == "use" and token.kind == "like_video")
                or (token.area == "target" and token.kind == "motion")
                or token.area == "action"
            ):
                self.of.setdefault(handle, "motion")

    def _bind_demonstratives(self, text: str) -> None:
        for at, token in enumerate(self.tokens):
            free = [handle for handle in self.pictures if handle not in self.of]
            if free and token.area in _NOUNS and at not in self._noun_of and _THIS.search(text[: token.start]):
                self._take(at, free[0])

    def _bind_uses(self) -> None:
        uses = {token.kind for token in self.tokens if token.area == "use"}
        free = [handle for handle in self.pictures if self.of.get(handle, "who") == "who"]
        for kind in ("storyboard", "sketch"):
            if kind in uses and free:
                self.of[free[0]] = kind
        for handle in self.videos:
            if uses & {"next_shot", "previous_shot"}:
                self.of.setdefault(handle, "story")
            elif "camera_like" in uses:
                self.of.setdefault(handle, "camera")
            elif "like_video" in uses:
                self.of.setdefault(handle, "motion")
            elif "style_of" in uses:
                self.of.setdefault(handle, "style")

    def _bind_rest(self) -> None:
        """A single picture that nobody names shows the only one who is spoken of, or the lead."""
        free = [handle for handle in self.pictures if handle not in self.of]
        named = any(token.area == "handle" for token in self.tokens)
        if len(free) == 1 and not named:
            whos = [i for i, t in enumerate(self.tokens) if t.area in ("species", "breed")]
            if len({self.tokens[i].kind for i in whos}) == 1:
                self._take(whos[0], free[0])
                for i in whos[1:]:
                    self._subject[i] = self.tokens[i].kind
            else:
                self.of[free[0]] = "who"
        elif len(free) == 1 and any(t.kind == "image_?" for t in self.tokens):
            self.of[free[0]] = "who"
