"""How long one frame of a face takes: `python benchmarks/bench_face.py [size_px ...]`, one thread.

Prints the median and the 95th percentile in milliseconds for a face of each size (chin to forehead).
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import cv2
import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "tests/motion/face"))

from portrait import draw_portrait

from mudong.motion.face.frame import FaceFrame
from mudong.motion.face.rig import FaceRig

LIMIT_MS = 1.5
FRAMES = 300


def bench(size_px: float) -> np.ndarray:
    """Milliseconds of each of `FRAMES` frames in which everything moves."""
    rig = FaceRig.build(*draw_portrait(size_px))
    assert rig is not None
    times = []
    for wave in np.sin(np.arange(FRAMES) / 7):
        expression = FaceFrame(
            mouth_open=0.08 + 0.08 * wave,
            mouth_wide=0.05 * wave,
            eye_l=-0.5 - 0.4 * wave,
            eye_r=-0.5 + 0.4 * wave,
            brow_l=0.03 * wave,
            brow_r=-0.02 * wave,
            turn=8 * wave,
            nod=-4 * wave,
        )
        start = time.perf_counter()
        rig.frame(expression)
        times.append(1000 * (time.perf_counter() - start))
    return np.array(times)


def main() -> None:
    """Print one line per size."""
    cv2.setNumThreads(1)
    for size_px in [float(size) for size in sys.argv[1:]] or [120.0, 300.0, 600.0]:
        times = bench(size_px)
        print(f"face of {size_px:.0f} px: median {np.median(times):.2f} ms, p95 {np.percentile(times, 95):.2f} ms")


if __name__ == "__main__":
    main()
