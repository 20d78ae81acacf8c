"""The domain of `omni-xs`, as data: what the built-in model is taught, and so what it may be asked for."""

from __future__ import annotations

from mudong.train.data.domain import Domain
from mudong.world.kinds import ActionKind, Light, Place, PropKind, Species, View, Weather

OMNI_XS = Domain(
    species=(
        Species.BABY, Species.TODDLER, Species.WOMAN, Species.CAT, Species.DOG, Species.BEAR, Species.RABBIT,
    ),
    places=(Place.ROOM, Place.NURSERY, Place.PARK, Place.BEACH, Place.STAGE, Place.SEOUL_STREET, Place.PARIS_STREET),
    weathers=(Weather.CLEAR, Weather.RAIN, Weather.SNOW),
    lights=(Light.MORNING, Light.NOON, Light.GOLDEN_HOUR, Light.NIGHT, Light.STAGE),
    actions=(
        ActionKind.STAND, ActionKind.WALK, ActionKind.JUMP, ActionKind.WAVE, ActionKind.CLAP, ActionKind.KICK,
        ActionKind.DANCE,
    ),
    props=(PropKind.BALL, PropKind.BAG, PropKind.BALLOON, PropKind.FLOWER),
    views=(View.FRONT, View.THREE_QUARTER_LEFT, View.THREE_QUARTER_RIGHT),
)  # fmt: skip
"""One character, flat style, a camera that stands still. It holds what people ask for: a baby in plain clothes, a
golden retriever with a ball on grass, a rainy Seoul street, a woman with a bag in Paris, dancing babies and animals."""
