"""`complete`: a hole filled from coarse to fine.

After Wexler, Shechtman and Irani (2007): patches that reach into the hole look for their likes outside, and vote for
the colours inside, again and again. Coarse levels search everything and decide the structure; finer ones only refine
where to copy from; at full resolution real pixels are copied.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from mudong.motion.inpaint.level import Level
from mudong.motion.inpaint.lines import continued_lines
from mudong.motion.inpaint.membrane import beside, first_guess, membrane, smooth_fill
from mudong.motion.inpaint.search import carried, refine, search_all
from mudong.motion.inpaint.shift import TRUSTED, Shifted, shift_fill
from mudong.motion.inpaint.vote import Anchor, vote

_FEWEST_SOURCES = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class FillQuality:
    """coarsest, exhaustive, voted, finest: longest sides in pixels where work starts, up to which everything is
    searched, up to which patches vote, and where copying positions are decided; step: from each level to the next.
    rounds: of searching and voting on exhaustive levels. nearness: how much better a patch from half a picture away
    must look, in grey levels per pixel. guidance: share of the membrane in what is searched for."""

    coarsest: int = 72
    exhaustive: int = 170
    voted: int = 380
    finest: int = 760
    step: float = 1.45
    rounds: int = 5
    nearness: float = 14.0
    guidance: float = 0.15


def complete(pixels: np.ndarray, hole: np.ndarray, quality: FillQuality | None = None) -> np.ndarray:
    """(H, W, 3) uint8 with the hole filled; everything else as it was.

    pixels: (H, W, 3) uint8 RGB; hole: (H, W) bool. A hole that leaves nothing to copy from is filled smoothly.
    """
    quality = quality or FillQuality()
    if not hole.any() or hole.all():
        return pixels.copy()
    base = _shrunk(pixels, hole, quality.finest)
    levels = [Level.of(*base, side) for side in _sides(base[1].shape, quality)]
    levels = [level for level in levels if len(level.sources) >= _FEWEST_SOURCES]
    if not levels:
        return smooth_fill(pixels, hole)
    return _copied(pixels, hole, *_settled(levels, continued_lines(pixels, hole) / max(hole.shape), quality))


def _settled(levels: list[Level], lines: np.ndarray, quality: FillQuality) -> tuple[Level, np.ndarray, np.ndarray]:
    """The finest level, where each of its pixels is copied from, and the image of the finest level that voted.

    lines: (n, 4), in units of the longest side.
    """
    voting = [level for level in levels if level.longest <= quality.voted * 1.2] or levels[:1]
    shifted = shift_fill(voting[-1])
    guide = image = first_guess(levels[0])
    positions, former = levels[0].itself(), levels[0]
    for level in levels:
        positions = carried(positions, former, level)
        if level in voting:
            guide, anchor = _anchored(level, guide, lines * level.longest, shifted)
            settle = _searched if level is levels[0] or level.longest <= quality.exhaustive else _refined
            image, positions = settle(level, level.resized(image), positions, anchor, quality)
        else:
            positions, _ = refine(level, level.resized(image), positions, quality.nearness)
        if level is voting[-1]:
            positions = np.where(shifted.trust.ravel() > TRUSTED, shifted.positions, positions)
        former = level
    return former, positions, image


def _anchored(level: Level, guide: np.ndarray, lines: np.ndarray, shifted: Shifted) -> tuple[np.ndarray, Anchor]:
    """The membrane of a level, and the anchor: shifts where they are trusted, elsewhere the membrane along lines."""
    membrane_here = membrane(level, level.resized(guide), lines)
    size = (level.width, level.height)
    trust = cv2.resize(shifted.trust, size, interpolation=cv2.INTER_AREA)
    pieces = cv2.resize(shifted.image, size, interpolation=cv2.INTER_AREA)
    mixed = membrane_here + trust[..., None] * (pieces - membrane_here)
    return membrane_here, Anchor(guide=mixed, near=beside(level, lines) | (trust > TRUSTED))


def _shrunk(pixels: np.ndarray, hole: np.ndarray, longest: int) -> tuple[np.ndarray, np.ndarray]:
    """Picture and hole with no side longer than `longest`; what the hole touches belongs to it."""
    scale = longest / max(hole.shape)
    if scale >= 1:
        return pixels, hole
    size = (max(8, round(hole.shape[1] * scale)), max(8, round(hole.shape[0] * scale)))
    touched = cv2.resize(hole.astype(np.uint8) * 255, size, interpolation=cv2.INTER_AREA) > 0
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), touched


def _sides(shape: tuple[int, ...], quality: FillQuality) -> list[float]:
    """Longest sides of the levels, growing; the picture itself is the last one when it is small."""
    finest = min(max(shape), quality.finest)
    count = max(0, int(np.ceil(np.log(finest / quality.coarsest) / np.log(quality.step))))
    return [finest / quality.step**k for k in range(count, -1, -1)]


def _searched(
    level: Level, image: np.ndarray, positions: np.ndarray, anchor: Anchor, quality: FillQuality
) -> tuple[np.ndarray, np.ndarray]:
    """Image and positions at a level where everything is searched; the guide holds back what strays from it."""
    for _ in range(quality.rounds):
        wanted = image + quality.guidance * (anchor.guide - image)
        positions, cost = search_all(level, wanted, quality.nearness)
        image = vote(level, positions, cost, anchor)
    return image, positions


def _refined(
    level: Level, image: np.ndarray, positions: np.ndarray, anchor: Anchor, quality: FillQuality
) -> tuple[np.ndarray, np.ndarray]:
    """Image and positions at a level where only the neighbourhood of the coarser level's finds is searched.

    What is searched for is the coarser level's image: it does not know the small things that copies carry along.
    """
    wanted = np.where(anchor.near[..., None], anchor.guide, image)
    positions, cost = refine(level, wanted, positions, quality.nearness)
    return vote(level, positions, cost, anchor), positions


def _copied(pixels: np.ndarray, hole: np.ndarray, level: Level, positions: np.ndarray, image: np.ndarray) -> np.ndarray:
    """Real pixels along the offsets, crossfading between neighbouring ones; brightness follows `image`."""
    height, width = hole.shape
    scale = np.array([height / level.height, width / level.width])
    down, across = (np.rint(part * by).astype(int) for part, by in zip(level.offsets(positions), scale, strict=True))
    places = np.argwhere(hole)
    coarse = (places + 0.5) / scale - 0.5
    corner = np.floor(coarse).astype(int)
    share = (coarse - corner).astype(np.float32)
    copied = np.zeros((len(places), 3), np.float32)
    for dy in (0, 1):
        for dx in (0, 1):
            node_y = np.clip(corner[:, 0] + dy, 0, level.height - 1)
            node_x = np.clip(corner[:, 1] + dx, 0, level.width - 1)
            source_y = np.clip(places[:, 0] + down[node_y, node_x], 0, height - 1)
            source_x = np.clip(places[:, 1] + across[node_y, node_x], 0, width - 1)
            weight = np.abs(1 - dy - share[:, 0]) * np.abs(1 - dx - share[:, 1])
            copied += weight[:, None] * pixels[source_y, source_x]
    filled = pixels.astype(np.float32)
    filled[hole] = copied
    filled[hole] += _brightness_gap(filled, hole, image)[hole]
    return np.where(hole[..., None], np.clip(filled + 0.5, 0, 255).astype(np.uint8), pixels)


def _brightness_gap(filled: np.ndarray, hole: np.ndarray, image: np.ndarray) -> np.ndarray:
    """(H, W, 3): what the smooth part of `filled` lacks to that of the small `image`."""
    size = image.shape[1::-1]
    inside = cv2.resize(hole.astype(np.float32), size, interpolation=cv2.INTER_AREA)[..., None]
    gap = (image - cv2.resize(filled, size, interpolation=cv2.INTER_AREA)) * (inside > 0)
    return cv2.resize(cv2.GaussianBlur(gap, (0, 0), 2), hole.shape[::-1], interpolation=cv2.INTER_LINEAR)
