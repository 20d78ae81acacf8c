"""The parser: a clip in, what it shows out. It judges generated clips, so it says when it cannot read one.

Frames -> `Look` (attributes, joints of the main character) -> joints over time -> `Move` (action).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import interpolate

from mudong.evaluate import weights
from mudong.evaluate.attributes import BY_NAME, SEEN, Attribute
from mudong.evaluate.domain import FPS
from mudong.evaluate.fit import reading_size, resized
from mudong.evaluate.network import STRIDE, Look, Move, summits

_GROUPS = 7
"""Attributes are read from groups of frames spread over the clip, as in training, and averaged."""
FAILS_BELOW = 0.52
"""Mean confidence of the joints under which no character was found: over empty places, under every clean clip."""
_NEAR_CELLS = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a clip shows. attributes: name -> class -> probability, of every attribute in `attributes.ATTRIBUTES`.

    joints: (T, 21, 2) pixels of the main character; confidence: (T, 21) 0..1. failed: no character was found, and
    nothing else here is to be trusted; every attribute counts as wrong.
    """

    attributes: Mapping[str, Mapping[str, float]]
    joints: np.ndarray
    confidence: np.ndarray
    failed: bool

    def best(self, name: str) -> str:
        """The likeliest class of an attribute."""
        shares = self.attributes[name]
        return max(shares, key=lambda label: shares[label])


class Parser:
    """Reads clips. Thread-safe; holds nothing between calls."""

    def __init__(self, look: Look, move: Move) -> None:
        self._look, self._move = look.eval(), move.eval()

    @classmethod
    def load(cls, path: Path | None = None) -> Parser:
        """With the package's weights or those of `path`. Raises `Unavailable` (`unavailable.parser_weights`)."""
        return cls(*weights.load(path or weights.DEFAULT))

    @torch.inference_mode()
    def read(self, frames: np.ndarray, fps: float = FPS) -> Reading:
        """frames: (T, H, W, 3) uint8 RGB of one shot, `fps` a second. Raises ValueError for any other array."""
        if frames.ndim != 4 or frames.shape[-1] != 3 or frames.dtype != np.uint8 or not frames.size or not fps > 0:
            raise ValueError(f"frames (T, H, W, 3) uint8 at fps > 0 expected, got {frames.shape} {frames.dtype} {fps}")
        height, width = frames.shape[1:3]
        size = reading_size(width, height)
        pixels = torch.from_numpy(resized(frames, size)).permute(0, 3, 1, 2).float() / 127.5 - 1
        groups = min(_GROUPS, len(frames))
        spread = torch.arange(groups * -(-len(frames) // groups)).view(-1, groups).T % len(frames)
        seen = self._look(pixels[spread])
        heat = torch.empty(len(frames), *seen.heat.shape[2:])
        heat[spread] = seen.heat
        joints = summits(heat)
        confidence = _confidence(heat, joints)
        shares = [logits.log_softmax(-1).mean(0) for logits in seen.logits]
        action = self._move(_at_rate(joints, fps)[None])[0]
        named = {attribute.name: _named(attribute, logits) for attribute, logits in zip(SEEN, shares, strict=True)}
        named["action"] = _named(BY_NAME["action"], action)
        failed = bool(confidence.mean() < FAILS_BELOW)
        return Reading(
            attributes=named,
            joints=joints.numpy() * np.divide((width, height), size),
            confidence=confidence.numpy(),
            failed=failed,
        )


def _named(attribute: Attribute, logits: Tensor) -> dict[str, float]:
    return dict(zip(attribute.classes, logits.softmax(-1).tolist(), strict=True))


def _confidence(heat: Tensor, joints: Tensor) -> Tensor:
    """(T, J): how much of a joint's heat lies within two cells of where it was found."""
    height, width = heat.shape[-2:]
    share = heat.flatten(-2).softmax(-1).unflatten(-1, (height, width))
    x = (torch.arange(width) + 0.5 - joints[..., :1] / STRIDE) ** 2
    y = (torch.arange(height) + 0.5 - joints[..., 1:] / STRIDE) ** 2
    near = (y[..., :, None] + x[..., None, :]) <= _NEAR_CELLS**2
    return (share * near).sum((-2, -1))


def _at_rate(joints: Tensor, fps: float) -> Tensor:
    """(T, J, 2) at `fps` -> the same movement at the rate of the training."""
    count = max(2, round((len(joints) - 1) * FPS / fps) + 1)
    if count == len(joints):
        return joints
    rows = interpolate(joints.flatten(1).T[None], count, mode="linear", align_corners=True)[0]
    return rows.T.unflatten(1, (-1, 2))
