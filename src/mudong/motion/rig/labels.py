"""Which part each pixel of the silhouette belongs to: geodesic distance to the bones that respects drawn edges.

An arm that lies against the body is separated where the picture shows an edge, else half way. Works at a reduced
size; the result is a smooth partition of the silhouette.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from mudong.motion.rig.bones import Part
from mudong.motion.rig.geodesic import geodesic_distances
from mudong.motion.rig.hand_edges import end_sleeve, only_skin
from mudong.motion.rig.radii import limb_radii, measured_radii

_WORK_SIDE = 360
"""Longer side of the silhouette's box while labelling, pixels."""
_SMOOTHING = 2.4
"""Blur of the boundaries between parts, reduced pixels."""
_STEP_GAIN = 1.0
"""Slope of the soft step at full size."""
_WHISKER = 7
"""Width in reduced pixels below which a strip is a whisker, on a part that is solid for the most."""
_MOSTLY_SOLID = 0.7
_LEAST_PIECE = 0.3
"""Pieces of a part smaller than this share of its largest piece are crumbs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLabels:
    """A partition of the silhouette at reduced size.

    margins: (parts, h, w) float32 signed memberships, positive inside the part, continuous across its boundary.
    silhouette: (h, w) bool at the reduced size. scale: reduced size over full size.
    radii: (bones,) half thickness of each bone's limb in full-size pixels.
    """

    margins: np.ndarray
    silhouette: np.ndarray
    scale: float
    radii: np.ndarray

    def inside(self, part: Part) -> np.ndarray:
        """(h, w) bool at the reduced size."""
        return self.margins[part] > 0

    def inside_silhouette(self, x: float, y: float) -> bool:
        """Whether a full-size pixel lies on the figure."""
        row = min(self.silhouette.shape[0] - 1, int(y * self.scale))
        return bool(self.silhouette[row, min(self.silhouette.shape[1] - 1, int(x * self.scale))])

    def mask(self, part: Part, size: tuple[int, int]) -> np.ndarray:
        """(H, W) float32 0..1 at full size (width, height), with a soft step of about two pixels."""
        margin = cv2.resize(self.margins[part], size, interpolation=cv2.INTER_CUBIC)
        return np.clip(0.5 + margin * (_STEP_GAIN / self.scale), 0.0, 1.0)


def label_parts(colour: np.ndarray, alpha: np.ndarray, nodes: np.ndarray, absent: frozenset[Part]) -> PartLabels:
    """Partition a silhouette. colour (H,W,3) uint8 RGB, alpha (H,W) uint8, nodes (nodes,2) pixels.

    absent: parts that cannot be seen, such as a hand in a pocket.
    """
    height, width = alpha.shape
    scale = min(1.0, _WORK_SIDE / max(cv2.boundingRect((alpha > 127).astype(np.uint8))[2:]))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(colour, size, interpolation=cv2.INTER_AREA)
    mask = cv2.resize(alpha, size, interpolation=cv2.INTER_AREA) > 100
    nodes_small = (nodes + 0.5) * (np.array(size) / (width, height)) - 0.5
    radii = limb_radii(mask, nodes_small)
    distances = geodesic_distances(small, mask, nodes_small, radii, absent)
    for part in (Part.HAND_L, Part.HAND_R):
        if part not in absent:
            only_skin(distances, small, mask, part)
    for part in absent:
        end_sleeve(distances, small, mask, nodes_small, Part[part.name.replace("HAND", "FOREARM")])
    margins = _soft_partition(distances, mask)
    radii = measured_radii(margins, mask, nodes_small, radii)
    return PartLabels(margins=margins, silhouette=mask, scale=scale, radii=radii / scale)


def _without_islands(label: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Every part in one piece: crumbs go to the part around them."""
    label = label.copy()
    crumbs = np.zeros(mask.shape, bool)
    for part in Part:
        count, pieces, stats, _ = cv2.connectedComponentsWithStats(
            ((label == part) & mask).astype(np.uint8), connectivity=4
        )
        if count > 2:
            areas = stats[1:, cv2.CC_STAT_AREA]
            crumbs |= np.isin(pieces, 1 + np.nonzero(areas < _LEAST_PIECE * areas.max())[0])
    crumbs |= _whiskers(label, mask)
    if crumbs.any() and (mask & ~crumbs).any():
        settled = mask & ~crumbs
        label[crumbs] = label[_nearest_of(settled)][crumbs]
    return label


def _whiskers(label: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """(h, w) bool: strips of a neighbour's contour that a part took along, thinner than the part by far."""
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_WHISKER, _WHISKER))
    thin = np.zeros(mask.shape, bool)
    for part in Part:
        own = ((label == part) & mask).astype(np.uint8)
        # Padded: what the picture cuts off is not thin there.
        padded = np.pad(own, _WHISKER, mode="edge")
        solid = cv2.morphologyEx(padded, cv2.MORPH_OPEN, kernel)
        solid = solid[_WHISKER:-_WHISKER, _WHISKER:-_WHISKER]
        if solid.sum() > _MOSTLY_SOLID * own.sum():
            thin |= (own > 0) & (solid == 0)
    return thin


def _nearest_of(places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For every pixel, row and column of the nearest pixel of `places` ((h, w) bool, not empty)."""
    _, nearest = cv2.distanceTransformWithLabels(
        (~places).astype(np.uint8), cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL
    )
    rows, columns = np.zeros(nearest.max() + 1, np.int64), np.zeros(nearest.max() + 1, np.int64)
    ys, xs = np.nonzero(places)
    index = np.asarray(nearest, np.int64)
    rows[index[places]], columns[index[places]] = ys, xs
    return rows[index], columns[index]


def _soft_partition(distances: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Nearest part per pixel, continued outside the silhouette, with boundaries smoothed."""
    label = _without_islands(np.argmin(distances, axis=0), mask)
    label = label[_nearest_of(mask)]
    blurred = np.stack([cv2.GaussianBlur((label == p).astype(np.float32), (0, 0), _SMOOTHING) for p in Part])
    order = np.sort(blurred, axis=0)
    # Margin over the best other part: a signed distance to the boundary in units of the blur.
    return np.where(blurred >= order[-1], order[-1] - order[-2], blurred - order[-1])
