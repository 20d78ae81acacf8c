"""`/api/uploads`, `/api/files`, `/customers/storage`: files come in once and are then named by id or URL."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field
from sqlalchemy import select

from mudong.serve.api.envelope import enveloped
from mudong.serve.api.files import asset_json
from mudong.serve.api.gate import MAX_UPLOAD_BYTES
from mudong.serve.api.intake import Intake
from mudong.serve.api.site import CallerDep, note
from mudong.serve.database import schema
from mudong.serve.errors import Conflict
from mudong.serve.jobs.job import OPEN
from mudong.serve.storage.assets import announce_asset, delete_assets, find_asset, used_bytes
from mudong.serve.storage.incoming import Incoming

router = APIRouter(tags=["Files"])
AssetId = Annotated[str, Path(max_length=80)]
_assets, _jobs = schema.assets, schema.jobs


class Announcement(BaseModel):
    """What will be uploaded. The type is found by looking inside, whatever is claimed."""

    file_name: Annotated[str, Field(min_length=1, max_length=255)]
    content_type: Annotated[str, Field(max_length=200)] = ""


@router.post("/customers/storage")
def announce(request: Request, body: Announcement, caller: CallerDep) -> dict[str, Any]:
    """A URL that takes the bytes by PUT, and one that names the file in later calls."""
    with caller.site.service.database.transaction() as connection:
        now_ms = caller.site.now_ms()
        asset_id = announce_asset(connection, user_id=caller.user_id, name=body.file_name, now_ms=now_ms)
    urls = {"upload_url": caller.links.upload_to(asset_id, now_ms), "download_url": caller.links.plain(asset_id)}
    # Clients of this dialect look for the two on the outside, others in `data`.
    return enveloped(request, urls) | urls


@router.post("/api/uploads", openapi_extra={"requestBody": {"content": {"application/octet-stream": {}}}})
async def upload(
    request: Request, caller: CallerDep, name: Annotated[str, Query(min_length=1, max_length=255)] = "upload"
) -> dict[str, Any]:
    """The body is the file itself."""
    intake = Intake.of(caller)
    with Incoming(caller.site.service.scratch, max_bytes=MAX_UPLOAD_BYTES) as incoming:
        async for piece in request.stream():
            await run_in_threadpool(incoming.write, piece)
        asset = await run_in_threadpool(intake.finish, incoming, field="file", kind="upload", name=name)
    return asset_json(asset, caller.links, caller.site.now_ms())


@router.get("/api/files")
def listed(
    caller: CallerDep,
    before_ms: Annotated[int | None, Query(ge=0, le=10**15)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> dict[str, Any]:
    """The caller's files, newest first, and how much room they take."""
    query = select(_assets.c.id).where(
        _assets.c.user_id == caller.user_id, _assets.c.sha256.is_not(None), _assets.c.deleted_ms.is_(None)
    )
    if before_ms is not None:
        query = query.where(_assets.c.created_ms < before_ms)
    with caller.site.service.database.reading() as connection:
        ids = connection.scalars(query.order_by(_assets.c.created_ms.desc(), _assets.c.id.desc()).limit(limit)).all()
        found = [find_asset(connection, caller.user_id, each) for each in ids]
        used = used_bytes(connection, caller.user_id)
    now_ms = caller.site.now_ms()
    return {"files": [asset_json(asset, caller.links, now_ms) for asset in found], "used_bytes": used}


@router.get("/api/files/{asset_id}")
def one(asset_id: AssetId, caller: CallerDep) -> dict[str, Any]:
    """With fresh links."""
    with caller.site.service.database.reading() as connection:
        return asset_json(find_asset(connection, caller.user_id, asset_id), caller.links, caller.site.now_ms())


@router.delete("/api/files/{asset_id}")
def delete(asset_id: AssetId, caller: CallerDep) -> dict[str, Any]:
    """For good. A file that an open job needs stays until that is over."""
    service = caller.site.service
    with service.database.transaction() as connection:
        asset = find_asset(connection, caller.user_id, asset_id)
        needed = (_jobs.c.user_id == caller.user_id) & _jobs.c.state.in_(OPEN)
        query = select(_jobs.c.id).where(needed, _jobs.c.request_json.contains(asset.id)).limit(1)
        if (job_id := connection.scalar(query)) is not None:
            raise Conflict("api.file_needed", id=asset.id, job=job_id)
        delete_assets(connection, service.blobs, [asset], caller.site.now_ms())
        note(connection, caller, "asset.deleted", asset.id)
    return {"id": asset_id, "deleted": True}
