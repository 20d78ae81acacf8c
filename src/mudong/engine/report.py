"""What a user gets back: the clip's files and the truth about how they were made."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from mudong.motion.checks.result import CheckResult
from mudong.spec.plan import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipReport:
    """How the clip was made.

    `stages` are (stable name, seconds of wall time) in order. `used_s` is the part of the reference that was used.
    """

    engine: str
    width: int
    height: int
    frames: int
    fps: float
    has_audio: bool
    used_s: tuple[float, float]
    seed: int
    checks: tuple[CheckResult, ...] = ()
    notices: tuple[Notice, ...] = ()
    stages: tuple[tuple[str, float], ...] = ()
    motion_cached: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A finished clip on disk, its contact sheet if one was asked for, and the report."""

    path: Path
    report: ClipReport
    sheet: Path | None = field(default=None)
