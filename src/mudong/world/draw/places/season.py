"""What weather does to the ground of a place: snow that lies, puddles that shine."""

from __future__ import annotations

from mudong.world.draw.pen import Pen
from mudong.world.draw.plane import dice, floor
from mudong.world.draw.scenery import Setting
from mudong.world.draw.sky import colours as sky_colours
from mudong.world.draw.wash import mix

SNOW = "#f4f7fb"


def snowed(setting: Setting, colours: tuple[str, ...], share: float = 0.78) -> tuple[str, ...]:
    """The colours under snow, if it snows."""
    return tuple(mix(c, SNOW, share) for c in colours) if setting.snowy else colours


def puddles(pen: Pen, setting: Setting) -> None:
    """Pools on the floor that show the sky, when it is wet."""
    if not setting.wet:
        return
    sky = mix(sky_colours(setting)[2], "#ffffff", 0.25)
    with floor(pen, setting.lens):
        for i, (a, b, c, *_) in enumerate(dice(setting.seed, 21)[:12]):
            x, z = (i - 6 + a) * 1.15, -1.0 + 4.2 * b
            pen.ellipse(x, z, 0.42 + 0.3 * c, 0.3 + 0.2 * c, sky + "88")
            pen.ellipse(x - 0.06, z + 0.08, 0.26 + 0.2 * c, 0.12 + 0.1 * c, "#ffffff80")
