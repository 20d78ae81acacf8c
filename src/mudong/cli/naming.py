"""Where a clip goes when the user names no file: beside nothing of value, never over another clip."""

from __future__ import annotations

from itertools import count
from pathlib import Path


def default_clip(image: Path, motion: Path, background: str, folder: Path | None = None) -> Path:
    """`<image>-<motion>.mp4` in the current folder, numbered when it is taken; `.webm` where transparency is asked."""
    suffix = ".webm" if background == "transparent" else ".mp4"
    return free_path((folder or Path()) / f"{image.stem}-{motion.stem}{suffix}")


def free_path(path: Path) -> Path:
    """`path`, or the first of `path-2`, `path-3`, … that does not exist."""
    if not path.exists():
        return path
    return next(
        numbered for n in count(2) if not (numbered := path.with_name(f"{path.stem}-{n}{path.suffix}")).exists()
    )
