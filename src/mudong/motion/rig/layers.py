"""The drawn layers: each part's texture with soft edges, overlaps at its joints and hidden areas filled.

At rest the layers over the plate give back the picture: overlaps show the picture's own pixels. What another part
hid is filled with the part's own colours, so that a lifted arm leaves no hole and no second arm behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from mudong.motion.rig.bones import Part
from mudong.motion.rig.caps import CAPS, add_cap, distance_to, seat_of
from mudong.motion.rig.fill import own_colours
from mudong.motion.rig.hidden import hidden_area
from mudong.motion.rig.labels import PartLabels
from mudong.spec.joints import Joint

_ONE_CLOTH = 30.0
"""CIELAB distance of medians below which sleeves and shirt are of one cloth."""
_PAD = 6
"""Transparent border of every texture, pixels, so that resampling at its edge fades out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """rgba: (h, w, 4) uint8 premultiplied; its pixel (0, 0) lies at `origin` (x, y) of the picture."""

    part: Part
    rgba: np.ndarray
    origin: tuple[int, int]


def build_layers(colour: np.ndarray, alpha: np.ndarray, labels: PartLabels, nodes: np.ndarray) -> tuple[Layer, ...]:
    """One layer for every part that has pixels.

    colour (H,W,3) uint8 RGB of the figure continued beyond its edge; alpha (H,W) uint8; nodes (nodes,2) pixels.
    """
    size = (alpha.shape[1], alpha.shape[0])
    soft = {part: labels.mask(part, size) for part in Part}
    there = (part for part in Part if (labels.inside(part) & labels.silhouette).any())
    layers = (_layer(part, colour, alpha, labels, soft, nodes) for part in there)
    return tuple(layer for layer in layers if layer is not None)


def _layer(
    part: Part,
    colour: np.ndarray,
    alpha: np.ndarray,
    labels: PartLabels,
    soft: dict[Part, np.ndarray],
    nodes: np.ndarray,
) -> Layer | None:
    own = soft[part]
    hidden = hidden_area(part, labels, nodes, (alpha.shape[1], alpha.shape[0]))
    there = own if hidden is None else np.maximum(own, hidden)
    coverage = own.copy()
    borrowed = np.zeros(own.shape, bool)
    for cap in sorted(CAPS[part], key=lambda cap: not cap.plain):
        radius = cap.reach * max(labels.radii[bone] for bone in cap.bones)
        radius = max(radius, distance_to(there, nodes[cap.node], most=2 * radius))
        add_cap(coverage, own + soft[cap.neighbour], nodes[cap.node], radius, cap.feathered)
        if cap.plain:
            borrowed = coverage > own + 0.02
    if part is Part.TORSO:
        coverage = np.maximum(coverage, seat_of(soft, labels, nodes))
    coverage *= alpha.astype(np.float32) / 255
    if hidden is not None:
        coverage = np.maximum(coverage, hidden)
    box = cv2.boundingRect((coverage > 1 / 255).astype(np.uint8))
    if box[2] * box[3] == 0:
        return None
    x0, y0, x1, y1 = _padded(box, alpha.shape)
    window = (slice(y0, y1), slice(x0, x1))
    supposed = np.zeros_like(own[window]) if hidden is None else hidden[window]
    visible = own[window] * (alpha[window].astype(np.float32) / 255)
    sources = visible
    if part is Part.TORSO and supposed.any():
        waist = round(float(0.5 * (nodes[Joint.SPINE][1] + nodes[Joint.PELVIS][1]))) - y0
        sleeves = (soft[Part.UPPER_ARM_L] + soft[Part.UPPER_ARM_R])[window] * (alpha[window] / np.float32(255))
        sources = _chest_sources(colour[window], visible, supposed, sleeves, max(0, waist))
    texture = own_colours(colour[window], visible, supposed, borrowed[window], sources)
    weight = coverage[window]
    _clear_border(weight)
    rgba = np.dstack([texture * weight[..., None], weight * 255])
    return Layer(part=part, rgba=np.rint(rgba).astype(np.uint8), origin=(x0, y0))


def _chest_sources(
    texture: np.ndarray, visible: np.ndarray, supposed: np.ndarray, sleeves: np.ndarray, waist: int
) -> np.ndarray:
    """(h, w) 0..1: what may tell the colour of a chest behind arms: the shirt and its sleeves, not the trousers."""
    if not supposed[:waist].any():
        return visible
    chest = visible.copy()
    chest[waist:] = 0
    if supposed.sum() > chest[supposed.any(axis=1)].sum() or _alike(texture, chest > 0.98, sleeves > 0.98):
        chest = np.maximum(chest, sleeves)
    return chest


def _alike(texture: np.ndarray, first: np.ndarray, second: np.ndarray) -> bool:
    """Whether two areas are of one cloth, by the medians of their colours."""
    if not first.any() or not second.any():
        return False
    lab = cv2.cvtColor(texture, cv2.COLOR_RGB2LAB).astype(np.float32)
    return float(np.linalg.norm(np.median(lab[first], axis=0) - np.median(lab[second], axis=0))) < _ONE_CLOTH


def _padded(box: Sequence[int], shape: tuple[int, ...]) -> tuple[int, int, int, int]:
    x, y, w, h = (int(v) for v in box)
    return max(0, x - _PAD), max(0, y - _PAD), min(shape[1], x + w + _PAD), min(shape[0], y + h + _PAD)


def _clear_border(weight: np.ndarray) -> None:
    weight[0], weight[-1], weight[:, 0], weight[:, -1] = 0, 0, 0, 0
