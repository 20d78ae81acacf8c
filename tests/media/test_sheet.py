"""The collector keeps evenly spread frames; the sheet shows them in order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mudong.media.sheet import SheetCollector, contact_sheet


@given(st.integers(1, 400), st.integers(1, 30))
def test_collector_keeps_first_last_and_even_spread(num_frames: int, count: int) -> None:
    collector = SheetCollector(num_frames, count, longest=8)
    for index in range(num_frames):
        collector.see(index, np.full((16, 9, 3), index % 256, np.uint8))
    kept = [int(f[0, 0, 0]) for f in collector.frames]
    assert len(kept) == min(count, num_frames)
    assert kept[0] == 0
    if num_frames <= 256 and count > 1:
        assert kept[-1] == num_frames - 1
        assert np.ptp(np.diff(kept)) <= 1 if len(kept) > 2 else True


def test_frames_stand_in_reading_order() -> None:
    frames = [np.full((160, 90, 3), level, np.uint8) for level in (10, 60, 110, 160, 210)]
    sheet = contact_sheet(frames, columns=3, width=300)
    assert sheet.shape[1] == 300
    seen = [int(v) for row in (sheet.shape[0] // 4, 3 * sheet.shape[0] // 4) for v in sheet[row, (50, 150, 250), 0]]
    assert seen == [10, 60, 110, 160, 210, 245]


def test_transparency_is_shown_on_white() -> None:
    collector = SheetCollector(1, 1)
    collector.see(0, np.zeros((16, 16, 3), np.uint8), np.zeros((16, 16), np.uint8))
    assert (collector.frames[0] == 255).all()


def test_no_frames_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="at least one"):
        contact_sheet([], 3, 300)
