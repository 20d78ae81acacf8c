"""The sky by light and weather, with sun, moon, stars and clouds. Fills the frame: places start with it."""

from __future__ import annotations

from mudong.world.draw.nature import cloud
from mudong.world.draw.pen import Pen
from mudong.world.draw.plane import backdrop, dice, numbers, screen, things, upright
from mudong.world.draw.scenery import Setting
from mudong.world.draw.stamp import stamp
from mudong.world.draw.wash import halo, mix
from mudong.world.kinds import Light, Weather

SKIES = {
    Light.MORNING: ("#8fc7e8", "#c9e2ec", "#fbe3d0", "#ffe9cf"),
    Light.NOON: ("#79bdee", "#a5d6f5", "#cfebfa", "#eef9fb"),
    Light.GOLDEN_HOUR: ("#8fa6d8", "#d9a9c0", "#f9b98d", "#ffdf9e"),
    Light.NIGHT: ("#2b3a7a", "#3d5096", "#5f70b4", "#8b93c8"),
    Light.STAGE: ("#4a4a8c", "#6a63a8", "#9a86c4", "#c9b2dc"),
    Light.HORROR: ("#1d2338", "#2f3a50", "#52686e", "#9db5a4"),
}
"""From the zenith to the horizon."""
OVERCAST = {Weather.RAIN: 0.6, Weather.SNOW: 0.55, Weather.FOG: 0.7, Weather.THUNDER: 0.75}
CLOUD_SPEED = 0.7
"""Metres per second; in wind three times as fast."""
SEATS = {
    Light.MORNING: (-0.34, 0.27),
    Light.NOON: (0.3, 0.38),
    Light.GOLDEN_HOUR: (0.34, 0.2),
    Light.NIGHT: (-0.32, 0.36),
    Light.STAGE: (0.0, 0.45),
    Light.HORROR: (0.3, 0.36),
}
"""Of sun or moon: shares of the width to the right, frame heights above the middle."""


def colours(setting: Setting) -> tuple[str, ...]:
    """Of the sky from the zenith to the horizon."""
    share = OVERCAST.get(setting.weather, 0.0)
    grey = "#8b96a8" if setting.weather is Weather.THUNDER else "#c3ccd4"
    if setting.light in (Light.NIGHT, Light.HORROR):
        grey = mix(grey, "#2d3450", 0.55)
    return tuple(mix(c, grey, share) for c in SKIES[setting.light])


def sky(pen: Pen, setting: Setting) -> None:
    """The whole frame: colours down to the horizon, sun or moon and stars where they can be seen."""
    lens, stops = setting.lens, colours(setting)
    backdrop(pen, lens, stops)
    with screen(pen, lens):
        if setting.light is Light.NIGHT and setting.weather in (Weather.CLEAR, Weather.WIND):
            _stars(pen, setting)
        if setting.weather in (Weather.CLEAR, Weather.WIND):
            _luminary(pen, setting)


def _luminary(pen: Pen, setting: Setting) -> None:
    x, y = seat(setting.light, setting.lens.width / setting.lens.height)
    if setting.light in (Light.NIGHT, Light.HORROR):
        tint = "#fff3c8" if setting.light is Light.NIGHT else "#e4d9a0"
        halo(pen, x, y, 0.16, tint, 0.35)
        pen.circle(x, y, 0.058, tint)
        for dx, dy, r in ((-0.018, 0.012, 0.014), (0.02, -0.014, 0.01), (0.016, 0.024, 0.008)):
            pen.circle(x + dx, y + dy, r, mix(tint, "#c9b98a", 0.35))
    elif setting.light is not Light.STAGE:
        low = setting.light is not Light.NOON
        tint = {Light.GOLDEN_HOUR: "#fff0b0", Light.MORNING: "#fff6dc"}.get(setting.light, "#fffbe0")
        halo(pen, x, y, 0.3 if low else 0.2, tint, 0.6)
        pen.circle(x, y, 0.062, mix(tint, "#ffffff", 0.4))


def seat(light: Light, aspect: float) -> tuple[float, float]:
    """Where sun or moon stands, in frame heights from the middle, whatever the aspect; shadows agree with it."""
    x, y = SEATS[light]
    return x * min(aspect, 1.5), y


def _stars(pen: Pen, setting: Setting) -> None:
    wide = max(1.0, setting.lens.width / setting.lens.height)
    for a, b, c, *_ in dice(setting.seed, 3)[:26]:
        pen.circle((a - 0.5) * wide, 0.06 + 0.44 * b, 0.0035 + 0.004 * c, "#fff6d8")


def clouds(pen: Pen, setting: Setting) -> None:
    """Two rows of clouds that drift; fewer by night."""
    dark = setting.light in (Light.NIGHT, Light.HORROR, Light.STAGE)
    stops = colours(setting)
    body = mix(stops[1], "#ffffff", 0.16 if dark else 0.72)
    if setting.light is Light.GOLDEN_HOUR:
        body = mix(body, "#ffd9b8", 0.55)
    shade = mix(body, stops[1], 0.3)
    windy = 3.0 if setting.weather is Weather.WIND else 1.0
    for z, spacing, height, size, salt in ((70.0, 17.0, 11.0, 5.2, 11), (48.0, 15.0, 11.5, 4.6, 12)):
        drift = setting.time_s * CLOUD_SPEED * windy
        # Drawn from far outside the frame, so that a cloud that drifts in was always there.
        first, last = numbers(setting.lens, z, spacing, size + drift + 0.5 * spacing)
        with upright(pen, setting.lens, z):
            pen.canvas.translate(drift, 0.0)
            stamp(pen, _bank, first, last, spacing, height, size, setting.seed, salt, body, shade)


def _bank(
    pen: Pen, first: int, last: int, spacing: float, height: float, size: float, seed: int, salt: int, *colours: str
) -> None:
    """Clouds side by side, at time 0."""
    for x, (a, b, c, *_) in things(first, last, spacing, seed, salt, 0.5):
        cloud(pen, x, height + 7 * (a - 0.35), size * (0.65 + 0.6 * b), *colours, kind=int(c * 3))
