"""Forward kinematics: channel values -> where every joint is and how it is turned, for all frames at once."""

from __future__ import annotations

import numpy as np

from mudong.motion.bvh.parse import BvhFile


def forward(file: BvhFile) -> tuple[np.ndarray, np.ndarray]:
    """Positions (frames, joints, 3) and world rotations (frames, joints, 3, 3) in the file's own axes and unit.

    A joint's rotations apply in the order of its channels, each about the axes that the former ones have turned.
    """
    skeleton, frames = file.skeleton, len(file.values)
    count = len(skeleton.names)
    positions = np.zeros((frames, count, 3))
    rotations = np.zeros((frames, count, 3, 3))
    column = 0
    for joint in range(count):
        order = skeleton.channels[joint]
        values = file.values[:, column : column + len(order)]
        column += len(order)
        local = np.broadcast_to(np.eye(3), (frames, 3, 3))
        moved = np.full((frames, 3), np.nan)
        for index, channel in enumerate(order):
            if channel < 3:
                moved[:, channel] = values[:, index]
            else:
                local = local @ _about(channel - 3, np.radians(values[:, index]))
        shift = _shift(skeleton.offsets[joint], moved)
        parent = skeleton.parents[joint]
        if parent < 0:
            positions[:, joint], rotations[:, joint] = shift, local
        else:
            positions[:, joint] = positions[:, parent] + np.einsum("fij,fj->fi", rotations[:, parent], shift)
            rotations[:, joint] = rotations[:, parent] @ local
    return positions, rotations


def _shift(offset: np.ndarray, moved: np.ndarray) -> np.ndarray:
    """(frames, 3) way from the parent: the offset, with the position channels in its place or on top of it.

    Programs disagree on which is meant. Channels that repeat the offset replace it; those around zero add to it.
    """
    shift = np.broadcast_to(offset, moved.shape).copy()
    for axis in range(3):
        values = moved[:, axis]
        if np.isnan(values).any():
            continue
        usual = float(np.median(values))
        adds = abs(usual - offset[axis]) > abs(usual)
        shift[:, axis] = values + offset[axis] if adds else values
    return shift


def _about(axis: int, angle: np.ndarray) -> np.ndarray:
    """(frames, 3, 3) rotations about x, y or z by (frames,) radians."""
    c, s = np.cos(angle), np.sin(angle)
    turn = np.zeros((len(angle), 3, 3))
    turn[:, axis, axis] = 1
    i, j = (axis + 1) % 3, (axis + 2) % 3
    turn[:, i, i] = turn[:, j, j] = c
    turn[:, i, j], turn[:, j, i] = -s, s
    return turn
