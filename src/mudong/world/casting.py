"""Who can be in a scene: somebody of a species by chance, dressed. The first half of sampling, and of pairs.

The same generator gives the same body.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import numpy as np

from mudong.world import palette
from mudong.world.kinds import Effect, Pattern, Species
from mudong.world.scene import Cloth, Identity

_PEOPLE = (Species.BABY, Species.TODDLER, Species.WOMAN, Species.MAN, Species.GRANDMOTHER)
_HAIR_STYLES = {
    Species.BABY: ("curl",),
    Species.TODDLER: ("short", "bob", "pigtails", "curly"),
    Species.WOMAN: ("bob", "long", "ponytail", "bun", "curly"),
    Species.MAN: ("short", "curly"),
    Species.GRANDMOTHER: ("bun", "bob", "curly"),
}
_BREEDS = {
    Species.CAT: ("tabby", "black", "calico", "siamese"),
    Species.DOG: ("golden_retriever", "corgi", "dalmatian", "shiba"),
}
_TOPS = {
    Species.BABY: (("onesie",),),
    Species.TODDLER: (("shirt", "shorts"), ("overalls",), ("dress",), ("jeogori", "baji")),
    Species.WOMAN: (("shirt", "trousers"), ("dress",), ("shirt", "skirt"), ("coat", "trousers"), ("chima", "jeogori")),
    Species.MAN: (("shirt", "trousers"), ("coat", "trousers"), ("shirt", "shorts"), ("jeogori", "baji")),
    Species.GRANDMOTHER: (("shirt", "skirt"), ("chima", "jeogori"), ("coat", "trousers")),
}
_ACCESSORIES = ("glasses", "bow", "scarf", "cap", "beanie", "hat")
_CHILDREN = (Species.BABY, Species.TODDLER)
T = TypeVar("T")


def identity(rng: np.random.Generator, species: Species) -> Identity:
    """Somebody of that species."""
    if species in _PEOPLE:
        hair = palette.GREY_HAIR if species is Species.GRANDMOTHER else palette.HAIR
        worn = tuple(_cloth(rng, kind) for kind in choose(rng, _TOPS[species]))
        skin, second, breed = choose(rng, palette.SKIN), "#ffffff", ""
    else:
        hair = palette.HAIR
        worn = (_cloth(rng, str(choose(rng, ("shirt", "overalls", "scarf")))),) if rng.random() < 0.65 else ()
        breed = str(choose(rng, _BREEDS[species])) if species in _BREEDS else ""
        skin, second = _coat(rng, species, breed)
    extra = (_cloth(rng, str(choose(rng, _ACCESSORIES))),) if rng.random() < 0.4 else ()
    return Identity(
        species=species,
        breed=breed,
        skin=skin,
        second=second,
        hair=choose(rng, hair),
        hair_style=choose(rng, _HAIR_STYLES.get(species, ("short",))),
        eyes=choose(rng, palette.EYES),
        head=round(float(rng.uniform(0.92, 1.1)), 3),
        limbs=round(float(rng.uniform(0.92, 1.1)), 3),
        girth=round(float(rng.uniform(0.9, 1.15)), 3),
        clothes=worn,
        accessories=extra,
    )


def effects_on(species: Species) -> tuple[Effect, ...]:
    """Effects that suit who lives: nobody smokes, and children only sparkle."""
    wild = (Effect.FIRE, Effect.ICE, Effect.LIGHTNING)
    return (Effect.SPARKLE,) if species in _CHILDREN else (*wild, Effect.SPARKLE)


def _coat(rng: np.random.Generator, species: Species, breed: str) -> tuple[str, str]:
    if breed:
        return palette.FUR[breed]
    if species is Species.PANDA:
        return "#fbfaf6", "#2b2a30"
    kinds: dict[Species, Any] = {
        Species.BEAR: palette.BEAR,
        Species.RABBIT: palette.RABBIT,
        Species.ROBOT: palette.ROBOT,
        Species.DRAGON: palette.DRAGON,
    }
    return choose(rng, kinds[species])


def _cloth(rng: np.random.Generator, kind: str) -> Cloth:
    pattern = choose(rng, tuple(Pattern), p=[0.5, 0.16, 0.12, 0.08, 0.07, 0.07])
    colour = choose(rng, palette.CLOTH)
    second = choose(rng, tuple(c for c in palette.CLOTH if c != colour))
    return Cloth(kind=kind, colour=colour, pattern=pattern, second=second)


def choose(rng: np.random.Generator, options: Sequence[T], p: Sequence[float] | None = None) -> T:
    """Any of the options, with equal chances or those of `p`."""
    return options[int(rng.choice(len(options), p=p))]
