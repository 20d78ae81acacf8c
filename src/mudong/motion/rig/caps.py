"""Overlaps at the joints: discs that keep neighbouring parts together at any angle, and the seat of the trousers."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from mudong.motion.rig.bones import Bone, Part
from mudong.motion.rig.labels import PartLabels
from mudong.spec.joints import Joint


@dataclass(frozen=True, slots=True)
class Cap:
    """An overlap disc at a joint. `feathered` fades into the neighbour that lies below it.

    plain: lies below the neighbour; what looks like the neighbour there is painted in the part's own colour.
    """

    node: int
    neighbour: Part
    bones: tuple[Bone, ...]
    reach: float
    feathered: bool
    plain: bool = False


def _limb_caps(side: str) -> dict[Part, tuple[Cap, ...]]:
    p = {name: Part[f"{name}_{side}"] for name in ("UPPER_ARM", "FOREARM", "HAND", "THIGH", "SHIN", "FOOT")}
    b = {name: Bone[f"{name}_{side}"] for name in p}
    j = {name: Joint[f"{name}_{side}"] for name in ("SHOULDER", "ELBOW", "WRIST", "HIP", "KNEE", "ANKLE")}
    elbow, knee = (b["UPPER_ARM"], b["FOREARM"]), (b["THIGH"], b["SHIN"])
    return {
        p["UPPER_ARM"]: (
            Cap(j["SHOULDER"], Part.TORSO, (b["UPPER_ARM"],), 1.15, True),
            Cap(j["ELBOW"], p["FOREARM"], elbow, 1.05, False, True),
        ),
        p["FOREARM"]: (
            Cap(j["ELBOW"], p["UPPER_ARM"], elbow, 1.05, True),
            Cap(j["WRIST"], p["HAND"], (b["HAND"],), 0.6, True),
        ),
        p["HAND"]: (Cap(j["WRIST"], p["FOREARM"], (b["HAND"],), 1.0, False, True),),
        p["THIGH"]: (
            Cap(j["HIP"], Part.TORSO, (b["THIGH"],), 1.3, False, True),
            Cap(j["KNEE"], p["SHIN"], knee, 1.05, True),
        ),
        p["SHIN"]: (
            Cap(j["KNEE"], p["THIGH"], knee, 1.05, False, True),
            Cap(j["ANKLE"], p["FOOT"], (b["SHIN"],), 0.7, True),
        ),
        p["FOOT"]: (Cap(j["ANKLE"], p["SHIN"], (b["SHIN"],), 1.0, False),),
    }


CAPS: dict[Part, tuple[Cap, ...]] = {
    **_limb_caps("L"),
    **_limb_caps("R"),
    Part.TORSO: (
        Cap(Joint.SHOULDER_L, Part.UPPER_ARM_L, (Bone.UPPER_ARM_L,), 1.05, False, True),
        Cap(Joint.SHOULDER_R, Part.UPPER_ARM_R, (Bone.UPPER_ARM_R,), 1.05, False, True),
        Cap(Joint.HIP_L, Part.THIGH_L, (Bone.THIGH_L,), 1.0, True),
        Cap(Joint.HIP_R, Part.THIGH_R, (Bone.THIGH_R,), 1.0, True),
        Cap(Joint.NECK, Part.HEAD, (Bone.HEAD,), 0.7, False),
    ),
    Part.HEAD: (Cap(Joint.NECK, Part.TORSO, (Bone.HEAD,), 0.8, True),),
}


def distance_to(own: np.ndarray, centre: np.ndarray, most: float) -> float:
    """How far a cap must reach to meet the part, whose pixels may begin beyond the joint; 0 when they cover it."""
    x0, y0 = (int(max(0, v - most)) for v in centre)
    window = own[y0 : max(0, int(centre[1] + most) + 1), x0 : max(0, int(centre[0] + most) + 1)]
    ys, xs = np.nonzero(window > 0.9)
    if xs.size == 0:
        return 0.0
    nearest = float(np.hypot(xs + x0 - centre[0], ys + y0 - centre[1]).min())
    return min(most, 1.2 * nearest + 3) if nearest > 1 else 0.0


def add_cap(coverage: np.ndarray, allowed: np.ndarray, centre: np.ndarray, radius: float, feathered: bool) -> None:
    """Add a disc to `coverage` in place, as far as `allowed` reaches."""
    height, width = coverage.shape
    x0, x1 = (int(np.clip(centre[0] + s * (radius + 2), 0, width)) for s in (-1, 1))
    y0, y1 = (int(np.clip(centre[1] + s * (radius + 2), 0, height)) for s in (-1, 1))
    if x0 >= x1 or y0 >= y1:
        return
    ys, xs = np.mgrid[y0:y1, x0:x1]
    distance = np.hypot(xs - centre[0], ys - centre[1])
    soft_edge = 0.15 * radius if feathered else 2.0
    disc = np.clip((radius - distance) / soft_edge, 0, 1) * np.clip(allowed[y0:y1, x0:x1], 0, 1)
    np.maximum(coverage[y0:y1, x0:x1], disc, out=coverage[y0:y1, x0:x1])


def seat_of(soft: dict[Part, np.ndarray], labels: PartLabels, nodes: np.ndarray) -> np.ndarray:
    """(H, W) 0..1: the seat of the trousers, from the hips to where the legs part, fading out towards the legs.

    It stays with the pelvis over the thighs, so that spread legs leave no gap between them.
    """
    left, right = nodes[Joint.HIP_L], nodes[Joint.HIP_R]
    thigh = 0.5 * (np.linalg.norm(nodes[Joint.KNEE_L] - left) + np.linalg.norm(nodes[Joint.KNEE_R] - right))
    down = (left + right) / 2 - nodes[Joint.NECK]
    down /= max(float(np.linalg.norm(down)), 1e-9)
    middle = (left + right) / 2
    legs = soft[Part.THIGH_L] + soft[Part.THIGH_R]
    depth = 0.0
    while depth < 0.4 * thigh:
        x, y = np.rint(middle + (depth + 1) * down).astype(int)
        if not (0 <= x < legs.shape[1] and 0 <= y < legs.shape[0]) or not labels.inside_silhouette(x, y):
            break
        depth += 1.0
    seat = np.zeros(legs.shape, np.float32)
    corners = np.array([left, right, right + 0.35 * depth * down, middle + depth * down, left + 0.35 * depth * down])
    cv2.fillPoly(seat, [np.rint(corners).astype(np.int32)], 1.0, cv2.LINE_AA)
    fade = max(1.0, 0.05 * thigh)
    soft_seat = cv2.GaussianBlur(seat, (0, 0), float(fade) / 2, borderType=cv2.BORDER_REPLICATE)
    return np.clip(1.6 * soft_seat, 0, 1) * np.clip(legs + soft[Part.TORSO], 0, 1)
