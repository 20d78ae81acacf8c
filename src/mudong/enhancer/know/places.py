"""Which place of the world shows a point on the map."""

from __future__ import annotations

import functools
import math
import tomllib
from dataclasses import dataclass
from importlib import resources

_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Landmark:
    """en, ko, zh: its name. lat, lon: degrees. km: its reach. place: a place of the world."""

    en: str
    ko: str
    zh: str
    lat: float
    lon: float
    km: float
    place: str

    def away_km(self, latitude: float, longitude: float) -> float:
        """Distance on the globe (haversine)."""
        a, b = math.radians(self.lat), math.radians(latitude)
        half = (
            math.sin((b - a) / 2) ** 2
            + math.cos(a) * math.cos(b) * math.sin(math.radians(longitude - self.lon) / 2) ** 2
        )
        return 2 * _EARTH_KM * math.asin(math.sqrt(half))


def place_at(latitude: float, longitude: float) -> Landmark | None:
    """The smallest landmark whose reach covers the point, or None."""
    near = [each for each in _landmarks() if each.away_km(latitude, longitude) <= each.km]
    return min(near, key=lambda each: each.km, default=None)


@functools.cache
def _landmarks() -> tuple[Landmark, ...]:
    text = resources.files("mudong.enhancer.know").joinpath("landmarks.toml").read_text(encoding="utf-8")
    return tuple(Landmark(**entry) for entry in tomllib.loads(text)["landmarks"])
