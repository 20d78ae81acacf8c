"""`serve`: one server on this machine: the web process, here, and executors beside it as children."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Literal

import uvicorn
from sqlalchemy import Connection

from mudong.serve.accounts.first import FirstUser, make_first_user
from mudong.serve.app import create_app
from mudong.serve.command.logs import set_up_logs
from mudong.serve.command.parts import bodies
from mudong.serve.command.supervise import Executors
from mudong.serve.service import Service, open_service
from mudong.serve.settings import Settings
from mudong.serve.trust.audit import record

Role = Literal["web", "worker", "all"]
_log = logging.getLogger("mudong.serve")


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """What the operator is told once the service is open. first: keys of a new server, shown once."""

    settings: Settings
    first: FirstUser | None


def open_server(settings: Settings) -> tuple[Service, Started]:
    """The service, and who may use it."""
    service = open_service(settings, bodies(settings))
    first = None
    if settings.accounts:
        with service.database.transaction() as connection:
            now_ms = service.clock.now_ms()
            first = make_first_user(connection, service.vault, now_ms)
            if first is not None:
                _note_keys(connection, first, now_ms)
    return service, Started(settings=settings, first=first)


def _note_keys(connection: Connection, first: FirstUser, now_ms: int) -> None:
    for key_id in (first.pair.access_key, first.api_key.id):
        record(connection, "key.created", actor="operator", subject=key_id, user_id=first.user.id, now_ms=now_ms)


def run(service: Service, settings: Settings, role: Role) -> None:
    """Serve until the process is told to stop."""
    set_up_logs()
    executors = Executors(0 if role == "web" else settings.workers, settings.to_environment())
    executors.start()
    try:
        if role == "worker":
            executors.wait()
        else:
            app = create_app(service)
            config = uvicorn.Config(
                app, host=settings.host, port=settings.port, log_config=None, access_log=False, server_header=False,
                timeout_graceful_shutdown=5, proxy_headers=True,
            )  # fmt: skip
            uvicorn.Server(config).run()
    finally:
        executors.stop()
        service.close()
