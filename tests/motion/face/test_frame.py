"""Expressions: neutral is zero, limits hold."""

from __future__ import annotations

from dataclasses import astuple

from mudong.motion.face.frame import CHANNELS, LIMITS, NEUTRAL, FaceFrame


def test_limits_cover_every_channel_and_contain_the_picture_itself() -> None:
    assert tuple(LIMITS) == CHANNELS
    assert astuple(NEUTRAL) == (0.0,) * len(CHANNELS)
    assert NEUTRAL.limited() == NEUTRAL
    wild = FaceFrame(**dict.fromkeys(CHANNELS, 99.0)).limited()
    assert astuple(wild) == tuple(high for _, high in LIMITS.values())
