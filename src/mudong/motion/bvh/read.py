"""A BVH file -> `BvhMotion`: its pose track seen from the front, and which joints could not be mapped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from mudong.motion.bvh.body import Body, assemble
from mudong.motion.bvh.kinematics import forward
from mudong.motion.bvh.naming import Mapping, map_joints
from mudong.motion.bvh.parse import BvhFile, parse_bvh
from mudong.motion.bvh.structure import guess_joints
from mudong.motion.bvh.view import facing, project, up_axis
from mudong.motion.resample import resample
from mudong.motion.track import PoseTrack
from mudong.spec.errors import MotionError
from mudong.spec.joints import LIMB_BONES, Joint
from mudong.spec.timebase import Timebase

MAX_TRACK_FPS = 60
_LIMBS = {joint for bone in LIMB_BONES for joint in bone}
_FEWEST_LIMBS = 6
"""Of the 12 joints of arms and legs, how many must be found by name before the names are believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BvhMotion:
    """missing: joints of `mudong-21` that the file does not have; they are filled in with confidence 0.

    unmapped: the file's own joints that stand for none of ours. mapped: (our joint, the file's joint).
    """

    track: PoseTrack
    missing: tuple[str, ...]
    unmapped: tuple[str, ...]
    mapped: tuple[tuple[str, str], ...]


def read_bvh(path: Path, *, view_deg: float = 0.0) -> BvhMotion:
    """Read a BVH file of any hierarchy.

    The camera looks at the dancer's front as it is turned on the whole, from `view_deg` degrees to the dancer's left,
    without perspective. Rates above 60 are brought down by a whole factor. Raises `MotionError`.
    """
    file = parse_bvh(path)
    positions, rotations = forward(file)
    mapping = _mapping(file, positions)
    if len(_LIMBS & set(mapping.joints)) < _FEWEST_LIMBS:
        names = ", ".join(name for name, end in zip(file.skeleton.names, file.skeleton.ends, strict=True) if not end)
        raise MotionError("motion.bvh_unmapped", path=str(path), names=names[:300])
    body = assemble(file.skeleton, mapping, positions, rotations)
    body = _without_t_pose(body)
    up = up_axis(body)
    track = project(body, facing(body, up, view_deg), Timebase.of(1 / file.frame_s).fps)
    used = set(mapping.joints.values()) | set(mapping.spine)
    return BvhMotion(
        track=resample(track, track.fps / -(-track.fps // MAX_TRACK_FPS)),
        missing=tuple(joint.label for joint in Joint if joint in body.missing),
        unmapped=tuple(
            name
            for index, (name, end) in enumerate(zip(file.skeleton.names, file.skeleton.ends, strict=True))
            if index not in used and not end
        ),
        mapped=tuple((joint.label, file.skeleton.names[index]) for joint, index in sorted(mapping.joints.items())),
    )


def _mapping(file: BvhFile, positions: np.ndarray) -> Mapping:
    """By names, or by structure where the names tell too little."""
    mapping = map_joints(file.skeleton)
    if len(_LIMBS & set(mapping.joints)) >= _FEWEST_LIMBS:
        return mapping
    root = file.skeleton.parents.index(-1)
    reach = positions.mean(axis=0) - positions[:, root].mean(axis=0)
    # Nothing is named, so up is where the skeleton reaches from its lowest end to its highest along one axis: y or z.
    axis = 1 if np.ptp(reach[:, 1]) >= np.ptp(reach[:, 2]) else 2
    guessed = guess_joints(file.skeleton, positions, np.eye(3)[axis])
    return replace(mapping, joints=guessed) if len(guessed) > len(mapping.joints) else mapping


def _without_t_pose(body: Body) -> Body:
    """Many files begin with one frame of T-pose for calibration: left out where it jumps into the dance."""
    if len(body.positions) < 4:
        return body
    steps = np.linalg.norm(np.diff(body.positions, axis=0), axis=2).max(axis=1)
    tall = float(np.ptp(body.positions[0], axis=0).max())
    jumps = steps[0] > 0.15 * tall and steps[0] > 8 * np.median(steps[1:])
    return replace(body, positions=body.positions[1:]) if jumps else body
