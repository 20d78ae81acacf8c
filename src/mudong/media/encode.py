"""Frames and sound to a file that phones play. The last step of the line; knows nothing of where frames come from.

The encoder works in its own thread behind a short queue, so that rendering the next frame overlaps encoding this one.
"""

from __future__ import annotations

import os
import queue
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import cv2
import numpy as np
from av.error import FFmpegError

from mudong.media.audio import AudioCut
from mudong.media.formats import FORMATS
from mudong.media.muxer import Muxer
from mudong.media.partial import check_writable, output_error, part_of
from mudong.media.planes import i420
from mudong.media.provenance import Provenance
from mudong.spec.errors import MudongError, OutputError
from mudong.spec.request import AlphaFormat
from mudong.spec.shape import FrameSize
from mudong.spec.timebase import Timebase

_QUEUE_FRAMES = 4


class VideoWriter:
    """Writes one clip; use as a context manager.

    The file stands at `path` after the block ended well, and not at all after anything else. Raises `OutputError`,
    and `MediaError` for the sound's source.
    """

    def __init__(
        self,
        path: Path,
        *,
        size: FrameSize,
        timebase: Timebase,
        quality: int = 20,
        audio: AudioCut | None = None,
        provenance: Provenance | None = None,
        alpha: AlphaFormat = "none",
        preset: str = "veryfast",
    ) -> None:
        if size != size.even():
            raise ValueError(f"frame sides must be even, got {size}")
        self._path = path
        self._size = size
        self._format = FORMATS[alpha]
        self._settings = (timebase, quality, preset, audio, provenance)
        self._queue: queue.Queue[av.VideoFrame | None] = queue.Queue(_QUEUE_FRAMES)
        self._failure: Exception | None = None
        self._cancelled = False
        self.num_frames = 0

    def __enter__(self) -> Self:
        check_writable(self._path)
        self._part = part_of(self._path)
        try:
            self._muxer = Muxer(self._part, self._size, self._format, *self._settings)
        except (FFmpegError, OSError) as error:
            self._part.unlink(missing_ok=True)
            raise self._told(error) from error
        except MudongError:
            self._part.unlink(missing_ok=True)
            raise
        self._thread = threading.Thread(target=self._encode_all, name="encoder", daemon=True)
        self._thread.start()
        return self

    def write(self, pixels: np.ndarray, alpha: np.ndarray | None = None) -> None:
        """Append a frame: (H, W, 3) uint8 RGB, with (H, W) uint8 straight alpha for the formats that carry it.

        The arrays are free to be reused afterwards. Blocks while the encoder is behind.
        """
        expected = (self._size.height, self._size.width)
        if pixels.shape != (*expected, 3) or pixels.dtype != np.uint8:
            raise ValueError(f"expected {(*expected, 3)} uint8, got {pixels.shape} {pixels.dtype}")
        if alpha is not None and alpha.shape != expected:
            raise ValueError(f"expected alpha {expected}, got {alpha.shape}")
        if self._format.has_alpha:
            rgba = np.empty((*expected, 4), np.uint8)
            cv2.cvtColor(pixels, cv2.COLOR_RGB2RGBA, dst=rgba)
            if alpha is not None:
                rgba[..., 3] = alpha
            self._put(av.VideoFrame.from_ndarray(rgba, "rgba"))
        else:
            self.write_i420(i420(pixels))

    def write_i420(self, planes: np.ndarray) -> None:
        """Append a frame given as (H * 3 / 2, W) uint8 planes, BT.709 limited range, as `media.planes.i420` makes them.

        The array must not be changed afterwards.
        """
        self._put(av.VideoFrame.from_ndarray(planes, "yuv420p"))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._cancelled = kind is not None
            self._queue.put(None)
            self._thread.join()
            if kind is None:
                self._complete()
        finally:
            self._muxer.close()
            self._part.unlink(missing_ok=True)

    def _complete(self) -> None:
        if self._failure is not None:
            raise self._told(self._failure)
        if self.num_frames == 0:
            raise OutputError("output.no_frames", path=str(self._path))
        try:
            self._muxer.complete()
            os.replace(self._part, self._path)
        except (FFmpegError, OSError) as error:
            raise self._told(error) from error

    def _put(self, frame: av.VideoFrame) -> None:
        if self._failure is not None:
            raise self._told(self._failure)
        self._queue.put(frame)
        self.num_frames += 1

    def _encode_all(self) -> None:
        """The thread: encodes what comes; after a failure it only empties the queue, so that nobody waits for it."""
        while (frame := self._queue.get()) is not None:
            if self._failure is None and not self._cancelled:
                try:
                    self._muxer.encode(frame)
                except Exception as error:  # whatever it is: unheard, the writer would wait for ever
                    self._failure = error

    def _told(self, failure: Exception) -> Exception:
        """The failure in the user's terms."""
        if isinstance(failure, OSError | FFmpegError):
            return output_error(self._path, failure)
        return failure
