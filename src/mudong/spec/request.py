"""The request: what a user asks for, frozen, validated, JSON round trip. The first noun of the line."""

from __future__ import annotations

import dataclasses
import json
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeVar

from mudong.spec.conditions import CONDITION_TYPES, IMAGE_CONDITIONS, VIDEO_CONDITIONS, Condition, Element
from mudong.spec.errors import InvalidRequest
from mudong.spec.handles import find_handles
from mudong.spec.limits import MAX_CLIP_S, MAX_FPS, MAX_PROMPT_CHARS, MIN_FPS
from mudong.spec.shape import output_size, parse_aspect

Orientation = Literal["image", "video"]
AlphaFormat = Literal["none", "webm", "prores"]
C = TypeVar("C")


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """The wished shape of the result.

    `aspect` None keeps the picture's; `duration_s` None takes what the conditions give. `background` is `keep`,
    `transparent`, a colour `#rrggbb`, or a picture's path. `quality` is the x264 scale (crf): lower is better.
    """

    resolution: str = "1080p"
    aspect: str | None = None
    fps: float = 30.0
    duration_s: float | None = None
    loop: bool = False
    orientation: Orientation = "image"
    background: str = "keep"
    audio: bool = True
    draft: bool = False
    quality: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Prompt with handles, conditions, output shape, seed, and the engine's name or `auto`.

    `anyway` overrides a refusal of the reference checks that leaves something to render.
    """

    prompt: str = ""
    negative_prompt: str = ""
    conditions: tuple[Condition, ...] = ()
    output: Output = field(default_factory=Output)
    seed: int = 0
    engine: str = "auto"
    anyway: bool = False

    def of_type(self, kind: type[C]) -> tuple[C, ...]:
        """The conditions of one type, in order."""
        return tuple(c for c in self.conditions if isinstance(c, kind))

    def validate(self) -> Request:
        """This request, or `InvalidRequest` with the field that is wrong. Opens no file."""
        out = self.output
        if len(self.prompt) > MAX_PROMPT_CHARS:
            raise InvalidRequest("request.prompt_too_long", given=len(self.prompt), limit=MAX_PROMPT_CHARS)
        if not math.isfinite(out.fps) or not MIN_FPS <= out.fps <= MAX_FPS:
            raise InvalidRequest("request.fps", given=out.fps, least=MIN_FPS, most=MAX_FPS)
        if out.duration_s is not None and not 0 < out.duration_s <= MAX_CLIP_S:
            raise InvalidRequest("request.duration", given=out.duration_s, most=MAX_CLIP_S)
        if not 0 <= out.quality <= 51:
            raise InvalidRequest("request.quality", given=out.quality)
        output_size(out.resolution, parse_aspect(out.aspect) if out.aspect else 1.0)
        self._check_handles()
        return self

    def _check_handles(self) -> None:
        images = sum(isinstance(c, IMAGE_CONDITIONS) for c in self.conditions)
        videos = sum(isinstance(c, VIDEO_CONDITIONS) for c in self.conditions)
        elements = self.of_type(Element)
        names = {e.name for e in elements}
        counts = {"image": images, "video": videos, "element": len(elements)}
        for handle in find_handles(self.prompt):
            if handle.index is not None and handle.index > counts[handle.kind]:
                raise InvalidRequest(
                    "request.handle", given=self.prompt[handle.start : handle.end], kind=handle.kind,
                    count=counts[handle.kind],
                )  # fmt: skip
            if handle.name is not None and elements and handle.name not in names:
                raise InvalidRequest(
                    "request.handle", given="@" + handle.name, kind="element", count=", ".join(sorted(names))
                )

    def to_json(self) -> str:
        """One line of JSON; `from_json` gives an equal request."""
        return json.dumps(_plain(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Request:
        """Read what `to_json` wrote. Raises `InvalidRequest` for unknown or wrong fields."""
        try:
            data = json.loads(text)
            conditions = tuple(_condition(entry) for entry in data.pop("conditions", ()))
            output = Output(**data.pop("output", {}))
            return cls(conditions=conditions, output=output, **data)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise InvalidRequest("request.json", detail=str(error)) from error


_NAME_OF_TYPE = {kind: name for name, kind in CONDITION_TYPES.items()}


def _plain(value: object) -> object:
    if type(value) in _NAME_OF_TYPE:
        return {"type": _NAME_OF_TYPE[type(value)], **_fields(value)}
    if dataclasses.is_dataclass(value):
        return _fields(value)
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value.as_posix() if isinstance(value, Path) else value


def _fields(value: object) -> dict[str, object]:
    return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}  # type: ignore[arg-type]


def _condition(entry: dict[str, object]) -> Condition:
    kind = CONDITION_TYPES[str(entry["type"])]
    fields = {k: v for k, v in entry.items() if k != "type"}
    for name in ("path", "joints", "sound"):
        if isinstance(fields.get(name), str):
            fields[name] = Path(str(fields[name]))
    if isinstance(fields.get("paths"), list):
        fields["paths"] = tuple(Path(str(p)) for p in fields["paths"])  # type: ignore[union-attr]
    return kind(**fields)
