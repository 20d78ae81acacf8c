"""All figures of one picture, largest first: the step from a picture to the rig's joints.

A picture is read once and danced for minutes, so precision is bought with time here: several scales, mirrored too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np

from mudong.motion.figure import Figure
from mudong.motion.pose.estimator import Body, PoseEstimator, Sighting
from mudong.motion.pose.face import read_precisely
from mudong.motion.pose.mirror import mirrored_picture, read_mirrored, settle
from mudong.motion.pose.search import find_in_parts

MAX_FIGURES = 12
VIEWS = (0.92, 1.0, 1.1)
"""Scales of the region that are read, each mirrored too; the joints are their median."""
SAME_BODY = 0.15
"""Two readings whose joints lie closer than this share of their size are one body."""
_ROUNDS = 4


def find_figures(pixels: np.ndarray, estimator: PoseEstimator) -> list[Figure]:
    """Figures in a (height, width, 3) uint8 RGB picture, the largest first; none where nobody can be made out."""
    mirrored = mirrored_picture(pixels)
    for sightings in _attempts(pixels, estimator):
        bodies: list[Body] = []
        for sighting in sorted(sightings, key=lambda sighting: -sighting.score)[: 2 * MAX_FIGURES]:
            body = settle(pixels, mirrored, sighting.region, estimator, rounds=_ROUNDS)
            if body is not None and not any(_same(body, other) for other in bodies):
                bodies.append(body)
        if bodies:
            bodies.sort(key=lambda body: -body.size)
            return [_figure(pixels, mirrored, body, estimator) for body in bodies[:MAX_FIGURES]]
    return []


def _attempts(pixels: np.ndarray, estimator: PoseEstimator) -> Iterator[list[Sighting]]:
    """Ways to look, each tried while the former ones found nobody: closer and closer, then the picture on its sides."""
    yield find_in_parts(pixels, estimator, tiles=2)
    yield find_in_parts(pixels, estimator, tiles=3)
    for quarters in (1, 3):
        yield [_turned(sighting, pixels, quarters) for sighting in estimator.find(_turn(pixels, quarters))]


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


def _same(a: Body, b: Body) -> bool:
    apart = np.linalg.norm(a.xy - b.xy, axis=1).mean()
    return float(apart) < SAME_BODY * max(a.size, b.size)


def _figure(pixels: np.ndarray, mirrored: np.ndarray, body: Body, estimator: PoseEstimator) -> Figure:
    """The figure as the median over several views of the same body."""
    height, width = pixels.shape[:2]
    views: list[Body] = []
    for scale in VIEWS:
        region = replace(body.region, size=body.region.size * scale)
        straight = estimator.read(pixels, region, with_mask=True)
        twin = read_mirrored(mirrored, region, estimator, with_mask=True)
        views += [view for view in (straight, twin) if view is not None]
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
        mask=_mask(views, width, height),
    )


def _mask(views: list[Body], width: int, height: int) -> np.ndarray:
    """(height, width) uint8: the mean of the masks of all views."""
    total = np.zeros((height, width), np.float32)
    for view in views:
        if view.mask is not None:
            total += view.region.paste(view.mask, width, height)
    return cv2.convertScaleAbs(total, alpha=255 / len(views))
