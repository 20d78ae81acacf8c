"""Loops without a seam: where a dance comes back to itself, and how the last step is led into the first.

No there-and-back: time always runs forward. Knows nothing about pixels.
"""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np

from mudong.motion.repair import torso_px
from mudong.motion.retarget.pose import WHOLE, Able, Retargeted, retarget
from mudong.motion.rig.arap import Turn
from mudong.motion.rig.build import BonePose
from mudong.motion.track import FaceTrack, PoseTrack
from mudong.spec.limits import MIN_LOOP_S

_SEARCH_FRAMES = 480
"""The search looks at no more frames than that; a longer dance is searched more coarsely."""
_VELOCITY_S = 0.25
"""What a difference in velocity counts beside one in position, seconds."""
_LEAD_S = 0.6
"""Time over which the end is bent towards the beginning."""
_LENGTH_BONUS = 0.35
"""A round twice as long may fit this much worse."""


def best_round(track: PoseTrack, usable: tuple[int, int]) -> tuple[int, int]:
    """First frame and frame after the last of the part of `usable` that closes best, at least `MIN_LOOP_S` long.

    A part that is too short to choose from comes back as it is.
    """
    first, stop = usable
    fps = float(track.fps)
    step = max(1, (stop - first) // _SEARCH_FRAMES)
    frames = np.arange(first, stop, step)
    least = max(2, int(np.ceil(MIN_LOOP_S * fps / step)))
    if len(frames) <= least + 1:
        return usable
    size = torso_px(track)
    body = track.xy.astype(np.float64) / size
    speed = np.gradient(body, axis=0) * fps * _VELOCITY_S
    features = np.concatenate([body, speed], axis=1)[frames].reshape(len(frames), -1)
    square = (features**2).sum(axis=1)
    apart = np.sqrt(np.maximum(square[:, None] + square[None] - 2 * features @ features.T, 0))
    length = np.arange(len(frames))[None] - np.arange(len(frames))[:, None]
    score = (apart + 0.05) * (length / least).clip(1, None) ** -_LENGTH_BONUS
    score[length < least] = np.inf
    start, end = np.unravel_index(int(np.argmin(score)), score.shape)
    return int(frames[start]), int(frames[end])


def closed(track: PoseTrack) -> PoseTrack:
    """The track with its end bent so that frame `len(track)` would be frame 0, in place and velocity."""
    lead = min(len(track) // 2, max(2, round(_LEAD_S * float(track.fps))))
    if len(track) < 4:
        return track
    face = track.face
    if face is not None:
        face = FaceTrack(**{f.name: _closed(getattr(face, f.name), lead) for f in fields(FaceTrack)})
    return replace(
        track,
        xy=_closed(track.xy, lead),
        depth=_closed(track.depth, lead),
        confidence=np.clip(_closed(track.confidence, lead), 0, 1),
        hands=None if track.hands is None else _closed(track.hands, lead),
        face=face,
    )


def danced_round(track: PoseTrack, rest: np.ndarray, able: Able = WHOLE) -> Retargeted:
    """Retarget an endlessly repeated round and take one: what looks at neighbouring frames sees across the seam."""
    frames = len(track)
    danced = retarget(_repeated(track, 3), rest, able)
    middle = slice(frames, 2 * frames)
    turn = danced.pose.turn
    pose = BonePose(
        turn=Turn(angle=turn.angle[middle], along=turn.along[middle], across=turn.across[middle]),
        nodes=danced.pose.nodes[middle],
    )
    return replace(danced, pose=pose, stands=danced.stands[middle])


def _closed(values: np.ndarray, lead: int) -> np.ndarray:
    """Add to the last `lead` frames the cubic that starts flat and ends with the missing place and velocity."""
    out = values.astype(np.float64)
    after = 2 * out[-1] - out[-2]
    step_end, step_start = out[-1] - out[-2], out[1] - out[0]
    missing, missing_step = out[0] - after, step_start - step_end
    s = (np.arange(len(out)) - (len(out) - lead)) / lead
    s = s[s >= 0].reshape(-1, *(1,) * (out.ndim - 1))
    out[-len(s) :] += (3 * s**2 - 2 * s**3) * missing + (s**3 - s**2) * lead * missing_step
    return out.astype(values.dtype)


def _repeated(track: PoseTrack, times: int) -> PoseTrack:
    def tile(values: np.ndarray) -> np.ndarray:
        return np.concatenate([values] * times)

    return replace(
        track,
        xy=tile(track.xy),
        depth=tile(track.depth),
        confidence=tile(track.confidence),
        hands=None if track.hands is None else tile(track.hands),
        face=None,
    )
