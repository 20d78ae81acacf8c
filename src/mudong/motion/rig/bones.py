"""What a puppet is made of: nodes, bones between them, parts that are drawn, chains that share one mesh.

Nodes are the 21 joints and a tip for each hand. Knows nothing about pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from mudong.motion.figure import Figure
from mudong.spec.joints import NUM_JOINTS, Joint

HAND_TIP_L = NUM_JOINTS
HAND_TIP_R = NUM_JOINTS + 1
NUM_NODES = NUM_JOINTS + 2

_HAND_OVER_FOREARM = 0.55
"""Length of a hand over its forearm where no hand points were found (adult proportions)."""


class Bone(IntEnum):
    """The rigid pieces of a body; index of every array whose axis is called `bones`."""

    LOWER_TORSO = 0
    UPPER_TORSO = 1
    HEAD = 2
    UPPER_ARM_L = 3
    UPPER_ARM_R = 4
    FOREARM_L = 5
    FOREARM_R = 6
    HAND_L = 7
    HAND_R = 8
    THIGH_L = 9
    THIGH_R = 10
    SHIN_L = 11
    SHIN_R = 12
    FOOT_L = 13
    FOOT_R = 14


NUM_BONES = len(Bone)

BONE_NODES: dict[Bone, tuple[int, int]] = {
    Bone.LOWER_TORSO: (Joint.PELVIS, Joint.SPINE),
    Bone.UPPER_TORSO: (Joint.SPINE, Joint.NECK),
    Bone.HEAD: (Joint.NECK, Joint.HEAD),
    Bone.UPPER_ARM_L: (Joint.SHOULDER_L, Joint.ELBOW_L),
    Bone.UPPER_ARM_R: (Joint.SHOULDER_R, Joint.ELBOW_R),
    Bone.FOREARM_L: (Joint.ELBOW_L, Joint.WRIST_L),
    Bone.FOREARM_R: (Joint.ELBOW_R, Joint.WRIST_R),
    Bone.HAND_L: (Joint.WRIST_L, HAND_TIP_L),
    Bone.HAND_R: (Joint.WRIST_R, HAND_TIP_R),
    Bone.THIGH_L: (Joint.HIP_L, Joint.KNEE_L),
    Bone.THIGH_R: (Joint.HIP_R, Joint.KNEE_R),
    Bone.SHIN_L: (Joint.KNEE_L, Joint.ANKLE_L),
    Bone.SHIN_R: (Joint.KNEE_R, Joint.ANKLE_R),
    Bone.FOOT_L: (Joint.ANKLE_L, Joint.TOE_L),
    Bone.FOOT_R: (Joint.ANKLE_R, Joint.TOE_R),
}


class Part(IntEnum):
    """What is drawn as one layer. The torso is one part on two bones."""

    TORSO = 0
    HEAD = 1
    UPPER_ARM_L = 2
    UPPER_ARM_R = 3
    FOREARM_L = 4
    FOREARM_R = 5
    HAND_L = 6
    HAND_R = 7
    THIGH_L = 8
    THIGH_R = 9
    SHIN_L = 10
    SHIN_R = 11
    FOOT_L = 12
    FOOT_R = 13


NUM_PARTS = len(Part)

PART_BONE: dict[Part, Bone] = {part: Bone[part.name] for part in Part if part is not Part.TORSO}
"""The bone of every part that has just one."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Bones from the body outwards that share one mesh. The first bone may be the one before, to hold the root.

    parts: drawn from this mesh. handles: nodes that the mesh is pinned to. rooted: nothing is drawn of the first bone.
    """

    name: str
    bones: tuple[Bone, ...]
    parts: tuple[Part, ...]
    handles: tuple[int, ...]
    rooted: bool = False


def _limb(side: str, root: Bone, parts: tuple[str, str, str]) -> tuple[Chain, ...]:
    """A mesh for every part of a limb, overlapping at the joints.

    One mesh across a joint would span a sharp bend by a chord: at 120 degrees half of an elbow's thickness is lost.
    """
    bones = tuple(Bone[f"{name}_{side}"] for name in parts)
    return tuple(
        Chain(
            name=bone.name.lower(),
            bones=(before, bone),
            parts=(Part[bone.name],),
            handles=BONE_NODES[bone],
            rooted=True,
        )
        for before, bone in zip((root, *bones), bones, strict=False)
    )


_ARM = ("UPPER_ARM", "FOREARM", "HAND")
_LEG = ("THIGH", "SHIN", "FOOT")

CHAINS: tuple[Chain, ...] = (
    Chain(
        "trunk",
        (Bone.LOWER_TORSO, Bone.UPPER_TORSO),
        (Part.TORSO,),
        (Joint.PELVIS, Joint.SPINE, Joint.NECK, Joint.SHOULDER_L, Joint.SHOULDER_R, Joint.HIP_L, Joint.HIP_R),
    ),
    Chain("head", (Bone.UPPER_TORSO, Bone.HEAD), (Part.HEAD,), (Joint.NECK, Joint.HEAD), rooted=True),
    *_limb("L", Bone.UPPER_TORSO, _ARM),
    *_limb("R", Bone.UPPER_TORSO, _ARM),
    *_limb("L", Bone.LOWER_TORSO, _LEG),
    *_limb("R", Bone.LOWER_TORSO, _LEG),
)


def bone_nodes() -> np.ndarray:
    """(bones, 2) int: start and end node of each bone."""
    return np.array([BONE_NODES[bone] for bone in Bone])


def rest_nodes(figure: Figure) -> np.ndarray:
    """(nodes, 2) float64: the figure's joints and the tips of its hands in pixels."""
    nodes = np.zeros((NUM_NODES, 2))
    nodes[:NUM_JOINTS] = figure.xy
    for side, (elbow, wrist, tip) in enumerate(
        ((Joint.ELBOW_L, Joint.WRIST_L, HAND_TIP_L), (Joint.ELBOW_R, Joint.WRIST_R, HAND_TIP_R))
    ):
        forearm = nodes[wrist] - nodes[elbow]
        nodes[tip] = nodes[wrist] + _HAND_OVER_FOREARM * forearm
        if figure.hands is not None:
            knuckles = figure.hands[side, :2].mean(axis=0) - nodes[wrist]
            # The knuckles lie half way along a hand.
            if np.linalg.norm(knuckles) > 0.12 * np.linalg.norm(forearm):
                nodes[tip] = nodes[wrist] + 2.0 * knuckles
    return nodes
