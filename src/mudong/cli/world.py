"""`mudong world`: clips of the procedural world with captions and their scene, one scene's clip, or a gallery."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mudong.spec.errors import InvalidInput, MediaError, OutputError
from mudong.spec.messages import message

if TYPE_CHECKING:
    from mudong.world.scene import Scene

_SIZE = "128x128"
_LARGEST_SCENE_BYTES = 1_000_000

Out = Annotated[Path, typer.Option("--out", "-o", help=message("cli.world_out"))]
Size = Annotated[str, typer.Option("--size", metavar="WxH", help=message("cli.world_size"))]
Fps = Annotated[float, typer.Option("--fps", help=message("cli.dance_fps"))]
Seed = Annotated[int, typer.Option("--seed", help=message("cli.dance_seed"))]


def build_world() -> typer.Typer:
    """The group of commands, with its help in the user's language."""
    app = typer.Typer(no_args_is_help=True, help=message("cli.world_help"))
    for name, command in (("sample", sample), ("render", render), ("gallery", gallery)):
        app.command(name, help=message(f"cli.world_{name}_help"))(command)
    return app


def sample(
    out: Out,
    count: Annotated[int, typer.Option("--count", "-n", min=1, max=1_000_000, help=message("cli.world_count"))] = 8,
    seed: Seed = 0,
    size: Size = _SIZE,
    fps: Fps = 24.0,
    held_out: Annotated[bool, typer.Option("--held-out", help=message("cli.world_held_out"))] = False,
) -> None:
    """Write `count` clips: DIR/00000.mp4 and DIR/00000.json."""
    from mudong.world.sample import samples

    _made(out)
    for number, scene in enumerate(samples(count, seed, held_out=held_out)):
        _write_clip(scene, out / f"{number:05d}.mp4", size, fps)
        (out / f"{number:05d}.json").write_text(_described(scene), encoding="utf-8")
    typer.echo(message("cli.world_done", None, count=count, path=out))


def render(
    scene: Annotated[Path, typer.Argument(help=message("cli.world_scene"))],
    out: Annotated[Path | None, typer.Option("--out", "-o", help=message("cli.dance_out"))] = None,
    size: Size = "1080x1920",
    fps: Fps = 24.0,
) -> None:
    """Render one scene file."""
    target = out or Path(scene.stem + ".mp4")
    _write_clip(_read_scene(scene), target, size, fps)
    typer.echo(str(target))


def gallery(out: Out, seed: Seed = 0) -> None:
    """Write one picture with everything."""
    from mudong.media.picture import write_png
    from mudong.world.gallery import draw_gallery

    write_png(out, draw_gallery(seed))
    typer.echo(str(out))


def _read_scene(path: Path) -> Scene:
    """A scene from a file of `sample`, or a bare scene. Raises `MediaError`, `InvalidInput`."""
    from mudong.world.scene import Scene

    try:
        if path.stat().st_size > _LARGEST_SCENE_BYTES:
            raise InvalidInput("world.json", detail=f"{path} is larger than {_LARGEST_SCENE_BYTES} bytes")
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise MediaError("media.not_found", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise InvalidInput("world.json", detail=str(error)) from error
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidInput("world.json", detail=str(error)) from error
    return Scene.from_json(json.dumps(content["scene"]) if isinstance(content, dict) and "scene" in content else text)


def _write_clip(scene: Scene, path: Path, size: str, fps: float) -> None:
    from mudong.media.encode import VideoWriter
    from mudong.spec.shape import output_size
    from mudong.spec.timebase import Timebase
    from mudong.world.render import painted

    frame_size = output_size(size, 1.0)
    with VideoWriter(path, size=frame_size, timebase=Timebase.of(fps), quality=14) as writer:
        for pixels in painted(scene, frame_size.width, frame_size.height, fps=fps):
            writer.write(pixels)


def _described(scene: Scene) -> str:
    from mudong.world.caption import captions, short_prompt
    from mudong.world.sample import is_held_out

    words = captions(scene)
    content = {
        "scene": json.loads(scene.to_json()),
        "captions": words,
        "prompts": {language: short_prompt(scene, language) for language in words},
        "held_out": is_held_out(scene),
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _made(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError("output.not_writable", path=str(folder), detail=error.strerror or str(error)) from error
