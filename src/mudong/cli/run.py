"""One request through the line, with progress on stderr and Ctrl-C that leaves no broken file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mudong.cli.interrupt import stoppable
from mudong.cli.progress import show_progress
from mudong.cli.quiet import native_silence

if TYPE_CHECKING:
    from mudong.engine.report import Clip
    from mudong.spec.request import Request

PREVIEW_FPS = 15.0
PREVIEW_SIDE = 480


def run_request(
    request: Request, out: Path, *, sheet: Path | None = None, gif: Path | None = None, force: bool = False
) -> Clip:
    """The finished clip. Raises what the line raises, `Cancelled` when the user stopped it."""
    from mudong.engine.generate import generate
    from mudong.media.partial import check_writable
    from mudong.spec.engine import Run
    from mudong.spec.errors import OutputError

    if gif is not None:
        check_writable(gif)
        if gif.exists() and not force:
            raise OutputError("output.exists", path=str(gif))
    with native_silence(), stoppable() as cancelled, show_progress(sys.stderr) as progress:
        clip = generate(request, out, run=Run(progress=progress, cancelled=cancelled), sheet=sheet, force=force)
        if gif is not None:
            write_preview(clip, gif)
    return clip


def write_preview(clip: Clip, path: Path) -> None:
    """A small GIF of the clip, or a WebP where the name says so."""
    from mudong.media.decode import read_frames
    from mudong.media.preview import write_gif, write_webp
    from mudong.spec.timebase import Timebase

    write = write_webp if path.suffix.lower() == ".webp" else write_gif
    timebase = Timebase.of(min(PREVIEW_FPS, clip.report.fps))
    frames = read_frames(clip.path, fit=PREVIEW_SIDE, fps=timebase)
    write(path, (frame.pixels for frame in frames), timebase)
