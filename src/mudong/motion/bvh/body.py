"""The mapped joints of a file -> the 21 joints of this project in space, with what is missing filled in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mudong.motion.bvh.naming import Mapping
from mudong.motion.bvh.parse import Skeleton
from mudong.motion.pose.landmarks import NECK_RISE
from mudong.spec.joints import NUM_JOINTS, Joint

CROWN_PER_TORSO = 0.32
"""Skull base to crown over pelvis to neck, where the file does not say how tall the head is."""
FACE_CONFIDENCE = 0.6
"""Eyes and nose are placed by how the head is turned: its turning is real, its shape is not."""
_FILLED = {
    Joint.ELBOW_L: (Joint.SHOULDER_L, Joint.WRIST_L), Joint.ELBOW_R: (Joint.SHOULDER_R, Joint.WRIST_R),
    Joint.KNEE_L: (Joint.HIP_L, Joint.ANKLE_L), Joint.KNEE_R: (Joint.HIP_R, Joint.ANKLE_R),
}  # fmt: skip
_HANGS_BELOW = {
    Joint.ELBOW_L: Joint.SHOULDER_L, Joint.ELBOW_R: Joint.SHOULDER_R, Joint.WRIST_L: Joint.ELBOW_L,
    Joint.WRIST_R: Joint.ELBOW_R, Joint.KNEE_L: Joint.HIP_L, Joint.KNEE_R: Joint.HIP_R,
    Joint.ANKLE_L: Joint.KNEE_L, Joint.ANKLE_R: Joint.KNEE_R,
}  # fmt: skip
_LIMB_PER_TORSO = 0.55


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """positions: (frames, 21, 3) in the file's axes and unit. missing: joints that were filled in."""

    positions: np.ndarray
    missing: frozenset[Joint]


def assemble(skeleton: Skeleton, mapping: Mapping, positions: np.ndarray, rotations: np.ndarray) -> Body:
    """All 21 joints in every frame. positions, rotations: of the file's joints, from `forward`."""
    body = np.full((len(positions), NUM_JOINTS, 3), np.nan)
    for joint, index in mapping.joints.items():
        body[:, joint] = positions[:, index]
    for toe in (Joint.TOE_L, Joint.TOE_R):
        end = _toe_end(skeleton, mapping, toe)
        if end is not None:
            body[:, toe] = positions[:, end]
    missing = {joint for joint in Joint if np.isnan(body[0, joint]).any()}
    missing -= {Joint.SPINE, Joint.NOSE, Joint.EYE_L, Joint.EYE_R}
    _fill_trunk(body, missing)
    _fill_limbs(body)
    _place_spine(body, positions[:, list(mapping.spine)])
    head = mapping.joints.get(Joint.HEAD)
    _place_head(body, None if head is None else rotations[:, head])
    return Body(positions=body, missing=frozenset(missing))


def _toe_end(skeleton: Skeleton, mapping: Mapping, toe: Joint) -> int | None:
    """The tip of the foot: the End Site below the toes, else below the foot."""
    ankle = Joint.ANKLE_L if toe is Joint.TOE_L else Joint.ANKLE_R
    for joint in (toe, ankle):
        if joint in mapping.joints:
            ends = [c for c in skeleton.children(mapping.joints[joint]) if skeleton.ends[c]]
            ends = [c for c in ends if (skeleton.offsets[c] != 0).any()]
            if ends or joint is toe:
                return ends[0] if ends else None
    return None


