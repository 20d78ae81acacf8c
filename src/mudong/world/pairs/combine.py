"""Two or three edits asked for at once, made one after the other."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from mudong.language import english, korean
from mudong.world.pairs import effects, parts, setting, things
from mudong.world.pairs.pair import Pair, local_edit, wider
from mudong.world.pairs.words import said
from mudong.world.scene import Scene

Maker = Callable[[Scene, np.random.Generator], Pair | None]

_LOCAL: tuple[Maker, ...] = (
    parts.recolour_cloth, parts.recolour_fur, parts.recolour_prop, parts.expression, things.add_prop,
    things.add_character, effects.add_effect,
)  # fmt: skip
"""In the order in which they are asked for: what is there changes before anything comes."""
_WHOLE: tuple[Maker, ...] = (setting.weather, setting.season, setting.light, setting.background, setting.style)


def combination(count: int) -> Callable[[Scene, np.random.Generator], Pair | None]:
    """The maker of `count` edits in one instruction, local ones first, the last of the whole frame or not."""

    def make(scene: Scene, rng: np.random.Generator) -> Pair | None:
        whole = bool(rng.random() < 0.6)
        makers = [*_some(_LOCAL, count - whole, rng), *_some(_WHOLE, int(whole), rng)]
        steps: list[Pair] = []
        for maker in makers:
            step = maker(steps[-1].target if steps else scene, rng)
            if step is None:
                return None
            steps.append(step)
        return _together(steps)

    return make


def _some(makers: tuple[Maker, ...], count: int, rng: np.random.Generator) -> list[Maker]:
    return [makers[i] for i in sorted(rng.permutation(len(makers))[:count])]


def _together(steps: list[Pair]) -> Pair | None:
    source, target = steps[0].source, steps[-1].target
    assert source is not None
    wish = said(
        english.together([step.instruction["en"] for step in steps]),
        korean.requested_together([step.instruction["ko"] for step in steps]),
    )
    changed = {name for step in steps for name in step.changed}
    if steps[-1].whole_frame:
        return Pair(
            instruction=wish, source=source, target=target, changed=tuple(sorted(changed)), whole_frame=True,
            filmed_as=wider(source, target),
        )  # fmt: skip
    return local_edit(source, target, wish, changed)
