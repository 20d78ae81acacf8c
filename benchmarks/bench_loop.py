"""Does a clip made with --loop repeat without a jump? `python -m benchmarks.bench_loop`

Measured on the finished file: how much the picture changes over the seam, and how fast the figure moves there.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from benchmarks.clips import folder
from benchmarks.row import Row, tell
from benchmarks.scene import DANCE, PERSON, Scene

from mudong.media.decode import read_frames
from mudong.spec.request import Output

MOST = 1.5
_AROUND = 3
"""The seam's speed is compared with that of so many steps on either side."""


def bench() -> Iterator[Row]:
    """Pixels and joints over the seam; a clip cut anywhere must fail."""
    scene = Scene.of(PERSON, DANCE, output=Output(resolution="720p", loop=True))
    yield from _rows("--loop", changes(scene), scene.joints)
    plain = Scene.of(PERSON, DANCE, output=Output(resolution="720p"))
    yield Row(area="loop", what="without --loop: seam over the median of neighbours", value=seam(changes(plain)),
              most=MOST, control=True, note="control")  # fmt: skip


def _rows(what: str, steps: np.ndarray, joints: np.ndarray) -> Iterator[Row]:
    length = f"{len(steps)} frames"
    yield Row(area="loop", what=f"{what}: last to first frame over the median of neighbours", value=seam(steps),
              most=MOST, note=f"mean difference of the mp4's pixels, {length}")  # fmt: skip
    yield Row(area="loop", what=f"{what}: change at the seam over that around it", value=_jump(steps), most=MOST,
              note="faster or slower, the mp4's pixels")  # fmt: skip
    speed = np.linalg.norm(np.roll(joints, -1, axis=0) - joints, axis=2).mean(axis=1)
    yield Row(area="loop", what=f"{what}: speed of the joints at the seam over that around it", value=_jump(speed),
              most=MOST, note="faster or slower, targets")  # fmt: skip


def seam(steps: np.ndarray) -> float:
    """The last step over the median of all others."""
    return float(steps[-1] / np.median(steps[:-1]))


def _jump(steps: np.ndarray) -> float:
    """How many times faster or slower the last step is than the mean of those around it."""
    around = np.concatenate([steps[-1 - _AROUND : -1], steps[:_AROUND]]).mean()
    return float(max(steps[-1] / around, around / max(steps[-1], 1e-9)))


def changes(scene: Scene) -> np.ndarray:
    """(frames,) mean absolute difference of each frame of the finished clip to the next, of the last to the first."""
    path = folder() / f"loop-{scene.plan.request.output.loop}.mp4"
    scene.write(path)
    greys = [cv2.cvtColor(frame.pixels, cv2.COLOR_RGB2GRAY) for frame in read_frames(path)]
    return np.array([cv2.absdiff(a, b).mean() for a, b in zip(greys, greys[1:] + greys[:1], strict=True)])


if __name__ == "__main__":
    tell(bench())
