"""A pair as a value: conditions, an instruction and the scene that fulfils it. Knows nothing of how pairs are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from itertools import zip_longest

import numpy as np

from mudong.language.lexicon import Language
from mudong.spec.timebase import Timebase
from mudong.world.kinds import Style
from mudong.world.pairs.reference import Reference
from mudong.world.scene import Character, Prop, Scene, object_names
from mudong.world.simulate import simulate
from mudong.world.timeline import CameraState, CharacterState, PropState, Timeline

SPREADING = (Style.WATERCOLOUR, Style.PENCIL, Style.PIXEL)
"""Styles whose filters carry a change beyond its object; local edits are not made in them."""
_FPS = 24.0
_NARROW = 9 / 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One lesson: from `source` and `references`, by `instruction`, make `target`.

    kind: a name of `make.KINDS`, filled in by `make_pair`. source: None where there is no video to edit.
    references: pictures and clips beside it, in the order in which the instruction speaks of them.
    changed: names of the objects (`object_names`) that differ. whole_frame: every pixel may. filmed_as: the scene
    whose camera films both, so that a fitted camera does not give the edit away; None: each its own.
    reason: why a mood asks for just these edits, else empty.
    """

    instruction: dict[Language, str]
    target: Scene
    source: Scene | None = None
    kind: str = ""
    references: tuple[Reference, ...] = ()
    changed: tuple[str, ...] = ()
    whole_frame: bool = False
    filmed_as: Scene | None = None
    reason: dict[Language, str] = field(default_factory=dict)


def local_edit(source: Scene, target: Scene, instruction: dict[Language, str], expected: set[str]) -> Pair | None:
    """The pair of an edit after which nobody and nothing but `expected` looks or moves otherwise; None if more does."""
    before, after = _timeline(source), _timeline(target)
    changed = _changed(source, target, before, after)
    if source.style in SPREADING or not changed or not changed <= expected:
        return None
    return Pair(
        instruction=instruction, source=source, target=target, changed=tuple(sorted(changed)),
        filmed_as=wider(source, target),
    )  # fmt: skip


def wider(source: Scene, target: Scene) -> Scene:
    """The one of both whose camera shows more."""
    return source if _enlarged(_timeline(source).camera) <= _enlarged(_timeline(target).camera) else target


def _enlarged(camera: CameraState) -> float:
    """How large a camera shows things in a narrow frame, as `lens_at` has it."""
    return float(camera.zoom.min()) * min(1.0, _NARROW / max(camera.aspect, 1e-6))


def _timeline(scene: Scene) -> Timeline:
    return simulate(scene, Timebase.of(_FPS).num_frames(scene.duration_s), _FPS)


def _changed(source: Scene, target: Scene, before: Timeline, after: Timeline) -> set[str]:
    """Names of the objects that are only in one of the scenes, look or move differently, by their place in the list."""
    old, new = object_names(source), object_names(target)
    a, b = len(source.cast), len(target.cast)
    cast = _differing(
        [*zip(old[:a], source.cast, before.characters, strict=True)],
        [*zip(new[:b], target.cast, after.characters, strict=True)],
    )
    return cast | _differing(
        [*zip(old[a:], source.props, before.props, strict=True)],
        [*zip(new[b:], target.props, after.props, strict=True)],
    )


_Known = tuple[str, Character, CharacterState] | tuple[str, Prop, PropState]


def _differing(old: Sequence[_Known], new: Sequence[_Known]) -> set[str]:
    names: set[str] = set()
    for a, b in zip_longest(old, new):
        if a is None or b is None or a[1] != b[1] or not _same(a[2], b[2]):
            names.update(known[0] for known in (a, b) if known is not None)
    return names


def _same(a: CharacterState | PropState, b: CharacterState | PropState) -> bool:
    return all(np.array_equal(getattr(a, each.name), getattr(b, each.name)) for each in fields(a))
