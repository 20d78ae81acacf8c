"""The demo's dance: twenty beats of swaying, waving, squats, kicks and claps, as a pose track. Made for a child's body.

Feet are placed and the legs follow (two-bone inverse kinematics), so that a foot on the floor stays where it is; the
arms are angles on the body (forward kinematics). Angles are degrees, lengths pixels, times beats.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np
from scipy.interpolate import PchipInterpolator

from mudong.motion.track import PoseTrack
from mudong.spec.joints import NUM_JOINTS, Joint
from mudong.spec.timebase import Timebase

WIDTH, HEIGHT = 1080, 1920
TEMPO_BPM = 112.0
BEATS = 20
BEAT_S = 60.0 / TEMPO_BPM
DURATION_S = BEATS * BEAT_S

FLOOR_Y, STANCE = 1610.0, 92.0
LEG, SHIN, TORSO, HEAD = 286.0, 268.0, 330.0, 250.0
SHOULDER, HIP, UPPER_ARM, FOREARM = 120.0, 66.0, 174.0, 158.0
BOUNCE = 16.0
"""How far the body sinks on every beat."""

# One line per channel, `beat:value` each; the values between are smooth, and beat 20 is beat 0 again.
_BODY: dict[str, str] = {
    "sway": "0:0 1:62 2:-62 3:62 4:-40 5:34 6:-34 8:0 12:-30 13:0 14:30 15:0 20:0",
    "dip": "0:34 4:34 7:12 8:150 9:14 10:165 11:14 12:40 15.5:30 16:60 17:60 18:14 19:14 20:34",
    "lean": "0:0 1:7 2:-7 3:7 4:-5 5:8 6:-8 7:0 8:0 12:9 13:0 14:-9 15:0 19:0 20:0",
    "turn": "0:0 1:14 2:-14 3:14 4:0 8:0 12:-16 13:0 14:16 15:0 20:0",
    "tilt": "0:0 1:-10 2:10 3:-10 4:8 5:-10 6:10 7:0 12:-8 13:0 14:8 15:0 16:9 17:-9 18:0 20:0",
}

_LEFT: dict[str, str] = {
    "raise": (
        "0:62 1:84 2:52 3:84 4:40 5:150 6:66 7:142 8:70 9:150 10:70 11:152 12:140 13:72 14:66 15:60 "
        "15.5:64 16:24 16.5:48 17:24 18:100 19:146 20:62"
    ),
    "bend": (
        "0:14 1:34 2:-4 3:34 4:20 4.5:50 5:10 5.5:46 6:20 7:24 8:70 9:12 10:70 11:8 12:24 13:30 14:20 "
        "15.5:-48 16:-110 16.5:-72 17:-110 18:10 19:14 20:14"
    ),
    "reach": "0:6 7:6 8:34 9:4 10:34 11:4 15:8 16:32 16.5:26 17:32 18:6 20:6",
    "foot_x": "0:0 13.25:0 14:118 14.8:0 20:0",
    "lift": "0:0 13.25:0 14:168 14.8:0 20:0",
}

_RIGHT: dict[str, str] = {
    "raise": (
        "0:62 1:52 2:84 3:52 4:146 5:66 6:150 7:142 8:70 9:150 10:70 11:152 12:66 13:72 14:140 15:60 "
        "15.5:64 16:24 16.5:48 17:24 18:100 19:146 20:62"
    ),
    "bend": (
        "0:14 1:-4 2:34 3:-4 3.5:50 4:10 4.5:46 5:20 5.5:50 6:10 7:24 8:70 9:12 10:70 11:8 12:20 13:30 "
        "14:24 15.5:-48 16:-110 16.5:-72 17:-110 18:10 19:14 20:14"
    ),
    "reach": _LEFT["reach"],
    "foot_x": "0:0 11.25:0 12:118 12.8:0 20:0",
    "lift": "0:0 11.25:0 12:168 12.8:0 20:0",
}


def dance_track(fps: Fraction = Fraction(30)) -> PoseTrack:
    """The whole dance; its last frame leads back to its first."""
    frames = Timebase(fps).num_frames(DURATION_S)
    beats = np.arange(frames) / float(fps) / BEAT_S
    body, left, right = (_at(channels, beats) for channels in (_BODY, _LEFT, _RIGHT))
    joints = np.zeros((frames, NUM_JOINTS, 3))
    down = body["dip"] + BOUNCE * (0.5 + 0.5 * np.cos(2 * np.pi * beats))
    pelvis = _points(WIDTH / 2 + body["sway"], FLOOR_Y - LEG - SHIN + down, 0.0)
    up, across = _torso_axes(body["lean"], body["turn"])
    joints[:, Joint.PELVIS] = pelvis
    joints[:, Joint.SPINE] = pelvis + 0.5 * TORSO * up
    joints[:, Joint.NECK] = neck = pelvis + TORSO * up
    _place_head(joints, neck, body["lean"] + body["tilt"])
    for side, channels, name in ((1.0, left, "L"), (-1.0, right, "R")):
        _place_arm(joints, name, neck - 0.09 * TORSO * up + side * SHOULDER * across, side, channels, body["lean"])
        _place_leg(joints, name, pelvis + side * HIP * across * (1, 0.3, 0.6), side, channels)
    return _as_track(joints, fps)


def _at(channels: Mapping[str, str], beats: np.ndarray) -> dict[str, np.ndarray]:
    """Every channel at the given beats: smooth, never beyond its keys, and without a jump from the end to the start."""
    return {name: _round(keys)(beats) for name, keys in channels.items()}


def _round(keys: str) -> PchipInterpolator:
    """The keys as one turn of an endless dance."""
    times, values = np.transpose([tuple(map(float, key.split(":"))) for key in keys.split()[:-1]])
    turns = (-BEATS, 0, BEATS)
    return PchipInterpolator(np.concatenate([times + turn for turn in turns]), np.tile(values, len(turns)))


def _torso_axes(lean: np.ndarray, turn: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Unit vectors (frames, 3): along the spine, and towards the child's left shoulder."""
    lean, turn = np.radians(lean), np.radians(turn)
    up = _points(np.sin(lean), -np.cos(lean), 0.0)
    across = _points(np.cos(lean) * np.cos(turn), np.sin(lean) * np.cos(turn), np.sin(turn))
    return up, across


