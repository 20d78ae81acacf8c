"""Where hand, sleeve and pocket part: corrections of the distances by colour."""

from __future__ import annotations

import cv2
import numpy as np

from mudong.motion.rig.bones import BONE_NODES, PART_BONE, Part

_SKIN_FAR = 40.0
"""CIELAB distance (lightness counted half) from its hand's skin at which a pixel is no hand."""


def only_skin(distances: np.ndarray, small: np.ndarray, mask: np.ndarray, hand: Part) -> None:
    """A hand in front of the body takes no cloth along: what differs from the hand's middle is not the hand."""
    label = np.where(mask, np.argmin(distances, axis=0), -1)
    own = label == hand
    if own.sum() < 12:
        return
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).astype(np.float32) * (0.5, 1.0, 1.0)
    sure = own & (distances[hand] <= np.quantile(distances[hand][own], 0.4))
    far = np.linalg.norm(lab - np.median(lab[sure], axis=0), axis=-1) > _SKIN_FAR
    distances[hand][far & own] += 1e3


def end_sleeve(distances: np.ndarray, small: np.ndarray, mask: np.ndarray, nodes: np.ndarray, forearm: Part) -> None:
    """A forearm whose hand is hidden ends where its colour ends: a pocket is not part of a sleeve."""
    label = np.where(mask, np.argmin(distances, axis=0), -1)
    elbow, wrist = (nodes[n] for n in BONE_NODES[PART_BONE[forearm]])
    along = _along(mask.shape, elbow, wrist)
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).astype(np.float32)
    sleeve = (label == forearm) & (along < 0.7)
    below = np.isin(label, [Part.TORSO, Part[f"THIGH_{forearm.name[-1]}"]]) & (along > 0.9)
    near = cv2.dilate((label == forearm).astype(np.uint8), np.ones((15, 15), np.uint8)) > 0
    below &= near
    if sleeve.sum() < 8 or below.sum() < 8:
        return
    own, other = np.median(lab[sleeve], axis=0), np.median(lab[below], axis=0)
    foreign = np.linalg.norm(lab - other, axis=-1) < np.linalg.norm(lab - own, axis=-1)
    distances[forearm][foreign & (along > 0.55)] += 1e4


def _along(shape: tuple[int, ...], start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """(h, w) position of every pixel along a bone, 0 at its start and 1 at its end."""
    ys, xs = np.mgrid[: shape[0], : shape[1]]
    vector = end - start
    return ((xs - start[0]) * vector[0] + (ys - start[1]) * vector[1]) / max(float(vector @ vector), 1e-9)
