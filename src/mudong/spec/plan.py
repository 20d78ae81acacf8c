"""The plan: a request with every open question answered — size, frames, rate, engine, seed. Torch-free."""

from __future__ import annotations

from dataclasses import dataclass

from mudong.spec.request import Request
from mudong.spec.shape import VideoShape
from mudong.spec.timebase import Timebase


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an engine is told to make. `notices` are message codes with parameters that the user will be shown.

    used_s: the part of the motion's own time that is used, seconds from the start of the loaded motion, or None.
    """

    request: Request
    engine: str
    shape: VideoShape
    timebase: Timebase
    seed: int
    used_s: tuple[float, float] | None = None
    notices: tuple[Notice, ...] = ()

    @property
    def duration_s(self) -> float:
        """Length of the clip in seconds."""
        return self.timebase.seconds_at(self.shape.frames)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a user should know about the result: a stable code and its parameters."""

    code: str
    params: tuple[tuple[str, object], ...] = ()

    @classmethod
    def of(cls, code: str, **params: object) -> Notice:
        """A notice with named parameters."""
        return cls(code, tuple(sorted(params.items())))
