"""Arms and legs: the dancer's directions in the puppet's lengths; held feet stay where they are."""

from __future__ import annotations

import numpy as np

from mudong.motion.retarget.angles import rotate, smoothed, wrapped
from mudong.motion.retarget.source import Dancer
from mudong.motion.rig.bones import BONE_NODES, Bone
from mudong.spec.joints import Joint

LEAST_SEEN = 0.3
"""A limb that points at the camera is not drawn shorter than this share of its length."""
_FOREARM_OVER_UPPER = 0.8
_MAX_WRIST = np.radians(55)
_MAX_BEND = np.radians(155)
"""Elbows and knees fold to about 25 degrees between their bones."""
_MAX_FOOT = np.radians(40)
ANKLES = [Joint.ANKLE_L, Joint.ANKLE_R]
ARMS = tuple(tuple(Bone[f"{name}_{side}"] for name in ("UPPER_ARM", "FOREARM", "HAND")) for side in ("L", "R"))
LEGS = tuple(tuple(Bone[f"{name}_{side}"] for name in ("THIGH", "SHIN", "FOOT")) for side in ("L", "R"))


def idle_legs(nodes: np.ndarray, rest: np.ndarray, *, held: bool) -> None:
    """Legs that do not dance: with the feet held where the picture shows them, or carried along with the pelvis."""
    for thigh, _, foot in LEGS:
        hip, knee = BONE_NODES[thigh]
        ankle, toe = BONE_NODES[foot]
        carried = nodes[:, hip] - rest[hip]
        nodes[:, knee] = rest[knee] + (0.5 if held else 1.0) * carried
        nodes[:, [ankle, toe]] = rest[[ankle, toe]] + (0.0 if held else 1.0) * carried[:, None]


def own_lengths(rest: np.ndarray) -> np.ndarray:
    """(bones,) the puppet's lengths; of a pair of limbs the longer counts, the other was foreshortened."""
    pairs = np.array([BONE_NODES[bone] for bone in Bone])
    lengths = np.linalg.norm(rest[pairs[:, 1]] - rest[pairs[:, 0]], axis=1)
    for bone in Bone:
        if bone.name.endswith("_L"):
            other = Bone[bone.name[:-1] + "R"]
            longest = max(lengths[bone], lengths[other])
            lengths[[bone, other]] = np.clip(longest, None, 1.25 * lengths[[bone, other]])
    # Arms that reach towards the camera look short: a forearm is at least four fifths of an upper arm.
    for upper, fore, _ in ARMS:
        lengths[fore] = np.clip(_FOREARM_OVER_UPPER * lengths[upper], lengths[fore], 1.25 * lengths[fore])
    return np.maximum(lengths, 1e-3)


def keep_feet_in_reach(nodes: np.ndarray, ankles: np.ndarray, lengths: np.ndarray) -> None:
    """Lower the body where a held foot would tear its leg; smoothly, so that nothing pops."""
    lack = np.zeros(len(nodes))
    for side, (thigh, shin, _) in enumerate(LEGS):
        reach = ankles[side] - nodes[:, BONE_NODES[thigh][0]]
        most = 1.03 * (lengths[thigh] + lengths[shin])
        across = np.minimum(np.abs(reach[:, 0]), 0.98 * most)
        lack = np.maximum(lack, reach[:, 1] - np.sqrt(most**2 - across**2))
    lack = np.maximum(lack, 0)
    if not lack.any():
        return
    window = np.hanning(9)[1:-1]
    smooth = np.maximum(lack, np.convolve(np.pad(lack, 3, "edge"), window / window.sum(), "valid"))
    upper = [j for j in Joint if j.name.split("_")[0] in ("PELVIS", "SPINE", "NECK", "SHOULDER", "HIP")]
    nodes[:, upper, 1] += smooth[:, None]


