"""Drawings made by code, each with the mask that is right by construction."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

Drawing = tuple[np.ndarray, np.ndarray]
"""pixels (h, w, 3) uint8 RGB, mask (h, w) bool."""


def paper(height: int, width: int) -> np.ndarray:
    """Photographed paper: uneven light and grain."""
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    light = 1 - 0.06 * x - 0.1 * y**2
    grain = np.random.default_rng(0).normal(0, 2.5, (height, width, 1))
    return np.clip(np.array([235, 230, 220]) * light[..., None] + grain, 0, 255).astype(np.uint8)


# Closed shapes of a doll: head, trunk, arms held out, legs with feet.
DOLL = (
    np.array([(220, 240), (380, 240), (380, 470), (220, 470)]),
    np.array([(225, 250), (110, 180), (95, 215), (220, 310)]),
    np.array([(375, 250), (490, 320), (475, 355), (375, 310)]),
    np.array([(225, 460), (215, 700), (160, 705), (160, 740), (265, 740), (285, 460)]),
    np.array([(315, 460), (335, 740), (440, 740), (440, 705), (385, 700), (375, 460)]),
)


def doll_mask() -> np.ndarray:
    mask = np.zeros((800, 600), np.uint8)
    cv2.circle(mask, (300, 160), 88, 1, -1)
    for shape in DOLL:
        cv2.fillPoly(mask, [shape.astype(np.int32)], 1)
    return mask > 0


@pytest.fixture
def outline_doll() -> Drawing:
    """Drawn with a pen: inside, the doll has the colour of the paper."""
    pixels, mask = paper(800, 600), doll_mask()
    contours, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    cv2.drawContours(pixels, contours, -1, (50, 40, 90), 7, cv2.LINE_AA)
    inked = mask.astype(np.uint8)
    cv2.drawContours(inked, contours, -1, 1, 7)
    cv2.circle(pixels, (270, 150), 7, (50, 40, 90), -1)
    cv2.circle(pixels, (330, 150), 7, (50, 40, 90), -1)
    return pixels, inked > 0


@pytest.fixture
def painted_doll() -> Drawing:
    """Painted: a pale head on a strong trunk."""
    pixels, mask = paper(800, 600), doll_mask()
    pixels[mask] = 220, 60, 120
    head = np.zeros((800, 600), np.uint8)
    cv2.circle(head, (300, 160), 88, 1, -1)
    pixels[head > 0] = 250, 205, 170
    return pixels, mask


@pytest.fixture
def dog() -> Drawing:
    """From the side, looking to the left."""
    mask = np.zeros((600, 800), np.uint8)
    cv2.ellipse(mask, (400, 300), (190, 85), 0, 0, 360, 1, -1)
    for x in (250, 300, 490, 545):
        cv2.rectangle(mask, (x, 330), (x + 36, 500), 1, -1)
    cv2.circle(mask, (195, 220), 75, 1, -1)
    cv2.ellipse(mask, (125, 240), (45, 28), 0, 0, 360, 1, -1)
    cv2.polylines(mask, [np.array([(580, 270), (650, 200), (670, 140)], np.int32)], False, 1, 22)
    pixels = paper(600, 800)
    pixels[mask > 0] = 150, 100, 50
    return pixels, mask > 0
