"""`mudong world`: clips of the procedural world with captions and their scenes, a scene or film rendered, a gallery."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mudong.spec.errors import InvalidInput, MediaError, OutputError
from mudong.spec.messages import message

if TYPE_CHECKING:
    from mudong.world.film import Film
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
    films: Annotated[bool, typer.Option("--films", help=message("cli.world_films"))] = False,
) -> None:
    """Write `count` clips: DIR/00000.mp4 and DIR/00000.json."""
    _made(out)
    for number in range(count):
        film = _sampled(seed + number, held_out=held_out, films=films)
        _write_clip(film, out / f"{number:05d}.mp4", size, fps)
        described = _described_film(film, fps) if films else _described(film.shots[0].scene)
        (out / f"{number:05d}.json").write_text(
            json.dumps(described, ensure_ascii=False, indent=1), encoding="utf-8"
        )  # fmt: skip
    typer.echo(message("cli.world_done", None, count=count, path=out))


def render(
    scene: Annotated[Path, typer.Argument(help=message("cli.world_scene"))],
    out: Annotated[Path | None, typer.Option("--out", "-o", help=message("cli.dance_out"))] = None,
    size: Size = "1080x1920",
    fps: Fps = 24.0,
) -> None:
    """Render one scene or film file."""
    target = out or Path(scene.stem + ".mp4")
    _write_clip(_read(scene), target, size, fps)
    typer.echo(str(target))


def gallery(out: Out, seed: Seed = 0) -> None:
    """Write one picture with everything."""
    from mudong.media.picture import write_png
    from mudong.world.gallery import draw_gallery

    write_png(out, draw_gallery(seed))
    typer.echo(str(out))


def _sampled(seed: int, *, held_out: bool, films: bool) -> Film:
    """A film by chance, or one scene by chance as a film of one shot."""
    from mudong.world.film import Film, FilmShot, sample_film
    from mudong.world.sample import sample

    if films:
        return sample_film(seed, held_out=held_out)
    return Film(shots=(FilmShot(scene=sample(seed, held_out=held_out)),))


def _read(path: Path) -> Film:
    """A film or a scene, from a file of `sample` or bare. Raises `MediaError`, `InvalidInput`."""
    from mudong.world.film import Film, FilmShot
    from mudong.world.scene import Scene

    try:
        content = json.loads(_text(path))
    except (ValueError, RecursionError) as error:
        raise InvalidInput("world.json", detail=str(error)) from error
    fields = content if isinstance(content, dict) else {}
    if "film" in fields or "shots" in fields:
        return Film.from_json(json.dumps(fields.get("film", content)))
    return Film(shots=(FilmShot(scene=Scene.from_json(json.dumps(fields.get("scene", content)))),))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST_SCENE_BYTES:
            raise InvalidInput("world.json", detail=f"{path} is larger than {_LARGEST_SCENE_BYTES} bytes")
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise MediaError("media.not_found", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise InvalidInput("world.json", detail=str(error)) from error


def _write_clip(film: Film, path: Path, size: str, fps: float) -> None:
    from mudong.media.encode import VideoWriter
    from mudong.spec.shape import output_size
    from mudong.spec.timebase import Timebase
    from mudong.world.film import film_frames

    frame_size = output_size(size, 1.0)
    frames = film_frames(film, frame_size.width, frame_size.height, fps=fps)
    with VideoWriter(path, size=frame_size, timebase=Timebase.of(fps), quality=14) as writer:
        for frame in frames:
            writer.write(frame.drawn.pixels)


def _described(scene: Scene) -> dict[str, object]:
    from mudong.world.caption import captions, short_prompt
    from mudong.world.sample import is_held_out

    words = captions(scene)
    return {
        "scene": json.loads(scene.to_json()),
        "captions": words,
        "prompts": {language: short_prompt(scene, language) for language in words},
        "held_out": is_held_out(scene),
    }


def _described_film(film: Film, fps: float) -> dict[str, object]:
    from mudong.world.caption import captions
    from mudong.world.film import film_captions, film_prompt
    from mudong.world.sample import is_held_out

    words = film_captions(film)
    shots = zip(film.cuts(fps), film.shots, strict=True)
    return {
        "film": json.loads(film.to_json()),
        "captions": words,
        "prompts": {language: film_prompt(film, language) for language in words},
        "shots": [{"first_frame": first, "captions": captions(shot.scene)} for first, shot in shots],
        "held_out": any(is_held_out(shot.scene) for shot in film.shots),
    }


def _made(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError("output.not_writable", path=str(folder), detail=error.strerror or str(error)) from error
