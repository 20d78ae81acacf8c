"""Pairs of keying: the cast before a plain backdrop for its place, and the place for the backdrop."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mudong.language import korean
from mudong.language.lexicon import word
from mudong.world.kinds import Place, Style, Weather
from mudong.world.pairs.pair import Pair
from mudong.world.pairs.parts import pick
from mudong.world.pairs.words import listed, said, somewhere
from mudong.world.scene import Scene

_BACKDROPS = {"green": "#00b140", "blue": "#1f4fd8", "white": "#ffffff", "grey": "#9a9a9a"}
_KEYED = (Style.FLAT, Style.CLAY)
"""Styles that leave a sheet plain to the byte."""
_LIT_BY_THEMSELVES = (Place.STAGE, Place.NIGHT_CITY, Place.BOXING_RING)


def matting(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """Everybody and everything before a plain sheet, without shadows."""
    if not _keyable(scene):
        return None
    name = pick(rng, tuple(_BACKDROPS))
    wish, target = listed("edit_backdrop", name), replace(scene, backdrop=_BACKDROPS[name])
    return Pair(instruction=wish, source=scene, target=target, whole_frame=True, filmed_as=scene)


def keying(scene: Scene, rng: np.random.Generator) -> Pair | None:
    """What was shot before a green sheet, put into a place with its light, weather and shadows."""
    if not _keyable(scene) or scene.place in _LIT_BY_THEMSELVES:
        return None
    where = said(word("place", scene.place, "en"), korean.towards(somewhere(scene.place)))
    wish = said(f"Key out the green screen and show them {where['en']}.", f"그린 스크린을 {where['ko']} 바꿔 줘.")
    source = replace(scene, backdrop=_BACKDROPS["green"], weather=Weather.CLEAR)
    return Pair(instruction=wish, source=source, target=scene, whole_frame=True, filmed_as=scene)


def _keyable(scene: Scene) -> bool:
    return bool(scene.cast) and not scene.backdrop and scene.style in _KEYED
