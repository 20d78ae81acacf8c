"""Clips of the procedural world with all their truth, per second: on one core, on two processes, and where time goes.

`python -m benchmarks.bench_world`
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import cv2
from benchmarks.row import Row, tell

from mudong.world.painter import Painter
from mudong.world.render import render
from mudong.world.sample import samples
from mudong.world.simulate import simulate

CLIPS, FRAMES, SIDE, FPS = 32, 21, 128, 24.0
LEAST_CLIPS_S = 25.0
_SEED = 1000


def bench() -> Iterator[Row]:
    """Processor time on one core, wall time on two processes, share of drawing."""
    busy, wall = clips(_SEED)
    drawn = drawing(_SEED)
    note = f"{CLIPS} sampled scenes, {FRAMES} frames at {SIDE}x{SIDE}, joints, masks, shadows, reflections"
    yield Row(area="world", what="clips with truth, one core", value=CLIPS / busy, unit="clips/s",
              note=f"{note}; by processor time, {CLIPS / wall:.1f} by the clock")  # fmt: skip
    rate, per_busy = together()
    yield Row(area="world", what="clips with truth, two processes", value=rate, unit="clips/s", least=LEAST_CLIPS_S,
              note=f"by the clock, load {os.getloadavg()[0]:.1f}; {per_busy:.1f} by processor time")  # fmt: skip
    yield Row(area="world", what="share of time in drawing", value=drawn / busy, note="frames without truth over all")


def clips(seed: int) -> tuple[float, float]:
    """Processor and wall seconds of `CLIPS` clips with truth, after warming up."""
    cv2.setNumThreads(1)
    scenes = list(samples(CLIPS, seed))
    render(scenes[0], SIDE, SIDE, fps=FPS, num_frames=2)
    busy, wall = time.process_time(), time.perf_counter()
    for scene in scenes:
        render(scene, SIDE, SIDE, fps=FPS, num_frames=FRAMES)
    return time.process_time() - busy, time.perf_counter() - wall


def drawing(seed: int) -> float:
    """Processor seconds of the same clips' pictures alone."""
    spent = 0.0
    for scene in samples(CLIPS, seed):
        painter = Painter(scene, simulate(scene, FRAMES, FPS), SIDE, SIDE)
        start = time.process_time()
        for index in range(FRAMES):
            painter.frame(index, truth=False)
        spent += time.process_time() - start
    return spent


def together() -> tuple[float, float]:
    """Clips per second of two processes at once: by the clock, and by the processor time that they took."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        list(pool.map(clips, (1, 2)))
        done = list(pool.map(clips, (_SEED, _SEED + CLIPS)))
    return 2 * CLIPS / max(wall for _, wall in done), sum(CLIPS / busy for busy, _ in done)


if __name__ == "__main__":
    tell(bench())
