"""What concerns the whole picture: place, light, weather, season, style, mood, camera, and what is not to be."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mudong.enhancer.fact import Fact
from mudong.enhancer.hear.token import Token
from mudong.enhancer.know.places import place_at
from mudong.enhancer.read.marks import Marks
from mudong.enhancer.read.roles import Roles

_PLAIN = {
    "light": "light",
    "weather": "weather",
    "season": "season",
    "style": "style",
    "mood": "mood",
    "backdrop": "backdrop",
    "aspect": "aspect",
    "duration": "duration",
    "loop": "loop",
    "offset": "time",
}
_BY_SHOT = {"camera": "camera", "framing": "framing", "angle": "angle"}
_CANNOT = {"unknown_place": "place", "unknown_style": "style", "unknown_sound": "sound", "unknown_text": "text"}
_KEPT_TARGETS = {
    "background": "background",
    "motion": "motion",
    "identity": "identity",
    "light": "light",
    "all": "all",
    "scene": "all",
    "camera": "camera",
    "style": "style",
    "weather": "weather",
    "colours": "light",
}
_KEPT_AREAS = {
    "place": "background",
    "cloth": "clothes",
    "light": "light",
    "weather": "weather",
    "part": "identity",
    "action": "motion",
    "prop": "things",
    "crowd": "identity",
    "style": "style",
}
_MOODS_OF = {
    "sad": "sadder",
    "happy": "brighter",
    "frightened": "scarier",
    "angry": "more_dramatic",
    "neutral": "calmer",
}
_TURNS = {"left": "pan_back", "right": "pan_on", "up": "tilt_on", "down": "tilt_back"}


def read_setting(
    tokens: Sequence[Token], marks: Marks, roles: Roles, shots: Mapping[int, int], *, editing: bool, language: str
) -> list[Fact]:
    """Facts without a subject, in the order of the prompt."""
    facts: list[Fact] = []
    for at, token in enumerate(tokens):
        if at in marks.of or roles.taken(at):
            continue
        facts += list(_of(at, token, tokens, shots, editing=editing, language=language))
    facts = _sorted_out(facts, tokens)
    return facts + _undone(tokens, marks, facts, editing=editing) + _kept(tokens, marks)


def _of(
    at: int, token: Token, tokens: Sequence[Token], shots: Mapping[int, int], *, editing: bool, language: str
) -> list[Fact]:
    if token.area == "place":
        night = (
            [Fact(facet="light", value="night", said=token.said)]
            if re.search("밤|night|夜", token.said.lower())
            else []
        )
        like = language == "ko" and token.tail.startswith("처럼")
        return [] if like else [Fact(facet="place", value=token.kind, said=token.said), *night]
    if token.area == "gps":
        latitude, longitude = map(float, token.kind.split(","))
        place = place_at(latitude, longitude)
        return [
            Fact(facet="place", value=place.place, said=token.said)
            if place
            else Fact(facet="cannot", value="place", said=token.said)
        ]
    if token.area in _PLAIN:
        return [Fact(facet=_PLAIN[token.area], value=token.kind, said=token.said)]
    if token.area in _BY_SHOT:
        return [Fact(facet=_BY_SHOT[token.area], value=token.kind, said=token.said, shot=shots.get(at, 0))]
    if token.area in _CANNOT:
        return [Fact(facet="cannot", value=_CANNOT[token.area], said=token.said)]
    if token.area == "direction":
        return _camera_turn(at, token, tokens, shots)
    if token.area == "expression":
        return _mood_of_face(token, tokens)
    return []


def _camera_turn(at: int, token: Token, tokens: Sequence[Token], shots: Mapping[int, int]) -> list[Fact]:
    clause = [t for t in tokens if t.clause == token.clause]
    moved = any(t.area == "target" and t.kind == "camera" for t in clause) and not any(
        t.area == "camera" for t in clause
    )
    return [Fact(facet="camera", value=_TURNS[token.kind], said=token.said, shot=shots.get(at, 0))] if moved else []


def _mood_of_face(token: Token, tokens: Sequence[Token]) -> list[Fact]:
    """`a sadder scene`: a feeling of the picture, not of a face."""
    clause = [t for t in tokens if t.clause == token.clause]
    scene = any(
        t.area == "target" and t.kind == "scene" and t.said not in ("영상", "동영상", "video", "clip", "视频")
        for t in clause
    )
    somebody = any(t.area in ("species", "breed", "handle", "part", "lead") and t.kind != "it" for t in clause)
    mood = _MOODS_OF.get(token.kind)
    return [Fact(facet="mood", value=mood, said=token.said)] if scene and mood and not somebody else []


def _sorted_out(facts: Sequence[Fact], tokens: Sequence[Token]) -> list[Fact]:
    """Without repetition, rain where there is thunder, and a city that has a name."""
    found: list[Fact] = []
    values = {(fact.facet, fact.value) for fact in facts}
    for fact in facts:
        if fact.atom in {each.atom for each in found}:
            continue
        if fact == Fact(facet="weather", value="rain", said=fact.said) and ("weather", "thunder") in values:
            continue
        if (fact.facet, fact.value) == ("place", "night_city") and len({v for f, v in values if f == "place"}) > 1:
            continue
        found.append(fact)
    return found


def _undone(tokens: Sequence[Token], marks: Marks, facts: Sequence[Fact], *, editing: bool) -> list[Fact]:
    found: list[Fact] = []
    weather = any(fact.facet == "weather" for fact in facts)
    for at, token in enumerate(tokens):
        if marks.marked(at, "out", "gone") and (
            fact := _gone(token, gone=marks.of[at] == "gone", editing=editing, weather=weather)
        ):
            found.append(fact)
    return found


def _gone(token: Token, *, gone: bool, editing: bool, weather: bool) -> Fact | None:
    said = token.said
    if token.area == "weather":
        if weather:
            return None
        return (
            Fact(facet="weather", value="clear", said=said)
            if gone and editing
            else Fact(facet="no", value=token.kind, said=said)
        )
    if token.area in ("target", "op", "relation"):
        return (
            Fact(facet="backdrop", value="white", said=said)
            if (token.area, token.kind) == ("target", "background")
            else None
        )
    if token.area in _CANNOT:
        return Fact(facet="cannot", value=_CANNOT[token.area], said=said) if gone else None
    if token.area in ("action", "unknown_action", "expression"):
        return Fact(facet="no", value=token.kind, said=said)
    kind = "crowd" if token.area == "lead" and token.kind in ("person", "they") else token.kind
    return Fact(facet="remove" if gone else "no", value=kind, said=said)


def _kept(tokens: Sequence[Token], marks: Marks) -> list[Fact]:
    found: list[Fact] = []
    for at, token in enumerate(tokens):
        if not marks.marked(at, "kept"):
            continue
        value = _KEPT_TARGETS.get(token.kind, "") if token.area == "target" else _KEPT_AREAS.get(token.area, "identity")
        if value and not any(fact.value == value for fact in found):
            found.append(Fact(facet="keep", value=value, said=token.said))
    if marks.all_kept:
        found.append(Fact(facet="keep", value="all"))
    return [fact for fact in found if fact.value == "all"][:1] or found
