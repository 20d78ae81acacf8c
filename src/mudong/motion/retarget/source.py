"""What the dancer does, free of the dancer's size: directions, foreshortening, offsets. Read off a `PoseTrack`.

All arrays run over the frames of the track; lengths are in pixels of the source.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mudong.motion.rig.bones import BONE_NODES, HAND_TIP_L, HAND_TIP_R, NUM_BONES, NUM_NODES, Bone
from mudong.motion.track import PoseTrack
from mudong.spec.joints import NUM_JOINTS, Joint

_FULL_LENGTH_QUANTILE = 0.92
"""A bone shows its full length when it lies in the picture plane; the top of the seen lengths stands for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dancer:
    """nodes: (frames, nodes, 2). vector: (frames, bones, 2) start to end. length: (bones,) unshortened.

    seen: (frames, bones) share of the length that is seen, 0..1.15. trust: (frames, bones) confidence 0..1.
    leg: length of a whole leg.
    """

    nodes: np.ndarray
    vector: np.ndarray
    length: np.ndarray
    seen: np.ndarray
    trust: np.ndarray
    leg: float

    @property
    def direction(self) -> np.ndarray:
        """(frames, bones) radians."""
        return np.arctan2(self.vector[..., 1], self.vector[..., 0])


def read_dancer(track: PoseTrack) -> Dancer:
    """Measure the dancer of a track."""
    nodes = np.zeros((len(track), NUM_NODES, 2))
    nodes[:, :NUM_JOINTS] = track.xy
    for side, (elbow, wrist, tip) in enumerate(
        ((Joint.ELBOW_L, Joint.WRIST_L, HAND_TIP_L), (Joint.ELBOW_R, Joint.WRIST_R, HAND_TIP_R))
    ):
        straight = 0.55 * (nodes[:, wrist] - nodes[:, elbow])
        if track.hands is None:
            nodes[:, tip] = nodes[:, wrist] + straight
        else:
            nodes[:, tip] = nodes[:, wrist] + 2.0 * (track.hands[:, side, :2].mean(axis=1) - nodes[:, wrist])
    pairs = np.array([BONE_NODES[bone] for bone in Bone])
    vector = nodes[:, pairs[:, 1]] - nodes[:, pairs[:, 0]]
    trust = np.minimum(*(_node_confidence(track)[:, pairs[:, end]] for end in (0, 1)))
    length = _full_lengths(np.linalg.norm(vector, axis=-1), trust)
    seen = np.clip(np.linalg.norm(vector, axis=-1) / length, 0.0, 1.15)
    leg = 0.5 * float(length[[Bone.THIGH_L, Bone.THIGH_R, Bone.SHIN_L, Bone.SHIN_R]].sum())
    return Dancer(nodes=nodes, vector=vector, length=length, seen=seen, trust=trust, leg=leg)


def _node_confidence(track: PoseTrack) -> np.ndarray:
    wrists = track.confidence[:, [Joint.WRIST_L, Joint.WRIST_R]]
    return np.concatenate([track.confidence, wrists], axis=1)


def _full_lengths(lengths: np.ndarray, trust: np.ndarray) -> np.ndarray:
    """(bones,) length in the picture plane: a high quantile over trusted frames, equal on both sides of the body."""
    full = np.ones(NUM_BONES)
    for bone in Bone:
        good = lengths[trust[:, bone] > 0.5, bone]
        full[bone] = np.quantile(good if good.size >= 5 else lengths[:, bone], _FULL_LENGTH_QUANTILE)
    for bone in Bone:
        if bone.name.endswith("_L"):
            pair = [bone, Bone[bone.name[:-1] + "R"]]
            full[pair] = full[pair].max()
    return np.maximum(full, 1e-3)
