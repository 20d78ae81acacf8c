"""The shadow at a foot is told from the foot."""

import sys
from pathlib import Path

import cv2
import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from painted import paint

from mudong.motion.cutout.ground import ground_shadow

PAINTED = paint((225, 225, 228), (150, 148, 145))


def with_shadow():
    pixels, shade = PAINTED.pixels.copy(), np.zeros(PAINTED.alpha.shape, np.uint8)
    cv2.ellipse(shade, (220, 424), (26, 8), 0, 0, 360, 1, -1)
    under = (shade > 0) & (PAINTED.alpha < 0.02)
    pixels[under] = (pixels[under] * 0.55).astype(np.uint8)
    return pixels, under


def test_shaded_floor_is_seen_and_shoe_and_lit_floor_are_not():
    pixels, under = with_shadow()
    taken = np.maximum(PAINTED.alpha, under)
    found = ground_shadow(pixels, taken, PAINTED.figure, 340)
    inner = cv2.erode(under.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    assert found[inner].mean() > 0.6
    assert found[PAINTED.alpha > 0.9].mean() < 0.02
    assert found[(taken < 0.05) & ~under].mean() < 0.05


def test_without_feet_there_is_no_shadow():
    from dataclasses import replace

    pixels, under = with_shadow()
    unseen = replace(PAINTED.figure, confidence=np.zeros(21, np.float32))
    assert ground_shadow(pixels, np.maximum(PAINTED.alpha, under), unseen, 340).max() == 0
