"""Months counted from a day: the 31st of January, then the last of February, then the 31st of March again (UTC)."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Period:
    """From `start_ms` up to and without `end_ms`."""

    start_ms: int
    end_ms: int


def period_at(anchor_ms: int, now_ms: int) -> Period:
    """The month, counted from `anchor_ms`, in which `now_ms` lies; the first one for times before the anchor."""
    anchor, now = _moment(anchor_ms), _moment(now_ms)
    count = max(0, (now.year - anchor.year) * _MONTHS + now.month - anchor.month)
    if count and month_after(anchor_ms, count) > now_ms:
        count -= 1
    return Period(month_after(anchor_ms, count), month_after(anchor_ms, count + 1))


def month_after(anchor_ms: int, count: int) -> int:
    """`count` months after the anchor, on its day or the month's last."""
    anchor = _moment(anchor_ms)
    years, month = divmod(anchor.month - 1 + count, _MONTHS)
    year, month = anchor.year + years, month + 1
    day = min(anchor.day, calendar.monthrange(year, month)[1])
    return (anchor.replace(year=year, month=month, day=day) - _EPOCH) // timedelta(milliseconds=1)


def _moment(time_ms: int) -> datetime:
    return _EPOCH + timedelta(milliseconds=time_ms)
