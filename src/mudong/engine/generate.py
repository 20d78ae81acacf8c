"""The line, from a request to a finished clip. Read this first: each step is one call into one package.

    Request -> read (media, motion) -> check (motion.checks) -> plan (planner) -> frames (an engine) -> mp4 (media)

Nothing is written before the checks have passed, and nothing stays on disk when something fails later.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import mudong
from mudong.engine.choose import choose
from mudong.engine.destination import alpha_format, background_picture, check_destination
from mudong.engine.library import Library
from mudong.engine.planner import plan_dance
from mudong.engine.report import Clip, ClipReport
from mudong.media.audio import AudioCut
from mudong.media.encode import VideoWriter
from mudong.media.picture import write_png
from mudong.media.probe import probe
from mudong.media.provenance import Provenance
from mudong.media.sheet import SheetCollector
from mudong.motion.checks.judge import judge
from mudong.motion.checks.result import CheckResult, Verdict
from mudong.motion.checks.video import VideoVerdict
from mudong.motion.load import LoadedMotion
from mudong.motion.loop import best_round
from mudong.spec.conditions import Character, Motion
from mudong.spec.engine import Engine, Progress, Run
from mudong.spec.errors import InvalidRequest, Refused
from mudong.spec.plan import Plan
from mudong.spec.request import Request
from mudong.spec.shape import FrameSize

_FAST, _DRAFT = "veryfast", "ultrafast"


def generate(
    request: Request,
    out: Path,
    *,
    run: Run = Run(),  # noqa: B008  frozen
    sheet: Path | None = None,
    force: bool = False,
) -> Clip:
    """Make the clip of `request` at `out` (.mp4; .webm or .mov when it is transparent).

    sheet: also write a contact sheet there (PNG). force: overwrite. Raises `InvalidRequest`, `MediaError`,
    `MotionError`, `Refused`, `Unavailable`, `OutputError`, `Cancelled`; then no file is left behind.
    """
    check_destination(request.validate(), out, sheet, force)
    watch = _Stopwatch()
    library = Library(run)
    engine, notices = choose(request, library)
    character, motion = _materials(request)
    with watch.stage("read"):
        run.progress(Progress(stage="read", done=0, total=1))
        if (background := background_picture(request)) is not None:
            library.picture(background)
        picture = library.character(character).picture
    with watch.stage("pose"):
        loaded = library.motion(motion)
    checks, verdict = _check(request, library, loaded)
    usable = best_round(loaded.track, verdict.usable) if request.output.loop else verdict.usable
    size = FrameSize(width=picture.width, height=picture.height)
    plan = plan_dance(request, engine.name, size, loaded, usable, notices + loaded.notices)
    sound = _sound(request, motion, loaded, plan)
    with watch.stage("render"):
        collector = _write(plan, engine, out, sound, run)
        if sheet is not None:
            write_png(sheet, collector.sheet())
    report = ClipReport(
        engine=engine.name, width=plan.shape.width, height=plan.shape.height, frames=plan.shape.frames,
        fps=float(plan.timebase.fps), has_audio=sound is not None,
        used_s=_in_source(loaded, plan), seed=plan.seed, checks=checks, notices=plan.notices,
        stages=watch.stages, motion_cached=loaded.cached,
    )  # fmt: skip
    return Clip(path=out, report=report, sheet=sheet)


def _materials(request: Request) -> tuple[Character, Motion]:
    characters, motions = request.of_type(Character), request.of_type(Motion)
    if len(characters) != 1 or len(motions) != 1:
        raise InvalidRequest("request.materials", characters=len(characters), motions=len(motions))
    return characters[0], motions[0]


def _check(
    request: Request, library: Library, loaded: LoadedMotion
) -> tuple[tuple[CheckResult, ...], VideoVerdict]:  # fmt: skip
    """Every reference check. Raises `Refused` for the first refusal that `anyway` does not override."""
    character = library.character(request.of_type(Character)[0])
    figures = [character.figure] if character.joints_given else list(character.found)
    checks, verdict = judge(character.picture, figures, character.joints_given, loaded)
    for check in checks:
        if check.verdict is Verdict.REFUSE and not (request.anyway and check.renderable):
            raise Refused(f"check.{check.code}_refuse", remedy_code=f"check.{check.code}_remedy", **check.values())
    return checks, verdict


def _sound(request: Request, motion: Motion, loaded: LoadedMotion, plan: Plan) -> AudioCut | None:
    """The part of the dance's sound that goes with the clip, None without sound."""
    if not request.output.audio or plan.used_s is None:
        return None
    if motion.sound is not None:
        return AudioCut(motion.sound, plan.used_s[0], plan.duration_s)
    if loaded.info is None or loaded.info.audio is None:
        return None
    return AudioCut(motion.path, loaded.start_s + plan.used_s[0], plan.duration_s)


def _write(plan: Plan, engine: Engine, out: Path, sound: AudioCut | None, run: Run) -> SheetCollector:
    """Frames into the file as they come; the sheet's pictures are kept on the way."""
    if sound is not None:
        probe(sound.path)
    request = plan.request
    made_by = Provenance(request.without_folders().to_json(), plan.seed, engine.name, mudong.__version__)
    collector = SheetCollector(plan.shape.frames)
    with VideoWriter(
        out, size=plan.shape.size, timebase=plan.timebase, quality=request.output.quality, audio=sound,
        provenance=made_by, alpha=alpha_format(request, out), preset=_DRAFT if request.output.draft else _FAST,
    ) as writer:  # fmt: skip
        for chunk in engine.generate([plan], run):
            for row, pixels in enumerate(chunk.pixels):
                alpha = None if chunk.alpha is None else chunk.alpha[row]
                writer.write(pixels, alpha)
                collector.see(chunk.start_frame + row, pixels, alpha)
                run.show(chunk.start_frame + row, pixels)
    return collector


def _in_source(loaded: LoadedMotion, plan: Plan) -> tuple[float, float]:
    start, stop = plan.used_s or (0.0, plan.duration_s)
    return loaded.start_s + start, loaded.start_s + stop


class _Stopwatch:
    """Wall time per stage, in order."""

    def __init__(self) -> None:
        self.stages: tuple[tuple[str, float], ...] = ()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.stages = (*self.stages, (name, time.perf_counter() - start))