def _fill_trunk(body: np.ndarray, missing: set[Joint]) -> None:
    """Hips around the pelvis, shoulders around the neck, each from what there is; pelvis and neck as videos have them.

    There the pelvis is the middle of the hips and the neck rises from the middle of the shoulders.
    """
    pelvis, neck, head = (body[:, joint].copy() for joint in (Joint.PELVIS, Joint.NECK, Joint.HEAD))
    for left, right, middle in ((Joint.HIP_L, Joint.HIP_R, pelvis), (Joint.SHOULDER_L, Joint.SHOULDER_R, neck)):
        for one, other in ((left, right), (right, left)):
            if one in missing and other not in missing:
                body[:, one] = 2 * middle - body[:, other]
        if left in missing and right in missing:
            body[:, left] = body[:, right] = middle
    shoulders = body[:, [Joint.SHOULDER_L, Joint.SHOULDER_R]].mean(axis=1)
    hips = body[:, [Joint.HIP_L, Joint.HIP_R]].mean(axis=1)
    if np.isnan(shoulders).any():
        shoulders = hips + 0.8 * (head - hips)
        body[:, Joint.SHOULDER_L] = body[:, Joint.SHOULDER_R] = shoulders
    if Joint.HEAD in missing:
        torso = shoulders - hips
        body[:, Joint.HEAD] = head = shoulders + 0.25 * torso
    body[:, Joint.PELVIS] = hips
    body[:, Joint.NECK] = shoulders + NECK_RISE * (head - shoulders)
    missing -= {Joint.PELVIS, Joint.NECK}


def _fill_limbs(body: np.ndarray) -> None:
    """A missing elbow or knee lies halfway; an end that is missing hangs on along the trunk; toes lie at the ankle."""
    trunk = body[:, Joint.PELVIS] - body[:, Joint.NECK]
    for joint, (above, below) in _FILLED.items():
        if np.isnan(body[0, joint, 0]) and not np.isnan(body[0, below, 0]):
            body[:, joint] = 0.5 * (body[:, above] + body[:, below])
    for joint, above in _HANGS_BELOW.items():
        if np.isnan(body[0, joint, 0]):
            body[:, joint] = body[:, above] + _LIMB_PER_TORSO * trunk
    for toe, ankle in ((Joint.TOE_L, Joint.ANKLE_L), (Joint.TOE_R, Joint.ANKLE_R)):
        if np.isnan(body[0, toe, 0]):
            body[:, toe] = body[:, ankle] + 0.1 * trunk


def _place_spine(body: np.ndarray, candidates: np.ndarray) -> None:
    """The joint of the spine nearest to halfway between pelvis and neck, else halfway itself."""
    halfway = 0.5 * (body[:, Joint.PELVIS] + body[:, Joint.NECK])
    body[:, Joint.SPINE] = halfway
    if candidates.shape[1]:
        torso = np.linalg.norm(body[:, Joint.NECK] - body[:, Joint.PELVIS], axis=1).mean()
        away = np.linalg.norm(candidates - halfway[:, None], axis=2).mean(axis=0)
        if away.min() < 0.25 * torso:
            body[:, Joint.SPINE] = candidates[:, int(away.argmin())]


def _place_head(body: np.ndarray, turns: np.ndarray | None) -> None:
    """HEAD goes from the skull's base, where files have it, to the crown; nose and eyes follow the head's turning.

    turns: (frames, 3, 3) of the head joint. Which way it faces at rest is not written in the file, and its End Site may
    point anywhere: on the whole, a head faces where the body does and stands up from the trunk.
    """
    base, neck = body[:, Joint.HEAD].copy(), body[:, Joint.NECK]
    trunk = neck - body[:, Joint.PELVIS]
    length = CROWN_PER_TORSO * float(np.linalg.norm(trunk, axis=1).mean())
    upward = _unit(_unit(base - neck) + _unit(trunk))
    left = _unit(body[:, Joint.SHOULDER_L] - body[:, Joint.SHOULDER_R] + body[:, Joint.HIP_L] - body[:, Joint.HIP_R])
    forward = _unit(np.cross(left, trunk))
    if turns is not None:
        upward, forward, left = (_carried(turns, direction) for direction in (upward, forward, left))
    body[:, Joint.HEAD] = base + length * upward
    middle = base + 0.45 * length * upward
    body[:, Joint.NOSE] = middle - 0.15 * length * upward + 0.55 * length * forward
    for eye, side in ((Joint.EYE_L, 1), (Joint.EYE_R, -1)):
        body[:, eye] = middle + 0.45 * length * forward + side * 0.18 * length * left


def _carried(turns: np.ndarray, direction: np.ndarray) -> np.ndarray:
    """The direction that is fixed to a turning joint and agrees best with `direction` (frames, 3) over all frames."""
    own = np.einsum("fji,fj->fi", turns, direction).mean(axis=0)
    return np.einsum("fij,j->fi", turns, own / max(float(np.linalg.norm(own)), 1e-9))


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
