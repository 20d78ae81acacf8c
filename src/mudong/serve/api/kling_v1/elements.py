"""Elements: named subjects of one to four pictures, made once and named by number in later calls."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field
from sqlalchemy import Connection, Row, func, insert, select, update

from mudong.serve.api.body import Name, Tolerant
from mudong.serve.api.envelope import Envelope, enveloped
from mudong.serve.api.intake import Intake, Wish
from mudong.serve.api.links import Links
from mudong.serve.api.rules import PICTURE
from mudong.serve.api.site import CallerDep
from mudong.serve.database import schema
from mudong.serve.errors import BadParameter, NotFound, TooManyJobs
from mudong.serve.ids import new_element_id, new_job_id
from mudong.serve.storage.assets import delete_assets, find_asset
from mudong.spec.errors import MudongError

router = APIRouter(tags=["Kling elements"])
_elements = schema.elements
_PATH = "/v1/general/advanced-custom-elements"
_MOST = 1000
_TAGS = tuple(f"o_{number}" for number in range(101, 109))
File = Annotated[str, Field(min_length=1)]


class ReferImage(Tolerant):
    """One more picture of the subject."""

    image_url: File


class ElementImages(Tolerant):
    """The subject from the front, and from other sides."""

    frontal_image: File
    refer_images: Annotated[tuple[ReferImage, ...], Field(min_length=1, max_length=3)]


class Tag(Tolerant):
    """What kind of subject it is."""

    tag_id: Annotated[str, Field(max_length=20)]


class ElementBody(Tolerant):
    """Fields as the reference lists them."""

    element_name: Annotated[str, Field(min_length=1, max_length=20)]
    element_description: Annotated[str, Field(min_length=1, max_length=100)]
    reference_type: Literal["image_refer", "video_refer"]
    element_image_list: ElementImages | None = None
    element_voice_id: Annotated[str, Field(max_length=64)] | None = None
    tag_list: Annotated[tuple[Tag, ...], Field(max_length=8)] = ()
    external_task_id: Name | None = None


class DeleteBody(Tolerant):
    """Which one."""

    element_id: Annotated[int, Field(ge=0)] | Annotated[str, Field(max_length=64)]


@router.post(_PATH, response_model=Envelope)
def create(request: Request, body: ElementBody, caller: CallerDep) -> Any:
    """A new element; its pictures are taken in before this answers."""
    _check(body)
    assert body.element_image_list is not None
    texts = {"element_name": body.element_name, "element_description": body.element_description}
    caller.site.admission.admit_texts(texts, caller.principal)
    intake = Intake.of(caller)
    pictures = [body.element_image_list.frontal_image, *(r.image_url for r in body.element_image_list.refer_images)]
    try:
        assets = [
            intake.take(Wish(field=f"element_image_list.{i}", given=each, rules=PICTURE))
            for i, each in enumerate(pictures)
        ]
        with caller.site.service.database.transaction() as connection:
            now_ms = caller.site.now_ms()
            _check_room(connection, caller.user_id, body)
            task_id = new_job_id(now_ms)
            connection.execute(
                insert(_elements).values(
                    id=new_element_id(now_ms), user_id=caller.user_id, task_id=task_id,
                    external_id=body.external_task_id, name=body.element_name, description=body.element_description,
                    reference_type=body.reference_type, asset_ids_json=json.dumps([asset.id for asset in assets]),
                    tags_json=json.dumps([tag.tag_id for tag in body.tag_list]), state="succeeded",
                    created_ms=now_ms, updated_ms=now_ms,
                )
            )  # fmt: skip
            row = _find(connection, caller.user_id, task_id)
    except MudongError:
        intake.forget()
        raise
    return enveloped(request, _task(row, caller.links, now_ms))


@router.get(_PATH, response_model=Envelope)
def listed(
    request: Request,
    caller: CallerDep,
    pageNum: Annotated[int, Query(ge=1, le=1000)] = 1,
    pageSize: Annotated[int, Query(ge=1, le=500)] = 30,
) -> Any:
    """The caller's elements, newest first."""
    mine = (_elements.c.user_id == caller.user_id) & (_elements.c.state != "deleted")
    query = select(_elements).where(mine).order_by(_elements.c.created_ms.desc(), _elements.c.id.desc())
    with caller.site.service.database.reading() as connection:
        rows = connection.execute(query.limit(pageSize).offset((pageNum - 1) * pageSize)).all()
    return enveloped(request, [_task(row, caller.links, caller.site.now_ms()) for row in rows])


