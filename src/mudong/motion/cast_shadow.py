"""Takes away the shadow that a figure casts on wall and floor, so that it leaves the plate together with the figure.

A shadow is the same material, darker: it touches the figure, all its colour channels fall by a like share (blue, the
sky's colour, falls least), and the lit material is close by. When in doubt it is taken for a thing and stays.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

_SIDE = 320
"""Longest side at which shadows are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShadowRule:
    """darkest, lightest: mean logarithm of shadow over lit colour. spread: how far channels may differ. bluer: how much
    more blue than red may be left; a shadow is hardly ever redder. largest: smallest, largest: area as a
    share of the figure's."""

    darkest: float = -1.0
    lightest: float = -0.16
    spread: float = 0.35
    smallest: float = 0.008
    largest: float = 0.25

    def holds(self, dark: np.ndarray, lit: np.ndarray) -> np.ndarray:
        """Whether `dark` can be `lit` in shadow, for (..., 3) RGB 0..255."""
        fall = np.log((dark.astype(np.float32) + 3) / (lit.astype(np.float32) + 3))
        mean, bluer = fall.mean(-1), fall[..., 2] - fall[..., 0]
        apart = fall.max(-1) - fall.min(-1)
        return (mean > self.darkest) & (mean < self.lightest) & (bluer > -0.04) & (apart < self.spread)


def lift_shadow(pixels: np.ndarray, hole: np.ndarray, rule: ShadowRule | None = None) -> tuple[np.ndarray, np.ndarray]:
    """The picture with the shadow on walls lit up, and the hole widened by what has to be filled instead.

    pixels: (H, W, 3) uint8 RGB; hole: (H, W) bool, the figure with some room around it. Broad shadows are lit by the
    ratio of lit to dark, which keeps all edges of the place; their soft rims and streaks over the floor join the hole.
    """
    rule = rule or ShadowRule()
    scale = min(1.0, _SIDE / max(hole.shape))
    size = (max(8, round(hole.shape[1] * scale)), max(8, round(hole.shape[0] * scale)))
    small = cv2.pyrMeanShiftFiltering(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), 6, 12)
    small_hole = cv2.resize(hole.astype(np.uint8) * 255, size, interpolation=cv2.INTER_AREA) > 0
    lost = _floor_streaks(small, small_hole, rule)
    for shade in _shades(small, small_hole, rule):
        pixels = _lit_up(pixels, hole, shade)
        lost |= shade.rim
        lost &= ~_around(shade.dark, 1) | shade.rim
    return pixels, hole | (_enlarged(lost, hole.shape, 3) > 0.4)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shade:
    """One dark piece at the small scale: where, its soft rim towards the lit side, and both colours, (3,) RGB."""

    dark: np.ndarray
    rim: np.ndarray
    colour: np.ndarray
    lit: np.ndarray


def _shades(small: np.ndarray, hole: np.ndarray, rule: ShadowRule) -> list[_Shade]:
    """Evenly coloured pieces along the figure that are a darker version of a larger piece nearby."""
    pieces = _pieces(small, hole)
    count = int(pieces.max()) + 1
    area = np.bincount(pieces.ravel(), minlength=count)
    sums = [np.bincount(pieces.ravel(), weights=small[..., c].ravel(), minlength=count) for c in range(3)]
    colour = np.stack(sums, -1) / np.maximum(area, 1)[:, None]
    cut_off = np.unique(np.concatenate([pieces[0], pieces[-1], pieces[:, 0], pieces[:, -1]]))
    touching = np.bincount(pieces[_around(hole, 3) & ~hole], minlength=count)
    sized = (area > rule.smallest * hole.sum()) & (area < rule.largest * hole.sum())
    found: list[_Shade] = []
    for piece in np.flatnonzero(sized & (touching >= 5) & (touching >= 0.5 * np.sqrt(area))).tolist():
        near = [other for other in _neighbours(pieces, piece, hole) if area[other] >= 2 * area[piece]]
        lit = [other for other in near if rule.holds(colour[piece], colour[other])]
        if piece not in cut_off and lit:
            dark, bright = pieces == piece, max(lit, key=lambda other: area[other])
            rim = _around(dark, 2) & _around(np.isin(pieces, lit), 2)
            found.append(_Shade(dark=dark, rim=rim, colour=colour[piece], lit=colour[bright]))
    return found


