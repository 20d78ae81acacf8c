"""`make_pair`: the register of all kinds of pairs, and what every pair has to keep."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from mudong.spec.errors import InvalidInput
from mudong.world.pairs import combine, effects, keying, material, parts, setting, shots, sketches, subjects, things
from mudong.world.pairs.mask import render_pair
from mudong.world.pairs.pair import Pair
from mudong.world.pairs.words import phrased
from mudong.world.sample import is_held_out
from mudong.world.scene import Scene

Maker = Callable[[Scene, np.random.Generator], Pair | None]

KINDS: dict[str, Maker] = {
    "recolour_cloth": parts.recolour_cloth,
    "recolour_fur": parts.recolour_fur,
    "recolour_prop": parts.recolour_prop,
    "pattern": parts.pattern,
    "clothes": parts.clothes,
    "material": material.material,
    "expression": parts.expression,
    "add_prop": things.add_prop,
    "remove_prop": things.remove_prop,
    "replace_prop": things.replace_prop,
    "add_character": things.add_character,
    "remove_character": things.remove_character,
    "replace_character": things.replace_character,
    "add_effect": effects.add_effect,
    "remove_effect": effects.remove_effect,
    "background": setting.background,
    "matting": keying.matting,
    "keying": keying.keying,
    "weather": setting.weather,
    "season": setting.season,
    "light": setting.light,
    "style": setting.style,
    "scarier": setting.mood("scarier"),
    "cosier": setting.mood("cosier"),
    "more_festive": setting.mood("more_festive"),
    "same_dance": subjects.same_dance,
    "reference_front": subjects.reference("front"),
    "reference_view": subjects.reference("front", "view"),
    "reference_expression": subjects.reference("front", "expression"),
    "reference_place": subjects.reference("front", "place"),
    "reference_views": subjects.reference("front", "view", "expression", "place"),
    "reference_cast": subjects.reference_cast,
    "first_frame": shots.from_frames(0.0),
    "last_frame": shots.from_frames(1.0),
    "first_and_last_frame": shots.from_frames(0.0, 1.0),
    "next_shot": shots.next_shot,
    "previous_shot": shots.previous_shot,
    "camera_angle": shots.camera_angle,
    "camera_motion": shots.camera_motion,
    "storyboard": sketches.storyboard,
    "sketch": sketches.sketch,
    "arrow": sketches.arrow,
    "box": sketches.box,
    "two_edits": combine.combination(2),
    "three_edits": combine.combination(3),
}
_ATTEMPTS = 6
_LOOK_PX, _SEEN_PX = 64, 16
"""An edit is seen when it changes so many pixels of the first frame at that size, square."""


def make_pair(kind: str, scene: Scene, seed: int) -> Pair | None:
    """A pair of that kind about the scene; None when the scene does not allow it. The same seed gives the same pair.

    An edit that would not be seen in a square frame is no pair, nor is a local edit in a style that spreads it
    (`pair.SPREADING`). From a scene for training come only scenes for training. Raises `KeyError` for an unknown kind.
    """
    maker = KINDS[kind]
    for attempt in range(_ATTEMPTS):
        rng = np.random.default_rng((seed, attempt, zlib.crc32(kind.encode())))
        try:
            pair = maker(scene, rng)
        except InvalidInput:
            # An edit may leave what no picture can show, such as a chase after a ball that is gone.
            continue
        if pair is not None and (is_held_out(scene) or not _held_out(pair)) and _seen(pair):
            return replace(pair, kind=kind, instruction=phrased(pair.instruction, rng))
    return None


def _held_out(pair: Pair) -> bool:
    scenes = (pair.source, pair.target, *(reference.scene for reference in pair.references))
    return any(is_held_out(scene) for scene in scenes if scene is not None)


def _seen(pair: Pair) -> bool:
    if pair.source is None:
        return True
    looked = render_pair(replace(pair, references=()), _LOOK_PX, _LOOK_PX, num_frames=1, truth=False)
    assert looked.source is not None
    return int((looked.source.frames != looked.target.frames).any(axis=-1).sum()) >= _SEEN_PX
