"""Outlines against masks that are right by construction, and on the samples."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from mudong.media.picture import read_picture
from mudong.motion.silhouette import silhouette

SAMPLES = Path(__file__).parents[3] / "../shared/samples"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="samples are not here")


def overlap(found: np.ndarray, mask: np.ndarray) -> float:
    """Intersection over union."""
    return float(((found > 0) & mask).sum() / ((found > 0) | mask).sum())


@pytest.mark.parametrize("name", ["outline_doll", "painted_doll", "dog"])
def test_drawings_on_paper(name, request):
    pixels, mask = request.getfixturevalue(name)
    found = silhouette(pixels)
    assert set(np.unique(found)) == {0, 255}
    assert overlap(found, mask) > 0.95


def test_gaps_in_the_line_are_closed(outline_doll, request):
    pixels, mask = outline_doll
    blank = np.median(pixels[:50, :50], axis=(0, 1)).astype(np.uint8)
    for x, y in ((300, 73), (221, 400), (477, 330)):
        pixels[y - 8 : y + 8, x - 8 : x + 8] = blank
    assert overlap(silhouette(pixels), mask) > 0.93


def test_alpha_is_taken_as_it_is(painted_doll):
    pixels, mask = painted_doll
    alpha = np.where(mask, 255, 0).astype(np.uint8)
    noise = np.random.default_rng(0).integers(0, 255, pixels.shape, dtype=np.uint8)
    assert overlap(silhouette(noise, alpha), mask) == 1.0


def test_opaque_alpha_says_nothing(painted_doll):
    pixels, mask = painted_doll
    assert overlap(silhouette(pixels, np.full(mask.shape, 255, np.uint8)), mask) > 0.95


def test_the_ground_between_arm_and_body_stays_ground():
    mask = np.zeros((400, 300), np.uint8)
    cv2.rectangle(mask, (100, 50), (200, 380), 1, -1)
    cv2.rectangle(mask, (40, 120), (260, 300), 1, 20)
    found = silhouette(np.zeros((400, 300, 3), np.uint8), mask * 255)
    assert found[200, 70] == 0
    assert overlap(found, mask > 0) > 0.99


def test_an_animal_before_a_busy_ground():
    rng = np.random.default_rng(1)
    ground = cv2.GaussianBlur(rng.normal(0, 60, (600, 450, 3)).astype(np.float32), (0, 0), 8) * 3 + [60, 110, 90]
    mask = np.zeros((600, 450), np.uint8)
    cv2.ellipse(mask, (225, 240), (90, 80), 0, 0, 360, 1, -1)
    cv2.ellipse(mask, (225, 420), (110, 130), 0, 0, 360, 1, -1)
    fur = cv2.GaussianBlur(rng.normal(0, 60, (600, 450, 3)).astype(np.float32), (0, 0), 3) + [225, 150, 70]
    pixels = np.clip(np.where(mask[..., None] > 0, fur, ground), 0, 255).astype(np.uint8)
    assert overlap(silhouette(pixels), mask > 0) > 0.85


def test_an_empty_sheet_has_no_outline():
    assert not silhouette(np.full((300, 200, 3), 230, np.uint8)).any()


@pytest.mark.parametrize("shape", [(16, 16), (20, 900), (900, 20)])
def test_odd_shapes_are_survived(shape):
    pixels = np.random.default_rng(0).integers(0, 255, (*shape, 3), dtype=np.uint8)
    assert silhouette(pixels).shape == shape


@needs_samples
def test_the_samples():
    drawing = silhouette(read_picture(SAMPLES / "drawing.png").pixels)
    for x, y in ((231, 130), (264, 300), (165, 470), (390, 470), (110, 270), (400, 240)):
        assert drawing[y, x] == 255  # face, belly, thighs, arms: all of the colour of the paper
    for x, y in ((60, 60), (270, 520), (30, 450), (480, 500)):
        assert drawing[y, x] == 0
    cat = silhouette(read_picture(SAMPLES / "cat-bust.jpg").pixels)
    assert cat[600, 415] == cat[900, 415] == 255
    assert cat[100, 100] == cat[600, 80] == 0
