"""When kicks meet balls: the pushes that `physics` needs, found from where the foot really is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mudong.spec.joints import Joint
from mudong.world.act.actions.fight import KICK_CONTACT, KICK_S
from mudong.world.act.aim import aim_of
from mudong.world.kinds import ActionKind, PropKind
from mudong.world.physics.bodies import Push
from mudong.world.scene import Scene

_NEAR_M = 0.15
"""A foot that passes the ball's surface farther away misses it."""
_SPEED_MPS, _RISE_MPS = 3.0, 1.5


def kicks(scene: Scene, joints: Sequence[np.ndarray], times: np.ndarray) -> list[Push]:
    """The first meeting of each kick action with its ball; joints: (frames, 21, 3) of every character."""
    pushes = []
    for character, body in enumerate(joints):
        for action in scene.cast[character].actions:
            aim = aim_of(scene, character, action) if action.kind is ActionKind.KICK else None
            if aim is None or scene.props[aim.prop].kind is not PropKind.BALL:
                continue
            contact_s = action.start_s + KICK_CONTACT * KICK_S / max(action.speed, 0.1)
            if not len(times) or not times[0] <= contact_s <= times[-1]:
                continue
            frame = int(np.argmin(np.abs(times - contact_s)))
            toes = body[frame, [Joint.TOE_L, Joint.TOE_R], 0]
            side = 1.0 if aim.x > body[frame, Joint.PELVIS, 0] else -1.0
            if np.abs(toes - (aim.x - side * aim.size / 2)).min() > _NEAR_M:
                continue
            hard = max(action.speed, 0.1) ** 0.5
            pushes.append(Push(time_s=contact_s, index=aim.prop, vx=side * hard * _SPEED_MPS, vy=hard * _RISE_MPS))
    return pushes
