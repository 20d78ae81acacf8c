"""`mudong check`: the reference checks alone, before any work. Exit code 2 when one of them refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mudong.cli.summary import check_json
from mudong.spec.messages import message

if TYPE_CHECKING:
    from rich.table import Table

    from mudong.motion.checks.result import CheckResult

_STYLES = {"ok": "green", "warn": "yellow", "refuse": "red"}


def check(
    image: Annotated[Path, typer.Option("--image", "-i", help=message("cli.dance_image"))],
    motion: Annotated[Path, typer.Option("--motion", "-m", help=message("cli.dance_motion"))],
    joints: Annotated[Path | None, typer.Option("--joints", "-j", help=message("cli.dance_joints"))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=message("cli.json"))] = False,
) -> None:
    """Check picture and movement (the help text comes from the catalogue)."""
    from mudong.motion.checks.run import check_references

    report = check_references(image, motion, joints=joints)
    if as_json:
        checks = [check_json(result) for result in report.results]
        typer.echo(json.dumps({"refused": report.refused, "checks": checks}, ensure_ascii=False, indent=2))
    else:
        from rich.console import Console

        Console().print(check_table(report.results))
        typer.echo(message("cli.check_refused" if report.refused else "cli.check_passed"))
    if report.refused:
        raise typer.Exit(2)


def check_table(results: tuple[CheckResult, ...]) -> Table:
    """Verdict, check, value, limit and what to do, one row a check."""
    from rich.table import Table
    from rich.text import Text

    table = Table(*(message(f"cli.column_{name}") for name in ("verdict", "check", "value", "limit", "remedy")))
    for result in results:
        verdict = message(f"cli.verdict_{result.verdict}")
        table.add_row(
            Text(verdict, style=_STYLES[result.verdict]),
            result.text(),
            quantity(result.value, result.unit),
            quantity(result.limit, result.unit),
            result.remedy(),
        )
    return table


def quantity(value: float | str | None, unit: str) -> str:
    """`2.5 s`, `12`, or nothing."""
    if value is None:
        return ""
    number = value if isinstance(value, str) else f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"
    return f"{number} {unit}".rstrip()
