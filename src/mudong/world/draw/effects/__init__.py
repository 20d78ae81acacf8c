"""Fire, ice, lightning, sparkle and smoke on a character or a thing, drawn into its own layer."""

from __future__ import annotations

from mudong.world.draw.effects.aura import Aura, aura_of_prop, aura_of_subject
from mudong.world.draw.effects.draw import draw_effects
from mudong.world.draw.effects.gloss import gloss

__all__ = ["Aura", "aura_of_prop", "aura_of_subject", "draw_effects", "gloss"]
