"""Where the body roughly is: person networks run on several crops along the body, merged into one probability.

First step of the cut-out. Networks see 256 x 256 pixels; zoomed crops bring back hair and hands.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from ai_edge_litert.interpreter import Interpreter

from mudong.motion.figure import Figure
from mudong.spec.joints import Joint

NETWORK_SIDE = 256
_MAX_LOGIT = 6.0
BODY_NETWORK = "pose_landmark_full.tflite"
BUST_NETWORK = "selfie_segmentation.tflite"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crop:
    """A square of the picture, turned so that the body stands upright: centre, side in pixels, angle in radians."""

    centre: tuple[float, float]
    side: float
    angle: float

    def to_network(self) -> np.ndarray:
        """(2, 3) affine map from picture to network pixels."""
        scale = NETWORK_SIDE / self.side
        cos, sin = scale * np.cos(self.angle), scale * np.sin(self.angle)
        linear = np.array([[cos, sin], [-sin, cos]])
        shift = NETWORK_SIDE / 2 - linear @ np.array(self.centre)
        return np.column_stack([linear, shift])


def _load(path: Path) -> Interpreter:
    network = Interpreter(str(path), num_threads=2)
    network.allocate_tensors()
    return network


def body_probability(pixels: np.ndarray, figure: Figure, models: Path) -> np.ndarray:
    """How likely each pixel belongs to the body: (H, W) float32 0..1.

    pixels: (H, W, 3) uint8 RGB and `figure` in the same coordinates. models: the folder of the `.tflite` files.
    """
    height, width = pixels.shape[:2]
    votes = np.zeros((height, width), np.float32)
    weights = np.full((height, width), 1e-3, np.float32)
    votes -= _MAX_LOGIT * weights
    body, bust = body_crops(figure), bust_crops(figure)
    for crops, name, output, weight in ((body, BODY_NETWORK, 2, 1.0), (bust, BUST_NETWORK, 0, 0.7)):
        network = _load(models / name)
        for crop in crops:
            logits = _run(network, output, pixels, crop)
            _vote(votes, weights, logits, crop, weight)
    if figure.mask is not None:
        share = np.clip(figure.mask.astype(np.float32) / 255, 0.0025, 0.9975)
        votes += np.log(share / (1 - share))
        weights += 1
    return 1 / (1 + np.exp(-votes / weights))


def body_crops(figure: Figure) -> tuple[Crop, ...]:
    """Crops that hold the whole body, at slightly different zooms: their errors average out."""
    angle = upright_angle(figure)
    centre, extent = _extent(figure.xy, angle)
    return tuple(Crop(centre=centre, side=extent * zoom, angle=angle + turn)
                 for zoom, turn in ((1.2, 0.0), (1.35, 0.03), (1.5, -0.03)))  # fmt: skip


def bust_crops(figure: Figure) -> tuple[Crop, ...]:
    """Crops of head and chest, the only ones that the bust network understands."""
    angle = upright_angle(figure)
    _, extent = _extent(figure.xy, angle)
    head, neck, pelvis = (figure.xy[j].astype(float) for j in (Joint.HEAD, Joint.NECK, Joint.PELVIS))
    chest = 0.65 * neck + 0.35 * pelvis
    return (
        Crop(centre=tuple((head + neck) / 2), side=0.42 * extent, angle=angle),
        Crop(centre=tuple(chest), side=0.6 * extent, angle=angle),
    )


def upright_angle(figure: Figure) -> float:
    """How far the trunk leans from upright, in radians; small leans are left alone."""
    dx, dy = figure.xy[Joint.NECK] - figure.xy[Joint.PELVIS]
    angle = float(np.arctan2(dx, -dy))
    return angle if abs(angle) > np.pi / 6 else 0.0


def _extent(xy: np.ndarray, angle: float) -> tuple[tuple[float, float], float]:
    """Centre of the joints in the turned frame, and the larger side of their box with room for scalp and soles."""
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    turned = xy.astype(float) @ turn.T
    low, high = turned.min(0), turned.max(0)
    x, y = turn.T @ ((low + high) / 2)
    return (float(x), float(y)), float((high - low).max()) * 1.06


def _run(network: Interpreter, output: int, pixels: np.ndarray, crop: Crop) -> np.ndarray:
    flags = cv2.INTER_AREA if crop.side > NETWORK_SIDE else cv2.INTER_LINEAR
    size = (NETWORK_SIDE, NETWORK_SIDE)
    seen = cv2.warpAffine(pixels, crop.to_network(), size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    network.set_tensor(network.get_input_details()[0]["index"], seen[None].astype(np.float32) / 255)
    network.invoke()
    answer = network.get_tensor(network.get_output_details()[output]["index"])[0, :, :, 0]
    if output == 0:  # the bust network answers with a probability, the body network with a logit
        share = np.clip(answer, 0.0025, 0.9975)
        answer = np.log(share / (1 - share))
    return np.clip(answer, -_MAX_LOGIT, _MAX_LOGIT).astype(np.float32)


@functools.cache
def _trust() -> np.ndarray:
    """(256, 256) weight of a network's answer: low at the border of its crop, where it does not see enough."""
    ramp = np.clip(np.minimum(np.arange(NETWORK_SIDE) + 1, NETWORK_SIDE - np.arange(NETWORK_SIDE)) / 32, 0, 1)
    return np.outer(ramp, ramp).astype(np.float32)


def _vote(votes: np.ndarray, weights: np.ndarray, logits: np.ndarray, crop: Crop, weight: float) -> None:
    size = (votes.shape[1], votes.shape[0])
    back = cv2.WARP_INVERSE_MAP | cv2.INTER_LINEAR
    trust = _trust() * weight
    votes += cv2.warpAffine(logits * trust, crop.to_network(), size, flags=back)
    weights += cv2.warpAffine(trust, crop.to_network(), size, flags=back)
