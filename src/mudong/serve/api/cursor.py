"""Where a page of jobs ends, as text that clients hand back: stable however many jobs are added meanwhile."""

from __future__ import annotations

from collections.abc import Sequence

from mudong.serve.errors import BadParameter
from mudong.serve.jobs.job import Job

_MOST_DIGITS = 15


def next_cursor(jobs: Sequence[Job], limit: int) -> str | None:
    """The cursor behind a full page; None where there is no more."""
    return f"{jobs[-1].created_ms}.{jobs[-1].id}" if jobs and len(jobs) == limit else None


def read_cursor(text: str | None, field: str) -> tuple[int, str] | None:
    """Creation time and id of the last job seen. Raises `BadParameter` for what is no cursor."""
    if not text:
        return None
    created, _, job_id = text.partition(".")
    if not (created.isdecimal() and created.isascii() and job_id.isdecimal() and len(created) <= _MOST_DIGITS):
        raise BadParameter("api.cursor", field=field)
    return int(created), job_id
