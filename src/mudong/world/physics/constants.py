"""Constants of nature and of materials, SI units, each with its source; and the clock of all integration."""

from __future__ import annotations

GRAVITY = 9.80665
"""m/s^2, standard acceleration of free fall (3rd CGPM, 1901)."""
WATER_DENSITY = 998.2
"""kg/m^3, water at 20 C (CRC Handbook of Chemistry and Physics)."""
AIR_DENSITY = 1.204
"""kg/m^3, dry air at 20 C and 101.325 kPa (ISO 2533 standard atmosphere, recomputed for 20 C)."""
HELIUM_DENSITY = 0.1664
"""kg/m^3 at 20 C and 101.325 kPa (NIST Chemistry WebBook)."""
SPHERE_DRAG = 0.47
"""Drag coefficient of a smooth sphere at Reynolds numbers of 1e4 to 1e5 (Hoerner, Fluid-Dynamic Drag, 1965)."""
BOX_DRAG = 1.05
"""Drag coefficient of a cube, face on (Hoerner 1965)."""
INDEX_WATER = 1.333
"""Refractive index of water at 20 C, 589 nm (CRC Handbook)."""
INDEX_GLASS = 1.517
"""Refractive index of crown glass BK7 at 589 nm (Schott)."""
ROLLING_FRICTION = 0.02
"""Rolling resistance over weight: a play ball on a hard floor."""
FRICTION = 0.55
"""Coulomb friction of rubber or wood on wood (Engineering ToolBox gives 0.25-0.6)."""

STEPS_PER_S = 240
"""Fixed substeps: 20, 10 and 4 a frame at 12, 24 and 60 frames per second."""
STEP_S = 1.0 / STEPS_PER_S
