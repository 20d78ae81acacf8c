"""`mudong check`: the reference checks alone, before any work. Exit code 2 when one of them refuses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mudong.cli.quiet import native_silence
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

    with native_silence():
        report = check_references(image, motion, joints=joints)
    if as_json:
        typer.echo(report.to_json())
    else:
        from rich.console import Console

        Console().print(check_table(report.results))
        for result in report.results:
            if remedy := result.remedy():
                typer.echo(f"{message(f'cli.verdict_{result.verdict}')}: {result.text()} {remedy}")
        typer.echo(message("cli.check_refused" if report.refused else "cli.check_passed"))
    if report.refused:
        raise typer.Exit(2)


def check_table(results: tuple[CheckResult, ...]) -> Table:
    """Verdict, check, value and limit, one row a check; what to do would not fit beside them on a narrow terminal."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("verdict", "check", "value", "limit"):
        table.add_column(message(f"cli.column_{name}"), no_wrap=name != "check", overflow="fold")
    for result in results:
        verdict = Text(message(f"cli.verdict_{result.verdict}"), style=_STYLES[result.verdict])
        table.add_row(verdict, result.text(), *(quantity(v, result.unit) for v in (result.value, result.limit)))
    return table


def quantity(value: float | str | None, unit: str) -> str:
    """`2.5 s`, `12`, or nothing."""
    if value is None:
        return ""
    number = value if isinstance(value, str) else f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"
    return f"{number} {unit}".rstrip()