def _place_head(joints: np.ndarray, neck: np.ndarray, angle: np.ndarray) -> None:
    up, across = _torso_axes(angle, np.zeros_like(angle))
    forward = np.array([0.0, 0.0, -1.0])
    joints[:, Joint.HEAD] = neck + HEAD * up
    joints[:, Joint.NOSE] = neck + 0.46 * HEAD * up + 0.36 * HEAD * forward
    for joint, side in ((Joint.EYE_L, 1), (Joint.EYE_R, -1)):
        joints[:, joint] = neck + 0.56 * HEAD * up + side * 0.14 * HEAD * across + 0.3 * HEAD * forward


def _place_arm(
    joints: np.ndarray, name: str, shoulder: np.ndarray, side: float, arm: dict[str, np.ndarray], lean: np.ndarray
) -> None:
    """`raise` turns the arm from hanging (0) over sideways (90) to upright (180), `bend` the forearm further on."""
    upper = _arm_direction(arm["raise"] - side * lean, 0.6 * arm["reach"], side)
    lower = _arm_direction(arm["raise"] + arm["bend"] - side * lean, arm["reach"], side)
    joints[:, Joint[f"SHOULDER_{name}"]] = shoulder
    joints[:, Joint[f"ELBOW_{name}"]] = elbow = shoulder + UPPER_ARM * upper
    joints[:, Joint[f"WRIST_{name}"]] = elbow + FOREARM * lower


def _arm_direction(angle: np.ndarray, reach: np.ndarray, side: float) -> np.ndarray:
    angle, reach = np.radians(angle), np.radians(reach)
    return _points(side * np.sin(angle) * np.cos(reach), np.cos(angle) * np.cos(reach), -np.sin(reach))


def _place_leg(joints: np.ndarray, name: str, hip: np.ndarray, side: float, leg: dict[str, np.ndarray]) -> None:
    lift = leg["lift"]
    ankle = _points(WIDTH / 2 + side * (STANCE + leg["foot_x"]), FLOOR_Y - lift, -0.9 * lift)
    span = ankle - hip
    length = np.linalg.norm(span, axis=1, keepdims=True)
    ankle = hip + span * np.minimum(1.0, 0.998 * (LEG + SHIN) / length)
    joints[:, Joint[f"HIP_{name}"]] = hip
    joints[:, Joint[f"KNEE_{name}"]] = _knee(hip, ankle, side)
    joints[:, Joint[f"ANKLE_{name}"]] = ankle
    point = np.clip(lift / 168.0, 0, 1)
    joints[:, Joint[f"TOE_{name}"]] = ankle + _points(side * (44 + 10 * point), 46 - 26 * point, -70.0)


def _knee(hip: np.ndarray, ankle: np.ndarray, side: float) -> np.ndarray:
    """Where the knee goes: forwards, and a little outwards."""
    span = ankle - hip
    length = np.linalg.norm(span, axis=1, keepdims=True)
    along = span / length
    near = (LEG**2 - SHIN**2 + length**2) / (2 * length)
    out = np.sqrt(np.maximum(LEG**2 - near**2, 0.0))
    pole = np.array([0.62 * side, 0.0, -1.0])
    pole = pole - (along @ pole)[:, None] * along
    return hip + near * along + out * pole / np.linalg.norm(pole, axis=1, keepdims=True)


def _points(x: np.ndarray, y: np.ndarray, z: np.ndarray | float) -> np.ndarray:
    return np.stack(np.broadcast_arrays(x, y, z), axis=-1).astype(np.float64)


def _as_track(joints: np.ndarray, fps: Fraction) -> PoseTrack:
    depth = joints[..., 2] - joints[:, Joint.PELVIS, None, 2]
    return PoseTrack(
        fps=fps,
        width=WIDTH,
        height=HEIGHT,
        xy=joints[..., :2].astype(np.float32),
        depth=depth.astype(np.float32),
        confidence=np.ones(joints.shape[:2], np.float32),
        source="json",
    )
