"""A walk with exact footfalls: who plants the feet must find them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from tracks import STANDING, make_track

from mudong.motion.track import PoseTrack
from mudong.spec.joints import MIRROR, Joint

STEP_PX, STEP_FRAMES, LIFT_PX = 46.0, 18, 26.0
FEET = (
    (Joint.HIP_L, Joint.KNEE_L, Joint.ANKLE_L, Joint.TOE_L),
    (Joint.HIP_R, Joint.KNEE_R, Joint.ANKLE_R, Joint.TOE_R),
)


def walk(steps: int = 6, noise_px: float = 0.0, seed: int = 1) -> tuple[PoseTrack, np.ndarray]:
    """The track, 30 frames a second, and (frames, 2) bool: which foot stands."""
    frames = steps * STEP_FRAMES
    t = np.arange(frames)
    xy = np.tile(STANDING, (frames, 1, 1)).astype(np.float64)
    stands = np.ones((frames, 2), bool)
    feet = np.zeros((frames, 2, 2))
    place = np.zeros(2)
    for step in range(steps):
        side = step % 2
        span = slice(step * STEP_FRAMES, (step + 1) * STEP_FRAMES)
        s = np.clip((np.arange(STEP_FRAMES) - 3) / (STEP_FRAMES - 6), 0, 1)
        stands[span, side] = (s == 0) | (s == 1)
        length = STEP_PX * (0.5 if step == 0 else 1.0)
        feet[span, 0, 0], feet[span, 1, 0] = place
        feet[span, side, 0] += length * (3 * s**2 - 2 * s**3)
        feet[span, side, 1] = -LIFT_PX * np.sin(np.pi * s)
        place[side] += length
    body = feet[..., 0].mean(axis=1)
    xy[..., 0] += body[:, None]
    xy[..., 1] += 3 * np.sin(2 * np.pi * t / STEP_FRAMES)[:, None]
    for side, (hip, knee, ankle, toe) in enumerate(FEET):
        for joint in (ankle, toe):
            xy[:, joint] = STANDING[joint] + feet[:, side]
        xy[:, knee] = 0.5 * (xy[:, hip] + xy[:, ankle]) + (6, 0)
    xy += np.random.default_rng(seed).normal(0, noise_px, xy.shape)
    return make_track(xy, width=900), stands


def mirrored(track: PoseTrack) -> PoseTrack:
    """The same dance seen in a mirror."""
    xy = track.xy[:, MIRROR].copy()
    xy[..., 0] = track.width - xy[..., 0]
    hands = track.hands
    if hands is not None:
        hands = hands[:, ::-1].copy()
        hands[..., 0] = track.width - hands[..., 0]
    return replace(track, xy=xy, depth=track.depth[:, MIRROR], confidence=track.confidence[:, MIRROR], hands=hands)


def larger(track: PoseTrack, factor: float) -> PoseTrack:
    """The same dance by a dancer nearer to the camera."""
    return replace(
        track, xy=track.xy * np.float32(factor), depth=track.depth * np.float32(factor),
        width=round(track.width * factor), height=round(track.height * factor),
        hands=None if track.hands is None else track.hands * np.float32(factor),
    )  # fmt: skip
