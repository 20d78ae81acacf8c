"""How far every pixel of a figure is from every part's core, along ways that avoid drawn edges."""

from __future__ import annotations

import cv2
import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from mudong.motion.rig.bones import BONE_NODES, NUM_PARTS, PART_BONE, Bone, Part
from mudong.motion.rig.hair import hair_pixels
from mudong.spec.joints import Joint

_ARM_NAMES = ("UPPER_ARM", "FOREARM", "HAND")
_ARM_IN_FRONT = 1.6
"""Thickness, in radii, within which an arm that lies over the body hides it for sure."""
_BELOW_HIPS_COST = 3.0
"""Extra distance from the torso per pixel below the hips."""
_EDGE_COST = 0.5
"""Extra cost of a step per unit of CIELAB difference: an edge of 20 units costs as much as ten plain steps."""


def geodesic_distances(
    small: np.ndarray, mask: np.ndarray, nodes: np.ndarray, radii: np.ndarray, absent: frozenset[Part]
) -> np.ndarray:
    """(parts, h, w) distance from each part's core minus the part's radius; infinite outside the mask."""
    graph, index = _pixel_graph(small, mask)
    distances = np.full((NUM_PARTS, *mask.shape), np.inf, np.float32)
    present = [part for part in Part if part not in absent]
    in_front = np.zeros(mask.shape, bool)
    for part in present:
        if part.name.startswith(_ARM_NAMES):
            in_front |= _core(part, mask.shape, nodes, radii, thickness=_ARM_IN_FRONT)
    for part in present:
        core = _core(part, mask.shape, nodes, radii) & mask
        if not part.name.startswith(_ARM_NAMES):
            core &= ~in_front
        seeds = index[core]
        if seeds.size == 0:
            seeds = index[_nearest_inside(mask, nodes[BONE_NODES[PART_BONE.get(part, Bone.UPPER_TORSO)][0]])].ravel()
        if seeds.size == 0:
            continue
        reach = csgraph.dijkstra(graph, directed=False, indices=seeds, min_only=True)
        radius = radii[PART_BONE[part]] if part in PART_BONE else 0.12 * np.linalg.norm(
            nodes[Joint.SHOULDER_L] - nodes[Joint.SHOULDER_R]
        )  # fmt: skip
        distances[part][mask] = reach - 0.8 * radius
    if Part.HEAD not in absent:
        distances[Part.HEAD][hair_pixels(small, mask, nodes)] = -1e6
    # The torso ends at the hips: what hangs below them belongs to a leg.
    axis = _unit(nodes[Joint.PELVIS] - nodes[Joint.NECK])
    ys, xs = np.mgrid[: mask.shape[0], : mask.shape[1]]
    below = (np.stack([xs, ys], -1) - nodes[Joint.PELVIS]) @ axis
    distances[Part.TORSO] += np.maximum(0, below).astype(np.float32) * _BELOW_HIPS_COST
    return distances


def _unit(vector: np.ndarray) -> np.ndarray:
    return vector / max(float(np.linalg.norm(vector)), 1e-9)


def _pixel_graph(small: np.ndarray, mask: np.ndarray) -> tuple[sparse.csr_matrix, np.ndarray]:
    lab = cv2.cvtColor(cv2.bilateralFilter(small, 5, 25, 3), cv2.COLOR_RGB2LAB).astype(np.float32)
    index = np.full(mask.shape, -1, np.int64)
    index[mask] = np.arange(mask.sum())
    rows, cols, costs = [], [], []
    for dy, dx in ((0, 1), (1, 0), (1, 1), (1, -1)):
        a = (slice(0, mask.shape[0] - dy), slice(max(0, -dx), mask.shape[1] - max(0, dx)))
        b = (slice(dy, None), slice(max(0, dx), mask.shape[1] + min(0, dx)))
        both = mask[a] & mask[b]
        difference = np.linalg.norm(lab[a] - lab[b], axis=-1)[both]
        rows.append(index[a][both])
        cols.append(index[b][both])
        costs.append(np.hypot(dx, dy) * (1.0 + _EDGE_COST * difference))
    count = int(mask.sum())
    data = (np.concatenate(costs), (np.concatenate(rows), np.concatenate(cols)))
    return sparse.csr_matrix(data, shape=(count, count)), index


def _core(
    part: Part, shape: tuple[int, ...], nodes: np.ndarray, radii: np.ndarray, thickness: float = 0.5
) -> np.ndarray:
    """The pixels that surely belong to a part: its bone, not quite to the joints it shares.

    thickness: of the drawn bone in radii.
    """
    core = np.zeros(shape, np.uint8)
    if part is Part.TORSO:
        corners = nodes[[Joint.SHOULDER_L, Joint.SHOULDER_R, Joint.HIP_R, Joint.HIP_L]]
        centre = np.array([nodes[Joint.NECK], nodes[Joint.NECK], nodes[Joint.PELVIS], nodes[Joint.PELVIS]])
        # Inset towards the spine: shoulders belong to the arms, and arms may cover the flanks.
        inset = centre + (corners - centre) * np.array([[0.62], [0.62], [0.8], [0.8]])
        inset[:2] += 0.10 * (nodes[Joint.PELVIS] - nodes[Joint.NECK])
        cv2.fillConvexPoly(core, np.rint(inset).astype(np.int32), 255)
        return core > 0
    bone = PART_BONE[part]
    start, end = (nodes[n] for n in BONE_NODES[bone])
    if part is Part.HEAD:
        head = start + 0.58 * (end - start)
        length = float(np.linalg.norm(end - start))
        axes = (int(max(1, 0.32 * length)), int(max(1, 0.26 * length)))
        angle = float(np.degrees(np.arctan2(*(end - start)[::-1])))
        cv2.ellipse(core, tuple(int(v) for v in np.rint(head)), axes, angle, 0, 360, 255, -1)
        return core > 0
    near, far = (0.22, 1.0) if part.name.startswith(("HAND", "FOOT")) else (0.18, 0.84)
    a, b = start + near * (end - start), start + far * (end - start)
    width = max(1, int(thickness * radii[bone]))
    cv2.line(core, tuple(int(v) for v in np.rint(a)), tuple(int(v) for v in np.rint(b)), 255, width)
    return core > 0


def _nearest_inside(mask: np.ndarray, point: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    ys, xs = np.nonzero(mask)
    nearest = np.argmin((xs - point[0]) ** 2 + (ys - point[1]) ** 2)
    return ys[nearest : nearest + 1], xs[nearest : nearest + 1]
