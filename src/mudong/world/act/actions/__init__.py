"""Actions by kind. What the whole body does (`BODY`) and what is done meanwhile with arms and face (`MEANWHILE`).

A new action is one function and one line here.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from mudong.world.act.actions.fight import box, kick
from mudong.world.act.actions.gestures import clap, cry, laugh, point, wave
from mudong.world.act.actions.jump import jump
from mudong.world.act.actions.sit import row, sit
from mudong.world.act.actions.spot import Spot
from mudong.world.act.actions.stand import stand
from mudong.world.act.actions.walk import chase, run, walk
from mudong.world.act.pose import Pose
from mudong.world.kinds import ActionKind
from mudong.world.scene import Action

BODY: dict[ActionKind, Callable[[Spot, Action, np.ndarray], Pose]] = {
    ActionKind.STAND: stand,
    ActionKind.WALK: walk,
    ActionKind.RUN: run,
    ActionKind.CHASE: chase,
    ActionKind.JUMP: jump,
    ActionKind.SIT: sit,
    ActionKind.ROW: row,
    ActionKind.KICK: kick,
    ActionKind.BOX: box,
}
"""(spot, action, seconds since its start) -> pose."""

MEANWHILE: dict[ActionKind, Callable[[Spot, Action, Pose, np.ndarray], Pose]] = {
    ActionKind.WAVE: wave,
    ActionKind.CLAP: clap,
    ActionKind.POINT: point,
    ActionKind.LAUGH: laugh,
    ActionKind.CRY: cry,
}
"""(spot, action, pose of the body, seconds since its start) -> pose. Carrying is in `carry`, dancing in `act.dance`."""
