"""The FastAPI application: every face's routes over one `Service`. Starts nothing and runs no engine."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import FastAPI

import mudong
from mudong.serve.api import files, health
from mudong.serve.api.failures import add_handlers
from mudong.serve.api.gate import Gate
from mudong.serve.api.kling_v1 import routes as kling_v1
from mudong.serve.api.metrics import Meters
from mudong.serve.api.site import Site
from mudong.serve.service import Service

_THREADS = 64
"""Routes that wait, for a download or the database, wait in a thread each."""


def create_app(service: Service) -> FastAPI:
    """The application. The caller closes the service."""

    @asynccontextmanager
    async def threads(app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = _THREADS
        app.state.site.engines.warm_up()
        yield

    app = FastAPI(title="Mudong", version=mudong.__version__, docs_url="/docs", redoc_url=None, lifespan=threads)
    app.state.site, app.state.meters = Site(service=service), Meters()
    add_handlers(app)
    for router in (kling_v1.build_router(), files.router, health.router):
        app.include_router(router)
    app.add_middleware(Gate, settings=service.settings, meters=app.state.meters)
    return app
