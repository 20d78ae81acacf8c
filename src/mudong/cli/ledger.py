"""`mudong ledger verify`: proves the books and the audit log of a server, from outside and without changing them."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from mudong.spec.errors import Unavailable
from mudong.spec.messages import message

if TYPE_CHECKING:
    from mudong.serve.ledger.proof import Proof
    from mudong.serve.trust.audit import Chain

_WRONG = 1


def build_ledger() -> typer.Typer:
    """The group of commands, with its help in the user's language."""
    app = typer.Typer(no_args_is_help=True, help=message("cli.ledger_help"))
    app.callback()(_group)
    app.command("verify", help=message("cli.ledger_verify_help"))(verify)
    return app


def _group() -> None:
    """Keeps `verify` a command of its own while it is the only one."""


def verify(
    database: Annotated[str | None, typer.Option("--database", help=message("cli.ledger_database"))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=message("cli.json"))] = False,
) -> None:
    """Prove the ledger and the audit log; exit code 1 when one of them is wrong."""
    proof, chain = _prove(database)
    if as_json:
        typer.echo(json.dumps(json.loads(proof.to_json()) | {"audit": asdict(chain)}, ensure_ascii=False))
    else:
        for violation in proof.violations:
            typer.echo(violation.text())
        typer.echo(proof.text())
        typer.echo(chain.text())
    if proof.violations or chain.broken:
        raise typer.Exit(_WRONG)


def _prove(url: str | None) -> tuple[Proof, Chain]:
    try:
        from mudong.serve.database.migrate import open_existing
        from mudong.serve.ledger.verify import prove
        from mudong.serve.trust.audit import check_chain
    except ModuleNotFoundError as missing:
        raise Unavailable("serve.extra", module=missing.name, extra="serve") from missing
    from mudong.serve.settings import Settings

    opened = open_existing(url or Settings.from_environment(os.environ).database)
    with opened.reading() as connection:
        return prove(connection), check_chain(connection)
