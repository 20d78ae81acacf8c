"""A job as our own routes show it: where it stands, when it will be done, what it costs and what came of it."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection

from mudong.serve.api.files import asset_json
from mudong.serve.api.links import Links
from mudong.serve.api.site import Caller
from mudong.serve.clock import SECOND_MS
from mudong.serve.jobs.job import Job
from mudong.serve.jobs.queue import standing
from mudong.serve.ledger.amounts import credits_of
from mudong.serve.storage.assets import assets_of_job

_ALIVE_MS = 30 * SECOND_MS


def callback_json(connection: Connection, job: Job, links: Links) -> str:
    """The body of a callback: what is new, without what the client said itself."""
    made = [asset_json(asset, links, job.updated_ms) for asset in assets_of_job(connection, job.id)]
    told = {
        "id": job.id, "external_id": job.external_id, "state": str(job.state), "engine": job.engine,
        "error": _error(job), "charged": None if job.charged_cc is None else credits_of(job.charged_cc),
        "results": [asset for asset in made if asset["kind"] == "result"], "created_ms": job.created_ms,
        "updated_ms": job.updated_ms,
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False)


def _error(job: Job) -> dict[str, Any] | None:
    return {"code": job.error_code, "message": job.error_message} if job.error_code else None


def job_json(connection: Connection, job: Job, caller: Caller) -> dict[str, Any]:
    """Everything about a job. position: 1 is next, 0 runs or is over; eta_s: seconds until it is done."""
    now_ms = caller.site.now_ms()
    where = standing(connection, job, now_ms, alive_ms=_ALIVE_MS)
    made = [asset_json(asset, caller.links, now_ms) for asset in assets_of_job(connection, job.id)]
    return {
        "id": job.id, "external_id": job.external_id, "product": job.product, "model": job.model_name,
        "engine": job.engine, "state": str(job.state), "stage": job.stage, "progress": job.progress,
        "position": where.position, "eta_s": round(where.eta_ms / SECOND_MS, 1), "attempts": job.attempts,
        "cost": credits_of(job.cost_cc), "charged": None if job.charged_cc is None else credits_of(job.charged_cc),
        "error": _error(job), "request": json.loads(job.request_json),
        "results": [a for a in made if a["kind"] == "result"],
        "previews": [a for a in made if a["kind"] == "preview"],
        "report": json.loads(job.result_json)["report"] if job.result_json else None,
        "cancel_requested": job.cancel_requested, "created_ms": job.created_ms, "updated_ms": job.updated_ms,
        "started_ms": job.started_ms, "ended_ms": job.ended_ms,
    }  # fmt: skip
