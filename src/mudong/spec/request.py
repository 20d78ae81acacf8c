"""The request: what a user asks for, frozen, validated, JSON round trip. The first noun of the line."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Literal, TypeVar, get_args

from mudong.spec.conditions import CONDITION_TYPES, IMAGE_CONDITIONS, VIDEO_CONDITIONS, Condition, Element, Motion
from mudong.spec.errors import InvalidRequest
from mudong.spec.handles import find_handles
from mudong.spec.limits import MAX_CLIP_S, MAX_ELEMENT_PICTURES, MAX_FPS, MAX_PROMPT_CHARS, MIN_FPS
from mudong.spec.plain import from_plain, to_plain
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
        for prompt in (self.prompt, self.negative_prompt):
            if len(prompt) > MAX_PROMPT_CHARS:
                raise InvalidRequest("request.prompt_too_long", given=len(prompt), limit=MAX_PROMPT_CHARS)
        self._check_output()
        for motion in self.of_type(Motion):
            _check_span(motion)
        for element in self.of_type(Element):
            if not 1 <= len(element.paths) <= MAX_ELEMENT_PICTURES:
                raise InvalidRequest(
                    "request.element", given=len(element.paths), name=element.name, most=MAX_ELEMENT_PICTURES
                )
        self._check_handles()
        return self

    def _check_output(self) -> None:
        out = self.output
        if not math.isfinite(out.fps) or not MIN_FPS <= out.fps <= MAX_FPS:
            raise InvalidRequest("request.fps", given=out.fps, least=MIN_FPS, most=MAX_FPS)
        if out.duration_s is not None and not 0 < out.duration_s <= MAX_CLIP_S:
            raise InvalidRequest("request.duration", given=out.duration_s, most=MAX_CLIP_S)
        if not 0 <= out.quality <= 51:
            raise InvalidRequest("request.quality", given=out.quality)
        if out.orientation not in get_args(Orientation):
            raise InvalidRequest("request.orientation", given=out.orientation, known=", ".join(get_args(Orientation)))
        output_size(out.resolution, parse_aspect(out.aspect) if out.aspect else 1.0)

    def _check_handles(self) -> None:
        images = sum(isinstance(c, IMAGE_CONDITIONS) for c in self.conditions)
        videos = sum(isinstance(c, VIDEO_CONDITIONS) for c in self.conditions)
        elements = self.of_type(Element)
        names = {e.name for e in elements}
        counts = {"image": images, "video": videos, "element": len(elements)}
        for handle in find_handles(self.prompt, names):
            if handle.index is not None and handle.index > counts[handle.kind]:
                raise InvalidRequest(
                    "request.handle", given=self.prompt[handle.start : handle.end], kind=handle.kind,
                    count=counts[handle.kind],
                )  # fmt: skip
            if handle.name is not None and elements and handle.name not in names:
                raise InvalidRequest(
                    "request.handle", given="@" + handle.name, kind="element", count=", ".join(sorted(names))
                )

    def with_paths(self, change: Callable[[Path], Path]) -> Request:
        """The same request with every path of its media changed."""

        def changed(value: Path | tuple[Path, ...] | None) -> Path | tuple[Path, ...] | None:
            if isinstance(value, tuple):
                return tuple(change(path) for path in value)
            return None if value is None else change(value)

        named = tuple(
            replace(c, **{f.name: changed(getattr(c, f.name)) for f in fields(c) if f.name in _PATH_FIELDS})
            for c in self.conditions
        )
        background = self.output.background
        if background not in ("keep", "transparent") and not background.startswith("#"):
            background = str(change(Path(background)))
        return replace(self, conditions=named, output=replace(self.output, background=background))

    def without_folders(self) -> Request:
        """The same request with file names only: what a clip may tell everybody who gets it."""
        return self.with_paths(lambda path: Path(path.name))

    def to_json(self) -> str:
        """One line of JSON; `from_json` gives an equal request."""
        return json.dumps(to_plain(self, CONDITION_TYPES), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Request:
        """Read what `to_json` wrote. Raises `InvalidRequest` (`request.json`) naming the unknown or wrong field."""
        try:
            return from_plain(cls, json.loads(text, parse_constant=_no_constant), CONDITION_TYPES)
        except (ValueError, OverflowError, RecursionError) as error:
            raise InvalidRequest("request.json", detail=str(error)) from error


_PATH_FIELDS = ("path", "paths", "joints", "sound")


def _check_span(motion: Motion) -> None:
    start_s = 0.0 if motion.start_s is None else motion.start_s
    end_s = math.inf if motion.end_s is None else motion.end_s
    if not 0 <= start_s < end_s or math.inf in (start_s, motion.end_s):
        raise InvalidRequest("request.span", start=start_s, end=end_s)


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number")
