"""Mends what an estimator gets plainly wrong, before smoothing: exchanged sides, single wild frames, gaps.

A frame whose joints all have confidence 0 is a gap. Nothing here looks at pixels.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mudong.motion.track import PoseTrack
from mudong.spec.joints import MIRROR, Joint

SHORT_GAP_S = 0.5
"""Gaps up to this long are bridged; a longer one is held, and its confidence stays 0."""
BRIDGED_CONFIDENCE = 0.3
_ARMS = (Joint.SHOULDER_L, Joint.ELBOW_L, Joint.WRIST_L)
_LEGS = (Joint.HIP_L, Joint.KNEE_L, Joint.ANKLE_L, Joint.TOE_L)
_SWITCH_COST = 0.6
"""Cost of beginning or ending a run of exchanged sides, in torso lengths per joint of the group."""
_WRONG_COST = 0.01
"""Cost of each frame taken as exchanged: without evidence the estimator is believed."""
_WILD = 0.2
"""How far, in torso lengths, a joint must stand out for one frame before it is taken for an error."""


def repair(track: PoseTrack) -> PoseTrack:
    """`track` with sides put right, single outliers replaced and gaps filled."""
    return unwild(fill_gaps(unswap(track)))


def torso_px(track: PoseTrack) -> float:
    """Median length from pelvis to neck over the frames with a body, at least one pixel."""
    seen = track.confidence.max(axis=1) > 0
    rows = track.xy[seen] if seen.any() else track.xy
    return max(float(np.median(np.linalg.norm(rows[:, Joint.NECK] - rows[:, Joint.PELVIS], axis=1))), 1.0)


def unswap(track: PoseTrack) -> PoseTrack:
    """Runs of frames in which the arms or the legs changed sides, changed back where that makes them continuous."""
    size = torso_px(track)
    xy, depth, confidence = track.xy.copy(), track.depth.copy(), track.confidence.copy()
    hands = None if track.hands is None else track.hands.copy()
    space = np.concatenate([track.xy, track.depth[..., None]], axis=2) / size
    for group in (_ARMS, _LEGS):
        left = [int(joint) for joint in group]
        both = left + [MIRROR[joint] for joint in left]
        wrong = _exchanged(space[:, both], track.confidence[:, both], len(left))
        rows = np.flatnonzero(wrong)[:, None]
        theirs = [MIRROR[joint] for joint in both]
        for mine, source in ((xy, track.xy), (depth, track.depth), (confidence, track.confidence)):
            mine[rows, both] = source[rows, theirs]
        if hands is not None and track.hands is not None and group is _ARMS:
            hands[wrong] = track.hands[wrong][:, ::-1]
    return replace(track, xy=xy, depth=depth, confidence=confidence, hands=hands)


def _exchanged(space: np.ndarray, confidence: np.ndarray, half: int) -> np.ndarray:
    """(frames,) bool: the cheapest choice of frames to exchange, by dynamic programming over two states.

    space: (frames, 2 * half, 3) joints in torso lengths, the right ones after the left ones.
    """
    swapped = np.concatenate([space[:, half:], space[:, :half]], axis=1)
    weight = np.minimum(confidence[1:], confidence[:-1])
    stay = (np.linalg.norm(space[1:] - space[:-1], axis=2) * weight).sum(axis=1)
    change = (np.linalg.norm(swapped[1:] - space[:-1], axis=2) * weight).sum(axis=1)
    switch, wrong = _SWITCH_COST * half, _WRONG_COST * half
    cost = np.array([0.0, switch])
    came_from = np.zeros((len(space), 2), dtype=np.int8)
    for frame in range(1, len(space)):
        same, other = stay[frame - 1], change[frame - 1] + switch
        options = np.array([[cost[0] + same, cost[1] + other], [cost[0] + other + wrong, cost[1] + same + wrong]])
        came_from[frame] = options.argmin(axis=1)
        cost = options.min(axis=1)
    states = np.zeros(len(space), dtype=bool)
    state = int(cost.argmin())
    for frame in range(len(space) - 1, -1, -1):
        states[frame] = state
        state = int(came_from[frame, state])
    return states


def unwild(track: PoseTrack) -> PoseTrack:
    """Joints that leave their path for one frame and come back at once, put back where their neighbours lead.

    A fast swing leaves the cubic through its neighbours too, but at every turn; an error does so once.
    """
    if len(track) < 5:
        return track
    led_xy, led_depth = _led_by_neighbours(track.xy), _led_by_neighbours(track.depth)
    out = np.zeros(track.confidence.shape)
    out[2:-2] = np.linalg.norm(track.xy[2:-2] - led_xy, axis=2)
    around = np.pad(out, ((3, 3), (0, 0)))
    usual = np.maximum.reduce([around[3 + step : len(out) + 3 + step] for step in (-3, -2, 2, 3)])
    worst = out >= np.maximum(around[2:-4], around[4:-2])
    wild = (out > _WILD * torso_px(track)) & (out > 3 * usual) & worst
    wild[1:-1] &= np.minimum(track.confidence[2:], track.confidence[:-2]) > 0
    xy, depth, confidence = track.xy.copy(), track.depth.copy(), track.confidence.copy()
    xy[wild] = led_xy[wild[2:-2]]
    depth[wild] = led_depth[wild[2:-2]]
    confidence[wild] *= 0.5
    return replace(track, xy=xy, depth=depth, confidence=confidence)


def _led_by_neighbours(values: np.ndarray) -> np.ndarray:
    """What the cubic through two frames before and two after says about the frame between; (frames - 4, ...)."""
    return (4 * (values[1:-3] + values[3:-1]) - values[:-4] - values[4:]) / 6


def fill_gaps(track: PoseTrack) -> PoseTrack:
    """Short gaps bridged along straight lines, long ones held and then led over to the next seen frame."""
    seen = track.confidence.max(axis=1) > 0
    if seen.all() or not seen.any():
        return track
    near = np.flatnonzero(seen)
    frames = np.arange(len(track))
    after = np.searchsorted(near, frames).clip(max=len(near) - 1)
    before = (np.searchsorted(near, frames, side="right") - 1).clip(min=0)
    first, last = near[before], near[after]
    bridge = max(1.0, SHORT_GAP_S * float(track.fps))
    span = np.maximum(last - first, 1)
    # In a gap longer than the bridge the movement happens in its last `bridge` frames.
    share = np.clip(1 - (last - frames) / np.minimum(span, bridge), 0, 1) * (last > first)

    def led(values: np.ndarray) -> np.ndarray:
        part = share.reshape(-1, *[1] * (values.ndim - 1)).astype(np.float32)
        return np.where(seen.reshape(part.shape), values, values[first] * (1 - part) + values[last] * part)

    inner = (first < frames) & (frames < last) & (span <= bridge + 1)
    sure = BRIDGED_CONFIDENCE * np.minimum(track.confidence[first], track.confidence[last]) * inner[:, None]
    return replace(
        track,
        xy=led(track.xy),
        depth=led(track.depth),
        confidence=np.where(seen[:, None], track.confidence, sure).astype(np.float32),
        hands=None if track.hands is None else led(track.hands),
    )
