"""`mudong dance`: a picture and a movement in, a clip out. Builds the request; the line does the rest."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mudong.cli.naming import default_clip
from mudong.cli.run import run_request
from mudong.cli.summary import tell
from mudong.spec.conditions import Character, Motion
from mudong.spec.messages import message
from mudong.spec.request import Orientation, Output, Request


def dance(
    image: Annotated[Path, typer.Option("--image", "-i", help=message("cli.dance_image"))],
    motion: Annotated[Path, typer.Option("--motion", "-m", help=message("cli.dance_motion"))],
    out: Annotated[Path | None, typer.Option("--out", "-o", help=message("cli.dance_out"))] = None,
    joints: Annotated[Path | None, typer.Option("--joints", "-j", help=message("cli.dance_joints"))] = None,
    prompt: Annotated[str, typer.Option("--prompt", "-p", help=message("cli.dance_prompt"))] = "",
    engine: Annotated[str, typer.Option("--engine", metavar="auto|puppet", help=message("cli.dance_engine"))] = "auto",
    audio: Annotated[bool, typer.Option("--keep-audio/--no-audio", help=message("cli.dance_audio"))] = True,
    fps: Annotated[float, typer.Option("--fps", help=message("cli.dance_fps"))] = 30.0,
    resolution: Annotated[
        str, typer.Option("--resolution", metavar="720p|1080p|WxH", help=message("cli.dance_resolution"))
    ] = "1080p",
    aspect: Annotated[str | None, typer.Option("--aspect", metavar="9:16", help=message("cli.dance_aspect"))] = None,
    draft: Annotated[bool, typer.Option("--draft", help=message("cli.dance_draft"))] = False,
    loop: Annotated[bool, typer.Option("--loop", help=message("cli.dance_loop"))] = False,
    start_s: Annotated[float | None, typer.Option("--from", metavar="S", help=message("cli.dance_from"))] = None,
    end_s: Annotated[float | None, typer.Option("--to", metavar="S", help=message("cli.dance_to"))] = None,
    orientation: Annotated[Orientation, typer.Option("--orientation", help=message("cli.dance_orientation"))] = "image",
    background: Annotated[
        str,
        typer.Option("--background", metavar="keep|transparent|#rrggbb|PICTURE", help=message("cli.dance_background")),
    ] = "keep",
    quality: Annotated[int, typer.Option("--quality", metavar="CRF", help=message("cli.dance_quality"))] = 20,
    seed: Annotated[int, typer.Option("--seed", help=message("cli.dance_seed"))] = 0,
    anyway: Annotated[bool, typer.Option("--anyway", help=message("cli.dance_anyway"))] = False,
    force: Annotated[bool, typer.Option("--force", help=message("cli.dance_force"))] = False,
    sheet: Annotated[Path | None, typer.Option("--sheet", metavar="PNG", help=message("cli.dance_sheet"))] = None,
    gif: Annotated[Path | None, typer.Option("--gif", metavar="FILE", help=message("cli.dance_gif"))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=message("cli.json"))] = False,
) -> None:
    """Make the picture dance (the help text comes from the catalogue)."""
    request = Request(
        prompt=prompt,
        conditions=(
            Character(path=image, joints=joints),
            Motion(path=motion, start_s=start_s, end_s=end_s),
        ),
        output=Output(
            resolution=resolution, aspect=aspect, fps=fps, loop=loop, orientation=orientation,
            background=background, audio=audio, draft=draft, quality=quality,
        ),
        seed=seed, engine=engine, anyway=anyway,
    ).validate()  # fmt: skip
    clip = run_request(request, out or default_clip(image, motion, background), sheet=sheet, gif=gif, force=force)
    tell(clip, motion, as_json=as_json)
