"""`retarget`: the puppet's pose for every frame of a dance.

Limbs take the dancer's directions and foreshortening and the puppet's own lengths; the trunk takes the dancer's lean,
turn and shrug relative to the puppet's build; the root travels in leg lengths; standing feet are held.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from mudong.motion.retarget.feet import plant, standing
from mudong.motion.retarget.limbs import (
    ANKLES,
    LEAST_SEEN,
    idle_legs,
    keep_feet_in_reach,
    own_lengths,
    place_arms,
    place_legs,
)
from mudong.motion.retarget.source import Dancer, read_dancer
from mudong.motion.retarget.trunk import place_head, place_trunk
from mudong.motion.rig.arap import Turn
from mudong.motion.rig.bones import BONE_NODES, NUM_BONES, Bone
from mudong.motion.rig.build import BonePose
from mudong.motion.track import PoseTrack
from mudong.spec.joints import Joint

_MOST_STRETCH = 1.12
_TRAVEL = {"dance": np.array([1.0, 1.0]), "stand": np.array([0.5, 0.5]), "none": np.array([0.3, 0.0])}
"""Share of the root's travel, x and y: a body whose feet stand only sways, one cut by the frame must not lift off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retargeted:
    """pose: of the puppet, in pixels of the picture. stands: per foot (left, right), (frames,) bool.

    scale: puppet pixels per dancer pixel. home, home_dancer: (2,) the place on the ground under the pelvis, of the
    puppet and of the dancer, each in its own pixels. taller: the puppet's stature over the dancer's, ankles to crown.
    """

    pose: BonePose
    stands: np.ndarray
    scale: float
    home: np.ndarray
    home_dancer: np.ndarray
    taller: float


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
    lengths = own_lengths(rest)
    fps = float(track.fps)
    stands = [standing(track.xy[:, ankle], dancer.leg, fps) if legs == "dance" else [] for ankle in ANKLES]
    if legs == "dance":
        leg = 0.5 * float(lengths[[Bone.THIGH_L, Bone.THIGH_R, Bone.SHIN_L, Bone.SHIN_R]].sum())
        scale = leg / dancer.leg
        home_dancer = _home(track.xy, stands)
        home = np.array([rest[Joint.PELVIS][0], rest[ANKLES, 1].mean()])
    else:
        trunk = np.linalg.norm(dancer.nodes[:, Joint.NECK] - dancer.nodes[:, Joint.PELVIS], axis=1)
        scale = float(np.linalg.norm(rest[Joint.NECK] - rest[Joint.PELVIS]) / max(np.quantile(trunk, 0.8), 1e-3))
        home_dancer, home = np.median(dancer.nodes[:, Joint.PELVIS], axis=0), rest[Joint.PELVIS]
    taller = scale
    if legs == "dance":
        taller = _stature(rest[None], home[1]) / max(_stature(dancer.nodes, home_dancer[1]), 1e-3)
    nodes = np.repeat(rest[None], len(track), axis=0)
    travel = scale * (dancer.nodes[:, Joint.PELVIS] - home_dancer)
    nodes[:, Joint.PELVIS] = home + travel * _TRAVEL[legs]
    place_trunk(nodes, dancer, rest)
    if legs == "dance":
        paths = [
            home + stance + scale * (dancer.nodes[:, ankle] - home_dancer)
            for ankle, stance in zip(ANKLES, _stances(dancer, rest, scale), strict=True)
        ]
        ankles = np.stack([plant(path, spans, fps) for path, spans in zip(paths, stands, strict=True)])
        keep_feet_in_reach(nodes, ankles, lengths)
        place_legs(nodes, dancer, rest, lengths, ankles, stands)
    else:
        idle_legs(nodes, rest, held=legs == "stand")
    place_arms(nodes, dancer, rest, lengths, able.arms)
    place_head(nodes, dancer, rest, lengths)
    stood = np.zeros((len(track), 2), bool)
    for side, spans in enumerate(stands):
        for start, stop in spans:
            stood[start:stop, side] = True
    return Retargeted(
        pose=_turns(nodes, rest), stands=stood, scale=scale, home=home, home_dancer=home_dancer, taller=taller
    )


def _stature(nodes: np.ndarray, ground: float) -> float:
    """Usual height of the crown over the ground, pixels."""
    return float(ground - np.median(nodes[:, Joint.HEAD, 1]))


def _stances(dancer: Dancer, rest: np.ndarray, scale: float) -> list[np.ndarray]:
    """(2,) per foot: how much farther out it stands than the dancer's, because the puppet's hips are wider."""
    stances = []
    for hip in (Joint.HIP_L, Joint.HIP_R):
        own = rest[hip, 0] - rest[Joint.PELVIS, 0]
        others = float(np.median(dancer.nodes[:, hip, 0] - dancer.nodes[:, Joint.PELVIS, 0]))
        stances.append(np.array([own - scale * others, 0.0]))
    return stances


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


def _turns(nodes: np.ndarray, rest: np.ndarray) -> BonePose:
    """The bones' turns and stretches that belong to target nodes."""
    pairs = np.array([BONE_NODES[bone] for bone in Bone])
    target = nodes[:, pairs[:, 1]] - nodes[:, pairs[:, 0]]
    own = rest[pairs[:, 1]] - rest[pairs[:, 0]]
    angle = np.arctan2(target[..., 1], target[..., 0]) - np.arctan2(own[:, 1], own[:, 0])
    along = np.linalg.norm(target, axis=-1) / np.maximum(np.linalg.norm(own, axis=-1), 1e-6)
    along = np.clip(along, LEAST_SEEN, _MOST_STRETCH * 1.25)
    across = np.ones((len(nodes), NUM_BONES))
    for bone, (left, right) in (
        (Bone.UPPER_TORSO, (Joint.SHOULDER_L, Joint.SHOULDER_R)),
        (Bone.LOWER_TORSO, (Joint.HIP_L, Joint.HIP_R)),
    ):
        width = np.linalg.norm(nodes[:, left] - nodes[:, right], axis=1)
        across[:, bone] = np.clip(width / max(np.linalg.norm(rest[left] - rest[right]), 1e-6), 0.5, 1.15)
    return BonePose(turn=Turn(angle=np.unwrap(angle, axis=0), along=along, across=across), nodes=nodes)
