"""What the user is told after a run: warnings with their remedy, one line of what was used; or all of it as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from mudong.spec.messages import message

if TYPE_CHECKING:
    from mudong.engine.report import Clip, ClipReport
    from mudong.motion.checks.result import CheckResult


def tell(clip: Clip, motion: Path, *, as_json: bool) -> None:
    """Print it: warnings and notices on stderr, the summary or the JSON on stdout."""
    if as_json:
        typer.echo(json.dumps(clip_json(clip), ensure_ascii=False, indent=2))
        return
    for line in remarks(clip.report):
        typer.echo(line, err=True)
    typer.echo(summary(clip, motion))


def summary(clip: Clip, motion: Path) -> str:
    """One line: the file, its shape, what it was made of, by whom, how long it took, what the checks said."""
    report = clip.report
    return message(
        "cli.summary", None, path=clip.path, width=report.width, height=report.height, fps=f"{report.fps:g}",
        duration=f"{report.frames / report.fps:.1f}",
        sound=message("cli.with_sound" if report.has_audio else "cli.silent"),
        start=f"{report.used_s[0]:.1f}", end=f"{report.used_s[1]:.1f}", motion=motion.name, engine=report.engine,
        wall=f"{sum(seconds for _, seconds in report.stages):.1f}", checks=checks_in_short(report.checks),
    )  # fmt: skip


def checks_in_short(checks: tuple[CheckResult, ...]) -> str:
    """`9 ok, 2 warnings (camera_moves, crossed_limbs)`."""
    doubtful = [check.code for check in checks if check.verdict != "ok"]
    if not doubtful:
        return message("cli.checks_ok", None, count=len(checks))
    return message(
        "cli.checks_warn", None, ok=len(checks) - len(doubtful), count=len(doubtful), names=", ".join(doubtful)
    )


def remarks(report: ClipReport) -> list[str]:
    """One line for each check that did not pass and for each notice."""
    lines = [f"! {check.text()} {check.remedy()}".rstrip() for check in report.checks if check.verdict != "ok"]
    return lines + [f"! {message(notice.code, None, **dict(notice.params))}" for notice in report.notices]


def check_json(check: CheckResult) -> dict[str, object]:
    """A check as JSON: what was measured, and what the user is told about it."""
    return {**asdict(check), "params": dict(check.params), "text": check.text(), "remedy": check.remedy()}


def clip_json(clip: Clip) -> dict[str, object]:
    """The clip and its report as JSON."""
    report = clip.report
    notices = [
        {"code": n.code, "params": dict(n.params), "text": message(n.code, None, **dict(n.params))}
        for n in report.notices
    ]
    return {
        "path": str(clip.path),
        "sheet": None if clip.sheet is None else str(clip.sheet),
        **asdict(report),
        "stages": dict(report.stages),
        "checks": [check_json(check) for check in report.checks],
        "notices": notices,
    }
