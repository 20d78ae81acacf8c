"""A standing body, and a body that dances, made by numbers: what every check is tried on."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest

from mudong.motion.figure import Figure
from mudong.motion.track import PoseTrack
from mudong.spec.joints import NUM_JOINTS, Joint

# Arms away from the trunk, feet apart, facing us; torso 1 high, pelvis at the origin, y down.
BODY = np.array(
    [
        (0, 0), (0, -0.5), (0, -1), (0, -1.6), (0, -1.35), (0.08, -1.4), (-0.08, -1.4),
        (0.35, -0.95), (-0.35, -0.95), (0.65, -0.55), (-0.65, -0.55), (0.85, -0.2), (-0.85, -0.2),
        (0.2, 0), (-0.2, 0), (0.25, 0.75), (-0.25, 0.75), (0.28, 1.5), (-0.28, 1.5), (0.35, 1.6), (-0.35, 1.6),
    ]
)  # fmt: skip
WIDTH, HEIGHT = 720, 1280
TORSO = 300.0


def placed(body: np.ndarray, torso: float = TORSO, at: tuple[float, float] = (360.0, 680.0)) -> np.ndarray:
    return (body * torso + np.array(at)).astype(np.float32)


@pytest.fixture
def body() -> np.ndarray:
    """(21, 2): torso 1 high, pelvis at the origin."""
    return BODY.copy()


@pytest.fixture
def make_figure() -> Callable[..., Figure]:
    def make(
        body: np.ndarray = BODY,
        *,
        torso: float = TORSO,
        at: tuple[float, float] = (360.0, 680.0),
        width: int = WIDTH,
        height: int = HEIGHT,
        unseen: tuple[Joint, ...] = (),
        source: str = "detector",
    ) -> Figure:
        xy = placed(body, torso, at)
        confidence = np.ones(NUM_JOINTS, np.float32)
        confidence[list(unseen)] = 0.1
        zeros = np.zeros(NUM_JOINTS, np.float32)
        return Figure(width=width, height=height, xy=xy, depth=zeros, confidence=confidence, source=source)  # type: ignore[arg-type]

    return make


@pytest.fixture
def make_track() -> Callable[..., PoseTrack]:
    def make(
        seconds: float = 6.0,
        fps: int = 30,
        *,
        body: np.ndarray = BODY,
        torso: float = TORSO,
        at: tuple[float, float] = (360.0, 680.0),
        swings_hz: float = 1.0,
        confidence: np.ndarray | float = 1.0,
        source: str = "video",
        width: int = WIDTH,
        height: int = HEIGHT,
    ) -> PoseTrack:
        frames = round(seconds * fps)
        bodies = np.repeat(body[None], frames, axis=0)
        swing = 0.3 * np.sin(2 * np.pi * swings_hz * np.arange(frames) / fps)
        bodies[:, [Joint.WRIST_L, Joint.WRIST_R], 1] += swing[:, None]
        sure = np.broadcast_to(np.asarray(confidence, np.float32), (frames, NUM_JOINTS)).copy()
        return PoseTrack(
            fps=Fraction(fps),
            width=width,
            height=height,
            xy=placed(bodies, torso, at),
            depth=np.zeros((frames, NUM_JOINTS), np.float32),
            confidence=sure,
            source=source,
        )

    return make
