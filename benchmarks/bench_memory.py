"""Does a long clip need more memory than a short one? `python -m benchmarks.bench_memory`

The same dance, repeated to 5 s and to 120 s, through the whole command; its process tree is watched from outside.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from benchmarks.bench_wall import MUDONG
from benchmarks.clips import folder
from benchmarks.row import Row, tell
from benchmarks.scene import DANCE, PERSON

from mudong.motion.load import load_motion
from mudong.motion.track import PoseTrack
from mudong.motion.track_io import write_track

SHORT_S, LONG_S, MOST_MORE_MB = 5, 120, 150.0
_EVERY_S = 0.1
_MEGABYTE = 1e6


def bench() -> Iterator[Row]:
    """The peak of both, and the difference."""
    track = replace(load_motion(DANCE).track, face=None)
    peaks = {seconds: peak_mb(_long(track, seconds)) for seconds in (SHORT_S, LONG_S)}
    for seconds, peak in peaks.items():
        yield Row(area="memory", what=f"peak of a {seconds} s clip at 1080p", value=peak, unit="MB")
    yield Row(area="memory", what=f"{LONG_S} s over {SHORT_S} s", value=peaks[LONG_S] - peaks[SHORT_S], unit="MB",
              most=MOST_MORE_MB, note="resident memory of the process tree, JSON track, whole command")  # fmt: skip


def _long(track: PoseTrack, seconds: int) -> Path:
    """A file with the dance there and back until it lasts `seconds`."""
    count = round(seconds * float(track.fps))
    there = np.r_[np.arange(len(track)), np.arange(len(track) - 2, 0, -1)]
    rows = np.resize(there, count)
    path = folder() / f"track-{seconds}.json"
    hands = None if track.hands is None else track.hands[rows]
    arrays = {name: getattr(track, name)[rows] for name in ("xy", "depth", "confidence")}
    write_track(replace(track, hands=hands, **arrays), path)
    return path


def peak_mb(track: Path) -> float:
    """The largest sum of resident memory over the command and all its children."""
    command = [*MUDONG, "dance", "-i", str(PERSON), "-m", str(track), "-o", str(track.with_suffix(".mp4")), "--force"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    peak = 0
    while process.poll() is None:
        peak = max(peak, _resident(process.pid))
        time.sleep(_EVERY_S)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=process.communicate()[1])
    return peak / _MEGABYTE


def _resident(pid: int) -> int:
    """Bytes of a process and of everything below it; what has just ended counts as nothing."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        children = [
            int(child)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") + sum(_resident(child) for child in children)


if __name__ == "__main__":
    tell(bench())
