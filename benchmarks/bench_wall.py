"""What a user waits for: whole commands in fresh processes, by the clock. `python -m benchmarks.bench_wall`"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.clips import folder
from benchmarks.effort import Effort, effort
from benchmarks.row import Row, tell
from benchmarks.scene import DANCE, PERSON

from mudong.motion.weights import ensure_pose_models

MUDONG = [sys.executable, "-m", "mudong"]
MOST_S, MOST_DRAFT_S, MOST_HELP_S = 35.0, 12.0, 0.5
_HELPS = 7


def bench() -> Iterator[Row]:
    """The main job, its draft, and the help."""
    yield _row("person x dance, command to 1080p file", MOST_S, dance())
    yield _row("the same with --draft", MOST_DRAFT_S, dance("--draft"))
    times = [run([*MUDONG, "--help"]).wall_s for _ in range(_HELPS)]
    yield Row(area="speed", what="mudong --help", value=statistics.median(times), unit="s", most=MOST_HELP_S,
              note=f"median of {_HELPS}, least {min(times):.2f} s")  # fmt: skip


def _row(what: str, most: float, spent: Effort) -> Row:
    return Row(area="speed", what=what, value=spent.wall_s, unit="s", most=most, note=spent.note)


def dance(*options: str) -> Effort:
    """`mudong dance` in a cache that holds nothing but the pose models."""
    models = ensure_pose_models()
    with tempfile.TemporaryDirectory() as cache:
        (Path(cache) / models.name).symlink_to(models)
        order = ["dance", "--image", PERSON, "--motion", DANCE, "-o", folder() / "wall.mp4", "--force", *options]
        return run([*MUDONG, *map(str, order)], {"MUDONG_CACHE": cache})


def run(command: list[str], environment: dict[str, str] | None = None) -> Effort:
    """Run to the end. Raises `RuntimeError` with the command's last words."""
    with effort() as spent:
        done = subprocess.run(
            command, env={**os.environ, **(environment or {})}, check=False, capture_output=True, text=True
        )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()[-500:]}")
    return spent


if __name__ == "__main__":
    tell(bench())
