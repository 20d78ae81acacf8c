"""Sharpens a coarse probability by colour: which colours belong to the figure *here*, in a window around each pixel.

Second step of the cut-out. Local colour models keep dark trousers apart from a dark floor though both colours occur
on both sides elsewhere; where the colours do not tell figure and background apart, the coarse probability stands.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

_SHADOW_LOGIT = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ColourModel:
    """num_colours: size of the palette. windows, margin: radii of the local windows and half width of the zone whose
    membership is in question, as fractions of the figure's height. strength: weight of colour against shape."""

    num_colours: int = 40
    windows: tuple[float, ...] = (0.04, 0.12)
    margin: float = 0.010
    strength: float = 2.5
    rounds: int = 2


def sharpen(
    pixels: np.ndarray, probability: np.ndarray, shadow: np.ndarray, figure_height: float, model: ColourModel
) -> np.ndarray:
    """The probability after colour has been heard: (H, W) float32.

    pixels: (H, W, 3) uint8 RGB; probability, shadow: (H, W) float32 0..1, the latter 1 where a pixel looks like shaded
    ground; figure_height in pixels.
    """
    nearness = _palette_nearness(pixels, model.num_colours)
    windows = [max(4, round(share * figure_height)) for share in model.windows]
    margin = max(2.0, model.margin * figure_height)
    shape_logit = _logit(cv2.GaussianBlur(probability, (0, 0), max(1.0, margin / 2))) - _SHADOW_LOGIT * shadow
    current = probability
    for _ in range(model.rounds):
        sure_in, sure_out = _sure(current, probability, margin)
        sure_in &= shadow < 0.5
        samples_in, samples_out = sure_in.astype(np.float32), sure_out.astype(np.float32)
        posterior, trust = _local_posterior(nearness, samples_in, samples_out, windows)
        current = 1 / (1 + np.exp(-(shape_logit + model.strength * trust * _logit(posterior))))
        current[sure_in], current[sure_out] = 1, 0
    return cv2.ximgproc.guidedFilter(pixels, current.astype(np.float32), 3, 30.0).clip(0, 1)


def _logit(share: np.ndarray) -> np.ndarray:
    share = np.clip(share, 0.01, 0.99)
    return np.log(share / (1 - share))


def _sure(current: np.ndarray, first: np.ndarray, margin: float) -> tuple[np.ndarray, np.ndarray]:
    """(H, W) bool: farther than `margin` inside and outside the contour, where the first probability was sure."""
    inside = (current > 0.5).astype(np.uint8)
    box = np.ones((3, 3), np.uint8)
    depth_in = cv2.distanceTransform(inside, cv2.DIST_L2, 3)
    depth_out = cv2.distanceTransform(1 - inside, cv2.DIST_L2, 3)
    return (depth_in > margin) & (cv2.erode(first, box) > 0.965), (depth_out > margin) & (cv2.dilate(first, box) < 0.3)


def _palette_nearness(pixels: np.ndarray, num_colours: int) -> np.ndarray:
    """(num_colours, H, W) float32: soft membership of each pixel in each colour of the picture's palette."""
    lab = cv2.cvtColor(pixels, cv2.COLOR_RGB2LAB).astype(np.float32)
    samples = lab[::4, ::4].reshape(-1, 3)
    stop = (cv2.TERM_CRITERIA_COUNT, 8, 0.0)
    cv2.setRNGSeed(0)
    _, _, palette = cv2.kmeans(samples, min(num_colours, len(samples)), None, stop, 1, cv2.KMEANS_PP_CENTERS)  # type: ignore[call-overload]
    flat = lab.reshape(-1, 3)
    distance = (flat**2).sum(1) - 2 * (palette @ flat.T) + (palette**2).sum(1)[:, None]
    near = np.exp(-(distance - distance.min(0)) / (2 * 6.0**2))
    near /= near.sum(0)
    return near.reshape(-1, *lab.shape[:2])


def _local_posterior(
    nearness: np.ndarray, samples_in: np.ndarray, samples_out: np.ndarray, windows: list[int]
) -> tuple[np.ndarray, np.ndarray]:
    """Probability of the figure given the colour, and how well colours tell the sides apart (0..1), both (H, W).

    A wider window speaks where a smaller one holds too few samples of one side.
    """
    logit, trust, open_share = np.zeros_like(samples_in), np.zeros_like(samples_in), np.ones_like(samples_in)
    for window in windows:
        kernel = (2 * window + 1, 2 * window + 1)
        mass_in, mass_out = cv2.boxFilter(samples_in, -1, kernel) + 1e-4, cv2.boxFilter(samples_out, -1, kernel) + 1e-4
        like_in, like_out, overlap = (np.zeros_like(samples_in) for _ in range(3))
        for near in nearness:
            share_in = cv2.boxFilter(near * samples_in, -1, kernel) / mass_in
            share_out = cv2.boxFilter(near * samples_out, -1, kernel) / mass_out
            like_in += near * share_in
            like_out += near * share_out
            overlap += np.minimum(share_in, share_out)
        enough = np.minimum(1, np.minimum(mass_in, mass_out) / 0.04) * open_share
        logit += enough * _logit((like_in + 0.01) / (like_in + like_out + 0.02))
        trust += enough * np.clip(1 - 1.3 * overlap, 0, 1)
        open_share -= enough
    said = np.maximum(1 - open_share, 1e-3)
    return 1 / (1 + np.exp(-logit / said)), trust
