"""Who dances in the demo, where and what: a child of the procedural world in a hanbok, on a stage, twenty beats long.

Values only; drawing, choreography and music are the world's.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np

from mudong.motion.track import PoseTrack
from mudong.world.kinds import ActionKind, Light, Place, Species, Style
from mudong.world.portrait import Portrait, backdrop, portrait, portrait_scene
from mudong.world.scene import Action, Cloth, Identity, Scene
from mudong.world.sound import music
from mudong.world.track import pose_track

WIDTH, HEIGHT = 1080, 1920
TEMPO_BPM = 112.0
BEATS = 20
BEAT_S = 60.0 / TEMPO_BPM
DURATION_S = BEATS * BEAT_S
MOVES = ("sway", "wave_arms", "two_step", "kick_side", "marching", "hip_sway", "cheer", "jumping_jack", "sway")
"""It ends as it begins, so that the clip can be played round and round."""
CHILD = Identity(
    species=Species.TODDLER,
    hair="#2b1d16",
    hair_style="pigtails",
    clothes=(
        Cloth(kind="jeogori", colour="#e0483e", second="#26356f"),
        Cloth(kind="baji", colour="#6db9f2"),
    ),
    accessories=(Cloth(kind="bow", colour="#f5cf3a"),),
)
_STYLE = Style.CLAY
"""Without drawn outlines no joint of the puppet shows a broken line."""
_TUNE = 3


def scene() -> Scene:
    """The child on the stage, dancing."""
    still = portrait_scene(CHILD, Place.STAGE, light=Light.NOON, style=_STYLE)
    dance = Action(kind=ActionKind.DANCE, moves=MOVES, bpm=TEMPO_BPM)
    return replace(still, cast=(replace(still.cast[0], actions=(dance,)),), duration_s=DURATION_S)


def character(width: int = WIDTH, height: int = HEIGHT) -> Portrait:
    """The child cut out, with its joints."""
    return portrait(CHILD, width, height, style=_STYLE)


def stage(width: int = WIDTH, height: int = HEIGHT) -> np.ndarray:
    """(H, W, 3) uint8: the stage behind the child, empty."""
    return backdrop(scene(), width, height)


def dance_track(fps: Fraction = Fraction(30)) -> PoseTrack:
    """The whole dance; its last frame leads back to its first."""
    return pose_track(scene(), WIDTH, HEIGHT, fps=fps)


def tune() -> np.ndarray:
    """(samples, 2) float32 at `sound.RATE_HZ`, on the beats of the dance."""
    return music(DURATION_S, np.arange(BEATS) * BEAT_S, seed=_TUNE)
