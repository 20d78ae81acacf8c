"""`mudong joints`: the joints of a picture in a file to correct by hand. For drawings, toys and animals."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mudong.cli.quiet import native_silence
from mudong.spec.errors import OutputError
from mudong.spec.messages import message

if TYPE_CHECKING:
    from mudong.motion.figure import Figure


def joints(
    picture: Annotated[Path, typer.Argument(metavar="PICTURE", help=message("cli.joints_picture"))],
    out: Annotated[Path | None, typer.Option("--out", "-o", help=message("cli.joints_out"))] = None,
    preview: Annotated[
        Path | None, typer.Option("--preview", metavar="PNG", help=message("cli.joints_preview"))
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=message("cli.dance_force"))] = False,
) -> None:
    """Guess the joints of a picture (the help text comes from the catalogue)."""
    from mudong.motion.joints_file import guess_joints, write_joints

    target = out or Path(f"{picture.stem}-joints.yaml")
    for path in (target, preview):
        if path is not None and path.exists() and not force:
            raise OutputError("cli.output_exists", path=path)
    with native_silence():
        figure = guess_joints(picture)
    write_joints(target, figure, picture=picture.name)
    if preview is not None:
        write_preview(picture, figure, preview)
    typer.echo(message(f"cli.joints_from_{figure.source}", None, path=target))


def write_preview(picture: Path, figure: Figure, preview: Path) -> None:
    """The picture with its skeleton drawn over it, as PNG."""
    from mudong.media.picture import read_picture, write_png
    from mudong.motion.draw import draw_skeleton

    write_png(preview, draw_skeleton(read_picture(picture).on((255, 255, 255)), figure.xy, figure.confidence))
