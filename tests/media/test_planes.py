"""The planes agree with the BT.709 equations, and with swscale's own conversion."""

from __future__ import annotations

import av
import cv2
import numpy as np
import pytest

from mudong.media.planes import i420

KNOWN = {  # ITU-R BT.709, limited range, 8 bits
    (255, 255, 255): (235, 128, 128),
    (0, 0, 0): (16, 128, 128),
    (255, 0, 0): (63, 102, 240),
    (0, 255, 0): (173, 42, 26),
    (0, 0, 255): (32, 240, 118),
}


@pytest.mark.parametrize("colour", KNOWN)
def test_primaries_have_their_codes(colour: tuple[int, int, int]) -> None:
    planes = i420(np.full((4, 6, 3), colour, np.uint8))
    assert planes.shape == (6, 6)
    y, u, v = planes[:4], planes.reshape(-1)[24:30], planes.reshape(-1)[30:]
    for plane, code in zip((y, u, v), KNOWN[colour], strict=True):
        assert np.abs(plane.astype(int) - code).max() <= 1


def test_agrees_with_swscale() -> None:
    random = np.random.default_rng(0).integers(0, 256, (16, 24, 3), dtype=np.uint8)
    picture = cv2.resize(random, (192, 128), interpolation=cv2.INTER_CUBIC)
    frame = av.VideoFrame.from_ndarray(picture, "rgb24")
    reference = frame.reformat(format="yuv420p", dst_colorspace=1, dst_color_range=1).to_ndarray()
    difference = np.abs(i420(picture).astype(int) - reference)
    assert difference[:128].max() <= 1
    assert difference.mean() < 0.6
