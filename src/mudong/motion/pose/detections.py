"""From the raw output of a single-shot detector to boxes with key points: anchors, decoding, suppression.

Pure arithmetic on arrays in units of the picture given to the network (0..1). Knows no model file.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """box: (4,) x0, y0, x1, y1; points: (key points, 2); all 0..1 of the square. score: 0..1."""

    box: np.ndarray
    points: np.ndarray
    score: float


def anchor_centers(side: int, strides: tuple[int, ...]) -> np.ndarray:
    """(anchors, 2) centres of a grid per stride, two per cell and layer; layers of one stride share their cells."""
    centers = []
    for stride in dict.fromkeys(strides):
        cells = -(-side // stride)
        axis = (np.arange(cells) + 0.5) / cells
        grid = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
        centers.append(np.repeat(grid, 2 * strides.count(stride), axis=0))
    return np.concatenate(centers)


def decode(raw: np.ndarray, logits: np.ndarray, anchors: np.ndarray, side: int, *, least: float) -> list[Detection]:
    """Detections above the score `least`, best first, not suppressed yet.

    raw: (anchors, 4 + 2 * key points): centre and size of the box, then the points, in pixels from the anchor.
    """
    scores = sigmoid(logits.reshape(-1))
    keep = np.flatnonzero(scores >= least)
    keep = keep[np.argsort(-scores[keep], kind="stable")]
    found = []
    for index in keep:
        values = raw[index].reshape(-1, 2) / side
        center, half = values[0] + anchors[index], values[1] / 2
        box = np.concatenate([center - half, center + half])
        found.append(Detection(box=box, points=values[2:] + anchors[index], score=float(scores[index])))
    return found


def suppress(found: list[Detection], *, overlap: float = 0.3) -> list[Detection]:
    """One detection per object: those that overlap the best one are averaged into it, weighted by their scores."""
    merged = []
    rest = found
    while rest:
        near = [d for d in rest if iou(d.box, rest[0].box) > overlap or d is rest[0]]
        weights = np.array([d.score for d in near])
        weights /= weights.sum()
        merged.append(
            Detection(
                box=np.einsum("d,db->b", weights, np.stack([d.box for d in near])),
                points=np.einsum("d,dpc->pc", weights, np.stack([d.points for d in near])),
                score=rest[0].score,
            )
        )
        rest = [d for d in rest if not any(d is n for n in near)]
    return merged


def sigmoid(values: np.ndarray) -> np.ndarray:
    """Logits to 0..1, without overflow."""
    return 1 / (1 + np.exp(-np.clip(values, -60, 60)))


def iou(a: np.ndarray, b: np.ndarray) -> float:
    """Intersection over union of two boxes."""
    sides = np.minimum(a[2:], b[2:]) - np.maximum(a[:2], b[:2])
    shared = float(np.prod(np.maximum(sides, 0)))
    union = float(np.prod(a[2:] - a[:2]) + np.prod(b[2:] - b[:2])) - shared
    return shared / union if union > 0 else 0.0
