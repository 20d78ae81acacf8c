"""`retarget`: the puppet's pose for every frame of a dance.

Limbs take the dancer's directions and foreshortening and the puppet's own lengths; the trunk takes the dancer's lean,
turn and shrug relative to the puppet's build; the root travels in leg lengths; standing feet are held.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from mudong.motion.retarget.feet import plant, standing
from mudong.motion.retarget.source import Dancer, read_dancer
from mudong.motion.rig.arap import Turn
from mudong.motion.rig.bones import BONE_NODES, NUM_BONES, Bone
from mudong.motion.rig.build import BonePose
from mudong.motion.track import PoseTrack
from mudong.spec.joints import Joint

_LEAST_SEEN = 0.3
"""A limb that points at the camera is not drawn shorter than this share of its length."""
_MOST_STRETCH = 1.12
_FOREARM_OVER_UPPER = 0.8
_MAX_HEAD_TILT = np.radians(38)
_MAX_WRIST = np.radians(55)
_MAX_FOOT = np.radians(40)
_MAX_LEAN = np.radians(75)
_TRAVEL = {"dance": np.array([1.0, 1.0]), "stand": np.array([0.5, 0.5]), "none": np.array([0.3, 0.0])}
"""Share of the root's travel, x and y: a body whose feet stand only sways, one cut by the frame must not lift off."""

