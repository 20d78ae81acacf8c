"""`/v1/videos`: create (multipart or JSON), retrieve, list, delete, content, remix."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from pydantic import Field, ValidationError
from starlette.datastructures import UploadFile

from mudong.serve.api.body import Seconds, Tolerant
from mudong.serve.api.draft import Draft, Wishes
from mudong.serve.api.failures import bad_parameter
from mudong.serve.api.files import send
from mudong.serve.api.gate import MAX_UPLOAD_BYTES
from mudong.serve.api.intake import Intake
from mudong.serve.api.models import Model, find_model
from mudong.serve.api.openai_videos.video import result_of, video_json
from mudong.serve.api.place import Asked, place
from mudong.serve.api.rules import ANY_MOTION, ANY_PICTURE
from mudong.serve.api.site import Caller, CallerDep, note
from mudong.serve.errors import BadParameter, NotFound
from mudong.serve.jobs import store
from mudong.serve.jobs.job import JobState
from mudong.serve.jobs.remove import remove
from mudong.serve.storage.assets import assets_of_job
from mudong.serve.storage.incoming import Incoming
from mudong.spec.conditions import Character, Condition, FirstFrame, Motion
from mudong.spec.errors import InvalidRequest, MudongError
from mudong.spec.request import Output
from mudong.spec.request import Request as Wanted
from mudong.spec.shape import output_size

router = APIRouter(tags=["OpenAI videos"])
VideoId = Annotated[str, Path(max_length=200)]
_FILES = ("input_reference", "motion")


class VideoBody(Tolerant):
    """Fields of the format; `motion` is ours: a movement for the picture, which makes it dance.

    Both files may be uploaded with the form, or named by URL or by the id of an upload.
    """

    prompt: Annotated[str, Field(max_length=2500)] = ""
    model: Annotated[str, Field(max_length=100)] = "mudong-auto"
    seconds: Seconds = "4"
    size: Annotated[str, Field(max_length=20)] | None = None
    input_reference: Annotated[str, Field(min_length=1)] | None = None
    motion: Annotated[str, Field(min_length=1)] | None = None


class RemixBody(Tolerant):
    """The same with other words."""

    prompt: Annotated[str, Field(min_length=1, max_length=2500)]


@dataclass(frozen=True, slots=True)
class _Form:
    fields: Mapping[str, str]
    files: Mapping[str, UploadFile]


_JSON = {"requestBody": {"content": {"application/json": {"schema": VideoBody.model_json_schema()}}}}


@router.post("/v1/videos", openapi_extra=_JSON)
async def create(request: Request, caller: CallerDep) -> dict[str, Any]:
    """A new video."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind in ("multipart/form-data", "application/x-www-form-urlencoded"):
        async with request.form(max_files=len(_FILES), max_fields=30) as form:
            fields = {name: value for name, value in form.items() if isinstance(value, str)}
            files = {name: value for name, value in form.items() if isinstance(value, UploadFile)}
            return await run_in_threadpool(_create, caller, _Form(fields, files))
    try:
        fields = await request.json()
    except (ValueError, RecursionError):
        raise BadParameter("api.body", detail="JSON") from None
    return await run_in_threadpool(_create, caller, _Form(fields if isinstance(fields, dict) else {}, {}))


@router.get("/v1/videos")
def listed(
    caller: CallerDep,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    after: Annotated[str | None, Query(max_length=200)] = None,
    order: Literal["asc", "desc"] = "desc",
) -> dict[str, Any]:
    """The caller's videos, newest first; `order=asc` turns a page round."""
    with caller.site.service.database.reading() as connection:
        last = None if after is None else store.find(connection, caller.user_id, after)
        before = None if last is None else (last.created_ms, last.id)
        jobs = store.page(connection, caller.user_id, limit=limit, before=before)
        data = [video_json(connection, job) for job in (jobs if order == "desc" else reversed(jobs))]
    ends = {"first_id": data[0]["id"] if data else None, "last_id": data[-1]["id"] if data else None}
    return {"object": "list", "data": data, "has_more": len(jobs) == limit} | ends


@router.get("/v1/videos/{video_id}")
def one(video_id: VideoId, caller: CallerDep) -> dict[str, Any]:
    """How it is."""
    return _shown(caller, video_id)


