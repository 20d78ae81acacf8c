"""Faces over time: expressions that ease in, blinking, breathing. Knows nothing about how faces are drawn."""

from __future__ import annotations

import numpy as np

from mudong.world.act.actions.spot import wave_of
from mudong.world.act.actions.stand import BREATH_S
from mudong.world.act.perform import weight_of
from mudong.world.act.pose import eased
from mudong.world.kinds import ActionKind, Expression
from mudong.world.scene import Character
from mudong.world.timeline import EXPRESSIONS

_EASE_S = 6 / 24
_BLINK_S = 4 / 24
_SHOWN_BY = {ActionKind.CRY: Expression.SAD, ActionKind.LAUGH: Expression.HAPPY}
_SHARE = 0.8
"""How much of the face crying or laughing takes over."""


def expressions(character: Character, times: np.ndarray) -> np.ndarray:
    """(frames, 7) weights in the order of `EXPRESSIONS`; rows sum to 1."""
    feelings = sorted(character.feelings, key=lambda feeling: feeling.start_s)
    first = feelings[0].expression if feelings else Expression.NEUTRAL
    weights = np.tile(_one(first), (len(times), 1))
    for feeling in feelings:
        share = np.ones_like(times) if feeling.start_s <= 0 else eased((times - feeling.start_s) / _EASE_S)
        weights += share[:, None] * (_one(feeling.expression) - weights)
    for action in character.actions:
        if action.kind in _SHOWN_BY:
            weights += _SHARE * weight_of(action, times)[:, None] * (_one(_SHOWN_BY[action.kind]) - weights)
    return weights


def blinks(times: np.ndarray, seed: int) -> np.ndarray:
    """(frames,) 0 open to 1 shut: a blink of four frames every two or three seconds."""
    rng = np.random.default_rng([seed, 5])
    shut = np.zeros_like(times)
    at = float(rng.uniform(-0.3, 2.0))
    while len(times) and at < times[-1] + _BLINK_S:
        u = np.clip((times - at) / _BLINK_S, 0, 1)
        shut = np.maximum(shut, np.minimum(6 * u * (1 - u), 1.0))
        at += float(rng.uniform(1.6, 3.4))
    return shut


def breath(times: np.ndarray, seed: int) -> np.ndarray:
    """(frames,) -1..1; the same rhythm that `stand` moves the shoulders with."""
    return wave_of(times, BREATH_S, shift=(seed % 7) * 0.01)


def _one(expression: Expression) -> np.ndarray:
    return np.eye(len(EXPRESSIONS))[EXPRESSIONS.index(expression)]
