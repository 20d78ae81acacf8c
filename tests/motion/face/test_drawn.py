"""Drawings keep the face they were given."""

from __future__ import annotations

import numpy as np

from mudong.motion.face.drawn import build_drawn


def test_a_drawing_is_left_alone() -> None:
    assert build_drawn(np.zeros((200, 200, 3), np.uint8)) is None
