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
from mudong.serve.api.hub import Hub
from mudong.serve.api.kling_tasks import routes as kling_tasks
from mudong.serve.api.kling_v1 import account as kling_account
from mudong.serve.api.kling_v1 import elements
from mudong.serve.api.kling_v1 import routes as kling_v1
from mudong.serve.api.metrics import Meters
from mudong.serve.api.mudong import account, events, jobs, payments, preview, uploads, verifying
from mudong.serve.api.openai_videos import routes as openai_videos
from mudong.serve.api.site import Site
from mudong.serve.service import Service
from mudong.serve.trust.admission import Admission
from mudong.serve.trust.authority import Authority
from mudong.serve.trust.c2pa import FOLDER
from mudong.serve.trust.policy import open_policy

_THREADS = 64
"""Routes that wait, for a download or the database, wait in a thread each."""


def make_site(service: Service) -> Site:
    """What the routes share. Where the rules cannot be read, every order is refused, and results can still be had."""
    policy = open_policy(service.settings.policy_file)
    admission = Admission(policy=policy, database=service.database, clock=service.clock)
    authority = Authority.open(service.settings.data_dir / FOLDER)
    return Site(service=service, hub=Hub(service.database), admission=admission, authority=authority)


def create_app(service: Service) -> FastAPI:
    """The application. The caller closes the service."""

    @asynccontextmanager
    async def threads(app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = _THREADS
        app.state.site.engines.warm_up()
        yield
        app.state.site.engines.close()

    app = FastAPI(title="Mudong", version=mudong.__version__, docs_url="/docs", redoc_url=None, lifespan=threads)
    app.state.site, app.state.meters = make_site(service), Meters()
    add_handlers(app)
    app.include_router(kling_v1.build_router())
    for face in (
        elements, kling_account, kling_tasks, openai_videos, jobs, preview, events, uploads, account, payments,
        verifying, files, health,
    ):  # fmt: skip
        app.include_router(face.router)
    app.add_middleware(Gate, settings=service.settings, meters=app.state.meters)
    return app
