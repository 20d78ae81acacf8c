"""`mudong serve`: a working server with one command. Reads settings, opens the service, tells where it is."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mudong.spec.errors import Unavailable
from mudong.spec.messages import message

if TYPE_CHECKING:
    from mudong.serve.command.serve import Started

Role = Literal["web", "worker", "all"]
_EVERYWHERE = ("0.0.0.0", "::")


def serve(
    host: Annotated[str | None, typer.Option("--host", help=message("cli.serve_host"))] = None,
    port: Annotated[int | None, typer.Option("--port", min=1, max=65535, help=message("cli.serve_port"))] = None,
    data_dir: Annotated[Path | None, typer.Option("--data-dir", help=message("cli.serve_data_dir"))] = None,
    accounts: Annotated[bool | None, typer.Option("--accounts/--local", help=message("cli.serve_accounts"))] = None,
    workers: Annotated[int | None, typer.Option("--workers", min=0, max=64, help=message("cli.serve_workers"))] = None,
    public_url: Annotated[str | None, typer.Option("--public-url", help=message("cli.serve_public_url"))] = None,
    role: Annotated[Role, typer.Option("--role", metavar="all|web|worker", help=message("cli.serve_role"))] = "all",
) -> None:
    """Serve until Ctrl-C (the help text comes from the catalogue)."""
    try:
        from mudong.serve.command.serve import open_server, run
    except ModuleNotFoundError as missing:
        raise Unavailable("serve.extra", module=missing.name, extra="serve") from missing
    from mudong.serve.settings import Settings

    given = {
        "host": host, "port": port, "data_dir": data_dir, "accounts": accounts, "workers": workers,
        "public_url": public_url,
    }  # fmt: skip
    settings = replace(
        Settings.from_environment(os.environ), **{name: value for name, value in given.items() if value is not None}
    )  # fmt: skip
    service, started = open_server(settings)
    _tell(started, role)
    run(service, settings, role)


def _tell(started: Started, role: Role) -> None:
    """Where it is, and the keys of a new server: the only time that anybody sees them."""
    settings = started.settings
    if role != "worker":
        typer.echo(message("cli.serve_ready", url=settings.base_url, data_dir=settings.data_dir))
    if settings.host in _EVERYWHERE and not settings.accounts:
        typer.echo(message("cli.serve_open"), err=True)
    if started.first is not None:
        pair, key = started.first.pair, started.first.api_key
        for line in (
            message("cli.serve_keys"), message("cli.serve_access_key", key=pair.access_key),
            message("cli.serve_secret_key", key=pair.secret_key), message("cli.serve_api_key", key=key.key),
        ):  # fmt: skip
            typer.echo(line)
