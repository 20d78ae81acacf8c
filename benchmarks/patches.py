"""Patches that ride on a figure: the torso and the face, found again in every frame by the joints that carry them.

A patch is a grid of points of the figure at rest. A similarity from the joints at rest to the joints of a frame says
where the grid went, so that the clip can be sampled back into the picture's frame.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from benchmarks.scene import Scene

from mudong.motion.rig.bones import BONE_NODES, Bone
from mudong.spec.joints import Joint

TRUNK = (Joint.SHOULDER_L, Joint.SHOULDER_R, Joint.HIP_L, Joint.HIP_R)
NECK_HEAD = (Joint.NECK, Joint.HEAD)
_INSET = 0.15
"""Share of the trunk's width and height that stays out of the patch on every side: arms and waist begin there."""
_MOST_SHIFT = 0.06
"""How far a patch may lie beside where the joints say, in its own widths."""
_ARM_BONES = (Bone.UPPER_ARM_L, Bone.UPPER_ARM_R, Bone.FOREARM_L, Bone.FOREARM_R, Bone.HAND_L, Bone.HAND_R)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """grid: (h, w, 2) points of the clip on the figure at rest. nodes: what carries them. mask: (h, w) bool, the pixels
    that show the part in the picture. grey: (h, w) uint8, how the picture shows them."""  # fmt: skip

    name: str
    grid: np.ndarray
    nodes: tuple[Joint, ...]
    mask: np.ndarray
    grey: np.ndarray

    def seen_in(self, pixels: np.ndarray, rest: np.ndarray, nodes: np.ndarray) -> np.ndarray:
        """(h, w) uint8 grey: the patch out of a picture whose joints are `nodes`; both (nodes, 2), rest in the clip."""
        move = similarity(rest[list(self.nodes)], nodes[list(self.nodes)])
        at = self.grid @ move[:, :2].T + move[:, 2]
        # The joints lead to within a few pixels (a head that turns shifts its features); the pixels say the rest.
        window = cv2.createHanningWindow(self.grey.shape[::-1], cv2.CV_32F)
        found = sample(pixels, at)
        shift, _ = cv2.phaseCorrelate(self.grey.astype(np.float32), found.astype(np.float32), window)
        shift = np.clip(shift, -_MOST_SHIFT * self.grey.shape[1], _MOST_SHIFT * self.grey.shape[1])
        return sample(pixels, at + move[:, :2] @ shift)


def similarity(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """(2, 3) turn, scale and shift that carry points a to b best (least squares)."""
    za, zb = a[:, 0] + 1j * a[:, 1], b[:, 0] + 1j * b[:, 1]
    mean_a, mean_b = za.mean(), zb.mean()
    turn = ((zb - mean_b) * (za - mean_a).conj()).sum() / (np.abs(za - mean_a) ** 2).sum()
    shift = mean_b - turn * mean_a
    return np.array([[turn.real, -turn.imag, shift.real], [turn.imag, turn.real, shift.imag]])


def sample(pixels: np.ndarray, at: np.ndarray) -> np.ndarray:
    """(h, w) uint8 grey values of (H, W, 3) RGB at (h, w, 2) points."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    return cv2.remap(grey, at.astype(np.float32), None, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)


def torso_patch(scene: Scene) -> Patch:
    """Between shoulders and hips, without what the arms cover in the picture."""
    rest = scene.rest
    left, right, hip_left, hip_right = (rest[joint] for joint in TRUNK)
    columns = int(np.linalg.norm(left - right) * (1 - 2 * _INSET))
    rows = int(np.linalg.norm((left + right - hip_left - hip_right) / 2) * (1 - 2 * _INSET))
    u, v = np.meshgrid(np.linspace(_INSET, 1 - _INSET, columns), np.linspace(_INSET, 1 - _INSET, rows))
    u, v = u[..., None], v[..., None]
    grid = (1 - v) * ((1 - u) * right + u * left) + v * ((1 - u) * hip_right + u * hip_left)
    return _patch("torso", scene, grid, TRUNK, ~covered(scene, grid, rest))


def face_patch(scene: Scene) -> Patch | None:
    """The oval of the face mesh; None where the picture shows no face."""
    mesh = scene.character.figure.face
    if mesh is None:
        return None
    puppet, stage = scene.performance.puppet, scene.performance.stage
    points = (mesh[:, :2] - puppet.origin) * puppet.scale * stage.zoom + stage.shift
    low, high = points.min(axis=0), points.max(axis=0)
    grid = np.stack(np.meshgrid(np.arange(low[0], high[0]), np.arange(low[1], high[1])), axis=-1)
    hull = cv2.convexHull((points - low).astype(np.float32)).astype(np.int32)
    mask = cv2.fillConvexPoly(np.zeros(grid.shape[:2], np.uint8), hull, 1) > 0
    return _patch("face", scene, grid, NECK_HEAD, mask)


def _patch(name: str, scene: Scene, grid: np.ndarray, nodes: tuple[Joint, ...], mask: np.ndarray) -> Patch:
    # The picture brought to the clip's scale first, so that both are sampled alike.
    scale = scene.performance.puppet.scale * scene.performance.stage.zoom
    pixels = scene.character.picture.pixels
    if scale < 1:
        pixels = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        grey = sample(pixels, (scene.picture_at(grid) + 0.5) * scale - 0.5)
    else:
        grey = sample(pixels, scene.picture_at(grid))
    return Patch(name=name, grid=grid, nodes=nodes, mask=mask, grey=grey)


def covered(scene: Scene, points: np.ndarray, nodes: np.ndarray) -> np.ndarray:
    """(...) bool: whether an arm in the pose `nodes` (nodes, 2) lies over the points (..., 2), all in the clip."""
    radii = scene.performance.puppet.rig.radii * scene.performance.stage.zoom
    over = np.zeros(points.shape[:-1], bool)
    for bone in _ARM_BONES:
        start, end = (nodes[node] for node in BONE_NODES[bone])
        along = end - start
        share = np.clip((points - start) @ along / max(float(along @ along), 1e-9), 0.0, 1.0)
        # Where an upper arm leaves the shoulder it is beside the patch, not over it.
        share = np.maximum(share, 0.35) if bone in (Bone.UPPER_ARM_L, Bone.UPPER_ARM_R) else share
        away = np.linalg.norm(points - (start + share[..., None] * along), axis=-1)
        over |= away < 1.3 * radii[bone]
    return over
