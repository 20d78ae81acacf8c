"""Pictures of a pair, and the pixels in which they may differ: from the layers of both, never from the pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from mudong.spec.timebase import Timebase
from mudong.world.painter import Painter, Sheets
from mudong.world.pairs.pair import Pair
from mudong.world.pairs.picture import show
from mudong.world.render import DEFAULT_FPS, render
from mudong.world.scene import Scene, object_names
from mudong.world.simulate import simulate
from mudong.world.truth import Rendered

_OPAQUE = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """source: None where the pair has none. references: (frames, H, W, 3) uint8 RGB each, one frame of a picture."""

    source: Rendered | None
    target: Rendered
    references: tuple[np.ndarray, ...]


def render_pair(
    pair: Pair,
    width: int,
    height: int,
    *,
    fps: float = DEFAULT_FPS,
    num_frames: int | None = None,
    truth: bool = True,
) -> Shown:
    """Everything of a pair at one size, filmed with the camera that it says."""
    source, target = (
        None if scene is None
        else render(scene, width, height, fps=fps, num_frames=num_frames, truth=truth, filmed_as=pair.filmed_as)
        for scene in (pair.source, pair.target)
    )  # fmt: skip
    assert target is not None
    references = tuple(show(each, width, height, fps=fps, num_frames=num_frames) for each in pair.references)
    return Shown(source=source, target=target, references=references)


def edit_mask(
    pair: Pair, width: int, height: int, *, fps: float = DEFAULT_FPS, num_frames: int | None = None
) -> np.ndarray:
    """(frames, H, W) bool: outside it source and target are equal to the byte.

    All of it where the edit is of the whole frame or there is no source. Else where a layer that is seen in either
    differs before weather and light: objects with their soft edges, shadows, reflections; with it all that is seen
    through glass.
    """
    count = num_frames if num_frames is not None else Timebase.of(fps).num_frames(pair.target.duration_s)
    if pair.whole_frame or pair.source is None:
        return np.ones((count, height, width), bool)
    before, after = (_painter(pair, scene, width, height, fps, count) for scene in (pair.source, pair.target))
    old, new = object_names(pair.source), object_names(pair.target)
    return np.stack([_differing(before.sheets(i), old, after.sheets(i), new) for i in range(count)])


def _painter(pair: Pair, scene: Scene, width: int, height: int, fps: float, count: int) -> Painter:
    timeline = replace(simulate(scene, count, fps), camera=simulate(pair.filmed_as or scene, count, fps).camera)
    return Painter(scene, timeline, width, height, filmed_as=pair.filmed_as)


def _differing(before: Sheets, old: tuple[str, ...], after: Sheets, new: tuple[str, ...]) -> np.ndarray:
    """(H, W) bool of one frame: where layers differ that are not hidden on both sides."""
    seen_before, seen_after = _seen(before, old), _seen(after, new)
    behind = (before.ground != after.ground).any(axis=-1)
    differ = behind & (seen_before[""] | seen_after[""])
    nowhere = np.zeros(differ.shape, bool)
    for name in {*old, *new}:
        unlike = (_layer(before, old, name) != _layer(after, new, name)).any(axis=-1)
        behind |= unlike
        differ |= unlike & (seen_before.get(name, nowhere) | seen_after.get(name, nowhere))
    for first, second in _swapped(before, old, after, new):
        for sheets, names in ((before, old), (after, new)):
            differ |= (_layer(sheets, names, first)[..., 3] > 0) & (_layer(sheets, names, second)[..., 3] > 0)
    differ |= _through_glass(behind | differ, before, old, after, new) | _through_glass(
        behind | differ, after, new, before, old
    )
    return differ | (before.lamplight != after.lamplight)


def _through_glass(
    behind: np.ndarray, sheets: Sheets, names: tuple[str, ...], others: Sheets, known: tuple[str, ...]
) -> np.ndarray:
    """(H, W) bool: where one side's glass shows something of `behind`; all of it where the glass itself is another."""
    shown, within = behind, np.zeros_like(behind)
    for optic in sheets.optics:
        name = names[optic.number]
        same = np.array_equal(_layer(sheets, names, name), _layer(others, known, name))
        # As numbers with a fraction, so that the faintest share of a pixel counts.
        bent = optic.look(shown.astype(np.float32)) > 0 if same else optic.whole
        shown, within = shown | bent, within | (bent & optic.whole)
    return within


def _seen(sheets: Sheets, names: tuple[str, ...]) -> dict[str, np.ndarray]:
    """(H, W) bool for every object, and the ground as the empty name: where nothing opaque stands before it."""
    free = np.ones(sheets.ground.shape[:2], bool)
    seen: dict[str, np.ndarray] = {}
    for number in reversed(sheets.order):
        seen[names[number]] = free
        layer = sheets.layers[number]
        if layer is not None:
            free = free & (layer[..., 3] < _OPAQUE)
    return {**seen, "": free}


def _swapped(before: Sheets, old: tuple[str, ...], after: Sheets, new: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Pairs of objects of both sides of which now the other one is nearer: where they overlap, that is seen."""
    ranks = [new[i] for i in after.order]
    common = [old[i] for i in before.order if old[i] in ranks]
    return ((a, b) for a, b in combinations(common, 2) if ranks.index(a) > ranks.index(b))


def _layer(sheets: Sheets, names: tuple[str, ...], name: str) -> np.ndarray:
    """(H, W, 4): an object's layer, transparent where it is not there."""
    layer = sheets.layers[names.index(name)] if name in names else None
    return np.zeros_like(sheets.ground) if layer is None else layer
