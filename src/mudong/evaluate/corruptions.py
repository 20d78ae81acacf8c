"""Ways in which frames get worse, by name: the rungs on which the parser is tried. Knows nothing about the parser."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from functools import partial

import av
import cv2
import numpy as np

Corruption = Callable[[np.ndarray], np.ndarray]
"""(T, H, W, 3) uint8 -> the same shape; the same frames give the same result."""


def blurred(frames: np.ndarray, sigma: float) -> np.ndarray:
    """A Gaussian of `sigma` pixels."""
    return np.stack([cv2.GaussianBlur(frame, (0, 0), sigma) for frame in frames])


def noisy(frames: np.ndarray, sigma: float) -> np.ndarray:
    """Independent Gaussian noise of `sigma` of 255 on every value."""
    noise = np.random.default_rng(0).normal(0, sigma, frames.shape)
    return np.clip(np.rint(frames + noise), 0, 255).astype(np.uint8)


def smaller(frames: np.ndarray, by: float) -> np.ndarray:
    """Shrunk `by` times and enlarged again: what a soft generator leaves."""
    height, width = frames.shape[1:3]
    size = max(2, round(width / by)), max(2, round(height / by))
    small = [cv2.resize(frame, size, interpolation=cv2.INTER_AREA) for frame in frames]
    return np.stack([cv2.resize(frame, (width, height), interpolation=cv2.INTER_CUBIC) for frame in small])


def coded(frames: np.ndarray, crf: int) -> np.ndarray:
    """Through H.264 at that constant rate factor and back; sides must be even."""
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="mp4") as file:
        # With its vector code x264 does not always choose the same bits for the same frames.
        options = {"crf": str(crf), "preset": "veryfast", "x264-params": "asm=0"}
        stream = file.add_stream("libx264", rate=24, options=options)
        stream.height, stream.width, stream.pix_fmt = frames.shape[1], frames.shape[2], "yuv420p"
        stream.codec_context.thread_count = 1
        for frame in frames:
            file.mux(stream.encode(av.VideoFrame.from_ndarray(frame, format="rgb24")))
        file.mux(stream.encode())
    buffer.seek(0)
    with av.open(buffer, "r") as coded_file:
        return np.stack([frame.to_ndarray(format="rgb24") for frame in coded_file.decode(video=0)])


def _same(frames: np.ndarray) -> np.ndarray:
    return frames


LADDER: Mapping[str, Corruption] = {
    "clean": _same,
    **{f"crf {crf}": partial(coded, crf=crf) for crf in (18, 23, 28, 33, 38)},
    **{f"blur {sigma} px": partial(blurred, sigma=sigma) for sigma in (0.7, 1.2, 2.0, 3.0)},
    **{f"noise {sigma} of 255": partial(noisy, sigma=sigma) for sigma in (5, 10, 20, 40)},
    **{f"shrunk {by}x": partial(smaller, by=by) for by in (1.5, 2.0, 3.0, 4.0)},
}
"""From nothing to what nobody could read."""
