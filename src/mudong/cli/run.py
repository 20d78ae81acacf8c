"""One request through the line, with progress on stderr and Ctrl-C that leaves no broken file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mudong.cli.interrupt import stoppable
from mudong.cli.progress import show_progress

if TYPE_CHECKING:
    from mudong.engine.report import Clip
    from mudong.spec.request import Request


def run_request(
    request: Request, out: Path, *, sheet: Path | None = None, gif: Path | None = None, force: bool = False
) -> Clip:
    """The finished clip. Raises what the line raises, `Cancelled` when the user stopped it."""
    from mudong.engine.generate import generate
    from mudong.spec.engine import Run

    with stoppable() as cancelled, show_progress(sys.stderr) as progress:
        clip = generate(request, out, run=Run(progress=progress, cancelled=cancelled), sheet=sheet, force=force)
        if gif is not None:
            from mudong.media.preview import write_gif

            write_gif(clip.path, gif)
    return clip
