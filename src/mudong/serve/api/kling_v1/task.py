"""A job as a task of the Kling API: for answers, and word for word for callbacks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from mudong.serve.api.links import Links
from mudong.serve.jobs.job import Job, JobState
from mudong.serve.ledger.amounts import credits_of
from mudong.serve.storage.assets import Asset, assets_of_job

STATUS = {
    JobState.SUBMITTED: "submitted", JobState.PROCESSING: "processing", JobState.SUCCEEDED: "succeed",
    JobState.FAILED: "failed", JobState.CANCELLED: "failed",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskWriter:
    """links: how results are reached; now_ms: from when their links are good for a day."""

    links: Links
    now_ms: int

    def created(self, job: Job) -> dict[str, Any]:
        """What a create call answers."""
        return {
            "task_id": job.id, "task_status": STATUS[job.state],
            "task_info": {"external_task_id": job.external_id},
            "created_at": job.created_ms, "updated_at": job.updated_ms,
        }  # fmt: skip

    def whole(self, connection: Connection, job: Job) -> dict[str, Any]:
        """Everything about a task. Its result is there once it is made, each time with fresh links."""
        task = self.created(job) | {
            "task_status_msg": job.error_message or "",
            "watermark_info": {"enabled": False},
            "model_name": job.model_name,
        }
        task["task_info"] |= _parent(job)
        if job.charged_cc is not None:
            spent = credits_of(job.charged_cc)
            task["final_unit_deduction"] = spent
            task["final_balance_deduction"] = {"quota": spent, "list_price": credits_of(job.cost_cc)}
        if job.state is JobState.SUCCEEDED:
            task["task_result"] = self._result(assets_of_job(connection, job.id), job)
            task["engine"] = job.engine
        return task

    def callback(self, connection: Connection, job: Job) -> str:
        """The body of a callback."""
        return json.dumps(self.whole(connection, job), ensure_ascii=False)

    def _result(self, made: list[Asset], job: Job) -> dict[str, Any]:
        results = [asset for asset in made if asset.kind == "result"]
        if job.product == "images":
            return {"images": [{"index": i, "url": self.links.to(a.id, self.now_ms)} for i, a in enumerate(results)]}
        return {
            "videos": [
                {"id": asset.id, "url": self.links.to(asset.id, self.now_ms), "duration": seconds(asset)}
                for asset in results
            ]
        }


def seconds(asset: Asset) -> str:
    """A clip's length as text, as clients of the Kling API read it."""
    return f"{(asset.media.duration_ms or 0) / 1000:.3f}".rstrip("0").rstrip(".")


def _parent(job: Job) -> dict[str, Any]:
    """What was extended, where something was."""
    if job.product != "video_extend":
        return {}
    return {"parent_video": {"id": json.loads(job.wire_json or "{}").get("video_id", "")}}
