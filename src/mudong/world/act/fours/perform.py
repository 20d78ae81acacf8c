"""What one character on all fours does over the clip: its actions in order, each blended into the next."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mudong.world.act.aim import aim_of
from mudong.world.act.fours.frame import Fours
from mudong.world.act.fours.gaits import act_on_fours
from mudong.world.act.fours.pose import FoursPose
from mudong.world.act.perform import BLEND_S, spans_of, spot_of
from mudong.world.act.pose import eased
from mudong.world.scene import Scene


def perform_on_fours(scene: Scene, character: int, body: Fours, times: np.ndarray) -> FoursPose:
    """The pose of a character at `times` (frames,) seconds."""
    spot = spot_of(scene, character)
    pose: FoursPose | None = None
    spans = spans_of(scene.cast[character].actions, float(times[-1]) if len(times) else 0.0)
    for span, following in zip(spans, [*spans[1:], None], strict=True):
        placed = replace(spot, target=aim_of(scene, character, span.action))
        until = following.start_s + BLEND_S if following else span.start_s
        moved = act_on_fours(body, placed, span.action, np.maximum(np.append(times, until) - span.start_s, 0))
        spot = replace(spot, x=float(moved.root[-1, 0]), z=float(moved.root[-1, 2]))
        moved = FoursPose(moved.table[:-1])
        pose = moved if pose is None else pose.mixed(moved, eased((times - span.start_s) / BLEND_S))
    assert pose is not None
    return pose
