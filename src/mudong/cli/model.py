"""`mudong model info SIZE`: what a size of the native model is, and what a request would cost it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from mudong.spec.errors import InvalidRequest
from mudong.spec.messages import message

if TYPE_CHECKING:
    from mudong.models.omni.cost import Cost
    from mudong.sequence.layout import Layout
    from mudong.sequence.placement import Placement

_TEXT_ROWS = 64


def build_model() -> typer.Typer:
    """The group of commands, with its help in the user's language."""
    app = typer.Typer(no_args_is_help=True, help=message("model.help"))
    app.callback()(_group)
    app.command("info", help=message("model.info_help"))(info)
    return app


def _group() -> None:
    """Keep `info` a command of its own while it is the only one."""


def info(
    size: Annotated[str, typer.Argument(metavar="xs|s|b|l", help=message("model.info_size"))],
    shape: Annotated[str, typer.Option("--size", metavar="WxH", help=message("cli.world_size"))] = "128x128",
    frames: Annotated[int, typer.Option("--frames", min=1, max=1000, help=message("model.info_frames"))] = 21,
    references: Annotated[int, typer.Option("--references", min=0, max=12, help=message("model.info_references"))] = 0,
    source: Annotated[bool, typer.Option("--source", help=message("model.info_source"))] = False,
    steps: Annotated[int, typer.Option("--steps", min=1, max=1000, help=message("model.info_steps"))] = 24,
    as_json: Annotated[bool, typer.Option("--json", help=message("cli.json"))] = False,
) -> None:
    """Tell parameters, rows, operations and memory (the help text comes from the catalogue)."""
    from mudong.models.omni.cost import cost
    from mudong.models.omni.sizes import SIZES

    if size not in SIZES:
        raise InvalidRequest("model.size", given=size, known=", ".join(SIZES))
    config = SIZES[size]
    price = cost(config, _layout(size, shape, frames, references, source=source))
    if as_json:
        typer.echo(json.dumps({"size": size, **asdict(price), "flops": price.flops(steps)}, indent=2))
        return
    for line in _lines(size, price, steps):
        typer.echo(line)


def _layout(size: str, shape: str, frames: int, references: int, *, source: bool) -> Layout:
    from mudong.models.omni.sizes import SIZES
    from mudong.sequence.layout import lay_out
    from mudong.sequence.placement import ReferencePlacement, SourcePlacement, TextPlacement
    from mudong.spec.shape import LatentStride, VideoShape, output_size

    pixels = output_size(shape, 1.0)
    latent = VideoShape(frames=frames, height=pixels.height, width=pixels.width).latent(LatentStride())
    grid = SIZES[size].patch.grid(latent)
    pictures = [ReferencePlacement(grid=grid.one_frame(), handle=number + 1) for number in range(references)]
    placements: list[Placement] = [TextPlacement(handles=(0,) * _TEXT_ROWS), *pictures]
    return lay_out([*placements, SourcePlacement()] if source else placements, grid)


def _lines(size: str, price: Cost, steps: int) -> list[str]:
    return [
        message("model.info_parameters", None, size=size, millions=price.parameters / 1e6),
        message("model.info_rows", None, target=price.target_rows, conditions=price.condition_rows),
        message(
            "model.info_flops", None, steps=steps, total=price.flops(steps) / 1e12, once=price.remember_flops / 1e9,
            step=price.step_flops / 1e9,
        ),
        message(
            "model.info_memory", None, total=price.memory_bytes / 1e9, weights=price.weight_bytes / 1e9,
            cache=price.cache_bytes / 1e9, working=price.working_bytes / 1e9,
        ),
    ]  # fmt: skip