def place_legs(
    nodes: np.ndarray,
    dancer: Dancer,
    rest: np.ndarray,
    lengths: np.ndarray,
    ankles: np.ndarray,
    stands: list[list[tuple[int, int]]],
) -> None:
    """Knees, ankles and toes from the dancer's directions and the ankles' planted paths, (2, frames, 2)."""
    for side, (thigh, shin, foot) in enumerate(LEGS):
        hip, knee = BONE_NODES[thigh]
        ankle, toe = BONE_NODES[foot]
        upper, lower = _bent(dancer, thigh, shin, lengths)
        guess = nodes[:, hip] + upper + lower
        # What the directions miss of the held foot is shared out by length; foreshortening takes it up.
        missing = ankles[side] - guess
        share = lengths[thigh] / (lengths[thigh] + lengths[shin])
        nodes[:, knee] = nodes[:, hip] + upper + share * missing
        nodes[:, ankle] = ankles[side]
        nodes[:, toe] = ankles[side] + _foot(dancer, foot, rest, stands[side])


def _foot(dancer: Dancer, foot: Bone, rest: np.ndarray, stands: list[tuple[int, int]]) -> np.ndarray:
    """(frames, 2) ankle to toe: flat as in the picture while it stands, else turned as the dancer's."""
    direction = np.unwrap(dancer.direction[:, foot])
    flat = np.zeros(len(direction), bool)
    for start, stop in stands:
        flat[start:stop] = True
    usual = np.median(direction[flat] if flat.any() else direction)
    turn = np.clip(wrapped(direction - usual), -_MAX_FOOT, _MAX_FOOT)
    turn = smoothed(np.where(flat, 0.0, turn), 5)
    start, end = BONE_NODES[foot]
    return rotate(np.broadcast_to(rest[end] - rest[start], (len(turn), 2)), turn)


def place_arms(
    nodes: np.ndarray, dancer: Dancer, rest: np.ndarray, lengths: np.ndarray, able: tuple[bool, bool]
) -> None:
    """Elbows, wrists and finger tips from the dancer's directions; an arm that cannot move is carried along."""
    for (upper, fore, hand), moves in zip(ARMS, able, strict=True):
        shoulder, elbow = BONE_NODES[upper]
        wrist, tip = BONE_NODES[hand]
        if not moves:
            nodes[:, [elbow, wrist, tip]] = rest[[elbow, wrist, tip]] + (nodes[:, shoulder] - rest[shoulder])[:, None]
            continue
        upper_arm, forearm = _bent(dancer, upper, fore, lengths)
        nodes[:, elbow] = nodes[:, shoulder] + upper_arm
        nodes[:, wrist] = nodes[:, elbow] + forearm
        bend = wrapped(dancer.direction[:, hand] - dancer.direction[:, fore])
        bend = smoothed(np.clip(bend, -_MAX_WRIST, _MAX_WRIST) * np.clip(dancer.trust[:, hand], 0, 1), 3)
        along = np.arctan2(forearm[:, 1], forearm[:, 0]) + bend
        nodes[:, tip] = nodes[:, wrist] + lengths[hand] * np.stack([np.cos(along), np.sin(along)], axis=1)


def _bent(dancer: Dancer, upper: Bone, lower: Bone, lengths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(frames, 2) both bones of a limb, with the joint between them folded no farther than a body can.

    The limit holds where both lie in the picture plane: a foreshortened limb may look folded and be nearly straight.
    """
    first, second = _carried(dancer, upper, lengths), _carried(dancer, lower, lengths)
    bend = wrapped(np.arctan2(second[:, 1], second[:, 0]) - np.arctan2(first[:, 1], first[:, 0]))
    flat = np.clip((np.minimum(dancer.seen[:, upper], dancer.seen[:, lower]) - 0.6) / 0.3, 0, 1)
    most = np.pi - flat * (np.pi - _MAX_BEND)
    return first, rotate(second, np.clip(bend, -most, most) - bend)


def _carried(dancer: Dancer, bone: Bone, lengths: np.ndarray) -> np.ndarray:
    """(frames, 2) the dancer's bone in the puppet's length."""
    vector = dancer.vector[:, bone]
    norm = np.maximum(np.linalg.norm(vector, axis=1), 1e-6)
    seen = np.clip(dancer.seen[:, bone], LEAST_SEEN, 1.04)
    return vector / norm[:, None] * (lengths[bone] * seen)[:, None]
