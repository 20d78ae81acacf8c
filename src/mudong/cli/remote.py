"""`mudong remote ...`: the SDK on the command line. Where the server is and who one is come from the environment."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mudong.cli.naming import default_clip
from mudong.cli.progress import show_progress
from mudong.spec.errors import MudongError, Unavailable
from mudong.spec.messages import message

if TYPE_CHECKING:
    from mudong.client import Client, Job

Url = Annotated[str | None, typer.Option("--url", envvar="MUDONG_URL", help=message("cli.remote_url"))]
Key = Annotated[str | None, typer.Option("--api-key", envvar="MUDONG_API_KEY", help=message("cli.remote_api_key"))]
JobId = Annotated[str, typer.Argument(help=message("cli.remote_job"))]
AsJson = Annotated[bool, typer.Option("--json", help=message("cli.json"))]
_DEFAULT_URL = "http://127.0.0.1:8000"
_HUNDRED = 100


class JobFailed(MudongError):
    """The server could not do it, or somebody cancelled it."""


def build_remote() -> typer.Typer:
    """The group of commands, with its help in the user's language."""
    app = typer.Typer(no_args_is_help=True, help=message("cli.remote_help"))
    for name, command in (
        ("dance", dance), ("list", listed), ("show", show), ("cancel", cancel), ("delete", delete),
        ("account", account),
    ):  # fmt: skip
        app.command(name, help=message(f"cli.remote_{name}_help"))(command)
    return app


def dance(
    image: Annotated[str, typer.Option("--image", "-i", help=message("cli.dance_image"))],
    motion: Annotated[str, typer.Option("--motion", "-m", help=message("cli.dance_motion"))],
    out: Annotated[Path | None, typer.Option("--out", "-o", help=message("cli.dance_out"))] = None,
    prompt: Annotated[str, typer.Option("--prompt", "-p", help=message("cli.dance_prompt"))] = "",
    resolution: Annotated[str, typer.Option("--resolution", help=message("cli.dance_resolution"))] = "1080p",
    loop: Annotated[bool, typer.Option("--loop", help=message("cli.dance_loop"))] = False,
    anyway: Annotated[bool, typer.Option("--anyway", help=message("cli.dance_anyway"))] = False,
    consent: Annotated[bool, typer.Option("--consent", help=message("cli.remote_consent"))] = False,
    quote: Annotated[bool, typer.Option("--quote", help=message("cli.remote_quote"))] = False,
    url: Url = None,
    api_key: Key = None,
) -> None:
    """Order, watch, download."""
    with _client(url, api_key) as client:
        if quote:
            told = client.quote(image, motion, prompt=prompt, resolution=resolution, loop=loop)
            typer.echo(message("cli.remote_price", price=told.price, available=told.available))
            return
        job = client.dance(
            image, motion, consent=consent, prompt=prompt, anyway=anyway, resolution=resolution, loop=loop
        )
        job = _watched(client, job)
        if job.state != "succeeded":
            raise JobFailed("cli.remote_failed", id=job.id, reason=(job.error or {}).get("message") or job.state)
        path = client.download(job, out or default_clip(Path(image), Path(motion), "keep"))
        typer.echo(message("cli.remote_done", path=path, charged=job.charged))


def listed(
    limit: Annotated[int, typer.Option("--limit", min=1, max=200)] = 20,
    url: Url = None,
    api_key: Key = None,
) -> None:
    """One line each, the newest first."""
    with _client(url, api_key) as client:
        for job, _ in zip(client.jobs(limit=limit), range(limit), strict=False):
            typer.echo(_line(job))


def show(job_id: JobId, as_json: AsJson = False, url: Url = None, api_key: Key = None) -> None:
    """One job."""
    with _client(url, api_key) as client:
        job = client.job(job_id)
    if as_json:
        typer.echo(json.dumps(asdict(job), ensure_ascii=False))
        return
    typer.echo(_line(job))
    if job.error:
        typer.echo(str(job.error.get("message")))


def cancel(job_id: JobId, url: Url = None, api_key: Key = None) -> None:
    """Stop it."""
    with _client(url, api_key) as client:
        typer.echo(_line(client.cancel(job_id)))


def delete(job_id: JobId, url: Url = None, api_key: Key = None) -> None:
    """For good."""
    with _client(url, api_key) as client:
        client.delete(job_id)
    typer.echo(message("cli.remote_deleted", id=job_id))


def account(url: Url = None, api_key: Key = None) -> None:
    """Plan and credits."""
    with _client(url, api_key) as client:
        has = client.account()
    typer.echo(message("cli.remote_account_line", plan=has.plan, available=has.available, held=has.held))


def _client(url: str | None, api_key: str | None) -> Client:
    try:
        from mudong.client import Client
    except ModuleNotFoundError as missing:
        raise Unavailable("serve.extra", module=missing.name, extra="serve") from missing
    environment = os.environ
    return Client(
        url or _DEFAULT_URL, environment.get("MUDONG_ACCESS_KEY"), environment.get("MUDONG_SECRET_KEY"),
        api_key=api_key,
    )  # fmt: skip


def _watched(client: Client, job: Job) -> Job:
    from mudong.spec.engine import Progress

    with show_progress(sys.stderr) as progress:
        now = job
        for now in client.watch(job):
            if not now.is_over:
                progress(Progress(stage=now.stage, done=round(_HUNDRED * now.progress), total=_HUNDRED))
    return now


def _line(job: Job) -> str:
    return message(
        "cli.remote_job_line", id=job.id, state=job.state, percent=round(_HUNDRED * job.progress), model=job.model
    )  # fmt: skip
