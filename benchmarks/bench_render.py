"""How fast frames are drawn and encoded. `python -m benchmarks.bench_render`

Rendering, encoding and both together take turns, so that a busy machine slows all three alike; medians count.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
from benchmarks.clips import folder, person_scene
from benchmarks.effort import Effort, effort
from benchmarks.row import Row, tell
from benchmarks.scene import write

FRAMES = 96
ROUNDS = 5
LEAST_RENDER, LEAST_TOGETHER = 60.0, 0.70
CORES = 2


def bench() -> Iterator[Row]:
    """Rendering alone, and rendering with encoding against encoding alone."""
    scene = person_scene()
    performance = replace(scene.performance, pose=scene.performance.pose.span(0, FRAMES))
    scene = replace(scene, performance=performance)
    frames = list(performance.frames())
    path = folder() / "speed.mp4"
    jobs: dict[str, Callable[[], None]] = {
        "render": lambda: _drain(performance.frames()),
        "encode": lambda: write(path, iter(frames), scene.plan),
        "both": lambda: scene.write(path),
    }
    taken = take_turns(jobs, ROUNDS)
    render, encode, both = (middle(taken[name]) for name in jobs)
    size = "x".join(map(str, (scene.plan.shape.width, scene.plan.shape.height)))
    yield Row(area="speed", what=f"rendering alone at {size}", value=FRAMES / render.wall_s, unit="frames/s",
              least=LEAST_RENDER, note=_per_frame(render, FRAMES))  # fmt: skip
    yield Row(area="speed", what="encoding alone (veryfast, crf 20)", value=FRAMES / encode.wall_s, unit="frames/s",
              note=_per_frame(encode, FRAMES))  # fmt: skip
    ratio = statistics.median(e.wall_s / b.wall_s for e, b in zip(taken["encode"], taken["both"], strict=True))
    yield Row(area="speed", what="render + encode together over encoding alone", value=ratio, least=LEAST_TOGETHER,
              note=_per_frame(both, FRAMES))  # fmt: skip
    cpu = {name: min(spent.cpu_s for spent in taken[name]) for name in jobs}
    note = "from CPU time"
    yield Row(area="speed", what="rendering with both cores to itself, at most", value=CORES * FRAMES / cpu["render"],
              unit="frames/s", note=note)  # fmt: skip
    yield Row(area="speed", what="encoding over both together, both cores busy", value=cpu["encode"] / cpu["both"],
              note=note)  # fmt: skip


def take_turns(jobs: dict[str, Callable[[], None]], rounds: int) -> dict[str, list[Effort]]:
    """Every job once per round, in turn."""
    taken: dict[str, list[Effort]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            with effort() as spent:
                job()
            taken[name].append(spent)
    return taken


def middle(efforts: list[Effort]) -> Effort:
    """The one with the median wall time."""
    return sorted(efforts, key=lambda e: e.wall_s)[len(efforts) // 2]


def _per_frame(spent: Effort, count: int) -> str:
    return f"{1000 * spent.cpu_s / count:.1f} ms of CPU a frame, others had {spent.others:.0%} of the machine"


def _drain(frames: Iterator[np.ndarray]) -> None:
    for _ in frames:
        pass


if __name__ == "__main__":
    tell(bench())
