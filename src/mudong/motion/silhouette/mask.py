"""The outline of the main thing in a picture without any network: drawings, toys, animals.

Three ways, the surest first: the picture's own alpha; a drawing or a thing on a plain ground, told from the colours
along the border and with its closed lines filled; anything else by GrabCut against the colours of the border.
"""

from __future__ import annotations

import cv2
import numpy as np

_SIDE = 512
"""Longest side the outline is found at, pixels."""
_RING = 0.03
"""Width of the border ring that shows the ground, as a share of the side."""
_PLAIN_SHARE = 0.8
"""Share of the ring that must fit one smooth ground for it to count as plain."""
_LEAST_STEP = 14.0
"""CIE Lab distance from the ground that is surely ink or a thing, not paper grain."""
_GAPS = (0.0, 0.006, 0.012, 0.02, 0.03, 0.045)
"""Gaps in drawn lines that are closed, tried in this order, as a share of the side."""
_FILL_GAIN = 1.15
"""A wider gap is closed only if the outline then holds so much more."""
_GRAB_ROUNDS = 4
_PINHOLE = 0.004
"""Holes smaller than this share of the piece are specks, not ground."""


def silhouette(pixels: np.ndarray, alpha: np.ndarray | None = None) -> np.ndarray:
    """(H, W) uint8, 255 on the main thing of (H, W, 3) uint8 RGB `pixels`, else 0; all 0 where nothing stands out."""
    height, width = pixels.shape[:2]
    if alpha is not None and (alpha < 128).mean() > 0.02 and (alpha >= 128).any():
        return _main_piece((alpha >= 128).astype(np.uint8))
    scale = min(1.0, _SIDE / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    lab = cv2.cvtColor(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2LAB)
    step = _step_from_ground(lab.astype(np.float32))
    found = _grab(lab) if step is None else _filled(step)
    found = cv2.resize(_main_piece(found), (width, height), interpolation=cv2.INTER_LINEAR)
    return np.where(found > 127, 255, 0).astype(np.uint8)


def _ring(shape: tuple[int, ...], *, sides: str = "all") -> np.ndarray:
    """(h, w) bool: the border; with `sides="above"` without the lower one, where things stand or are cut."""
    width = max(2, round(_RING * max(shape[:2])))
    ring = np.ones(shape[:2], bool)
    ring[width : None if sides == "above" else -width, width:-width] = False
    return ring


def _step_from_ground(lab: np.ndarray) -> np.ndarray | None:
    """(h, w) float32 Lab distance from the ground, a quadratic surface through the ring; None if it is not plain."""
    height, width = lab.shape[:2]
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    terms = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=-1)
    ring = _ring(lab.shape)
    colours, basis = lab[ring], terms[ring]
    surface, off, kept = np.zeros((6, 3)), np.zeros(len(colours)), np.ones(len(colours), bool)
    for _ in range(6):  # ink and things that reach the border drop out
        surface, *_ = np.linalg.lstsq(basis[kept], colours[kept], rcond=None)
        off = np.linalg.norm(basis @ surface - colours, axis=1)
        kept = off <= max(2.5 * float(np.median(off)), 3.0)
    if float(np.mean(off < _LEAST_STEP)) < _PLAIN_SHARE:
        return None
    return np.linalg.norm(lab - terms @ surface, axis=2).astype(np.float32)


def _filled(step: np.ndarray) -> np.ndarray:
    """(h, w) uint8 of ink and things, closed lines filled: what the ground cannot flow into from the border."""
    smooth = cv2.GaussianBlur(step, (3, 3), 0)
    sure = smooth > max(_LEAST_STEP, 0.35 * float(np.percentile(smooth, 99)))
    _, labels = cv2.connectedComponents((smooth > _LEAST_STEP).astype(np.uint8))
    ink = (np.isin(labels, np.unique(labels[sure])) & (labels > 0)).astype(np.uint8)  # pale skin beside a red dress
    best = ink
    for gap in _GAPS:
        shape = _enclosed(ink, round(gap * max(ink.shape)))
        if gap == 0 or int(shape.sum()) > _FILL_GAIN * int(best.sum()):
            best = shape
    return best


