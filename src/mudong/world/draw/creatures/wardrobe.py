"""What a creature wears, sorted by the part of the body it covers. Knows nothing about where the body is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from mudong.world.scene import Cloth, Identity

SLEEVES = {"shirt": 0.42, "dress": 0.34, "jeogori": 0.9, "coat": 0.9, "onesie": 0.92}
"""Share of the arm, shoulder to wrist, that each top covers."""
LEGS = {"trousers": 0.85, "overalls": 0.85, "shorts": 0.45, "baji": 0.95, "onesie": 0.92}
"""Share of the leg, hip to ankle."""
SKIRTS = {"dress": 0.5, "skirt": 0.42, "chima": 0.6}
"""How far a skirt falls below the pelvis, in trunk lengths."""
HATS = ("hat", "cap", "beanie")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wardrobe:
    """tops: on the trunk, from the inside out; the others: one piece each, or none."""

    tops: tuple[Cloth, ...]
    leg: Cloth | None
    skirt: Cloth | None
    scarf: Cloth | None
    hat: Cloth | None
    glasses: Cloth | None
    bow: Cloth | None
    bag: Cloth | None
    shoe: Cloth | None
    glove: Cloth | None

    @property
    def covers_chest(self) -> bool:
        """Whether there is a top or a bib."""
        return bool(self.tops) or (self.leg is not None and self.leg.kind == "overalls")

    @property
    def sleeve(self) -> Cloth | None:
        """The outermost top."""
        return self.tops[-1] if self.tops else None


@lru_cache(maxsize=512)
def wardrobe_of(identity: Identity) -> Wardrobe:
    """The clothes and accessories of an identity; what no creature can wear is left out."""
    worn = (*identity.clothes, *identity.accessories)

    def last(*kinds: str) -> Cloth | None:
        return next((cloth for cloth in reversed(worn) if cloth.kind in kinds), None)

    return Wardrobe(
        tops=tuple(cloth for cloth in worn if cloth.kind in SLEEVES),
        leg=last(*LEGS),
        skirt=last(*SKIRTS),
        scarf=last("scarf"),
        hat=last(*HATS),
        glasses=last("glasses"),
        bow=last("bow"),
        bag=last("bag"),
        shoe=last("boots", "shoes"),
        glove=last("gloves"),
    )
