"""The same body in the mirror image of a picture: what makes readings precise, and tells bodies from patterns.

A body is read alike in both; what a network imagines into folds or reflections is not.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mudong.motion.pose.estimator import Body, PoseEstimator
from mudong.motion.pose.region import Region
from mudong.spec.joints import MIRROR

MAX_DISAGREEMENT = 0.06
"""Largest median distance between both readings over the body's size: people stay below 0.03, patterns above 0.065."""
MAX_FILL = 1.0
"""Largest area of the mask over the squared diagonal of the joints: a crouching body stays below one half."""
_OTHER_HAND = (1, 0)


def mirrored_picture(pixels: np.ndarray) -> np.ndarray:
    """Left and right exchanged."""
    return np.ascontiguousarray(pixels[:, ::-1])


def mirrored_region(region: Region, width: int) -> Region:
    """The region that shows the same part of the mirrored picture."""
    return replace(region, x=width - region.x, angle=-region.angle)


def read_mirrored(
    mirrored: np.ndarray, region: Region, estimator: PoseEstimator, *, with_mask: bool = False
) -> Body | None:
    """The body of `region` as the mirrored picture shows it, told in the picture itself: sides change their names."""
    width = mirrored.shape[1]
    body = estimator.read(mirrored, mirrored_region(region, width), with_mask=with_mask)
    if body is None:
        return None
    flip, shift = np.array([-1, 1], np.float32), np.array([width, 0], np.float32)
    return replace(
        body,
        xy=body.xy[list(MIRROR)] * flip + shift,
        depth=body.depth[list(MIRROR)],
        confidence=body.confidence[list(MIRROR)],
        hands=body.hands[list(_OTHER_HAND)] * flip + shift,
        region=mirrored_region(body.region, width),
        next_region=mirrored_region(body.next_region, width),
        face_region=None if body.face_region is None else mirrored_region(body.face_region, width),
        mask=None if body.mask is None else np.ascontiguousarray(body.mask[:, ::-1]),
    )


def settle(
    pixels: np.ndarray, mirrored: np.ndarray, region: Region, estimator: PoseEstimator, *, rounds: int
) -> Body | None:
    """The body near a rough region, after the region has been drawn around it again, `rounds` times.

    Each new region lies halfway between what the picture and what its mirror image ask for. None where nobody is.
    """
    body = estimator.read(pixels, region)
    for _ in range(rounds):
        if body is None:
            return None
        twin = read_mirrored(mirrored, body.region, estimator)
        region = body.next_region if twin is None else body.next_region.halfway(twin.next_region)
        body = estimator.read(pixels, region, with_mask=True)
    return body if body is not None and is_somebody(body, read_mirrored(mirrored, body.region, estimator)) else None


def is_somebody(body: Body, twin: Body | None) -> bool:
    """Whether both readings agree, and the mask (where one was read) is of the skeleton's size."""
    if twin is None:
        return False
    apart = float(np.median(np.linalg.norm(twin.xy - body.xy, axis=1)))
    area = 0.0 if body.mask is None else float((body.mask > 0.5).mean()) * body.region.size**2
    return apart < MAX_DISAGREEMENT * body.size and area < MAX_FILL * body.size**2
