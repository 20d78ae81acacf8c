"""Sharpens a coarse probability by colour: which colours belong to the figure *here*, in a window around each pixel.

Second step of the cut-out. Local colour models keep dark trousers apart from a dark floor though both colours occur
on both sides elsewhere; where the colours do not tell figure and background apart, the coarse probability stands.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class ColourModel:
    """num_colours: size of the palette. window, margin: radius of the local window and half width of the zone whose
    membership is in question, both as a fraction of the figure's height. strength: weight of colour against shape."""

    num_colours: int = 40
    window: float = 0.05
    margin: float = 0.010
    strength: float = 1.6
    rounds: int = 2


def sharpen(pixels: np.ndarray, probability: np.ndarray, figure_height: float, model: ColourModel) -> np.ndarray:
    """The probability after colour has been heard: (H, W) float32.

    pixels: (H, W, 3) uint8 RGB; probability: (H, W) float32; figure_height in pixels.
    """
    nearness = _palette_nearness(pixels, model.num_colours)
    window = max(4, round(model.window * figure_height))
    margin = max(2.0, model.margin * figure_height)
    shape_logit = _logit(cv2.GaussianBlur(probability, (0, 0), max(1.0, margin / 4)))
    current = probability
    for _ in range(model.rounds):
        known_in, known_out = _known(current, margin)
        posterior, trust = _local_posterior(nearness, known_in, known_out, window)
        current = 1 / (1 + np.exp(-(shape_logit + model.strength * trust * _logit(posterior))))
        current[known_in > 0], current[known_out > 0] = 1, 0
    return current


def _logit(share: np.ndarray) -> np.ndarray:
    share = np.clip(share, 0.01, 0.99)
    return np.log(share / (1 - share))


def _known(probability: np.ndarray, margin: float) -> tuple[np.ndarray, np.ndarray]:
    """Pixels farther than `margin` inside and outside the contour, as float32 0/1."""
    inside = (probability > 0.5).astype(np.uint8)
    depth_in = cv2.distanceTransform(inside, cv2.DIST_L2, 3)
    depth_out = cv2.distanceTransform(1 - inside, cv2.DIST_L2, 3)
    return (depth_in > margin).astype(np.float32), (depth_out > margin).astype(np.float32)


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
    nearness: np.ndarray, known_in: np.ndarray, known_out: np.ndarray, window: int
) -> tuple[np.ndarray, np.ndarray]:
    """Probability of the figure given the colour, and how well colours tell the sides apart (0..1), both (H, W)."""
    kernel = (2 * window + 1, 2 * window + 1)
    mass_in = cv2.boxFilter(known_in, -1, kernel) + 1e-4
    mass_out = cv2.boxFilter(known_out, -1, kernel) + 1e-4
    like_in = np.zeros_like(known_in)
    like_out = np.zeros_like(known_in)
    overlap = np.zeros_like(known_in)
    for near in nearness:
        share_in = cv2.boxFilter(near * known_in, -1, kernel) / mass_in
        share_out = cv2.boxFilter(near * known_out, -1, kernel) / mass_out
        like_in += near * share_in
        like_out += near * share_out
        overlap += np.minimum(share_in, share_out)
    posterior = (like_in + 0.01) / (like_in + like_out + 0.02)
    enough = np.minimum(1, np.minimum(mass_in, mass_out) / 0.03)
    return posterior, np.clip(1 - 1.3 * overlap, 0, 1) * enough
