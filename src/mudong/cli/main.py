"""`mudong`: the entry point. Finds language and `--debug`, runs a command, turns errors into one line and an exit code.

Commands import what they need when they run, so that `mudong --help` answers at once.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, NoReturn

import typer
from typer.main import get_command

from mudong import __version__
from mudong.cli.check import check
from mudong.cli.dance import dance
from mudong.cli.demo.command import demo
from mudong.cli.doctor import doctor
from mudong.cli.enhance import enhance
from mudong.cli.joints import joints
from mudong.cli.ledger import build_ledger
from mudong.cli.model import build_model
from mudong.cli.remote import build_remote
from mudong.cli.serve import serve
from mudong.cli.verify import verify
from mudong.cli.world import build_world
from mudong.spec.errors import InvalidRequest, MudongError
from mudong.spec.messages import LANGUAGES, message

COMMANDS = {
    "dance": dance, "check": check, "joints": joints, "demo": demo, "doctor": doctor, "serve": serve, "verify": verify,
    "enhance": enhance,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class GlobalOptions:
    """What may stand anywhere on the command line, and the words that are left for the command."""

    language: str | None
    debug: bool
    rest: tuple[str, ...]


def take_global_options(arguments: Sequence[str]) -> GlobalOptions:
    """Take `--lang` and `--debug` out, wherever they stand: the language must be known before any text is made.

    Raises `InvalidRequest` (`cli.language`) for a language without a catalogue.
    """
    rest: list[str] = []
    language: str | None = None
    debug = False
    words = iter(arguments)
    for word in words:
        if word == "--debug":
            debug = True
        elif word == "--lang" or word.startswith("--lang="):
            language = word.partition("=")[2] or next(words, "")
            if language not in LANGUAGES:
                raise InvalidRequest("cli.language", given=language, known=", ".join(LANGUAGES))
        else:
            rest.append(word)
    return GlobalOptions(language=language, debug=debug, rest=tuple(rest))


def build_app() -> typer.Typer:
    """The Typer application, with its help in the user's language."""
    app = typer.Typer(
        help=message("cli.help"), no_args_is_help=True, add_completion=False, rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )  # fmt: skip
    app.callback()(_root)
    for name, command in COMMANDS.items():
        app.command(name, help=message(f"cli.{name}_help"))(command)
    app.add_typer(build_world(), name="world")
    app.add_typer(build_model(), name="model")
    app.add_typer(build_ledger(), name="ledger")
    app.add_typer(build_remote(), name="remote")
    return app


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"mudong {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_print_version, help=message("cli.version")),
    ] = False,
    lang: Annotated[str | None, typer.Option("--lang", metavar="ko|en", help=message("cli.lang"))] = None,
    debug: Annotated[bool, typer.Option("--debug", help=message("cli.debug"))] = False,
) -> None:
    """Declare the global options for `--help`; `take_global_options` has already read the last two."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and exit: 0 done, 2 wrong input, 3 this machine lacks something, 4 cannot write, 130 stopped."""
    debug = False
    try:
        options = take_global_options(sys.argv[1:] if arguments is None else arguments)
        debug = options.debug
        if options.language:
            os.environ["MUDONG_LANG"] = options.language
        get_command(build_app())(list(options.rest), prog_name="mudong")
    except MudongError as error:
        if debug:
            traceback.print_exc()
        typer.echo(f"{error.text()} [{error.code}]", err=True)
        if "--json" in (sys.argv[1:] if arguments is None else arguments):
            typer.echo(json.dumps({"error": {"code": error.code, "message": error.text()}}, ensure_ascii=False))
        raise SystemExit(error.exit_code) from None
    raise SystemExit(0)
