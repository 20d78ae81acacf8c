"""`mudong demo`: make the examples, then make them dance."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mudong.cli.run import run_request
from mudong.cli.summary import tell
from mudong.spec.conditions import Character, Motion
from mudong.spec.messages import message
from mudong.spec.request import Request


def demo(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help=message("cli.demo_out"))] = Path(
        "mudong-demo"
    ),
    draft: Annotated[bool, typer.Option("--draft", help=message("cli.dance_draft"))] = False,
    force: Annotated[bool, typer.Option("--force", help=message("cli.dance_force"))] = False,
) -> None:
    """Make the demo (the help text comes from the catalogue)."""
