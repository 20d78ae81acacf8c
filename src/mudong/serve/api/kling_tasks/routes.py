"""The new standard: a route for each product with the model in its path, and `/tasks` to ask for what came of them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field

from mudong.serve.api.body import Tolerant
from mudong.serve.api.cursor import next_cursor, read_cursor
from mudong.serve.api.envelope import Envelope, enveloped
from mudong.serve.api.kling_tasks.bodies import NewBody, as_v1
from mudong.serve.api.kling_tasks.task import NewTaskWriter
from mudong.serve.api.kling_v1.library import OwnLibrary
from mudong.serve.api.kling_v1.motion_control import MOTION_CONTROL
from mudong.serve.api.kling_v1.product import Product
from mudong.serve.api.kling_v1.routes import RepeatKey, refuse_watermark
from mudong.serve.api.kling_v1.videos import IMAGE2VIDEO, OMNI_VIDEO, TEXT2VIDEO
from mudong.serve.api.models import find_new_model
from mudong.serve.api.place import Asked, place
from mudong.serve.api.site import Caller, CallerDep
from mudong.serve.clock import DAY_MS
from mudong.serve.errors import BadParameter, NotFound
from mudong.serve.jobs import store

router = APIRouter(tags=["Kling tasks"])
_MOST_IDS = 100
_DEFAULT_SPAN_MS = 30 * DAY_MS
_STATES = {
    "submitted": ("submitted",), "processing": ("processing",), "succeeded": ("succeeded",),
    "failed": ("failed", "cancelled"),
}  # fmt: skip


class Filter(Tolerant):
    """Only tasks whose `key` is one of `values`."""

    key: Literal["status", "product_type"]
    values: Annotated[tuple[Annotated[str, Field(max_length=40)], ...], Field(min_length=1, max_length=20)]


class TasksBody(Tolerant):
    """Which tasks to list; by default those of the last 30 days."""

    start_time: Annotated[int, Field(ge=0, le=10**15)] | None = None
    end_time: Annotated[int, Field(ge=0, le=10**15)] | None = None
    cursor: Annotated[str, Field(max_length=80)] | None = None
    limit: Annotated[int, Field(ge=1, le=500)] = 100
    filters: Annotated[tuple[Filter, ...], Field(max_length=10)] = ()


def _add(path: str, product: Product[Any]) -> None:
    def create(
        request: Request,
        model: Annotated[str, Path(max_length=100)],
        body: NewBody,
        caller: CallerDep,
        repeat_key: RepeatKey = None,
    ) -> Any:
        v1 = as_v1(product.name, body, find_new_model(product.name, model).name, product.body)
        refuse_watermark(v1)
        asked = Asked(
            face="kling_tasks", body=body.model_dump(exclude_none=True), external_id=v1.external_task_id,
            callback_url=v1.callback_url or None, repeat_key=repeat_key,
        )  # fmt: skip
        job = place(caller, product.read(v1, OwnLibrary(caller)), asked)
        return enveloped(request, _writer(caller).created(job))

    router.add_api_route(path, create, methods=["POST"], response_model=Envelope, name=f"{product.name}_task")


for _path, _product in (
    ("/text-to-video/{model}", TEXT2VIDEO), ("/image-to-video/{model}", IMAGE2VIDEO),
    ("/omni-video/{model}", OMNI_VIDEO), ("/motion-control/{model}", MOTION_CONTROL),
):  # fmt: skip
    _add(_path, _product)


@router.get("/tasks", response_model=Envelope)
def asked_for(
    request: Request,
    caller: CallerDep,
    task_ids: Annotated[str | None, Query(max_length=4000)] = None,
    external_task_ids: Annotated[str | None, Query(max_length=4000)] = None,
) -> Any:
    """Tasks by their ids, separated by commas; of others and of unknown ones nothing is said."""
    ids = [each.strip() for each in (task_ids or external_task_ids or "").split(",") if each.strip()]
    if not ids or len(ids) > _MOST_IDS:
        raise BadParameter("api.too_many" if ids else "api.missing", field="task_ids", given=len(ids), most=_MOST_IDS)
    with caller.site.service.database.reading() as connection:
        found = []
        for each in ids:
            try:
                found.append(_writer(caller).whole(connection, store.find(connection, caller.user_id, each)))
            except NotFound:
                continue
    return enveloped(request, found)


@router.post("/tasks", response_model=Envelope)
def listed(request: Request, body: TasksBody, caller: CallerDep) -> Any:
    """A page of tasks, newest first."""
    now_ms = caller.site.now_ms()
    states = [state for each in body.filters if each.key == "status" for name in each.values for state in _states(name)]
    products = [name.replace("-", "_") for each in body.filters if each.key == "product_type" for name in each.values]
    with caller.site.service.database.reading() as connection:
        jobs = store.page(
            connection, caller.user_id, products=products, states=states, limit=body.limit,
            since_ms=now_ms - _DEFAULT_SPAN_MS if body.start_time is None else body.start_time,
            until_ms=body.end_time, before=read_cursor(body.cursor, "cursor"),
        )  # fmt: skip
        result = [_writer(caller).whole(connection, job) for job in jobs]
    cursor = next_cursor(jobs, body.limit)
    told = {"result": result, "count": len(result), "next_cursor": cursor, "has_more": cursor is not None}
    return enveloped(request, told)


def _writer(caller: Caller) -> NewTaskWriter:
    return NewTaskWriter(links=caller.links, now_ms=caller.site.now_ms())


def _states(name: str) -> tuple[str, ...]:
    if name not in _STATES:
        raise BadParameter("api.field", field="filters", detail=", ".join(_STATES))
    return _STATES[name]