def _enclosed(ink: np.ndarray, gap: int) -> np.ndarray:
    """Ink and everything it encloses once gaps of `gap` pixels are closed."""
    pad = gap + 2
    wide = cv2.copyMakeBorder(ink, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=0)
    brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (gap + 1, gap + 1))
    walls = cv2.dilate(wide, brush)
    # Where a line is cut by the border of the picture, the border closes it: short stretches between ink are walls.
    _close_border(walls, pad, ink)
    outside = walls.copy()
    cv2.floodFill(outside, np.zeros((outside.shape[0] + 2, outside.shape[1] + 2), np.uint8), (0, 0), 2)
    inside = (outside != 2).astype(np.uint8)
    inside = np.maximum(cv2.erode(inside, brush), wide)  # the walls' own thickness is taken back
    return np.ascontiguousarray(inside[pad:-pad, pad:-pad])


def _close_border(walls: np.ndarray, pad: int, ink: np.ndarray) -> None:
    """Draw the border of the picture into `walls` where it joins two ends of ink less than an eighth of it apart."""
    height, width = ink.shape
    for line, begin, along in (
        (ink[0], (0, 0), (1, 0)),
        (ink[-1], (0, height - 1), (1, 0)),
        (ink[:, 0], (0, 0), (0, 1)),
        (ink[:, -1], (width - 1, 0), (0, 1)),
    ):
        at = np.flatnonzero(line)
        for start, stop in zip(at[:-1].tolist(), at[1:].tolist(), strict=True):
            if 1 < stop - start <= len(line) // 8:
                ends = [(begin[0] + along[0] * t + pad, begin[1] + along[1] * t + pad) for t in (start, stop)]
                cv2.line(walls, ends[0], ends[1], 1, 1)


def _grab(lab: np.ndarray) -> np.ndarray:
    """(h, w) uint8 by GrabCut: surely ground along the ring, probably the thing where no colour of the ring is near."""
    small_scale = 0.5
    small = cv2.resize(lab, None, fx=small_scale, fy=small_scale, interpolation=cv2.INTER_AREA)
    ring = _ring(small.shape, sides="above")
    unlike = _unlike_ring(small, ring)
    y, x = np.mgrid[-1 : 1 : small.shape[0] * 1j, -1 : 1 : small.shape[1] * 1j]
    central = np.exp(-(x**2) / 0.35 - (y - 0.15) ** 2 / 0.9)
    likely = unlike * central
    state = np.where(likely > np.percentile(likely, 60), cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    state[ring] = cv2.GC_BGD
    state[likely > np.percentile(likely, 95)] = cv2.GC_FGD
    cv2.setRNGSeed(0)
    cv2.grabCut(small, state, (0, 0, 1, 1), np.zeros((1, 65)), np.zeros((1, 65)), _GRAB_ROUNDS, cv2.GC_INIT_WITH_MASK)
    found = np.isin(state, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8)
    brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5))
    found = cv2.morphologyEx(cv2.morphologyEx(found, cv2.MORPH_OPEN, brush), cv2.MORPH_CLOSE, brush)
    return cv2.resize(found, (lab.shape[1], lab.shape[0]), interpolation=cv2.INTER_NEAREST)


def _unlike_ring(lab: np.ndarray, ring: np.ndarray) -> np.ndarray:
    """(h, w) float32: Lab distance of every pixel to the nearest of the ring's eight main colours."""
    samples = lab[ring].astype(np.float32)
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 12, 1.0)
    cv2.setRNGSeed(0)
    _, _, centres = cv2.kmeans(samples, 8, np.empty((0, 0), np.int32), criteria, 1, cv2.KMEANS_PP_CENTERS)
    away = np.linalg.norm(lab[:, :, None].astype(np.float32) - centres, axis=3).min(axis=2)
    return cv2.GaussianBlur(away, (9, 9), 0)


def _main_piece(mask: np.ndarray) -> np.ndarray:
    """(h, w) uint8 0 or 255: the connected piece that is largest and nearest the middle. Pinholes are filled; larger
    ones stay, they are the ground between arm and body."""
    count, labels, stats, centres = cv2.connectedComponentsWithStats(mask, connectivity=8)
    if count < 2:
        return np.zeros_like(mask)
    height, width = mask.shape
    offset = np.abs(centres[1:] / (width, height) - 0.5).max(axis=1)
    main = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA] * (1.2 - offset)))
    piece = (labels == main).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(1 - piece, connectivity=4)
    pinhole = stats[:, cv2.CC_STAT_AREA] < _PINHOLE * piece.sum()
    pinhole[0] = False  # the piece itself
    return np.where(pinhole[labels], 1, piece).astype(np.uint8) * 255
