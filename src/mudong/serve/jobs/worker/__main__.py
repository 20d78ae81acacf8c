"""`python -m mudong.serve.jobs.worker`: an order on stdin, the line through `engine.generate`, news on stdout.

It ends with its parent: when stdin closes, nobody waits for the result any more.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import TextIO

import numpy as np

from mudong.engine.generate import generate
from mudong.engine.report import Clip
from mudong.media.geometry import fit_within
from mudong.serve.jobs.wire import Alive, Broke, Finished, Previewed, Said, Stepped, WorkOrder, write_line
from mudong.serve.jobs.worker.still import write_jpeg
from mudong.spec.engine import Progress, Run
from mudong.spec.errors import Cancelled, MudongError, OutputError, Unavailable
from mudong.spec.messages import message
from mudong.spec.request import Request

_ALIVE_EVERY_S = 1.0
_STEP_EVERY_S = 0.2
_PREVIEW_EVERY_S = 1.0
_PREVIEW_PX = 480


class News:
    """Says things to the parent, one line at a time; several threads may."""

    def __init__(self, out: TextIO) -> None:
        self._out, self._lock = out, threading.Lock()

    def say(self, said: Said) -> None:
        """Write a line; a parent that is gone ends this process."""
        with self._lock:
            try:
                self._out.write(write_line(said) + "\n")
                self._out.flush()
            except OSError:
                os._exit(1)


class Watch:
    """What a run reports, thinned out to what somebody looks at."""

    def __init__(self, order: WorkOrder, news: News) -> None:
        self._order, self._news = order, news
        self._stepped_s = self._shown_s = 0.0
        self._stage = ""
        self.stopped = threading.Event()

    def progress(self, step: Progress) -> None:
        """Tell a step, at most a few times a second."""
        now_s = time.monotonic()
        if step.stage != self._stage or step.done == step.total or now_s - self._stepped_s > _STEP_EVERY_S:
            self._stage, self._stepped_s = step.stage, now_s
            self._news.say(Stepped(stage=step.stage, done=step.done, total=step.total))

    def show(self, frame: int, pixels: np.ndarray) -> None:
        """Leave a small picture of a frame every second."""
        if self._order.slow_s:
            self.stopped.wait(self._order.slow_s)
        now_s = time.monotonic()
        if now_s - self._shown_s > _PREVIEW_EVERY_S:
            self._shown_s = now_s
            name = f"{frame:06d}.jpg"
            write_jpeg(Path(self._order.previews) / name, fit_within(pixels, _PREVIEW_PX))
            self._news.say(Previewed(name=name, frame=frame))


def main() -> int:
    """Do one order. The exit code is 0 whenever the last line says how it ended."""
    order = WorkOrder(**json.loads(sys.stdin.readline()))
    news = News(sys.stdout)
    watch = Watch(order, news)
    signal.signal(signal.SIGTERM, lambda *_: watch.stopped.set())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    threading.Thread(target=_keep_saying, args=(news,), daemon=True).start()
    run = Run(progress=watch.progress, cancelled=watch.stopped.is_set, show=watch.show)
    try:
        clip = generate(Request.from_json(order.request_json), Path(order.out), run=run, force=True)
    except Cancelled:
        news.say(Broke(code="job.cancelled", message=""))
        return 0
    except MudongError as error:
        machine = isinstance(error, Unavailable | OutputError)
        # A message names the file, never where on this server it lies.
        text = error.text(order.language).replace(f"{Path(order.out).parent}{os.sep}", "")
        news.say(Broke(code=error.code, message=text, machine=machine))
        return 0
    news.say(_finished(clip, order.language))
    return 0


def _finished(clip: Clip, language: str | None) -> Finished:
    report = clip.report
    told = {
        "engine": report.engine, "frames": report.frames, "fps": report.fps, "has_audio": report.has_audio,
        "used_s": list(report.used_s), "seed": report.seed, "stages": dict(report.stages),
        "checks": [{"code": check.code, "verdict": str(check.verdict), **check.values()} for check in report.checks],
        "notices": [
            {"code": each.code, "text": message(each.code, language, **dict(each.params))} for each in report.notices
        ],
    }  # fmt: skip
    return Finished(
        width=report.width, height=report.height, duration_ms=round(1000 * report.frames / report.fps), report=told
    )


def _keep_saying(news: News) -> None:
    while True:
        news.say(Alive())
        time.sleep(_ALIVE_EVERY_S)


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
