"""Faces without a detected mesh (drawings, toys, animals): they stay as they are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from mudong.motion.face.rig import FaceRig


def build_drawn(colour: np.ndarray) -> FaceRig | None:
    """None for any (H, W, 3) picture: a guess at where a drawing's eyes are would distort more than it gives."""
    del colour
    return None
