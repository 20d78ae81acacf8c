"""What a person wears, sorted by the part of the body it covers. Knows nothing about where the body is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from mudong.world.draw.cloth import tinted
from mudong.world.kinds import Pattern, Species
from mudong.world.scene import Cloth, Identity

HATS = ("hat", "cap", "beanie")
_UNDERSHIRT = Cloth(kind="shirt", colour="#fbf6ec")
_SLEEVES = {"shirt": 0.42, "dress": 0.36, "jeogori": 0.97, "coat": 0.97, "onesie": 0.97}
"""Share of the arm, shoulder to wrist, that each top covers."""
_SLEEVE_WIDTH = {"shirt": 1.22, "dress": 1.3, "jeogori": 1.45, "coat": 1.4, "onesie": 1.2}
_LEGS = {"trousers": 0.92, "overalls": 0.92, "shorts": 0.45, "baji": 0.95, "onesie": 1.0}
_LEG_WIDTH = {"trousers": 1.1, "overalls": 1.14, "shorts": 1.22, "baji": 1.4, "onesie": 1.1}
_OUTERMOST = {"coat": 1, "jeogori": 1, "overalls": 1}
_LONG_SLEEVED = (Species.WOMAN, Species.GRANDMOTHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outfit:
    """tops: what covers the trunk, from the inside out. sleeve, leg: cloth of arms and legs, with the covered share of
    the limb and its width over the bare limb's. skirt: of a dress, skirt or chima. sole: colour of bare or shod feet.
    """  # fmt: skip

    tops: tuple[Cloth, ...]
    sleeve: Cloth | None
    sleeve_share: float
    sleeve_width: float
    leg: Cloth | None
    leg_share: float
    leg_width: float
    skirt: Cloth | None
    shoe: Cloth
    glove: Cloth | None
    boots: bool
    scarf: Cloth | None
    hat: Cloth | None
    glasses: Cloth | None
    bow: Cloth | None
    bag: Cloth | None


@lru_cache(maxsize=256)
def outfit_of(identity: Identity) -> Outfit:
    """Sorted clothes and accessories; whoever lacks a top or something on the legs gets plain white underneath."""
    worn = (*identity.clothes, *identity.accessories)
    named = {cloth.kind: cloth for cloth in worn}
    tops = [c for c in worn if c.kind in _SLEEVES or c.kind == "overalls"]
    if not any(c.kind in _SLEEVES for c in tops):
        tops.insert(0, _UNDERSHIRT)
    tops.sort(key=lambda c: _OUTERMOST.get(c.kind, 0))
    sleeve = next(c for c in reversed(tops) if c.kind in _SLEEVES)
    long = sleeve.kind == "shirt" and identity.species in _LONG_SLEEVED
    leg = next((c for c in reversed(worn) if c.kind in _LEGS), None)
    skirt = next((c for c in reversed(worn) if c.kind in ("dress", "skirt", "chima")), None)
    if leg is None and skirt is None:
        leg = Cloth(kind="shorts", colour="#fbf6ec")
    return Outfit(
        tops=tuple(tops),
        sleeve=sleeve,
        sleeve_share=0.95 if long else _SLEEVES[sleeve.kind],
        sleeve_width=_SLEEVE_WIDTH[sleeve.kind],
        leg=leg,
        leg_share=_LEGS[leg.kind] if leg else 0.0,
        leg_width=_LEG_WIDTH[leg.kind] if leg else 1.0,
        skirt=skirt,
        shoe=_shoe(identity, named),
        glove=named.get("gloves"),
        boots="boots" in named,
        scarf=named.get("scarf"),
        hat=next((named[kind] for kind in HATS if kind in named), None),
        glasses=named.get("glasses"),
        bow=named.get("bow"),
        bag=named.get("bag"),
    )


def _shoe(identity: Identity, named: dict[str, Cloth]) -> Cloth:
    chosen = named.get("boots") or named.get("shoes")
    if chosen:
        return chosen
    if "onesie" in named:
        onesie = named["onesie"]
        return Cloth(kind="sock", colour=tinted(onesie.colour, -0.08), pattern=Pattern.PLAIN)
    if identity.species is Species.BABY:
        return Cloth(kind="bare", colour=identity.skin)
    if "jeogori" in named or "chima" in named:
        return Cloth(kind="shoes", colour="#fdf6ea", second="#e58ba0")
    colour = {Species.TODDLER: "#e8694a", Species.WOMAN: "#b5483f", Species.MAN: "#6b4630"}.get(
        identity.species, "#8a6a58"
    )
    return Cloth(kind="shoes", colour=colour)
