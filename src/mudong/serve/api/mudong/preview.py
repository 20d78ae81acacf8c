"""`/api/preview`: an instant draft of a dance, small and short, by the puppet, before anything is held or paid.

The worker is the one that makes results, bounded: one at a time in a process of this server, and a minute each.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from fastapi import APIRouter

import mudong
from mudong.serve.api.files import asset_json
from mudong.serve.api.intake import Intake
from mudong.serve.api.mudong.bodies import OrderBody, read_order
from mudong.serve.api.place import understand
from mudong.serve.api.site import Caller, CallerDep, Site
from mudong.serve.errors import BadParameter, Overloaded
from mudong.serve.jobs.materials import at_hand
from mudong.serve.jobs.runner import Lost, RunLimits, run_worker
from mudong.serve.jobs.wire import Broke, Finished, WorkOrder
from mudong.serve.storage.assets import Media, add_asset
from mudong.serve.storage.incoming import Incoming
from mudong.serve.trust.c2pa import MIME_TYPES, kind_of, sign
from mudong.spec.conditions import Motion
from mudong.spec.request import Request
from mudong.spec.shape import FrameSize

router = APIRouter(prefix="/api", tags=["Jobs"])
ENGINE = "puppet"
LONGEST_S, SHORT_PX, LONG_PX, FPS = 3.0, 360, 640, 15.0
_LOOKED_AT_S = 3.4
_LIMITS = RunLimits(wall_s=60.0, silence_s=20.0)
_PER_MINUTE = 6
_PATIENCE_S = 30.0
_MAX_BYTES = 20_000_000


@router.post("/preview")
def preview(body: OrderBody, caller: CallerDep) -> dict[str, Any]:
    """At most three seconds at 360x640, with what the reference checks found. Costs nothing."""
    caller.site.rates.take(f"preview:{caller.user_id}", _PER_MINUTE, caller.site.now_ms())
    draft = read_order(body)
    draft = replace(draft, request=replace(draft.request, engine=ENGINE))
    caller.site.admission.admit(draft.request, caller.principal)
    intake = Intake.of(caller)
    try:
        understood = understand(caller, draft, intake)
        request = small(understood.request, understood.size, understood.duration_s)
        return _made(caller, request)
    finally:
        intake.forget()


def small(request: Request, size: FrameSize, duration_s: float) -> Request:
    """The same dance in the bounds of a preview: its beginning, in few pixels, whatever the checks say."""
    factor = min(1.0, SHORT_PX / size.short_side, LONG_PX / max(size.width, size.height))
    output = replace(
        request.output, resolution=str(size.scaled(factor)), aspect=None, fps=min(FPS, request.output.fps),
        duration_s=min(LONGEST_S, duration_s), draft=False, loop=False,
    )  # fmt: skip

    def shortened(motion: Motion) -> Motion:
        start_s = motion.start_s or 0.0
        return replace(motion, end_s=min(motion.end_s or start_s + _LOOKED_AT_S, start_s + _LOOKED_AT_S))

    conditions = tuple(shortened(each) if isinstance(each, Motion) else each for each in request.conditions)
    return replace(request, conditions=conditions, output=output, anyway=True)


def _made(caller: Caller, request: Request) -> dict[str, Any]:
    site, service = caller.site, caller.site.service
    if not site.drafts.acquire(timeout=_PATIENCE_S):
        raise Overloaded("api.busy")
    service.scratch.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="preview-", dir=service.scratch))
    try:
        clip = folder / ("clip.webm" if request.output.background == "transparent" else "clip.mp4")
        with at_hand(request, caller.user_id, folder, service.database, service.blobs) as local:
            order = WorkOrder(
                request_json=local.to_json(), out=str(clip), previews=str(folder), language=caller.language
            )
            ending = run_worker(order, lambda _: None, _never, _LIMITS)
        if isinstance(ending, Broke):
            raise BadParameter("api.preview_refused", detail=ending.message)
        if not isinstance(ending, Finished):
            assert isinstance(ending, Lost)
            raise Overloaded("api.busy")
        _sign(site, clip)
        return _kept(caller, clip, ending)
    finally:
        site.drafts.release()
        shutil.rmtree(folder, ignore_errors=True)


def _sign(site: Site, clip: Path) -> None:
    """A preview gets out like any clip: signed where its container allows it. Raises `OutputError`."""
    if kind_of(clip) in MIME_TYPES:
        sign(clip, site.authority, engine=ENGINE, version=mudong.__version__)


def _kept(caller: Caller, clip: Path, ending: Finished) -> dict[str, Any]:
    service, now_ms = caller.site.service, caller.site.now_ms()
    media = Media(
        media_type="video/webm" if clip.suffix == ".webm" else "video/mp4", width=ending.width, height=ending.height,
        duration_ms=ending.duration_ms,
    )  # fmt: skip
    with Incoming(service.scratch, max_bytes=_MAX_BYTES) as incoming:
        incoming.write(clip.read_bytes())
        blob = incoming.keep(service.blobs)
        with service.database.transaction() as connection:
            plan = service.tariff.plan(connection, caller.user_id, now_ms)
            asset = add_asset(
                connection, service.blobs, user_id=caller.user_id, kind="preview", name=f"preview{clip.suffix}",
                blob=blob, media=media, now_ms=now_ms, source=incoming.path, quota_bytes=plan.storage_bytes,
            )  # fmt: skip
    return {"preview": asset_json(asset, caller.links, now_ms), "report": ending.report}


def _never() -> bool:
    return False
