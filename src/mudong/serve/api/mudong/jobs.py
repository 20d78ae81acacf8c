"""`/api/quote`, `/api/jobs`: what it would cost, and everything that can be done with a job."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query

from mudong.serve.api.cursor import next_cursor, read_cursor
from mudong.serve.api.draft import Draft
from mudong.serve.api.intake import Intake
from mudong.serve.api.models import find_model
from mudong.serve.api.mudong.bodies import JobBody, OrderBody, read_order
from mudong.serve.api.mudong.shown import job_json
from mudong.serve.api.place import Asked, place, understand
from mudong.serve.api.site import CallerDep, note
from mudong.serve.errors import Conflict
from mudong.serve.jobs import store
from mudong.serve.jobs.job import JobState
from mudong.serve.jobs.remove import remove
from mudong.serve.ledger.amounts import credits_of
from mudong.serve.ledger.balance import balance
from mudong.spec.request import Request

router = APIRouter(prefix="/api", tags=["Jobs"])
JobId = Annotated[str, Path(max_length=200)]
RepeatKey = Annotated[str | None, Header(alias="Idempotency-Key", max_length=255)]


@router.post("/quote")
def quote(body: OrderBody, caller: CallerDep) -> dict[str, Any]:
    """What it would cost at most, and why. Nothing is held, and no file stays."""
    service, intake = caller.site.service, Intake.of(caller)
    try:
        understood = understand(caller, read_order(body), intake)
    finally:
        intake.forget()
    with service.database.transaction() as connection:
        now_ms = caller.site.now_ms()
        service.tariff.refresh(connection, caller.user_id, now_ms)
        has_cc = balance(connection, caller.user_id, now_ms).available_cc
    price = understood.price
    return {
        "price": credits_of(price.amount_cc), "available": credits_of(has_cc), "enough": has_cc >= price.amount_cc,
        "lines": [{"text": each.text(caller.language), "amount": credits_of(each.amount_cc)} for each in price.lines],
        "engine": understood.engine, "width": understood.size.width, "height": understood.size.height,
        "duration_s": understood.duration_s,
    }  # fmt: skip


@router.post("/jobs")
def create(body: JobBody, caller: CallerDep, repeat_key: RepeatKey = None) -> dict[str, Any]:
    """A new job; its price is held until it is over."""
    asked = Asked(
        face="mudong", body=body.model_dump(exclude_none=True), external_id=body.external_id,
        callback_url=body.callback_url, repeat_key=repeat_key, consent=body.consent,
    )  # fmt: skip
    return _shown(caller, place(caller, read_order(body), asked).id)


@router.get("/jobs")
def listed(
    caller: CallerDep,
    state: Annotated[list[JobState], Query(max_length=5)] = [],  # noqa: B006  FastAPI copies it
    before: Annotated[str | None, Query(max_length=80)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 30,
) -> dict[str, Any]:
    """The caller's jobs, newest first. before: `next` of the page before."""
    with caller.site.service.database.reading() as connection:
        jobs = store.page(
            connection,
            caller.user_id,
            states=[str(each) for each in state],
            before=read_cursor(before, "before"),
            limit=limit,
        )
        shown = [job_json(connection, job, caller) for job in jobs]
    return {"jobs": shown, "next": next_cursor(jobs, limit)}


@router.get("/jobs/{job_id}")
def one(job_id: JobId, caller: CallerDep) -> dict[str, Any]:
    """By its id or its external id."""
    return _shown(caller, job_id)


@router.post("/jobs/{job_id}/cancel")
def cancel(job_id: JobId, caller: CallerDep) -> dict[str, Any]:
    """Stop it: at once if it waits, within two seconds if it runs. Nothing is charged."""
    service = caller.site.service
    with service.database.transaction() as connection:
        service.lifecycle.cancel(connection, caller.user_id, job_id, caller.site.now_ms())
    return _shown(caller, job_id)


@router.post("/jobs/{job_id}/retry")
def retry(
    job_id: JobId, caller: CallerDep, seed: Annotated[int | None, Query(ge=0, lt=2**63)] = None
) -> dict[str, Any]:
    """The same once more as a new job, with another seed where one is given."""
    with caller.site.service.database.reading() as connection:
        job = store.find(connection, caller.user_id, job_id)
    if not job.state.is_final:
        raise Conflict("job.open", id=job.id)
    request = Request.from_json(job.request_json)
    request = replace(request, seed=request.seed if seed is None else seed)
    model = find_model(job.product, job.model_name)
    pictures = 1 if job.product == "images" else 0
    draft = Draft(product=job.product, model=model, request=request, pictures=pictures)
    return _shown(caller, place(caller, draft, Asked(face="mudong", body={"retry_of": job.id}, consent=True)).id)


@router.delete("/jobs/{job_id}")
def delete(job_id: JobId, caller: CallerDep) -> dict[str, Any]:
    """Its results, previews, body and events, for good. It has to be over."""
    service = caller.site.service
    with service.database.transaction() as connection:
        job = remove(connection, service.blobs, caller.user_id, job_id, caller.site.now_ms())
        note(connection, caller, "job.deleted", job.id)
    return {"id": job.id, "deleted": True}


def _shown(caller: CallerDep, job_id: str) -> dict[str, Any]:
    with caller.site.service.database.reading() as connection:
        return job_json(connection, store.find(connection, caller.user_id, job_id), caller)
