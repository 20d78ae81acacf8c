"""The joint set `mudong-21`, used by every part: its order, its bones, its left/right pairs.

Left and right are the subject's own: the left wrist of somebody who faces the camera is on the right of the picture.
"""

from __future__ import annotations

from enum import IntEnum


class Joint(IntEnum):
    """Index of each joint in every array whose axis is called `joints`."""

    PELVIS = 0
    SPINE = 1
    NECK = 2
    HEAD = 3
    NOSE = 4
    EYE_L = 5
    EYE_R = 6
    SHOULDER_L = 7
    SHOULDER_R = 8
    ELBOW_L = 9
    ELBOW_R = 10
    WRIST_L = 11
    WRIST_R = 12
    HIP_L = 13
    HIP_R = 14
    KNEE_L = 15
    KNEE_R = 16
    ANKLE_L = 17
    ANKLE_R = 18
    TOE_L = 19
    TOE_R = 20

    @property
    def label(self) -> str:
        """The name in files: `left_wrist`, `pelvis`."""
        return _LABELS[self]

    @property
    def mirrored(self) -> Joint:
        """The same joint on the other side of the body (itself on the midline)."""
        name = self.name
        if name.endswith("_L"):
            return Joint[name[:-1] + "R"]
        if name.endswith("_R"):
            return Joint[name[:-1] + "L"]
        return self


NUM_JOINTS = len(Joint)

_LABELS = {
    joint: (f"{'left' if joint.name.endswith('_L') else 'right'}_{joint.name[:-2].lower()}"
            if joint.name[-2:] in ("_L", "_R") else joint.name.lower())
    for joint in Joint
}  # fmt: skip

BY_LABEL = {joint.label: joint for joint in Joint}

PARENT: dict[Joint, Joint | None] = {
    Joint.PELVIS: None,
    Joint.SPINE: Joint.PELVIS,
    Joint.NECK: Joint.SPINE,
    Joint.HEAD: Joint.NECK,
    Joint.NOSE: Joint.HEAD,
    Joint.EYE_L: Joint.HEAD,
    Joint.EYE_R: Joint.HEAD,
    Joint.SHOULDER_L: Joint.NECK,
    Joint.SHOULDER_R: Joint.NECK,
    Joint.ELBOW_L: Joint.SHOULDER_L,
    Joint.ELBOW_R: Joint.SHOULDER_R,
    Joint.WRIST_L: Joint.ELBOW_L,
    Joint.WRIST_R: Joint.ELBOW_R,
    Joint.HIP_L: Joint.PELVIS,
    Joint.HIP_R: Joint.PELVIS,
    Joint.KNEE_L: Joint.HIP_L,
    Joint.KNEE_R: Joint.HIP_R,
    Joint.ANKLE_L: Joint.KNEE_L,
    Joint.ANKLE_R: Joint.KNEE_R,
    Joint.TOE_L: Joint.ANKLE_L,
    Joint.TOE_R: Joint.ANKLE_R,
}
"""The joint that each one hangs from; the root is the pelvis. Every parent precedes its children."""

BONES: tuple[tuple[Joint, Joint], ...] = tuple((p, c) for c, p in PARENT.items() if p is not None)
"""Parent and child of every bone."""

LIMB_BONES: tuple[tuple[Joint, Joint], ...] = (
    (Joint.SHOULDER_L, Joint.ELBOW_L),
    (Joint.SHOULDER_R, Joint.ELBOW_R),
    (Joint.ELBOW_L, Joint.WRIST_L),
    (Joint.ELBOW_R, Joint.WRIST_R),
    (Joint.HIP_L, Joint.KNEE_L),
    (Joint.HIP_R, Joint.KNEE_R),
    (Joint.KNEE_L, Joint.ANKLE_L),
    (Joint.KNEE_R, Joint.ANKLE_R),
)
"""The bones whose directions tell a dance: what motion transfer is measured on."""

MIRROR: tuple[int, ...] = tuple(int(joint.mirrored) for joint in Joint)
"""Index array that swaps left and right."""
