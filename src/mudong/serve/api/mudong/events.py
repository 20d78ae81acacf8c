"""`/api/events`: what happens to the caller's jobs, as it happens (SSE). Who comes back gets what was missed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header, Query
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from mudong.serve.api.hub import Events
from mudong.serve.api.site import Caller, CallerDep
from mudong.serve.jobs import store
from mudong.serve.jobs.events import JobEvent, last_id, since
from mudong.serve.jobs.job import FINAL, Job

router = APIRouter(tags=["Jobs"])
HEARTBEAT_S = 15.0


@router.get("/api/events", response_class=StreamingResponse)
async def events(
    caller: CallerDep,
    job_id: Annotated[str | None, Query(max_length=200)] = None,
    last_event_id: Annotated[int | None, Query(ge=0, lt=2**53)] = None,
    last_seen: Annotated[str | None, Header(alias="Last-Event-ID", max_length=20)] = None,
) -> StreamingResponse:
    """All jobs' events, or one's: that stream ends with its job. Begins after `Last-Event-ID`, else with news."""
    caller.site.hub.check_room(caller.user_id)
    if job_id is not None:
        job_id = (await run_in_threadpool(_found, caller, job_id)).id
    start = int(last_seen) if last_seen and last_seen.isdecimal() else last_event_id
    if start is None:
        start = 0 if job_id is not None else await run_in_threadpool(_latest, caller)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_stream(caller, job_id, start), headers=headers, media_type="text/event-stream")


async def _stream(caller: Caller, job_id: str | None, last: int) -> AsyncIterator[str]:
    with caller.site.hub.listening(caller.user_id) as arriving:
        yield "retry: 2000\n\n"
        # Whoever listens first and looks back then misses nothing; what comes both ways is told once.
        await caller.site.hub.looks()
        while news := await run_in_threadpool(_since, caller, last, job_id):
            last = news[-1].id
            yield "".join(_written(event, caller) for event in news)
        if job_id is not None and await run_in_threadpool(_is_over, caller, job_id):
            return
        while True:
            news = await _arrived(arriving)
            fresh = [event for event in news if event.id > last and job_id in (None, event.job_id)]
            last = max([last, *(event.id for event in fresh)])
            # One write for all of a look: a message each would cost more than what it says.
            if fresh or not news:
                yield "".join(_written(event, caller) for event in fresh) or ": still here\n\n"
            if job_id is not None and any(map(_ends, fresh)):
                return


async def _arrived(arriving: Events) -> list[JobEvent]:
    """At least one event, or none after a heartbeat's time."""
    try:
        news = [await asyncio.wait_for(arriving.get(), HEARTBEAT_S)]
    except TimeoutError:
        return []
    while not arriving.empty():
        news.append(arriving.get_nowait())
    return news


def _ends(event: JobEvent) -> bool:
    return event.kind == "deleted" or event.data.get("state") in FINAL


def _written(event: JobEvent, caller: Caller) -> str:
    data = {"job_id": event.job_id, **event.data, "at_ms": event.created_ms}
    if isinstance(asset_id := event.data.get("asset_id"), str):
        data["url"] = caller.links.to(asset_id, caller.site.now_ms())
    return f"id: {event.id}\nevent: {event.kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def _is_over(caller: Caller, job_id: str) -> bool:
    with caller.site.service.database.reading() as connection:
        job = store.load(connection, job_id)
    return job is None or job.state.is_final


def _since(caller: Caller, last: int, job_id: str | None) -> list[JobEvent]:
    with caller.site.service.database.reading() as connection:
        return since(connection, caller.user_id, last, job_id=job_id)


def _latest(caller: Caller) -> int:
    with caller.site.service.database.reading() as connection:
        return last_id(connection, caller.user_id)


def _found(caller: Caller, job_id: str) -> Job:
    with caller.site.service.database.reading() as connection:
        return store.find(connection, caller.user_id, job_id)
