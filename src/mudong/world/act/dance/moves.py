"""The named dance moves: each a few key poses on the beat, begun to the dancer's left; its mirror image is made.

A new move is one entry here. `beat` of the last key is the move's length.
"""

from __future__ import annotations

from functools import cache
from math import pi

import numpy as np

from mudong.world.act.dance.keys import Key, key, mirrored

MOVES: dict[str, tuple[Key, ...]] = {
    "two_step": (
        key(1, ("out", "cross"), side=0.35, left=(0.7, 0, 0), roll=0.06, head=(0.1, 0, 0.1)),
        key(2, "clap", side=0.65, left=(0.7, 0, 0), right=(-0.65, 0, 0), down=0.12, head=(0, 0.1, 0)),
        key(3, ("cross", "out"), side=0.3, left=(0.7, 0, 0), roll=-0.06, head=(-0.1, 0, -0.1)),
        key(4, "clap", down=0.12, head=(0, 0.1, 0)),
    ),
    "grapevine": (
        key(1, "low", side=0.3, left=(0.6, 0, 0), roll=-0.05),
        key(2, "out", side=0.55, left=(0.6, 0, 0), right=(-0.95, 0, -0.4), down=0.15, twist=-0.3, head=(0.3, 0, 0)),
        key(3, "low", side=0.2, left=(0.6, 0, 0), roll=0.05),
        key(4, ("out", "hip"), left=(0.25, 0, 0.3), toes=(-0.5, 0), roll=-0.08, down=0.06),
    ),
    "sway": (
        key(1, "high", side=0.25, apart=0.3, roll=0.24, hips=-0.12, head=(0, 0, 0.2)),
        key(2, "high", side=-0.25, apart=0.3, roll=-0.24, hips=0.12, head=(0, 0, -0.2)),
    ),
    "bounce": (
        key(0.5, "chest", down=0.02, head=(0, -0.05, 0.06)),
        key(1, "chest", down=0.26, lean=0.1, head=(0, 0.12, 0.1)),
        key(1.5, "chest", down=0.02, head=(0, -0.05, -0.06)),
        key(2, "chest", down=0.26, lean=0.1, head=(0, 0.12, -0.1)),
    ),
    "hop": (
        key(0.4, "back", down=0.28, lean=0.2),
        key(1, "low", down=0.12, apart=0.25, hop=0.55),
        key(1.4, "back", down=0.28, lean=0.2, apart=0.25),
        key(2, "low", down=0.12, hop=0.55),
    ),
    "spin": (
        key(0.5, "bowl", yaw=pi / 2, down=0.05, flow=True),
        key(1, "arch", yaw=pi, flow=True),
        key(1.5, "arch", yaw=3 * pi / 2, flow=True),
        key(2, "high", yaw=2 * pi, down=0.08, left=(0.2, 0, 0)),
    ),
    "wave_arms": (
        key(0.5, ("wing_up", "wing_down"), roll=-0.08, side=-0.1),
        key(1, ("high", "low"), roll=-0.12, side=-0.15, head=(0.2, -0.1, -0.1)),
        key(1.5, ("wing_down", "wing_up"), roll=0.08, side=0.1),
        key(2, ("low", "high"), roll=0.12, side=0.15, head=(-0.2, -0.1, 0.1)),
    ),
    "arm_swing": (
        key(1, ("sling", "across"), down=0.16, side=0.15, roll=-0.08, twist=0.2, head=(0.25, 0, 0)),
        key(2, ("across", "sling"), down=0.16, side=-0.15, roll=0.08, twist=-0.2, head=(-0.25, 0, 0)),
    ),
    "arms_up": (
        key(0.5, "chest", down=0.16, lean=0.08),
        key(1, "up", down=0.0, head=(0, -0.15, 0), apart=0.3),
        key(1.5, "chest", down=0.16, lean=0.08, apart=0.3),
        key(2, "up", down=0.0, head=(0, -0.15, 0)),
    ),
    "clap_high": (
        key(0.5, "out", down=0.1, side=0.1),
        key(1, "clap_high", side=0.15, roll=0.1, head=(0.1, -0.1, 0.1)),
        key(1.5, "out", down=0.1, side=-0.1),
        key(2, "clap_high", side=-0.15, roll=-0.1, head=(-0.1, -0.1, -0.1)),
    ),
    "kick_front": (
        key(0.5, "back", side=-0.22, down=0.1, left=(0, 0.2, -0.4), toes=(0.8, 0)),
        key(1, ("hip", "swing"), side=-0.25, left=(0.05, 0.62, 0.95), lean=-0.14, toes=(-0.1, 0)),
        key(1.5, "back", side=0.22, down=0.1, right=(0, 0.2, -0.4), toes=(0, 0.8)),
        key(2, ("swing", "hip"), side=0.25, right=(0.05, 0.62, 0.95), lean=-0.14, toes=(0, -0.1)),
    ),
    "kick_side": (
        key(0.5, "chest", side=-0.15, down=0.16),
        key(1, ("low", "out"), side=-0.32, left=(1.05, 0.55, 0.1), roll=-0.22, toes=(0.4, 0)),
        key(1.5, "chest", side=0.15, down=0.16),
        key(2, ("out", "low"), side=0.32, right=(1.05, 0.55, 0.1), roll=0.22, toes=(0, 0.4)),
    ),
    "squat": (
        key(1, "front", down=0.55, lean=0.30, apart=0.35, knees=1.2, splay=0.7),
        key(2, "hip", apart=0.35, head=(0, -0.05, 0)),
    ),
    "lunge": (
        key(1, ("out", "high"), side=0.65, down=0.40, left=(1.35, 0, 0), knees=0.9, roll=0.10, head=(0.5, 0, 0)),
        key(2, "hip", down=0.05),
        key(3, ("high", "out"), side=-0.65, down=0.40, right=(1.35, 0, 0), knees=0.9, roll=-0.10, head=(-0.5, 0, 0)),
        key(4, "hip", down=0.05),
    ),
    "twist": (
        key(1, ("elbow_back", "across"), side=0.1, down=0.34, yaw=0.75, twist=-1.0, roll=0.14, head=(-0.6, 0, 0)),
        key(2, ("across", "elbow_back"), side=-0.1, down=0.34, yaw=-0.75, twist=1.0, roll=-0.14, head=(0.6, 0, 0)),
    ),
    "shimmy": (
        key(0.25, "bowl", down=0.14, twist=0.4, roll=0.10, lean=-0.06, flow=True),
        key(0.5, "bowl", down=0.14, twist=-0.4, roll=-0.10, lean=-0.06, flow=True),
        key(0.75, "bowl", down=0.14, twist=0.4, roll=0.10, lean=-0.06, flow=True),
        key(1, "out", down=0.10, twist=-0.4, roll=-0.10, lean=-0.10, head=(0, 0, 0.15)),
        key(1.25, "bowl", down=0.22, twist=0.4, roll=0.10, lean=0.16, flow=True),
        key(1.5, "bowl", down=0.22, twist=-0.4, roll=-0.10, lean=0.16, flow=True),
        key(1.75, "bowl", down=0.22, twist=0.4, roll=0.10, lean=0.16, flow=True),
        key(2, "out", down=0.18, twist=-0.4, roll=-0.10, lean=0.16, head=(0, 0, -0.15)),
    ),
    "disco_point": (
        key(1, ("disco", "hip"), side=0.15, left=(0.4, 0, 0), twist=0.2, roll=-0.14, head=(0.45, -0.15, 0)),
        key(2, ("disco_low", "hip"), side=-0.15, left=(0.4, 0, 0), down=0.18, twist=-0.4, head=(-0.35, 0.2, 0)),
    ),
    "robot_arm": (
        key(0.8, ("cactus", "scarecrow"), roll=0.0, head=(0.5, 0, 0)),
        key(1, ("cactus", "scarecrow"), roll=0.0, head=(0.5, 0, 0)),
        key(1.8, ("scarecrow", "cactus"), roll=0.0, head=(-0.5, 0, 0)),
        key(2, ("scarecrow", "cactus"), roll=0.0, head=(-0.5, 0, 0)),
    ),
    "body_roll": (
        key(0.5, "low", down=0.10, lean=-0.25, chest=0.55, head=(0, 0.35, 0)),
        key(1, "low", down=0.20, ahead=0.20, lean=-0.40, chest=0.10, head=(0, -0.1, 0)),
        key(1.5, "back", down=0.35, ahead=-0.10, lean=0.35, chest=-0.35, head=(0, -0.3, 0)),
        key(2, "low", down=0.04, lean=0.05, chest=-0.15, head=(0, -0.2, 0)),
    ),
    "jumping_jack": (
        key(0.35, "rest", down=0.16),
        key(1, "up", apart=0.75, down=0.08, hop=0.30),
        key(1.35, "high", apart=0.75, down=0.16),
        key(2, "rest", down=0.08, hop=0.30),
    ),
    "heel_toe": (
        key(1, "hip", side=-0.18, down=0.14, left=(0.35, 0.06, 0.65), toes=(-0.7, 0), roll=-0.1, head=(0.2, 0.1, -0.1)),
        key(2, "hip", side=-0.18, down=0.14, left=(-0.9, 0.10, -0.25), toes=(1.0, 0), roll=0.1, head=(-0.1, 0.1, 0.1)),
        key(3, "hip", side=-0.18, down=0.14, left=(0.35, 0.06, 0.65), toes=(-0.7, 0), roll=-0.1, head=(0.2, 0.1, -0.1)),
        key(4, ("low", "low"), down=0.02),
    ),
    "turn_half": (
        key(1, ("cross", "out"), yaw=pi / 2, down=0.12, flow=True),
        key(2, "high", yaw=pi, apart=0.25, roll=0.1),
        key(3, ("out", "cross"), yaw=pi / 2, down=0.12, flow=True),
        key(4, "hip", yaw=0, head=(0, -0.05, 0.1)),
    ),
    "bow": (
        key(1, ("across", "back"), down=0.12, lean=0.75, chest=0.25, left=(0, 0, -0.35), head=(0, 0.25, 0)),
        key(2, ("low", "low"), lean=-0.05, left=(0, 0, 0), head=(0, -0.1, 0)),
    ),
    "cheer": (
        key(0.5, "chest", down=0.24, lean=0.1),
        key(1, ("fist_up", "hip"), hop=0.22, roll=0.1, head=(0.1, -0.2, 0.1)),
        key(1.5, "chest", down=0.24, lean=0.1),
        key(2, ("hip", "fist_up"), hop=0.22, roll=-0.1, head=(-0.1, -0.2, -0.1)),
    ),
    "fan_arms": (
        key(1, ("bowl", "bowl"), down=0.26, lean=0.1, head=(0.2, 0.15, 0.1)),
        key(2, ("out", "out"), down=0.10, side=0.12, roll=0.08, head=(0.35, 0, 0.1)),
        key(3, ("arch", "arch"), down=0.0, yaw=0.35, head=(0, -0.15, 0), roll=-0.05),
        key(4, ("out", "out"), down=0.14, side=-0.12, roll=-0.08, head=(-0.35, 0, -0.1)),
    ),
    "marching": (
        key(1, ("swing", "back"), side=0.12, right=(0, 0.55, 0.35), toes=(0, 0.5), head=(0, -0.05, 0)),
        key(2, ("back", "swing"), side=-0.12, left=(0, 0.55, 0.35), toes=(0.5, 0), head=(0, -0.05, 0)),
    ),
    "hip_sway": (
        key(1, "hip", side=0.30, hips=-0.24, roll=-0.16, down=0.06, apart=0.15, head=(0, 0, -0.12)),
        key(2, "hip", side=-0.30, hips=0.24, roll=0.16, down=0.06, apart=0.15, head=(0, 0, 0.12)),
    ),
    "chicken": (
        key(0.5, "scarecrow", down=0.30, lean=0.2, knees=0.9),
        key(1, "flex", down=0.12, lean=0.1, head=(0, 0.15, 0), knees=0.6),
        key(1.5, "scarecrow", down=0.30, lean=0.2, knees=0.9),
        key(2, "flex", down=0.12, lean=0.1, head=(0, -0.1, 0), knees=0.6),
    ),
    "windmill": (
        key(0.5, ("up", "low"), side=0.1, roll=0.12, flow=True),
        key(1, ("out", "out"), down=0.12, twist=0.3),
        key(1.5, ("low", "up"), side=-0.1, roll=-0.12, flow=True),
        key(2, ("out", "out"), down=0.12, twist=-0.3),
    ),
    "egyptian": (
        key(1, ("egyptian", "scarecrow"), yaw=0.5, side=0.18, head=(0.6, 0, 0), twist=-0.4, apart=0.2),
        key(2, ("scarecrow", "egyptian"), yaw=-0.5, side=-0.18, head=(-0.6, 0, 0), twist=0.4, apart=0.2),
    ),
}  # fmt: skip
"""By name: the keys in order; the start is the end of whatever came before."""


@cache
def has_both_sides(name: str) -> bool:
    """Whether the second half of a move is the first one mirrored: such a move is repeated as it is."""
    rows = [k.row for k in MOVES[name]]
    half = len(rows) // 2
    pairs = zip(rows[:half], rows[half:], strict=False)
    return len(rows) % 2 == 0 and all(np.allclose(mirrored(one), other) for one, other in pairs)


def num_beats(name: str) -> float:
    """How long a move lasts."""
    return MOVES[name][-1].beat
