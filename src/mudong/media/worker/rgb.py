"""From a decoded video frame to packed 8-bit RGB: matrix, range, sample aspect ratio, size, HDR, transparency.

Knows one frame at a time; nothing of files, times or messages.
"""

from __future__ import annotations

import struct
from fractions import Fraction

import av
import numpy as np
from av.video.reformatter import Colorspace, Interpolation, VideoReformatter

from mudong.media.worker.tonemap import TRANSFERS, ToneMap

_UNSPECIFIED = (0, 2, 3)
_WHITE = 255


def display_matrix(frame: av.VideoFrame) -> tuple[bool, bool, bool]:
    """How the decoded picture must be turned for the viewer: transpose first, then mirror left-right, top-bottom.

    From the 3x3 display matrix (ISO 14496-12, 6.2.2): x' = a x + c y, y' = b x + d y.
    """
    data = frame.side_data.get("DISPLAYMATRIX")
    if data is None or len(bytes(data)) < 36:
        return (False, False, False)
    a, b, _, c, d = struct.unpack("=5i", bytes(data)[:20])
    if abs(a) + abs(d) >= abs(b) + abs(c):
        return (False, a < 0, d < 0)
    return (True, c < 0, b < 0)


def rotation_deg(turn: tuple[bool, bool, bool]) -> int:
    """Clockwise degrees of a turn; a mirror image counts as its rotation part."""
    transpose, mirror_x, mirror_y = turn
    if transpose:
        return 90 if mirror_x else 270
    return 180 if mirror_x and mirror_y else 0


def square_size(width: int, height: int, aspect: Fraction | None) -> tuple[int, int]:
    """Size with square pixels for a sample aspect ratio; only grows. Nonsense ratios are ignored."""
    if not aspect or aspect == 1 or not Fraction(1, 4) <= aspect <= 4:
        return width, height
    if aspect > 1:
        return round(width * aspect), height
    return width, round(height / aspect)


def hdr_name(frame: av.VideoFrame) -> str | None:
    """`pq` or `hlg`, or None for ordinary video."""
    return TRANSFERS.get(int(frame.color_trc))


class RgbConverter:
    """Turns frames into (height, width, 3) uint8 RGB of one fixed size. Keeps its tables between frames."""

    def __init__(self, width: int, height: int) -> None:
        self._width = width
        self._height = height
        self._reformatter = VideoReformatter()
        self._tone_map: ToneMap | None = None

    def rgb(self, frame: av.VideoFrame) -> np.ndarray:
        """The frame as a viewer with an ordinary screen should see it; transparency lies on white."""
        if (hdr := hdr_name(frame)) is not None:
            if self._tone_map is None or self._tone_map.transfer != hdr:
                self._tone_map = ToneMap(hdr)
            return self._tone_map.apply(self._packed(frame, "rgb48le"))
        if any(component.is_alpha for component in frame.format.components):
            return _on_white(self._packed(frame, "rgba"))
        return self._packed(frame, "rgb24")

    def _packed(self, frame: av.VideoFrame, pixel_format: str) -> np.ndarray:
        shrinks = frame.width > self._width or frame.height > self._height
        method = Interpolation.AREA if shrinks else Interpolation.BICUBIC
        # With alpha, threads of the scaler write over each other's first pixels in widths like 1080.
        out = self._reformatter.reformat(
            frame, self._width, self._height, pixel_format, src_colorspace=_matrix(frame), interpolation=method,
            threads=1 if pixel_format == "rgba" else 0,
        )  # fmt: skip
        return out.to_ndarray()


def _matrix(frame: av.VideoFrame) -> int | None:
    """The YUV matrix; where the file does not say, the one players assume for the size."""
    if frame.format.is_rgb:
        return None
    if int(frame.colorspace) not in _UNSPECIFIED:
        return int(frame.colorspace)
    large = frame.width >= 1280 or frame.height > 576
    return int(Colorspace.ITU709 if large else Colorspace.ITU601)


def _on_white(rgba: np.ndarray) -> np.ndarray:
    alpha = rgba[..., 3:].astype(np.uint16)
    mixed = rgba[..., :3] * alpha + _WHITE * (255 - alpha) + 127
    return (mixed // 255).astype(np.uint8)
