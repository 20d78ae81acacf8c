"""Limbs take the dancer's directions, but elbows and knees fold no farther than a body can."""

import numpy as np
import pytest

from mudong.motion.retarget.limbs import place_arms
from mudong.motion.retarget.source import Dancer
from mudong.motion.rig.bones import BONE_NODES, NUM_BONES, NUM_NODES, Bone

_FRAMES = 20
_LENGTHS = np.full(NUM_BONES, 50.0)


def dancer(bend_deg: float, seen: float) -> Dancer:
    """Upper arms that hang, forearms turned against them by `bend_deg`."""
    vector = np.zeros((_FRAMES, NUM_BONES, 2))
    vector[..., 1] = 1.0
    angle = np.radians(90 + bend_deg)
    for bone in (Bone.FOREARM_L, Bone.FOREARM_R, Bone.HAND_L, Bone.HAND_R):
        vector[:, bone] = np.cos(angle), np.sin(angle)
    return Dancer(
        nodes=np.zeros((_FRAMES, NUM_NODES, 2)), vector=vector, length=np.ones(NUM_BONES),
        seen=np.full((_FRAMES, NUM_BONES), seen), trust=np.ones((_FRAMES, NUM_BONES)), leg=2.0,
    )  # fmt: skip


def bend_of(nodes: np.ndarray, side: str) -> np.ndarray:
    """(frames,) degrees between upper arm and forearm, 0 straight."""
    upper, fore = (
        nodes[:, end] - nodes[:, start]
        for start, end in (BONE_NODES[Bone[f"UPPER_ARM_{side}"]], BONE_NODES[Bone[f"FOREARM_{side}"]])
    )
    cosine = (upper * fore).sum(1) / (np.linalg.norm(upper, axis=1) * np.linalg.norm(fore, axis=1))
    return np.degrees(np.arccos(np.clip(cosine, -1, 1)))


@pytest.mark.parametrize("side", ["L", "R"])
@pytest.mark.parametrize(("asked", "seen", "got"), [
    (90, 1.0, 90), (-120, 1.0, 120), (175, 1.0, 155), (-179, 1.0, 155),
    (175, 0.4, 175),  # a foreshortened arm looks folded and may be nearly straight: its directions stay
])  # fmt: skip
def test_an_elbow_folds_no_farther_than_a_body_can(side: str, asked: float, seen: float, got: float) -> None:
    nodes = np.zeros((_FRAMES, NUM_NODES, 2))
    place_arms(nodes, dancer(asked, seen), np.zeros((NUM_NODES, 2)), _LENGTHS, (True, True))
    assert bend_of(nodes, side) == pytest.approx(got, abs=0.1)
