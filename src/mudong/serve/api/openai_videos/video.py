"""A job as a video of the OpenAI format."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from mudong.serve.clock import SECOND_MS
from mudong.serve.jobs.job import Job, JobState
from mudong.serve.storage.assets import Asset, assets_of_job
from mudong.spec.request import Request

STATUS = {
    JobState.SUBMITTED: "queued", JobState.PROCESSING: "in_progress", JobState.SUCCEEDED: "completed",
    JobState.FAILED: "failed", JobState.CANCELLED: "failed",
}  # fmt: skip


def result_of(assets: Sequence[Asset]) -> Asset | None:
    """The finished clip among a job's files."""
    return next((asset for asset in assets if asset.kind == "result"), None)


def video_json(connection: Connection, job: Job) -> dict[str, Any]:
    """Times in seconds, as this format has them. A cancelled job has failed, with `cancelled` as the code."""
    request, result = Request.from_json(job.request_json), result_of(assets_of_job(connection, job.id))
    wire = json.loads(job.wire_json)
    seconds = request.output.duration_s
    if result is not None and result.media.duration_ms is not None:
        seconds = result.media.duration_ms / SECOND_MS
    size = wire.get("size")
    if result is not None:
        size = f"{result.media.width}x{result.media.height}"
    return {
        "id": job.id, "object": "video", "model": job.model_name, "status": STATUS[job.state],
        "progress": round(100 * job.progress), "created_at": job.created_ms // SECOND_MS,
        "completed_at": None if job.state is not JobState.SUCCEEDED else (job.ended_ms or 0) // SECOND_MS,
        "expires_at": None, "prompt": request.prompt, "seconds": None if seconds is None else f"{seconds:g}",
        "size": size, "remixed_from_video_id": wire.get("remix_of"), "error": _error(job), "engine": job.engine,
    }  # fmt: skip


def callback_json(connection: Connection, job: Job) -> str:
    """The body of a callback."""
    return json.dumps(video_json(connection, job), ensure_ascii=False)


def _error(job: Job) -> dict[str, Any] | None:
    if job.state is JobState.CANCELLED:
        return {"code": "cancelled", "message": job.error_message or ""}
    return {"code": job.error_code, "message": job.error_message} if job.state is JobState.FAILED else None
