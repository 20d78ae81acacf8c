"""`mudong.dance`: the main job as one Python call."""

from __future__ import annotations

from pathlib import Path

from mudong.engine.generate import generate
from mudong.engine.report import Clip
from mudong.spec.conditions import Character, Motion
from mudong.spec.engine import Run
from mudong.spec.request import Orientation, Output, Request


def dance(
    image: str | Path,
    motion: str | Path,
    *,
    out: str | Path | None = None,
    joints: str | Path | None = None,
    prompt: str = "",
    engine: str = "auto",
    resolution: str = "1080p",
    aspect: str | None = None,
    fps: float = 30.0,
    start_s: float | None = None,
    end_s: float | None = None,
    orientation: Orientation = "image",
    background: str = "keep",
    audio: bool = True,
    loop: bool = False,
    draft: bool = False,
    anyway: bool = False,
    seed: int = 0,
    quality: int = 20,
    sheet: str | Path | None = None,
    force: bool = False,
    run: Run = Run(),  # noqa: B008  frozen
) -> Clip:
    """Make the picture `image` dance like `motion` (a video, BVH file or pose track); give the clip's path and report.

    out: the file to write, by default `<image>-<motion>.mp4` in the current folder. Raises `mudong.spec.errors`.
    """
    image, motion = Path(image), Path(motion)
    suffix = ".webm" if background == "transparent" else ".mp4"
    target = Path(out) if out is not None else Path(f"{image.stem}-{motion.stem}{suffix}")
    request = Request(
        prompt=prompt,
        conditions=(
            Character(path=image, joints=None if joints is None else Path(joints)),
            Motion(path=motion, start_s=start_s, end_s=end_s),
        ),
        output=Output(
            resolution=resolution, aspect=aspect, fps=fps, loop=loop, orientation=orientation, background=background,
            audio=audio, draft=draft, quality=quality,
        ),
        seed=seed, engine=engine, anyway=anyway,
    )  # fmt: skip
    return generate(request, target, run=run, sheet=None if sheet is None else Path(sheet), force=force)
