"""`POST /verify`: whether a machine made a file, whose, and whether it was changed since. Free, for everybody."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool

from mudong.serve.api.gate import MAX_UPLOAD_BYTES
from mudong.serve.api.site import Site, SiteDep, language_of
from mudong.serve.errors import BadParameter
from mudong.serve.storage.incoming import Incoming
from mudong.serve.trust.apart import verify_apart
from mudong.serve.trust.verify import Verdict

router = APIRouter(tags=["Trust"])
_PER_MINUTE = 30


@router.post("/verify", openapi_extra={"requestBody": {"content": {"application/octet-stream": {}}}})
async def verify(request: Request, site: SiteDep) -> dict[str, Any]:
    """The body is the file itself; nothing of it is kept."""
    host = request.client.host if request.client else "?"
    site.rates.take(f"verify:{host}", _PER_MINUTE, site.now_ms())
    with Incoming(site.service.scratch, max_bytes=MAX_UPLOAD_BYTES) as incoming:
        async for piece in request.stream():
            await run_in_threadpool(incoming.write, piece)
        if not incoming.size_bytes:
            raise BadParameter("api.media_empty", field="file")
        incoming.flush()
        verdict = await run_in_threadpool(_looked, site, incoming)
    return verdict.to_plain(language_of(request))


def _looked(site: Site, incoming: Incoming) -> Verdict:
    with site.looks:
        return verify_apart(incoming.path, site.authority.anchor)
