"""A job as a task of the new standard: `succeeded`, typed `outputs`, `billing`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from mudong.serve.api.kling_v1.task import seconds
from mudong.serve.api.links import Links
from mudong.serve.jobs.job import Job, JobState
from mudong.serve.ledger.amounts import credits_of
from mudong.serve.storage.assets import assets_of_job

STATUS = {
    JobState.SUBMITTED: "submitted", JobState.PROCESSING: "processing", JobState.SUCCEEDED: "succeeded",
    JobState.FAILED: "failed", JobState.CANCELLED: "failed",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTaskWriter:
    """links: how results are reached; now_ms: from when their links are good for a day."""

    links: Links
    now_ms: int

    def created(self, job: Job) -> dict[str, Any]:
        """What a create call answers."""
        return {
            "id": job.id, "status": STATUS[job.state], "create_time": job.created_ms, "update_time": job.updated_ms,
            "external_id": job.external_id,
        }  # fmt: skip

    def whole(self, connection: Connection, job: Job) -> dict[str, Any]:
        """Everything about a task."""
        results = [asset for asset in assets_of_job(connection, job.id) if asset.kind == "result"]
        outputs = [
            {"type": "video", "id": asset.id, "url": self.links.to(asset.id, self.now_ms), "duration": seconds(asset)}
            for asset in results
        ]
        billing = []
        if job.charged_cc is not None:
            billing.append(
                {"charge_type": "unit", "amount": credits_of(job.charged_cc), "currency": "credit",
                 "list_price": credits_of(job.cost_cc)}
            )  # fmt: skip
        return self.created(job) | {
            "message": job.error_message or "", "outputs": outputs, "billing": billing, "engine": job.engine,
            "product_type": job.product,
        }  # fmt: skip

    def callback(self, connection: Connection, job: Job) -> str:
        """The body of a callback: the task as `/tasks` tells it."""
        return json.dumps(self.whole(connection, job), ensure_ascii=False)