_ANKLES = [Joint.ANKLE_L, Joint.ANKLE_R]
_ARMS = tuple(tuple(Bone[f"{name}_{side}"] for name in ("UPPER_ARM", "FOREARM", "HAND")) for side in ("L", "R"))
_LEGS = tuple(tuple(Bone[f"{name}_{side}"] for name in ("THIGH", "SHIN", "FOOT")) for side in ("L", "R"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Retargeted:
    """pose: of the puppet, in pixels of the picture. stands: per foot (left, right), (frames,) bool.

    scale: puppet pixels per dancer pixel. home, home_dancer: (2,) the place on the ground under the pelvis, of the
    puppet and of the dancer, each in its own pixels.
    """

    pose: BonePose
    stands: np.ndarray
    scale: float
    home: np.ndarray
    home_dancer: np.ndarray


Legs = Literal["dance", "stand", "none"]
"""`dance`: both have legs. `stand`: the dance shows none. `none`: the picture shows none of the puppet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Able:
    """What a puppet can move. arms: left, right; an arm that the picture cuts off is carried along."""

    legs: Legs = "dance"
    arms: tuple[bool, bool] = (True, True)


WHOLE = Able()


def retarget(track: PoseTrack, rest: np.ndarray, able: Able = WHOLE) -> Retargeted:
    """track: the dance at the output's frame rate; rest: (nodes, 2) the puppet's nodes in the picture."""
    legs = able.legs
    dancer = read_dancer(track)
    lengths = _own_lengths(rest)
    fps = float(track.fps)
    stands = [standing(track.xy[:, ankle], dancer.leg, fps) if legs == "dance" else [] for ankle in _ANKLES]
    if legs == "dance":
        leg = 0.5 * float(lengths[[Bone.THIGH_L, Bone.THIGH_R, Bone.SHIN_L, Bone.SHIN_R]].sum())
        scale = leg / dancer.leg
        home_dancer = _home(track.xy, stands)
        home = np.array([rest[Joint.PELVIS][0], rest[_ANKLES, 1].mean()])
    else:
        trunk = np.linalg.norm(dancer.nodes[:, Joint.NECK] - dancer.nodes[:, Joint.PELVIS], axis=1)
        scale = float(np.linalg.norm(rest[Joint.NECK] - rest[Joint.PELVIS]) / max(np.quantile(trunk, 0.8), 1e-3))
        home_dancer, home = np.median(dancer.nodes[:, Joint.PELVIS], axis=0), rest[Joint.PELVIS]
    nodes = np.repeat(rest[None], len(track), axis=0)
    travel = scale * (dancer.nodes[:, Joint.PELVIS] - home_dancer)
    nodes[:, Joint.PELVIS] = home + travel * _TRAVEL[legs]
    _trunk(nodes, dancer, rest)
    if legs == "dance":
        paths = [home + scale * (dancer.nodes[:, ankle] - home_dancer) for ankle in _ANKLES]
        ankles = np.stack([plant(path, spans, fps) for path, spans in zip(paths, stands, strict=True)])
        _keep_feet_in_reach(nodes, ankles, lengths)
        _legs(nodes, dancer, rest, lengths, ankles, stands)
    else:
        _idle_legs(nodes, rest, held=legs == "stand")
    _arms(nodes, dancer, rest, lengths, able.arms)
    _head(nodes, dancer, rest, lengths)
    stood = np.zeros((len(track), 2), bool)
    for side, spans in enumerate(stands):
        for start, stop in spans:
            stood[start:stop, side] = True
    return Retargeted(pose=_turns(nodes, rest), stands=stood, scale=scale, home=home, home_dancer=home_dancer)


def _idle_legs(nodes: np.ndarray, rest: np.ndarray, *, held: bool) -> None:
    """Legs that do not dance: with the feet held where the picture shows them, or carried along with the pelvis."""
    for thigh, _, foot in _LEGS:
        hip, knee = BONE_NODES[thigh]
        ankle, toe = BONE_NODES[foot]
        carried = nodes[:, hip] - rest[hip]
        nodes[:, knee] = rest[knee] + (0.5 if held else 1.0) * carried
        nodes[:, [ankle, toe]] = rest[[ankle, toe]] + (0.0 if held else 1.0) * carried[:, None]


def _own_lengths(rest: np.ndarray) -> np.ndarray:
    """(bones,) the puppet's lengths; of a pair of limbs the longer counts, the other was foreshortened."""
    pairs = np.array([BONE_NODES[bone] for bone in Bone])
    lengths = np.linalg.norm(rest[pairs[:, 1]] - rest[pairs[:, 0]], axis=1)
    for bone in Bone:
        if bone.name.endswith("_L"):
            other = Bone[bone.name[:-1] + "R"]
            longest = max(lengths[bone], lengths[other])
            lengths[[bone, other]] = np.clip(longest, None, 1.25 * lengths[[bone, other]])
    # Arms that reach towards the camera look short: a forearm is at least four fifths of an upper arm.
    for upper, fore, _ in _ARMS:
        lengths[fore] = np.clip(_FOREARM_OVER_UPPER * lengths[upper], lengths[fore], 1.25 * lengths[fore])
    return np.maximum(lengths, 1e-3)


def _home(xy: np.ndarray, stands: list[list[tuple[int, int]]]) -> np.ndarray:
    """(2,) where the dancer is at home: the pelvis' usual x, and the y on which feet stand."""
    standing_y = [
        xy[start:stop, ankle, 1]
        for ankle, spans in zip((Joint.ANKLE_L, Joint.ANKLE_R), stands, strict=True)
        for start, stop in spans
    ]
    ankles = xy[:, [Joint.ANKLE_L, Joint.ANKLE_R], 1]
    floor = np.median(np.concatenate(standing_y)) if standing_y else np.quantile(ankles.max(axis=1), 0.6)
    return np.array([np.median(xy[:, Joint.PELVIS, 0]), floor])


def _trunk(nodes: np.ndarray, dancer: Dancer, rest: np.ndarray) -> None:
    up = dancer.nodes[:, Joint.NECK] - dancer.nodes[:, Joint.PELVIS]
    height = np.linalg.norm(up, axis=1)
    lean = np.clip(np.arctan2(up[:, 0], -up[:, 1]), -_MAX_LEAN, _MAX_LEAN)
    tall = np.clip(height / np.quantile(height, 0.8), 0.5, 1.06)
    own = float(np.linalg.norm(rest[Joint.NECK] - rest[Joint.PELVIS]))
    rise = np.stack([np.sin(lean), -np.cos(lean)], axis=1) * (own * tall)[:, None]
    nodes[:, Joint.NECK] = nodes[:, Joint.PELVIS] + rise
    own_up = rest[Joint.NECK] - rest[Joint.PELVIS]
    own_lean = float(np.arctan2(own_up[0], -own_up[1]))
    middle = rest[Joint.PELVIS] + 0.5 * own_up
    # The spine's own bow in the picture is kept, turned with the trunk.
    bow = _rotate(np.broadcast_to(rest[Joint.SPINE] - middle, (len(nodes), 2)), lean - own_lean)
    nodes[:, Joint.SPINE] = nodes[:, Joint.PELVIS] + 0.5 * rise + bow
    _spread(nodes, dancer, rest, (Joint.SHOULDER_L, Joint.SHOULDER_R), Joint.NECK, lean, own_lean, 0.42)
    _spread(nodes, dancer, rest, (Joint.HIP_L, Joint.HIP_R), Joint.PELVIS, lean, own_lean, 0.3)


def _spread(
    nodes: np.ndarray,
    dancer: Dancer,
    rest: np.ndarray,
    pair: tuple[Joint, Joint],
    centre: Joint,
    lean: np.ndarray,
    own_lean: float,
    most: float,
) -> None:
    """Shoulders or hips: the puppet's own, moved by what the dancer's do beside their usual place (in widths)."""
    seen = dancer.nodes[:, list(pair)] - dancer.nodes[:, [centre]]
    upright = np.stack([_rotate(seen[:, side], -lean) for side in (0, 1)], axis=1)
    width = np.quantile(np.linalg.norm(seen[:, 0] - seen[:, 1], axis=1), 0.9)
    change = upright / width - np.median(upright, axis=0) / width
    own = np.stack([_rotate((rest[j] - rest[centre])[None], -np.array([own_lean]))[0] for j in pair])
    own_width = float(np.linalg.norm(own[0] - own[1]))
    moved = own / own_width + np.clip(change, -most, most)
    # A body seen from the side keeps at least half its width: there is no texture for its flank.
    half = 0.5 * (moved[:, 0, 0] - moved[:, 1, 0])
    least = 0.5 * 0.55 * (own[0, 0] - own[1, 0]) / own_width
    lack = np.where(np.sign(least) * half < abs(least), least - half, 0.0)
    moved[:, 0, 0] += lack
    moved[:, 1, 0] -= lack
    for side, joint in enumerate(pair):
        nodes[:, joint] = nodes[:, centre] + _rotate(own_width * moved[:, side], lean)


def _keep_feet_in_reach(nodes: np.ndarray, ankles: np.ndarray, lengths: np.ndarray) -> None:
    """Lower the body where a held foot would tear its leg; smoothly, so that nothing pops."""
    lack = np.zeros(len(nodes))
    for side, (thigh, shin, _) in enumerate(_LEGS):
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


def _legs(
    nodes: np.ndarray,
    dancer: Dancer,
    rest: np.ndarray,
    lengths: np.ndarray,
    ankles: np.ndarray,
    stands: list[list[tuple[int, int]]],
) -> None:
    for side, (thigh, shin, foot) in enumerate(_LEGS):
        hip, knee = BONE_NODES[thigh]
        ankle, toe = BONE_NODES[foot]
        upper, lower = (_carried(dancer, bone, lengths) for bone in (thigh, shin))
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
    turn = np.clip(_wrapped(direction - usual), -_MAX_FOOT, _MAX_FOOT)
    turn = _smoothed(np.where(flat, 0.0, turn), 5)
    start, end = BONE_NODES[foot]
    return _rotate(np.broadcast_to(rest[end] - rest[start], (len(turn), 2)), turn)


def _arms(nodes: np.ndarray, dancer: Dancer, rest: np.ndarray, lengths: np.ndarray, able: tuple[bool, bool]) -> None:
    for (upper, fore, hand), moves in zip(_ARMS, able, strict=True):
        shoulder, elbow = BONE_NODES[upper]
        wrist, tip = BONE_NODES[hand]
        if not moves:
            nodes[:, [elbow, wrist, tip]] = rest[[elbow, wrist, tip]] + (nodes[:, shoulder] - rest[shoulder])[:, None]
            continue
        nodes[:, elbow] = nodes[:, shoulder] + _carried(dancer, upper, lengths)
        forearm = _carried(dancer, fore, lengths)
        nodes[:, wrist] = nodes[:, elbow] + forearm
        bend = _wrapped(dancer.direction[:, hand] - dancer.direction[:, fore])
        bend = _smoothed(np.clip(bend, -_MAX_WRIST, _MAX_WRIST) * np.clip(dancer.trust[:, hand], 0, 1), 3)
        along = np.arctan2(forearm[:, 1], forearm[:, 0]) + bend
        nodes[:, tip] = nodes[:, wrist] + lengths[hand] * np.stack([np.cos(along), np.sin(along)], axis=1)


def _head(nodes: np.ndarray, dancer: Dancer, rest: np.ndarray, lengths: np.ndarray) -> None:
    vector = dancer.vector[:, Bone.HEAD]
    tilt = np.arctan2(vector[:, 0], -vector[:, 1])
    up = nodes[:, Joint.NECK] - nodes[:, Joint.PELVIS]
    lean = np.arctan2(up[:, 0], -up[:, 1])
    tilt = lean + np.clip(_wrapped(tilt - lean), -_MAX_HEAD_TILT, _MAX_HEAD_TILT)
    nod = dancer.seen[:, Bone.HEAD] / np.median(dancer.seen[:, Bone.HEAD])
    long = lengths[Bone.HEAD] * np.clip(1 + 0.5 * (nod - 1), 0.9, 1.05)
    nodes[:, Joint.HEAD] = nodes[:, Joint.NECK] + np.stack([np.sin(tilt), -np.cos(tilt)], axis=1) * long[:, None]
    for joint in (Joint.NOSE, Joint.EYE_L, Joint.EYE_R):
        own = rest[Joint.HEAD] - rest[Joint.NECK]
        turn = tilt - float(np.arctan2(own[0], -own[1]))
        offset = np.broadcast_to(rest[joint] - rest[Joint.NECK], (len(nodes), 2))
        nodes[:, joint] = nodes[:, Joint.NECK] + _rotate(offset, turn) * (long / lengths[Bone.HEAD])[:, None]


def _carried(dancer: Dancer, bone: Bone, lengths: np.ndarray) -> np.ndarray:
    """(frames, 2) the dancer's bone in the puppet's length."""
    vector = dancer.vector[:, bone]
    norm = np.maximum(np.linalg.norm(vector, axis=1), 1e-6)
    seen = np.clip(dancer.seen[:, bone], _LEAST_SEEN, 1.04)
    return vector / norm[:, None] * (lengths[bone] * seen)[:, None]


def _turns(nodes: np.ndarray, rest: np.ndarray) -> BonePose:
    """The bones' turns and stretches that belong to target nodes."""
    pairs = np.array([BONE_NODES[bone] for bone in Bone])
    target = nodes[:, pairs[:, 1]] - nodes[:, pairs[:, 0]]
    own = rest[pairs[:, 1]] - rest[pairs[:, 0]]
    angle = np.arctan2(target[..., 1], target[..., 0]) - np.arctan2(own[:, 1], own[:, 0])
    along = np.linalg.norm(target, axis=-1) / np.maximum(np.linalg.norm(own, axis=-1), 1e-6)
    along = np.clip(along, _LEAST_SEEN, _MOST_STRETCH * 1.25)
    across = np.ones((len(nodes), NUM_BONES))
    for bone, (left, right) in (
        (Bone.UPPER_TORSO, (Joint.SHOULDER_L, Joint.SHOULDER_R)),
        (Bone.LOWER_TORSO, (Joint.HIP_L, Joint.HIP_R)),
    ):
        width = np.linalg.norm(nodes[:, left] - nodes[:, right], axis=1)
        across[:, bone] = np.clip(width / max(np.linalg.norm(rest[left] - rest[right]), 1e-6), 0.5, 1.15)
    return BonePose(turn=Turn(angle=np.unwrap(angle, axis=0), along=along, across=across), nodes=nodes)


def _rotate(vectors: np.ndarray, angle: np.ndarray) -> np.ndarray:
    c, s = np.cos(angle), np.sin(angle)
    return np.stack([c * vectors[:, 0] - s * vectors[:, 1], s * vectors[:, 0] + c * vectors[:, 1]], axis=1)


def _wrapped(angle: np.ndarray) -> np.ndarray:
    return (angle + np.pi) % (2 * np.pi) - np.pi


def _smoothed(values: np.ndarray, frames: int) -> np.ndarray:
    window = np.hanning(frames + 2)[1:-1]
    return np.convolve(np.pad(values, frames // 2, "edge"), window / window.sum(), "valid")