def _lit_up(pixels: np.ndarray, hole: np.ndarray, shade: _Shade) -> np.ndarray:
    """The picture with one shadow lit; its border follows the picture's own edges."""
    share = _enlarged(shade.dark, pixels.shape[:2], 1)
    rows, columns = np.flatnonzero(share.any(1)), np.flatnonzero(share.any(0))
    reach = max(4, round(0.012 * max(pixels.shape[:2])))
    part = (
        slice(max(0, rows[0] - 2 * reach), rows[-1] + 2 * reach),
        slice(max(0, columns[0] - 2 * reach), columns[-1] + 2 * reach),
    )
    # Under the figure nothing is seen: there the shadow goes on, so that its border is looked for on the other sides.
    under = np.where(hole[part], _enlarged(_around(shade.dark, 6), pixels.shape[:2], 1)[part], share[part])
    snapped = cv2.ximgproc.guidedFilter(pixels[part], under, reach, 40.0)
    snapped = np.where(hole[part], under, snapped)
    snapped = np.clip(1.3 * snapped - 0.15, 0, 1)[..., None]
    gain = ((shade.lit + 3) / (shade.colour + 3)).astype(np.float32)
    lit = pixels[part] * (1 + snapped * (gain - 1))
    # What was as bright as the lit side already, a sliver between figure and shadow, must not become brighter.
    out = pixels.copy()
    out[part] = np.clip(np.minimum(lit, np.maximum(pixels[part], 1.08 * shade.lit)) + 0.5, 0, 255)
    return out


def _enlarged(mask: np.ndarray, shape: tuple[int, int], widened: int) -> np.ndarray:
    """A small mask, widened, at full size: (H, W) float32 0..1."""
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (widened, widened))
    soft = cv2.dilate(mask.astype(np.uint8), kernel).astype(np.float32)
    return cv2.resize(soft, shape[::-1], interpolation=cv2.INTER_LINEAR)


def _pieces(small: np.ndarray, hole: np.ndarray) -> np.ndarray:
    """(h, w) int labels of evenly coloured pieces; 0 in the hole."""
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB)
    box = np.ones((3, 3), np.uint8)
    change = (cv2.dilate(lab, box).astype(int) - cv2.erode(lab, box)).sum(-1)
    even = ((change < 16) & ~hole).astype(np.uint8)
    _, labels = cv2.connectedComponents(even, connectivity=4)
    _, nearest = cv2.distanceTransformWithLabels(1 - even, cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL)
    label_of = np.zeros(int(nearest.max()) + 1, int)
    label_of[nearest[even > 0]] = labels[even > 0]
    return np.where(hole, 0, label_of[nearest])


def _neighbours(pieces: np.ndarray, piece: int, hole: np.ndarray) -> np.ndarray:
    """Labels of the pieces along the border of `piece`, and of those across the figure at the same height."""
    own = pieces == piece
    beside = pieces[_around(own, 4) & ~own]
    rows = np.flatnonzero(own.any(1))
    across = pieces[rows][_around(hole, 2)[rows] & ~hole[rows]]
    found, counts = np.unique(np.concatenate([beside, across]), return_counts=True)
    return found[(found != 0) & (found != piece) & (counts >= 5)]


def _floor_streaks(small: np.ndarray, hole: np.ndarray, rule: ShadowRule) -> np.ndarray:
    """Narrow dark streaks that run from the lowest part of the figure over the floor."""
    rows = np.flatnonzero(hole.any(1))
    if not len(rows):
        return np.zeros_like(hole)
    height = int(rows[-1] - rows[0]) + 1
    box = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * (height // 22) + 3,) * 2)
    lit = cv2.erode(cv2.dilate(np.where(hole[..., None], 0, small).astype(np.uint8), box), box)
    dark = (rule.holds(small, np.maximum(lit, 1)) & ~hole).astype(np.uint8)
    dark[: rows[-1] - height // 5] = 0
    raw = dark > 0
    dark = cv2.morphologyEx(dark, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (3, 3)))
    feet = hole.copy()
    feet[: rows[-1] - height // 11] = False
    _, labels = cv2.connectedComponents(cv2.dilate(dark, np.ones((3, 3), np.uint8)), connectivity=8)
    reached = np.unique(labels[_around(feet, 4) & (dark > 0)])
    streaks = np.isin(labels, reached[reached > 0]) & _around(dark > 0, 1)
    return streaks | (raw & (_around(streaks, 3) | _around(feet, 6)))


def _around(mask: np.ndarray, reach: int) -> np.ndarray:
    side = 2 * reach + 1
    return cv2.dilate(mask.astype(np.uint8), np.ones((side, side), np.uint8)) > 0
