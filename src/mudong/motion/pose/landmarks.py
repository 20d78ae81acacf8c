"""The 33 landmarks of BlazePose and how they become the 21 joints of this project.

Where a joint is no landmark it is a fixed mixture of landmarks:
- PELVIS is the middle of the hips. NECK is the base of the neck: the middle of the shoulders, raised by 12 % of the
  way to the middle of the ears. SPINE is the middle between both.
- HEAD is the end of the head bone at the crown: from the middle of the ears (which stay put when the face turns) along
  the axis of the head, as far as the crown is above the ears. See `_crown`.
"""

from __future__ import annotations

import numpy as np

from mudong.spec.joints import NUM_JOINTS, Joint

NUM_LANDMARKS = 33
NUM_WITH_AUXILIARY = 35
NOSE, EYE_L, EYE_R, EAR_L, EAR_R, MOUTH_L, MOUTH_R = 0, 2, 5, 7, 8, 9, 10
SHOULDERS, HIPS = [11, 12], [23, 24]
EARS, EYES, MOUTH = [EAR_L, EAR_R], [EYE_L, EYE_R], [MOUTH_L, MOUTH_R]
FACE = list(range(11))
HANDS = [[19, 17, 21], [20, 18, 22]]
"""Left then right: index knuckle, little knuckle, thumb."""

DIRECT = {
    Joint.NOSE: NOSE, Joint.EYE_L: EYE_L, Joint.EYE_R: EYE_R,
    Joint.SHOULDER_L: 11, Joint.SHOULDER_R: 12, Joint.ELBOW_L: 13, Joint.ELBOW_R: 14,
    Joint.WRIST_L: 15, Joint.WRIST_R: 16, Joint.HIP_L: 23, Joint.HIP_R: 24,
    Joint.KNEE_L: 25, Joint.KNEE_R: 26, Joint.ANKLE_L: 27, Joint.ANKLE_R: 28,
    Joint.TOE_L: 31, Joint.TOE_R: 32,
}  # fmt: skip

NECK_RISE = 0.12
CROWN_PER_NECK = 0.66
"""Ears to crown over shoulders to ears, seen from the front."""


def joints_of(landmarks: np.ndarray) -> np.ndarray:
    """(21, C) joints of (33, C) landmarks, for coordinates of any number of axes."""
    joints = np.empty((NUM_JOINTS, landmarks.shape[1]), dtype=np.float64)
    for joint, index in DIRECT.items():
        joints[joint] = landmarks[index]
    shoulders, ears = landmarks[SHOULDERS].mean(axis=0), landmarks[EARS].mean(axis=0)
    joints[Joint.PELVIS] = landmarks[HIPS].mean(axis=0)
    joints[Joint.NECK] = shoulders + NECK_RISE * (ears - shoulders)
    joints[Joint.SPINE] = 0.5 * (joints[Joint.PELVIS] + joints[Joint.NECK])
    joints[Joint.HEAD] = _crown(landmarks, shoulders, ears)
    return joints


def _crown(landmarks: np.ndarray, shoulders: np.ndarray, ears: np.ndarray) -> np.ndarray:
    """The crown of the head. Its direction is half the neck's, half the face's own (mouth to eyes).

    The face alone would be too short a lever, the neck alone would miss a tilted head.
    """
    neck = ears - shoulders
    face = landmarks[EYES].mean(axis=0) - landmarks[MOUTH].mean(axis=0)
    direction = _unit(neck[:2]) + _unit(face[:2])
    crown = ears.copy()
    crown[:2] += _unit(direction) * np.linalg.norm(neck[:2]) * CROWN_PER_NECK
    return crown


def _unit(vector: np.ndarray) -> np.ndarray:
    return vector / max(float(np.linalg.norm(vector)), 1e-9)


def confidence_of(seen: np.ndarray) -> np.ndarray:
    """(21,) confidence of the joints from (33,) of the landmarks; a mixture is as sure as the least of its parts."""
    joints = np.empty(NUM_JOINTS)
    for joint, index in DIRECT.items():
        joints[joint] = seen[index]
    joints[Joint.PELVIS] = seen[HIPS].min()
    joints[Joint.NECK] = seen[SHOULDERS].min()
    joints[Joint.SPINE] = min(joints[Joint.PELVIS], joints[Joint.NECK])
    joints[Joint.HEAD] = min(joints[Joint.NECK], seen[FACE].max())
    return joints
