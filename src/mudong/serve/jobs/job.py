"""`Job`: one row as a frozen value. Knows its own words and nothing of how it is run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Face = Literal["kling_v1", "kling_tasks", "openai", "mudong"]
"""Through which door it came: how its callbacks and answers are written."""


class JobState(StrEnum):
    """Where a job stands."""

    SUBMITTED = "submitted"
    PROCESSING = "processing"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        """Whether nothing will change any more."""
        return self in FINAL


FINAL = (JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED)
OPEN = (JobState.SUBMITTED, JobState.PROCESSING)

LEGAL: dict[JobState, tuple[JobState, ...]] = {
    JobState.SUBMITTED: (JobState.PROCESSING, JobState.FAILED, JobState.CANCELLED),
    JobState.PROCESSING: (JobState.PROCESSING, JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED),
    JobState.SUCCEEDED: (),
    JobState.FAILED: (),
    JobState.CANCELLED: (),
}
"""Which state may follow which. Processing follows itself when another machine takes over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """As the table `jobs` describes it; times in Unix ms, money in centi-credits."""

    id: str
    user_id: str
    external_id: str | None
    product: str
    face: str
    model_name: str
    engine: str
    request_json: str
    wire_json: str
    state: JobState
    stage: str
    progress: float
    attempts: int
    executor_id: str | None
    deadline_ms: int
    released_ms: int | None
    work: float
    cost_cc: int
    charged_cc: int | None
    result_json: str | None
    error_code: str | None
    error_message: str | None
    cancel_requested: bool
    callback_url: str | None
    created_ms: int
    updated_ms: int
    started_ms: int | None
    ended_ms: int | None
    deleted_ms: int | None
