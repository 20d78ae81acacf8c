"""`sampled`: run a state by fixed substeps and read it at given times; the same whatever the frame rate."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from mudong.world.physics.constants import STEPS_PER_S


def frame_times(num_frames: int, fps: float) -> np.ndarray:
    """(frames,) seconds."""
    return np.arange(num_frames) / fps


def sampled(step: Callable[[int], None], read: Callable[[], np.ndarray], times_s: np.ndarray) -> np.ndarray:
    """(times, ...): `read()` at each time, ascending from 0. `step(i)` advances from substep i to i + 1.

    Times between two substeps are interpolated linearly, so a state depends on nothing but its time.
    """
    done, before, after = 0, read(), None
    rows = []
    for time in times_s:
        exact = max(float(time), 0.0) * STEPS_PER_S
        whole = int(exact + 1e-6)
        share = exact - whole if exact - whole > 1e-6 else 0.0
        while done < whole:
            if after is None:
                step(done)
                after = read()
            before, after, done = after, None, done + 1
        if share > 0 and after is None:
            step(done)
            after = read()
        rows.append(before if after is None or share == 0 else before + (after - before) * share)
    return np.array(rows, np.float64)
