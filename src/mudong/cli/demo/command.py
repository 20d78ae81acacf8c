"""`mudong demo`: write the examples, then make the picture dance."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from mudong.cli.naming import free_path
from mudong.cli.run import run_request
from mudong.cli.summary import tell
from mudong.spec.conditions import Character, Motion
from mudong.spec.errors import OutputError
from mudong.spec.messages import message
from mudong.spec.request import Output, Request


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoFiles:
    """Where the examples lie in their folder."""

    folder: Path

    @property
    def picture(self) -> Path:
        """The child, cut out."""
        return self.folder / "character.png"

    @property
    def joints(self) -> Path:
        """Its joints."""
        return self.folder / "character.yaml"

    @property
    def stage(self) -> Path:
        """Where it dances."""
        return self.folder / "stage.png"

    @property
    def dance(self) -> Path:
        """The choreography, a pose track."""
        return self.folder / "dance.json"

    @property
    def sound(self) -> Path:
        """The tune it is danced to."""
        return self.folder / "beat.wav"

    def write(self) -> None:
        """Make all five. Raises `OutputError` (`cli.folder`) where the folder cannot be written."""
        from mudong.cli.demo.dancer import character, dance_track, stage, tune
        from mudong.media.picture import write_png
        from mudong.motion.joints_file import write_joints
        from mudong.motion.track_io import write_track
        from mudong.world.sound import wav

        child = character()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_png(self.picture, child.pixels[..., :3], child.pixels[..., 3])
            write_joints(self.joints, child.figure, picture=self.picture.name)
            write_png(self.stage, stage())
            write_track(dance_track(), self.dance)
            self.sound.write_bytes(wav(tune()))
        except OSError as error:
            raise OutputError("cli.folder", path=self.folder, detail=error.strerror) from error


def demo(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help=message("cli.demo_out"))] = Path(
        "mudong-demo"
    ),
    draft: Annotated[bool, typer.Option("--draft", help=message("cli.dance_draft"))] = False,
    force: Annotated[bool, typer.Option("--force", help=message("cli.dance_force"))] = False,
) -> None:
    """Make the demo (the help text comes from the catalogue)."""
    files = DemoFiles(folder=out)
    files.write()
    typer.echo(message("cli.demo_files", None, folder=out))
    request = Request(
        conditions=(
            Character(path=files.picture, joints=files.joints),
            Motion(path=files.dance, sound=files.sound),
        ),
        output=Output(draft=draft, background=str(files.stage)),
    )
    clip_path = out / "demo.mp4"
    clip = run_request(request, clip_path if force else free_path(clip_path), sheet=out / "demo-sheet.png", force=True)
    tell(clip, files.dance, as_json=False)
    typer.echo(str(clip.path.resolve()))
    typer.echo(str(clip.sheet.resolve()) if clip.sheet else "")
