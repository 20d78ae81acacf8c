"""Stretches that patterns find better than words: handles, quotes, coordinates, numbers with a unit, marks of shots."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from mudong.enhancer.hear.token import Token
from mudong.spec.handles import find_handles

_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "a few": 3,
    "several": 3,
    "an": 1,
    "a": 1,
    "한": 1,
    "두": 2,
    "세": 3,
    "네": 4,
    "다섯": 5,
    "여섯": 6,
    "일곱": 7,
    "여덟": 8,
    "아홉": 9,
    "열": 10,
    "첫": 1,
    "둘": 2,
    "셋": 3,
    "넷": 4,
    "열두": 12,
    "몇": 3,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "十二": 12,
    "几": 3,
}
_NUMBER = r"\d+(?:\.\d+)?|" + "|".join(sorted(map(re.escape, _NUMBERS), key=len, reverse=True))
_DMS = r"(\d{1,3})\s*°\s*(?:(\d{1,2})\s*'\s*)?(?:(\d{1,2}(?:\.\d+)?)\s*(?:''|\"))?\s*"
_PICTURE = r"(?:reference )?(?:image|picture|photo|pic)"
_ASPECTS = ("9:16", "16:9", "1:1", "4:3", "3:4", "21:9", "4:5")
_Found = tuple[str, str]


def special_tokens(prompt: str, text: str, names: Collection[str]) -> list[Token]:
    """Tokens of all patterns in their order, none overlapping. text: the normalised prompt; names: of elements."""
    found: list[Token] = []
    taken = bytearray(len(text))
    for start, end, (area, kind) in _all(prompt, text, names):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            found.append(Token(area=area, kind=kind, said=prompt[start:end], start=start, end=end))
    return sorted(found, key=lambda token: token.start)


def number_of(text: str) -> float | None:
    """`6`, `여섯`, `六` as a number."""
    text = text.strip()
    return float(text) if re.fullmatch(r"\d+(?:\.\d+)?", text) else _NUMBERS.get(text)


def _all(prompt: str, text: str, names: Collection[str]) -> Iterator[tuple[int, int, _Found]]:
    for handle in find_handles(prompt, names):
        yield handle.start, handle.end, ("handle", handle.name or f"{handle.kind}_{handle.index}")
    for pattern, make in _PATTERNS:
        for match in pattern.finditer(text):
            if (meant := make(match)) is not None:
                yield match.start(), match.end(), meant


def _place(match: re.Match[str]) -> _Found | None:
    values = match.groupdict()
    if values.get("lat"):
        lat, lon = float(values["lat"]), float(values["lon"])
        lat, lon = (-lat if values["ns"] == "s" else lat), (-lon if values["ew"] == "w" else lon)
    else:
        parts = [float(each or 0) if each is None or each[0].isdigit() else each for each in match.groups()[-8:]]
        lat, lon = (
            (-1 if side in ("s", "w") else 1) * (float(d) + float(m) / 60 + float(s) / 3600)
            for d, m, s, side in (parts[:4], parts[4:])
        )
    return ("gps", f"{lat:.5f},{lon:.5f}") if abs(lat) <= 90 and abs(lon) <= 180 else None


def _hours(match: re.Match[str]) -> _Found | None:
    count = number_of(match["n"])
    if count is None:
        return None
    hours = (
        count / 60
        if re.match("분|min|分", match["unit"])
        else count * 24
        if re.match("일|day|天", match["unit"])
        else count
    )
    back = bool(re.match("전|earlier|before|前", match["way"]))
    return "offset", f"{-hours if back else hours:+g}h"


def _seconds(match: re.Match[str]) -> _Found | None:
    count = number_of(match["n"])
    return None if count is None else ("duration", f"{count:g}")


def _indexed(kind: str) -> Callable[[re.Match[str]], _Found | None]:
    def make(match: re.Match[str]) -> _Found | None:
        count = number_of(match["n"])
        return None if count is None else ("handle", f"{kind}_{count:g}")

    return make


def _shot(match: re.Match[str]) -> _Found | None:
    count = number_of(match["n"])
    return None if count is None else ("shot", f"{count:g}")


def _aspect(match: re.Match[str]) -> _Found | None:
    given = f"{match['a']}:{match['b']}"
    return ("aspect", given) if given in _ASPECTS else None


def _always(area: str, kind: str) -> Callable[[re.Match[str]], _Found | None]:
    return lambda _: (area, kind)


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Found | None]], ...] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        (_DMS + r"([ns])[\s,]*" + _DMS + r"([ew])", _place),
        (
            r"(?P<lat>-?\d{1,2}\.\d{2,})\s*°?\s*(?P<ns>[ns])?\s*,\s*(?P<lon>-?\d{1,3}\.\d{2,})\s*°?\s*(?P<ew>[ew]\b)?",
            _place,
        ),
        (r"\"[^\"\n]{1,80}\"|(?<![a-z0-9])'[^'\n]{1,80}'(?![a-z])|「[^」\n]{1,80}」", _always("quoted", "")),
        (
            rf"(?P<n>{_NUMBER})\s*-?(?P<unit>시간|분|일|hours?|minutes?|days?|个?小时|分钟|天)\s*(?P<way>뒤|후|지난|이후|later|after|전|earlier|before|之?后|之?前)",
            _hours,
        ),
        (
            r"하루\s*(?:뒤|후|지나)|다음\s*날|\b(?:the next|one|a) day(?: later)?\b|第二天|一天后",
            _always("offset", "+24h"),
        ),
        (
            r"(?<![\w.])(?P<n>\d+(?:\.\d+)?|ten|five|three|열|다섯|세|십|五|十|三|八)\s*-?(?:초(?!록)|seconds?\b|secs?\b|s\b|秒)",
            _seconds,
        ),
        (r"(?P<a>\d{1,2})\s*[:x]\s*(?P<b>\d{1,2})(?!\d)", _aspect),
        (
            r"세로(?:\s*(?:영상|화면|로))?|\bvertical(?: video)?\b|\bportrait (?:mode|video|format)\b|竖屏|竖版",
            _always("aspect", "9:16"),
        ),
        (r"가로\s*(?:영상|화면|로)|\blandscape (?:mode|video|format)\b|横屏|横版", _always("aspect", "16:9")),
        (r"정사각형?|\bsquare (?:video|format)\b|方形视频", _always("aspect", "1:1")),
        (
            r"무한\s*반복|반복\s*재생|끊김\s*없이|\bseamless(?:ly)?\b(?:\s*loop(?:ing)?)?|\bloop(?:ing|s)?\b|循环",
            _always("loop", "yes"),
        ),
        (rf"{_PICTURE}\s*#?\s*(?P<n>[1-9])\b", _indexed("image")),
        (rf"(?:the )?(?P<n>first|second|third|fourth) {_PICTURE}\b", _indexed("image")),
        (r"(?:이미지|사진|그림)\s*(?P<n>[1-9])(?!\d|초|번)", _indexed("image")),
        (
            r"(?P<n>[1-9]|첫|두|세|네)\s*번?\s*째?\s*(?:이미지|사진|그림)(?!\s*(?:에서 시작|으로 시작))",
            _indexed("image"),
        ),
        (r"(?:图片|图像|照片|图)\s*(?P<n>[1-9一二三四])", _indexed("image")),
        (r"第(?P<n>[一二三四1-9])张(?:图片|图像|照片|图)", _indexed("image")),
        (r"(?:영상|비디오|video|视频)\s*#?(?P<n>[1-9])(?![\d초])", _indexed("video")),
        (
            rf"(?:this|that|the) {_PICTURE}\b|이\s*(?:사진|그림|이미지)|사진\s*속|这张(?:图片|照片|图)|照片里",
            _always("handle", "image_?"),
        ),
        (r"(?:\bshot|\bscene|\bcut)\s*#?\s*(?P<n>[1-9]|one|two|three|four|five)\b\s*[:.\-)]?", _shot),
        (
            r"(?P<n>[1-9]|첫|두|세|네|다섯)\s*번?\s*째?\s*(?:컷|장면|샷|숏|씬)(?:은|는|에서는|에서|에선|엔|에)?\s*:?",
            _shot,
        ),
        (r"(?P<n>[1-9]|두|세|네|다섯)\s*번\s*째(?:는|은|로는|로)\s*:?", _shot),
        (r"(?:컷|장면|샷|숏|씬)\s*#?(?P<n>[1-9])(?![\d초])\s*(?:은|는|:|\.|-)?", _shot),
        (r"(?:镜头|分镜)(?P<n>[一二三四五1-5])\s*[:,]?", _shot),
        (r"第(?P<n>[一二三四五1-5])(?:个镜头|个场景|镜|幕)\s*[:,]?", _shot),
        (r"\b(?:then )?cut to\b:?|컷\s*전환\s*:?|화면\s*전환\s*:?|切到|切换到", _always("shot", "+")),
    )
)
