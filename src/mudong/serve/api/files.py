"""`/files/{asset}`: bytes out, with ranges, to whoever holds a link or owns them; bytes in, once, by an upload link."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response, StreamingResponse

from mudong.serve.api.gate import MAX_UPLOAD_BYTES
from mudong.serve.api.intake import Intake
from mudong.serve.api.links import Links, parse_link
from mudong.serve.api.site import Site, SiteDep, caller
from mudong.serve.errors import Conflict, NotAllowed, NotFound
from mudong.serve.storage.assets import Asset, any_asset, find_asset
from mudong.serve.storage.blob import BlobStore
from mudong.serve.storage.incoming import Incoming
from mudong.serve.storage.links import opens

router = APIRouter(tags=["Files"])
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_SHOWN = ("video/", "image/", "audio/")


@router.head("/files/{asset_id}", response_class=Response, include_in_schema=False)
@router.get("/files/{asset_id}", response_class=Response)
def read(
    request: Request,
    asset_id: str,
    site: SiteDep,
    expires: Annotated[int | None, Query(ge=0, le=10**15)] = None,
    download: Annotated[int, Query(ge=0, le=1)] = 0,
    signature: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """The file, or the part of it that is asked for."""
    service = site.service
    if expires is not None:
        links = Links.of(service)
        if not opens(parse_link(asset_id, expires, download), signature, links.key(), site.now_ms()):
            raise NotAllowed("api.link")
        with service.database.reading() as connection:
            asset = any_asset(connection, asset_id)
    else:
        who = caller(request)
        with service.database.reading() as connection:
            asset = find_asset(connection, who.user_id, asset_id)
    if asset is None or asset.blob is None:
        raise NotFound("storage.asset_not_found", id=asset_id[:80])
    return send(request, site.service.blobs, asset, download=bool(download))


def send(request: Request, blobs: BlobStore, asset: Asset, *, download: bool) -> Response:
    """The file or the part of it that is asked for. Raises `NotFound` where its bytes are gone."""
    assert asset.blob is not None
    size, tag = asset.blob.size_bytes, f'"{asset.blob.sha256}"'
    shown = asset.media.media_type.startswith(_SHOWN) and not download
    headers = {
        "Accept-Ranges": "bytes", "ETag": tag, "Cache-Control": "private, max-age=3600",
        "Content-Disposition": f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{quote(asset.name)}",
        "Content-Security-Policy": "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; sandbox",
    }  # fmt: skip
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    span = _span(request.headers.get("range"), size, request.headers.get("if-range", tag) == tag)
    if span is None:
        return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{size}"})
    start, stop, status = span
    headers["Content-Length"] = str(stop - start)
    if status == 206:
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    if request.method == "HEAD":
        return Response(status_code=status, headers=headers, media_type=asset.media.media_type)
    try:
        pieces = blobs.read(asset.blob, start, stop)
    except FileNotFoundError:
        raise NotFound("storage.asset_not_found", id=asset.id) from None
    return StreamingResponse(pieces, status, headers, media_type=asset.media.media_type)


def _span(text: str | None, size: int, is_same: bool) -> tuple[int, int, int] | None:
    """First byte, byte after the last, status. One range is served; several are answered with the whole file.

    None where the range lies outside of the file.
    """
    match = _RANGE.fullmatch(text.strip()) if text and is_same else None
    if match is None or not (match[1] or match[2]):
        return 0, size, 200
    if not match[1]:
        start, stop = max(0, size - int(match[2])), size
    else:
        start, stop = int(match[1]), min(int(match[2]) + 1, size) if match[2] else size
    return (start, stop, 206) if start < stop else None


@router.put("/files/{asset_id}")
async def write(
    request: Request,
    asset_id: str,
    site: SiteDep,
    expires: Annotated[int, Query(ge=0, le=10**15)],
    signature: Annotated[str, Query(max_length=100)],
    download: Annotated[int, Query(ge=0, le=1)] = 0,
) -> dict[str, object]:
    """The bytes of an announced file."""
    links = Links.of(site.service, str(request.base_url))
    if not opens(parse_link(asset_id, expires, download), signature, links.key(writing=True), site.now_ms()):
        raise NotAllowed("api.link")
    announced = await run_in_threadpool(_announced, site, asset_id)
    intake = Intake(site, announced.user_id, links)
    with Incoming(site.service.scratch, max_bytes=MAX_UPLOAD_BYTES) as incoming:
        async for piece in request.stream():
            await run_in_threadpool(incoming.write, piece)
        asset = await run_in_threadpool(
            intake.finish, incoming, field="file", kind="upload", name=announced.name, announced=asset_id
        )
    return asset_json(asset, links, site.now_ms())


def _announced(site: Site, asset_id: str) -> Asset:
    with site.service.database.reading() as connection:
        asset = any_asset(connection, asset_id)
    if asset is None:
        raise NotFound("storage.asset_not_found", id=asset_id[:80])
    if asset.blob is not None:
        raise Conflict("storage.uploaded", id=asset_id)
    return asset


def asset_json(asset: Asset, links: Links, now_ms: int) -> dict[str, object]:
    """A file as our own routes tell it. `id` is what other calls take; `url` opens it for a day."""
    media = asset.media
    return {
        "id": asset.id, "kind": asset.kind, "name": asset.name, "media_type": media.media_type,
        "size_bytes": None if asset.blob is None else asset.blob.size_bytes, "width": media.width,
        "height": media.height, "duration_s": None if media.duration_ms is None else media.duration_ms / 1000,
        "job_id": asset.job_id, "created_ms": asset.created_ms, "url": links.to(asset.id, now_ms),
        "download_url": links.to(asset.id, now_ms, download=True),
    }  # fmt: skip
