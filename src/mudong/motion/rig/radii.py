"""How thick each limb is: first by the silhouette, then by the pixels that it was given."""

from __future__ import annotations

import numpy as np

from mudong.motion.rig.bones import BONE_NODES, PART_BONE, Bone, Part
from mudong.spec.joints import Joint

_MAX_RADIUS_OVER_LENGTH = {"HAND": 0.8, "FOOT": 0.8, "HEAD": 0.8, "FOREARM": 0.42, "UPPER_ARM": 0.42}
_DEFAULT_RADIUS_OVER_LENGTH = 0.45


def measured_radii(margins: np.ndarray, mask: np.ndarray, nodes: np.ndarray, radii: np.ndarray) -> np.ndarray:
    """Half thickness of each limb from the pixels it was given: area of its middle over its length."""
    measured = radii.copy()
    ys, xs = np.nonzero(mask)
    for part, bone in PART_BONE.items():
        start, end = (nodes[n] for n in BONE_NODES[bone])
        length = float(np.linalg.norm(end - start)) + 1e-6
        along = (np.stack([xs, ys], 1) - start) @ (end - start) / length**2
        middle = (along > 0.3) & (along < 0.8) & (margins[part][ys, xs] > 0)
        area = float(middle.sum())
        if part is not Part.HEAD and area > 0:
            measured[bone] = np.clip(area / (0.5 * length) / 2, 0.7 * radii[bone], 1.8 * radii[bone])
    return _balanced(measured)


def _balanced(radii: np.ndarray) -> np.ndarray:
    """Both sides of a body are about equally thick: a limb that was read too thin is partly hidden."""
    for bone in Bone:
        if bone.name.endswith("_L"):
            pair = [bone, Bone[bone.name[:-1] + "R"]]
            radii[pair] = np.maximum(radii[pair], 0.85 * radii[pair].max())
    return radii


def limb_radii(mask: np.ndarray, nodes: np.ndarray) -> np.ndarray:
    """(bones,) half thickness of each limb: from its bone to the silhouette's edge on the side away from the body."""
    centre = (nodes[Joint.PELVIS] + nodes[Joint.NECK]) / 2
    radii = np.zeros(len(Bone))
    for bone in Bone:
        start, end = (nodes[n] for n in BONE_NODES[bone])
        length = float(np.linalg.norm(end - start)) + 1e-6
        direction = (end - start) / length
        normal = np.array([-direction[1], direction[0]])
        name = bone.name.removesuffix("_L").removesuffix("_R")
        outward = normal if (start + end) / 2 @ normal > centre @ normal else -normal
        along = start + np.linspace(0.3, 0.9, 7)[:, None] * (end - start)
        limit = length * _MAX_RADIUS_OVER_LENGTH.get(name, _DEFAULT_RADIUS_OVER_LENGTH)
        both = np.minimum(_run_inside(mask, along, outward, limit * 1.6), limit * 1.6)
        radii[bone] = np.clip(np.median(both), 0.12 * length, limit)
    return _balanced(radii)


def _run_inside(mask: np.ndarray, points: np.ndarray, direction: np.ndarray, limit: float) -> np.ndarray:
    """How far one can go from each point along `direction` before leaving the mask, pixels."""
    steps = np.arange(0, max(2, int(limit) + 2))
    path = np.rint(points[:, None] + steps[:, None] * direction).astype(int)
    h, w = mask.shape
    inside = (path[..., 0] >= 0) & (path[..., 0] < w) & (path[..., 1] >= 0) & (path[..., 1] < h)
    inside &= mask[path[..., 1].clip(0, h - 1), path[..., 0].clip(0, w - 1)]
    return np.where(inside.all(axis=1), float(len(steps)), np.argmin(inside, axis=1))
