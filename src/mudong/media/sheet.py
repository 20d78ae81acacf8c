"""Contact sheets: a dozen frames of a clip on one picture, to judge it at a glance."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from mudong.media.geometry import contain, fit_within, size_of
from mudong.spec.shape import FrameSize

_GAP = 8
_PAPER = (245, 245, 245)


def contact_sheet(frames: Sequence[np.ndarray], columns: int, width: int) -> np.ndarray:
    """(H, W, 3) uint8 frames in reading order -> one (H', `width`, 3) picture with small gaps."""
    if not frames:
        raise ValueError("a contact sheet needs at least one frame")
    columns = min(columns, len(frames))
    cell_width = max(1, (width - _GAP * (columns + 1)) // columns)
    first = size_of(frames[0])
    cell = FrameSize(width=cell_width, height=max(1, round(cell_width / first.aspect)))
    rows = -(-len(frames) // columns)
    sheet = np.full((rows * (cell.height + _GAP) + _GAP, width, 3), _PAPER, np.uint8)
    for place, frame in enumerate(frames):
        row, column = divmod(place, columns)
        top, left = _GAP + row * (cell.height + _GAP), _GAP + column * (cell.width + _GAP)
        sheet[top : top + cell.height, left : left + cell.width] = contain(frame, cell, _PAPER)
    return sheet


class SheetCollector:
    """Keeps small copies of `count` evenly spread frames while a clip streams by."""

    def __init__(self, num_frames: int, count: int = 12, longest: int = 640) -> None:
        count = max(1, min(count, num_frames))
        self._wanted = {round(i * (num_frames - 1) / max(1, count - 1)) for i in range(count)}
        self._longest = longest
        self._kept: dict[int, np.ndarray] = {}

    def see(self, index: int, pixels: np.ndarray, alpha: np.ndarray | None = None) -> None:
        """Look at frame `index`, (H, W, 3) uint8 RGB; transparency is shown on white."""
        if index not in self._wanted:
            return
        small = fit_within(pixels, self._longest)
        if alpha is not None:
            weight = cv2.resize(alpha, (small.shape[1], small.shape[0]), interpolation=cv2.INTER_AREA)[..., None]
            small = (small * (weight / 255.0) + 255.0 - weight).astype(np.uint8)
        self._kept[index] = small

    @property
    def frames(self) -> list[np.ndarray]:
        """What was kept so far, in order."""
        return [self._kept[index] for index in sorted(self._kept)]

    def sheet(self, columns: int = 4, width: int = 1280) -> np.ndarray:
        """The contact sheet of what was kept."""
        return contact_sheet(self.frames, columns, width)
