"""`mudong doctor`: what this machine can run, what is missing, and the command that mends it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from mudong.spec.messages import message

if TYPE_CHECKING:
    from mudong.cli.machine import EngineNeeds, Finding

_MARKS = {"ok": "+", "missing": "x", "absent": "-"}


def doctor(as_json: Annotated[bool, typer.Option("--json", help=message("cli.json"))] = False) -> None:
    """Look at this machine (the help text comes from the catalogue)."""
    from mudong.cli.machine import ENGINES, examine, runnable

    findings = examine()
    engines = {engine.name: runnable(engine, findings) for engine in ENGINES}
    if as_json:
        found = [{**asdict(finding), "state": finding.state} for finding in findings]
        typer.echo(json.dumps({"findings": found, "engines": engines}, ensure_ascii=False, indent=2))
    else:
        for line in report_lines(findings, ENGINES):
            typer.echo(line)
    if not any(engines.values()):
        raise typer.Exit(3)


def report_lines(findings: tuple[Finding, ...], engines: tuple[EngineNeeds, ...]) -> list[str]:
    """What was found, area by area, then every engine: whether it runs, and what would mend it."""
    from mudong.cli.machine import runnable

    lines: list[str] = []
    for area in dict.fromkeys(finding.area for finding in findings):
        lines.append(message(f"cli.doctor_{area}"))
        lines += [_finding_line(finding) for finding in findings if finding.area == area]
    lines.append(message("cli.doctor_engine"))
    by_name = {finding.name: finding for finding in findings}
    for engine in engines:
        runs = runnable(engine, findings)
        lines.append(f"  {_MARKS['ok' if runs else 'missing']} {engine.name}: {_engine_text(engine, runs=runs)}")
        wanting = [name for name in (*engine.needs, *engine.wants) if name in by_name and not by_name[name].found]
        lines += [f"      {message('cli.doctor_mend', None, name=n, command=by_name[n].mend)}" for n in wanting]
    return lines


def _finding_line(finding: Finding) -> str:
    name = message(f"cli.doctor_{finding.name}") if finding.area == "machine" else finding.name
    detail = finding.detail or message(f"cli.doctor_{finding.state}")
    return f"  {_MARKS[finding.state]} {name}: {detail}"


def _engine_text(engine: EngineNeeds, *, runs: bool) -> str:
    state = message("cli.doctor_can_run" if runs else "cli.doctor_cannot_run")
    return f"{state} {message(f'cli.doctor_needs_{engine.name}')}"
