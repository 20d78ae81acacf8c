"""`mudong verify FILE`: was it made by a machine, by whose, and is it as it was? Needs no server."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from mudong.spec.errors import InvalidRequest, MediaError, Unavailable
from mudong.spec.messages import message

_DOUBTFUL = 1


def verify(
    file: Annotated[Path, typer.Argument(help=message("cli.verify_file"))],
    anchor: Annotated[Path | None, typer.Option("--anchor", help=message("cli.verify_anchor"))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=message("cli.json"))] = False,
) -> None:
    """Tell what stands behind a file; exit code 1 when nothing does, or when it was changed."""
    try:
        from mudong.serve.trust.c2pa import FOLDER
        from mudong.serve.trust.verify import verify as look
    except ModuleNotFoundError as missing:
        raise Unavailable("serve.extra", module=missing.name, extra="serve") from missing
    from mudong.serve.settings import Settings

    if not file.is_file():
        raise MediaError("media.not_found", path=file)
    own = Settings.from_environment(os.environ).data_dir / FOLDER / "ca.pem"
    verdict = look(file, _anchors(anchor, own))
    typer.echo(json.dumps(verdict.to_plain(), ensure_ascii=False) if as_json else verdict.text())
    if verdict.verdict in ("changed", "unknown"):
        raise typer.Exit(_DOUBTFUL)


def _anchors(given: Path | None, own: Path) -> bytes:
    """Of the file that was named; else of the server on this machine, where there is one."""
    if given is None:
        return own.read_bytes() if own.exists() else b""
    try:
        anchors = given.read_bytes()
    except OSError:
        anchors = b""
    if b"-----BEGIN CERTIFICATE-----" not in anchors:
        raise InvalidRequest("trust.anchor", path=given)
    return anchors
