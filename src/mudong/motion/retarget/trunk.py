"""Lean, shrug and turn of the trunk, and the head, in the build of the puppet."""

from __future__ import annotations

import numpy as np

from mudong.motion.retarget.angles import rotate, wrapped
from mudong.motion.retarget.source import Dancer
from mudong.motion.rig.bones import Bone
from mudong.spec.joints import Joint

_MAX_HEAD_TILT = np.radians(38)
_MAX_LEAN = np.radians(75)


def place_trunk(nodes: np.ndarray, dancer: Dancer, rest: np.ndarray) -> None:
    """Neck, spine, shoulders and hips over the pelvis that stands already."""
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
    bow = rotate(np.broadcast_to(rest[Joint.SPINE] - middle, (len(nodes), 2)), lean - own_lean)
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
    upright = np.stack([rotate(seen[:, side], -lean) for side in (0, 1)], axis=1)
    width = np.quantile(np.linalg.norm(seen[:, 0] - seen[:, 1], axis=1), 0.9)
    change = upright / width - np.median(upright, axis=0) / width
    own = np.stack([rotate((rest[j] - rest[centre])[None], -np.array([own_lean]))[0] for j in pair])
    own_width = float(np.linalg.norm(own[0] - own[1]))
    moved = own / own_width + np.clip(change, -most, most)
    # A body seen from the side keeps at least half its width: there is no texture for its flank.
    half = 0.5 * (moved[:, 0, 0] - moved[:, 1, 0])
    least = 0.5 * 0.55 * (own[0, 0] - own[1, 0]) / own_width
    lack = np.where(np.sign(least) * half < abs(least), least - half, 0.0)
    moved[:, 0, 0] += lack
    moved[:, 1, 0] -= lack
    for side, joint in enumerate(pair):
        nodes[:, joint] = nodes[:, centre] + rotate(own_width * moved[:, side], lean)


def place_head(nodes: np.ndarray, dancer: Dancer, rest: np.ndarray, lengths: np.ndarray) -> None:
    """Crown and face over the neck: the dancer's tilt within the neck's reach, a nod as a little foreshortening."""
    vector = dancer.vector[:, Bone.HEAD]
    tilt = np.arctan2(vector[:, 0], -vector[:, 1])
    up = nodes[:, Joint.NECK] - nodes[:, Joint.PELVIS]
    lean = np.arctan2(up[:, 0], -up[:, 1])
    tilt = lean + np.clip(wrapped(tilt - lean), -_MAX_HEAD_TILT, _MAX_HEAD_TILT)
    nod = dancer.seen[:, Bone.HEAD] / np.median(dancer.seen[:, Bone.HEAD])
    long = lengths[Bone.HEAD] * np.clip(1 + 0.5 * (nod - 1), 0.9, 1.05)
    nodes[:, Joint.HEAD] = nodes[:, Joint.NECK] + np.stack([np.sin(tilt), -np.cos(tilt)], axis=1) * long[:, None]
    for joint in (Joint.NOSE, Joint.EYE_L, Joint.EYE_R):
        own = rest[Joint.HEAD] - rest[Joint.NECK]
        turn = tilt - float(np.arctan2(own[0], -own[1]))
        offset = np.broadcast_to(rest[joint] - rest[Joint.NECK], (len(nodes), 2))
        nodes[:, joint] = nodes[:, Joint.NECK] + rotate(offset, turn) * (long / lengths[Bone.HEAD])[:, None]
