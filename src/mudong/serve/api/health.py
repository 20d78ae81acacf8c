"""Whether this process lives, whether it can work, and its figures: for supervisors, proxies and Prometheus."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy import text

from mudong.serve.api.metrics import executors_alive
from mudong.serve.api.site import SiteDep

router = APIRouter(tags=["Operation"])


@router.head("/healthz", response_class=PlainTextResponse, include_in_schema=False)
@router.get("/healthz", response_class=PlainTextResponse)
def alive() -> str:
    """This process answers."""
    return "ok"


@router.get("/readyz")
def ready(site: SiteDep) -> JSONResponse:
    """The database answers, and somebody takes jobs from the queue; 503 otherwise."""
    with site.service.database.reading() as connection:
        connection.execute(text("SELECT 1"))
        executors = executors_alive(connection, site.now_ms())
    is_ready = executors > 0
    return JSONResponse({"ready": is_ready, "database": True, "executors": executors}, 200 if is_ready else 503)


@router.get("/metrics", response_class=Response)
def metrics(request: Request, site: SiteDep) -> Response:
    """For Prometheus. Keep it from the outside: the proxy of docs/deploy.md does."""
    with site.service.database.reading() as connection:
        page = request.app.state.meters.page(connection, site.now_ms())
    return Response(page, media_type=CONTENT_TYPE_LATEST)
