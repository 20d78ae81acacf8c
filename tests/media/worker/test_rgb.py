"""Frames become the same RGB every time."""

from __future__ import annotations

import av
import numpy as np

from mudong.media.worker.rgb import RgbConverter


def test_a_frame_with_alpha_is_converted_alike_every_time():
    """In this width the scaler's threads used to write over each other's rows."""
    frame = av.VideoFrame(1082, 288, "yuva420p")
    noise = np.random.default_rng(0)
    for plane in frame.planes:
        plane.update(noise.integers(0, 256, plane.buffer_size, dtype=np.uint8).tobytes())
    seen = {RgbConverter(1082, 288).rgb(frame).tobytes() for _ in range(30)}
    assert len(seen) == 1
