"""The outcome of one reference check."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mudong.spec.messages import message


class Verdict(StrEnum):
    """`WARN` is handled and told; `REFUSE` stops before any work, unless `--anyway` can still render something."""

    OK = "ok"
    WARN = "warn"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """One check: a stable code (`picture_full_body`), the verdict, the measured value, its limit and unit.

    `renderable` tells whether `--anyway` may override a refusal.
    Texts: `check.<code>.<verdict>` and what to do about it, `check.<code>.remedy`, as keys `<code>_<verdict>` and
    `<code>_remedy` of the catalogue `check`.
    """

    code: str
    verdict: Verdict
    value: float | str | None = None
    limit: float | str | None = None
    unit: str = ""
    params: tuple[tuple[str, object], ...] = ()
    renderable: bool = True

    def text(self, language: str | None = None) -> str:
        """What was found, in one line."""
        return message(f"check.{self.code}_{self.verdict}", language, **self.values())

    def remedy(self, language: str | None = None) -> str:
        """What to do about it; empty when the check passed."""
        if self.verdict is Verdict.OK:
            return ""
        return message(f"check.{self.code}_remedy", language, **self.values())

    def values(self) -> dict[str, object]:
        """Everything that the texts may name."""
        return {"value": self.value, "limit": self.limit, "unit": self.unit, **dict(self.params)}


def at_least(code: str, value: float, limit: float, unit: str) -> CheckResult:
    """`OK` when `value` reaches `limit`, else `WARN`."""
    return _judged(code, value, limit, unit, passed=value >= limit)


def at_most(code: str, value: float, limit: float, unit: str) -> CheckResult:
    """`OK` while `value` does not exceed `limit`, else `WARN`."""
    return _judged(code, value, limit, unit, passed=value <= limit)


def share_at_least(code: str, share: float, limit: float) -> CheckResult:
    """`at_least` for shares 0..1, shown in per cent."""
    return _judged(code, round(100 * share, 1), round(100 * limit, 1), "%", passed=share >= limit)


def share_at_most(code: str, share: float, limit: float) -> CheckResult:
    """`at_most` for shares 0..1, shown in per cent."""
    return _judged(code, round(100 * share, 1), round(100 * limit, 1), "%", passed=share <= limit)


def _judged(code: str, value: float, limit: float, unit: str, *, passed: bool) -> CheckResult:
    return CheckResult(code=code, verdict=Verdict.OK if passed else Verdict.WARN, value=value, limit=limit, unit=unit)
