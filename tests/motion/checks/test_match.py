"""Builds are compared by their legs in torsos, whatever their size."""

import numpy as np
import pytest

from mudong.motion.checks.match import check_proportions
from mudong.motion.checks.result import Verdict
from mudong.motion.figure import Figure
from mudong.motion.track import PoseTrack
from mudong.spec.joints import NUM_JOINTS, Joint


def body(leg: float, size: float = 100.0) -> np.ndarray:
    xy = np.zeros((NUM_JOINTS, 2))
    xy[Joint.NECK] = (0, -1)
    for side, x in (("L", 0.2), ("R", -0.2)):
        for part, y in (("HIP", 0.0), ("KNEE", leg / 2), ("ANKLE", leg)):
            xy[Joint[f"{part}_{side}"]] = (x, y)
    return (xy * size + 400).astype(np.float32)


def figure(leg: float, size: float = 100.0) -> Figure:
    ones = np.ones(NUM_JOINTS, np.float32)
    return Figure(width=900, height=900, xy=body(leg, size), depth=ones, confidence=ones)


def dance(leg: float) -> PoseTrack:
    xy = np.repeat(body(leg)[None], 30, axis=0)
    ones = np.ones((30, NUM_JOINTS), np.float32)
    return PoseTrack(fps=30, width=900, height=900, xy=xy, depth=ones, confidence=ones)


@pytest.mark.parametrize(("own", "others", "verdict"), [
    (1.6, 1.6, Verdict.OK), (1.0, 1.9, Verdict.OK), (0.6, 1.8, Verdict.WARN), (2.4, 0.8, Verdict.WARN),
])  # fmt: skip
def test_legs_that_differ_too_much_are_told(own: float, others: float, verdict: Verdict) -> None:
    result = check_proportions(figure(own), dance(others))
    assert result.verdict is verdict
    assert result.value == pytest.approx(max(own, others) / min(own, others), abs=0.01)


def test_size_does_not_matter() -> None:
    assert check_proportions(figure(1.5, size=40), dance(1.5)).value == pytest.approx(1)