@router.get("/v1/general/advanced-presets-elements", response_model=Envelope)
def presets(request: Request, caller: CallerDep) -> Any:
    """Elements of the house: there are none."""
    return enveloped(request, [])


@router.get(_PATH + "/{task_id}", response_model=Envelope)
def one(request: Request, task_id: Annotated[str, Path(max_length=200)], caller: CallerDep) -> Any:
    """By the task's id or the external id."""
    with caller.site.service.database.reading() as connection:
        row = _find(connection, caller.user_id, task_id)
    return enveloped(request, _task(row, caller.links, caller.site.now_ms()))


@router.post("/v1/general/delete-advanced-elements", response_model=Envelope)
@router.post("/v1/general/delete-elements", response_model=Envelope)
def delete(request: Request, body: DeleteBody, caller: CallerDep) -> Any:
    """For good, with its pictures as far as they were fetched for it."""
    service, element_id = caller.site.service, str(body.element_id)
    mine = (_elements.c.user_id == caller.user_id) & (_elements.c.id == element_id) & (_elements.c.state == "succeeded")
    with service.database.transaction() as connection:
        now_ms = caller.site.now_ms()
        row = connection.execute(select(_elements).where(mine)).one_or_none()
        if row is None:
            raise NotFound("api.element_unknown", field="element_id", given=element_id[:40])
        assets = [find_asset(connection, caller.user_id, each) for each in json.loads(row.asset_ids_json)]
        delete_assets(connection, service.blobs, [each for each in assets if each.kind == "fetched"], now_ms)
        cleared = {"state": "deleted", "asset_ids_json": "[]", "description": "", "deleted_ms": now_ms}
        connection.execute(update(_elements).where(mine).values(updated_ms=now_ms, **cleared))
        row = _find(connection, caller.user_id, row.task_id)
    return enveloped(request, _task(row, caller.links, now_ms))


def _check(body: ElementBody) -> None:
    if body.reference_type == "video_refer":
        raise BadParameter("api.not_here", field="reference_type (video_refer)")
    if body.element_voice_id is not None:
        raise BadParameter("api.not_here", field="element_voice_id")
    if body.element_image_list is None:
        raise BadParameter("api.missing", field="element_image_list")
    for tag in body.tag_list:
        if tag.tag_id not in _TAGS:
            raise BadParameter("api.field", field="tag_list", detail=f"{_TAGS[0]} – {_TAGS[-1]}")


def _check_room(connection: Connection, user_id: str, body: ElementBody) -> None:
    mine = _elements.c.user_id == user_id
    count = connection.scalar(select(func.count()).select_from(_elements).where(mine, _elements.c.state != "deleted"))
    if (count or 0) >= _MOST:
        raise TooManyJobs("api.too_many_elements", most=_MOST)
    taken = select(_elements.c.id).where(mine, _elements.c.external_id == body.external_task_id)
    if body.external_task_id is not None and connection.scalar(taken) is not None:
        raise BadParameter("job.external_id", given=body.external_task_id[:80])


def _find(connection: Connection, user_id: str, task_id: str) -> Row[Any]:
    named = (_elements.c.task_id == task_id) | (_elements.c.external_id == task_id)
    rows = connection.execute(select(_elements).where(_elements.c.user_id == user_id, named)).all()
    if not rows:
        raise NotFound("job.not_found", id=task_id[:80])
    return next((row for row in rows if row.task_id == task_id), rows[0])


def _task(row: Row[Any], links: Links, now_ms: int) -> dict[str, Any]:
    urls = [links.to(asset_id, now_ms) for asset_id in json.loads(row.asset_ids_json)]
    element = {
        "element_id": int(row.id), "element_name": row.name, "element_description": row.description,
        "reference_type": row.reference_type, "owned_by": row.user_id,
        "element_image_list": {
            "frontal_image": urls[0], "refer_images": [{"image_url": url} for url in urls[1:]]
        } if urls else None,
        "tag_list": [{"id": tag} for tag in json.loads(row.tags_json)],
        "status": "deleted" if row.state == "deleted" else "succeed",
    }  # fmt: skip
    return {
        "task_id": row.task_id, "task_status": "succeed", "task_status_msg": "",
        "task_info": {"external_task_id": row.external_id}, "created_at": row.created_ms,
        "updated_at": row.updated_ms, "task_result": {"elements": [element]},
    }  # fmt: skip
