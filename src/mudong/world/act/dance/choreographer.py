"""The choreographer: moves set on a beat grid, with sides and accents -> `Pose`. Composes when nothing is asked for.

Knows nothing about bodies beyond the length of their legs.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np

from mudong.spec.errors import InvalidInput
from mudong.world.act.actions.spot import Spot
from mudong.world.act.dance.keys import Key, mirrored
from mudong.world.act.dance.moves import MOVES, has_both_sides, num_beats
from mudong.world.act.pose import Pose, axes, eased
from mudong.world.scene import Action

_ACCENT_EVERY = 4
"""Every so many beats one is struck harder."""
_MAX_BPM = 400.0
_MEETS = 1.25
"""Length of an arm over the height of the head from which hands meet above it."""


def dance(spot: Spot, action: Action, t: np.ndarray) -> Pose:
    """Moves of `action` in order, over and over; one that shows a single side is mirrored every second time.

    Begun to the other side for direction -1. Without moves it chooses its own by `spot.seed`. Raises `InvalidInput`
    (`world.move`) for a move that is not known.
    """
    beat_s = beat_length_s(action)
    beats = np.maximum(t, 0.0) / beat_s
    keys = _score(action, spot.seed, float(beats.max(initial=0.0)))
    return _placed(spot, _played(keys, beats, spot))


def beat_length_s(action: Action) -> float:
    """Seconds from beat to beat; speed counts like tempo."""
    return 60.0 / min(max(action.bpm * action.speed, 1.0), _MAX_BPM)


def beat_times(action: Action, end_s: float) -> np.ndarray:
    """Seconds of every beat from the dance's start until it ends or the clip does."""
    end = end_s if action.end_s is None else min(end_s, action.end_s)
    length = beat_length_s(action)
    return action.start_s + length * np.arange(max(0, int(np.ceil((end - action.start_s) / length - 1e-9))))


def composed(seed: int) -> Iterator[str]:
    """Moves without end: every one comes twice (left, right), none twice in a row, all before any comes again."""
    rng = np.random.default_rng([seed, 77])
    names, last = sorted(MOVES), ""
    while True:
        order = [names[i] for i in rng.permutation(len(names))]
        if order[0] == last:
            order.append(order.pop(0))
        last = order[-1]
        for name in order:
            yield from (name, name)


def _score(action: Action, seed: int, until: float) -> list[Key]:
    """Keys with beats counted from the dance's start, the first being where the dance comes from."""
    for name in action.moves:
        if name not in MOVES:
            raise InvalidInput("world.move", given=name, known=", ".join(sorted(MOVES)))
    names = itertools.cycle(action.moves) if action.moves else composed(seed)
    times: dict[str, int] = {}
    score: list[Key] = []
    beat = 0.0
    while beat <= until + 1e-9 or not score:
        name = next(names)
        flipped = (times.get(name, 0) % 2 == 1 and not has_both_sides(name)) != (action.direction < 0)
        times[name] = times.get(name, 0) + 1
        keys = [Key(k.beat, mirrored(k.row) if flipped else k.row, k.hop, k.flow) for k in MOVES[name]]
        if not score:
            score.append(Key(0.0, keys[-1].row.copy()))
        score += [Key(beat + k.beat, k.row, k.hop, k.flow) for k in keys]
        beat += num_beats(name)
    return _unwound(score)


def _unwound(score: list[Key]) -> list[Key]:
    """Whole turns are kept: after a spin the next key counts from where the spin ended."""
    turns, result = 0.0, score[:1]
    result[0].row[9] -= 2 * np.pi * np.round(result[0].row[9] / (2 * np.pi))
    for before, after in itertools.pairwise(score):
        row = after.row.copy()
        whole = abs(before.row[9]) > 1.9 * np.pi and abs(row[9]) < 1.9 * np.pi
        turns += before.row[9] if whole else 0.0
        row[9] += turns
        result.append(Key(after.beat, row, after.hop, after.flow))
    return result


def _played(keys: list[Key], beats: np.ndarray, spot: Spot) -> Pose:
    """Rows between the keys: struck on the beat, rested on for a moment, feet lifted where they step."""
    at = np.array([k.beat for k in keys])
    rows = _stepped(np.stack([k.row for k in keys]), spot)
    i = np.clip(np.searchsorted(at, beats, side="right") - 1, 0, len(keys) - 2)
    u = (beats - at[i]) / (at[i + 1] - at[i])
    flow = np.array([k.flow for k in keys])
    accented = (np.round(at) == at) & (np.mod(at, _ACCENT_EVERY) == 0)
    weight = _timed(u, flow[i], flow[i + 1], accented[i + 1])
    start, end = Pose(rows[i]), Pose(rows[i + 1])
    pose = start.towards(end, weight)
    hop = np.array([k.hop for k in keys])[i + 1]
    air = 4 * u * (1 - u) * hop
    away = np.linalg.norm((end.feet - start.feet)[..., [0, 2]], axis=-1)
    step = np.where(away > 0.02, np.clip(0.10 + 0.22 * away, 0, 0.34), 0.0)
    pose.feet[..., 1] += step * np.sin(np.pi * weight)[:, None] * (hop == 0)[:, None] + air[:, None]
    pose.root[:, 1] += air
    return pose


def _stepped(rows: np.ndarray, spot: Spot) -> np.ndarray:
    """Feet from "around where they rest" to "around the spot", turned with the body where a move turns it around."""
    rows = rows.copy()
    pose = Pose(rows)
    rest = spot.build.stance / spot.build.leg
    pose.feet[:, 0, 0] += rest
    pose.feet[:, 1, 0] -= rest
    around = np.where(np.abs(pose.yaw) > 1.0, pose.yaw, 0.0)
    c, s = np.cos(around)[:, None], np.sin(around)[:, None]
    left, ahead = pose.feet[..., 0].copy(), pose.feet[..., 2].copy()
    pose.feet[..., 0], pose.feet[..., 2] = c * left + s * ahead, c * ahead - s * left
    return rows


def _timed(u: np.ndarray, leaves: np.ndarray, enters: np.ndarray, accent: np.ndarray) -> np.ndarray:
    """Share of the way: gentle at struck keys, even through flowing ones; an accent arrives early and holds."""
    u = np.where(accent & ~enters, np.clip(u / 0.78, 0, 1), u)
    struck, out, into = eased(u), u * u * (2 - u), u * (1 + u - u * u)
    return np.select([leaves & enters, leaves, enters], [u, into, out], struck)


def _placed(spot: Spot, pose: Pose) -> Pose:
    """From shares of the leg around the spot to metres of the world."""
    placed, frame, leg = pose.copy(), axes(spot.yaw), spot.build.leg
    placed.root[:] = leg * pose.root @ frame.T + (spot.x, 0.0, spot.z)
    placed.feet[:] = leg * pose.feet @ frame.T + (spot.x, 0.0, spot.z)
    placed.yaw[:] = pose.yaw + spot.yaw
    _beside_the_face(placed, spot.build.arm / spot.build.head)
    return placed


def _beside_the_face(pose: Pose, reach: float) -> None:
    """Hands that should meet over the head, on arms too short for it, stay beside it. reach: arm over head."""
    short = max(0.0, _MEETS - reach)
    fore = pose.arms[:, :, 1]
    inward = np.clip(-2.5 * fore[..., 0], 0, 1) * np.clip(2 * fore[..., 1] - 0.6, 0, 1)
    pose.arms[..., 0] += (0.8 * short * inward)[..., None]
