"""All figures of one picture, largest first: the step from a picture to the rig's joints.

A picture is read once and danced for minutes, so precision is bought with time here: several scales, mirrored too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np

from mudong.motion.figure import Figure
from mudong.motion.pose.estimator import Body, PoseEstimator, Sighting
from mudong.motion.pose.face import read_precisely
from mudong.motion.pose.region import Region
from mudong.spec.joints import MIRROR

MAX_FIGURES = 12
TILES = (2, 3)
"""Tilings tried, one after the other, while nobody is found: a figure of a tenth of the height is seen at 3 x 3."""
VIEWS = (0.92, 1.0, 1.1)
"""Scales of the region that are read, each mirrored too; the joints are their median."""
SAME_BODY = 0.15
"""Two readings whose joints lie closer than this share of their size are one body."""
MAX_FILL = 1.0
"""Largest area of the mask over the squared diagonal of the joints: a crouching body stays below one half."""
MIN_COVERED = 0.5
_ROUNDS = 4
_TWINS = (1, 0)


def find_figures(pixels: np.ndarray, estimator: PoseEstimator) -> list[Figure]:
    """Figures in a (height, width, 3) uint8 RGB picture, the largest first; none where nobody can be made out."""
    bodies: list[Body] = []
    mirrored = np.ascontiguousarray(pixels[:, ::-1])
    for sighting in _sightings(pixels, estimator):
        body = _settled(pixels, mirrored, sighting.region, estimator)
        if body is not None and _plausible(body) and not any(_same(body, other) for other in bodies):
            bodies.append(body)
    bodies.sort(key=lambda body: -body.size)
    return [_figure(pixels, mirrored, body, estimator) for body in bodies[:MAX_FIGURES]]


def _sightings(pixels: np.ndarray, estimator: PoseEstimator) -> list[Sighting]:
    """Everybody on the whole picture; else in its parts; else on the picture laid on either side."""
    found = estimator.find(pixels)
    for tiles in TILES:
        found = found or [sighting for tile in _tiles(pixels, tiles) for sighting in _find_in(tile, estimator)]
    for turns in (1, 3):
        found = found or [_turned(sighting, pixels, turns) for sighting in estimator.find(_turn(pixels, turns))]
    return sorted(found, key=lambda sighting: -sighting.score)[: 2 * MAX_FIGURES]


def _tiles(pixels: np.ndarray, count: int) -> Iterator[tuple[np.ndarray, int, int]]:
    """Squares (or strips) that overlap by half: `2 * count - 1` along each side that is long enough."""
    height, width = pixels.shape[:2]
    side = -(-max(height, width) // count)
    for y in range(0, max(1, height - side // 2), side // 2):
        for x in range(0, max(1, width - side // 2), side // 2):
            yield np.ascontiguousarray(pixels[y : y + side, x : x + side]), x, y


def _find_in(tile: tuple[np.ndarray, int, int], estimator: PoseEstimator) -> list[Sighting]:
    part, x, y = tile
    return [replace(s, region=replace(s.region, x=s.region.x + x, y=s.region.y + y)) for s in estimator.find(part)]


def _turn(pixels: np.ndarray, quarters: int) -> np.ndarray:
    """Turned against the clock by `quarters` right angles."""
    return np.ascontiguousarray(np.rot90(pixels, quarters))


def _turned(sighting: Sighting, pixels: np.ndarray, quarters: int) -> Sighting:
    """A sighting in the turned picture as one in the upright picture."""
    height, width = pixels.shape[:2]
    region = sighting.region
    x, y = (width - region.y, region.x) if quarters == 1 else (region.y, height - region.x)
    angle = region.angle + (np.pi / 2 if quarters == 1 else -np.pi / 2)
    return replace(sighting, region=replace(region, x=x, y=y, angle=float(angle)))


def _settled(pixels: np.ndarray, mirrored: np.ndarray, region: Region, estimator: PoseEstimator) -> Body | None:
    """The body after the region has been drawn around it again, halfway between the picture and its mirror image."""
    body = estimator.read(pixels, region)
    for _ in range(_ROUNDS):
        if body is None:
            return None
        twin = estimator.read(mirrored, _mirrored_region(body.region, pixels.shape[1]))
        region = body.next_region
        if twin is not None:
            region = _between(region, _mirrored_region(twin.next_region, pixels.shape[1]))
        body = estimator.read(pixels, region, with_mask=True)
    return body


def _between(a: Region, b: Region) -> Region:
    turn = math.remainder(b.angle - a.angle, 2 * math.pi)
    return Region(x=(a.x + b.x) / 2, y=(a.y + b.y) / 2, size=(a.size + b.size) / 2, angle=a.angle + turn / 2)


def _plausible(body: Body) -> bool:
    """Whether the mask is of the skeleton's size and under it: patterns give skeletons, but no body to go with them."""
    if body.mask is None:
        return False
    solid = body.mask > 0.5
    area = float(solid.mean()) * body.region.size**2
    side = len(body.mask)
    cells = np.floor(body.region.to_unit(body.xy.astype(np.float64)) * side).astype(int)
    inside = ((cells >= 0) & (cells < side)).all(axis=1)
    covered = solid[cells[inside, 1], cells[inside, 0]].mean() if inside.any() else 0.0
    return area < MAX_FILL * body.size**2 and float(covered) >= MIN_COVERED


def _same(a: Body, b: Body) -> bool:
    apart = np.linalg.norm(a.xy - b.xy, axis=1).mean()
    return float(apart) < SAME_BODY * max(a.size, b.size)


def _figure(pixels: np.ndarray, mirrored: np.ndarray, body: Body, estimator: PoseEstimator) -> Figure:
    """The figure as the median over several views of the same body."""
    height, width = pixels.shape[:2]
    views: list[Body] = []
    mask = np.zeros((height, width), np.float32)
    count = 0
    for scale in VIEWS:
        region = replace(body.region, size=body.region.size * scale)
        straight = estimator.read(pixels, region, with_mask=True)
        twin = estimator.read(mirrored, _mirrored_region(region, width), with_mask=True)
        if straight is not None and straight.mask is not None:
            views.append(straight)
            mask += straight.region.paste(straight.mask, width, height)
            count += 1
        if twin is not None and twin.mask is not None:
            views.append(_mirrored_body(twin, width))
            mask += twin.region.paste(twin.mask, width, height)[:, ::-1]
            count += 1
    views = views or [body]
    face = None if body.face_region is None else read_precisely(pixels, body.face_region, estimator)
    return Figure(
        width=width,
        height=height,
        xy=np.median([view.xy for view in views], axis=0).astype(np.float32),
        depth=np.median([view.depth for view in views], axis=0).astype(np.float32),
        confidence=np.median([view.confidence for view in views], axis=0).astype(np.float32),
        hands=np.median([view.hands for view in views], axis=0).astype(np.float32),
        face=None if face is None else face.points,
        mask=cv2.convertScaleAbs(mask, alpha=255 / count) if count else None,
    )


def _mirrored_region(region: Region, width: int) -> Region:
    return replace(region, x=width - region.x, angle=-region.angle)


def _mirrored_body(body: Body, width: int) -> Body:
    """A body read in the mirrored picture as one in the picture itself: left and right change places."""
    flip, shift = np.array([-1, 1], np.float32), np.array([width, 0], np.float32)
    return replace(
        body,
        xy=body.xy[list(MIRROR)] * flip + shift,
        depth=body.depth[list(MIRROR)],
        confidence=body.confidence[list(MIRROR)],
        hands=body.hands[list(_TWINS)] * flip + shift,
    )