@router.delete("/v1/videos/{video_id}")
def delete(video_id: VideoId, caller: CallerDep) -> dict[str, Any]:
    """For good. What still waits is cancelled first; what runs has to be over."""
    service, now_ms = caller.site.service, caller.site.now_ms()
    with service.database.transaction() as connection:
        job = store.find(connection, caller.user_id, video_id)
        if job.state is JobState.SUBMITTED:
            service.lifecycle.cancel(connection, caller.user_id, job.id, now_ms)
        remove(connection, service.blobs, caller.user_id, job.id, now_ms)
        note(connection, caller, "job.deleted", job.id)
    return {"id": job.id, "object": "video.deleted", "deleted": True}


@router.get("/v1/videos/{video_id}/content", response_class=Response)
def content(request: Request, video_id: VideoId, caller: CallerDep, variant: Literal["video"] = "video") -> Response:
    """The bytes of the clip, with ranges."""
    with caller.site.service.database.reading() as connection:
        job = store.find(connection, caller.user_id, video_id)
        result = result_of(assets_of_job(connection, job.id))
    if result is None:
        raise NotFound("api.no_content", id=job.id)
    return send(request, caller.site.service.blobs, result, download=False)


@router.post("/v1/videos/{video_id}/remix")
def remix(video_id: VideoId, body: RemixBody, caller: CallerDep) -> dict[str, Any]:
    """A new video of the same materials with another prompt."""
    with caller.site.service.database.reading() as connection:
        job = store.find(connection, caller.user_id, video_id)
    request = replace(Wanted.from_json(job.request_json), prompt=body.prompt)
    draft = Draft(product=job.product, model=find_model(job.product, job.model_name), request=request)
    asked = Asked(face="openai", body={"prompt": body.prompt, "remix_of": job.id})
    return _shown(caller, place(caller, draft, asked).id)


def _create(caller: Caller, form: _Form) -> dict[str, Any]:
    intake = Intake.of(caller)
    try:
        taken = {name: _uploaded(caller, intake, name, form.files[name]) for name in _FILES if name in form.files}
        try:
            body = VideoBody.model_validate({**form.fields, **taken})
        except ValidationError as error:
            raise bad_parameter(error.errors()) from None
        asked = Asked(face="openai", body=body.model_dump(exclude_none=True))
        return _shown(caller, place(caller, _draft(body), asked).id)
    except MudongError:
        intake.forget()
        raise


def _uploaded(caller: Caller, intake: Intake, field: str, file: UploadFile) -> str:
    def write(into: Incoming) -> None:
        shutil.copyfileobj(file.file, into, 2**20)  # pyright: ignore[reportArgumentType]

    return intake.keep(write, field=field, max_bytes=MAX_UPLOAD_BYTES).id


def _draft(body: VideoBody) -> Draft:
    wishes = Wishes()
    conditions: tuple[Condition, ...] = ()
    if body.motion is not None:
        if body.input_reference is None:
            raise BadParameter("api.missing", field="input_reference")
        picture = Character(path=wishes.add("input_reference", body.input_reference, ANY_PICTURE))
        conditions = (picture, Motion(path=wishes.add("motion", body.motion, ANY_MOTION)))
    elif body.input_reference is not None:
        conditions = (FirstFrame(path=wishes.add("input_reference", body.input_reference, ANY_PICTURE)),)
    if body.motion is None and not body.prompt.strip():
        raise BadParameter("api.missing", field="prompt")
    product = "motion_control" if body.motion is not None else "image2video" if conditions else "text2video"
    seconds = float(body.seconds)
    model = _model(product, body.model)
    if not 0 < seconds <= 120:
        raise BadParameter("api.duration", field="seconds", given=body.seconds, known="1–120", model=model.name)
    given = None if product == "motion_control" and "seconds" not in body.model_fields_set else seconds
    output = Output(resolution=_resolution(body, product), duration_s=given)
    request = Wanted(prompt=body.prompt, conditions=conditions, output=output, engine=model.engine)
    return Draft(product=product, model=model, request=request, wishes=wishes.all())


def _model(product: str, name: str) -> Model:
    """Names of the vendor whose format this is mean whatever we have."""
    return find_model(product, "mudong-auto" if name.startswith("sora") else name)


def _resolution(body: VideoBody, product: str) -> str:
    """A dance is as wide as its picture, so that no size has to be given."""
    size = body.size or ("720p" if product == "motion_control" else "720x1280")
    try:
        output_size(size, 1.0)
    except InvalidRequest:
        raise BadParameter("api.size", field="size", given=size) from None
    return size


def _shown(caller: Caller, video_id: str) -> dict[str, Any]:
    with caller.site.service.database.reading() as connection:
        job = store.find(connection, caller.user_id, video_id)
        return video_json(connection, job)
