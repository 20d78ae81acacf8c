"""Names of models: whose limits a client expects, and which engine it wants. Read from `models.toml`, once."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

from mudong.serve.errors import BadParameter, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """durations: the seconds that may be asked for; empty means from least_s to most_s. engine: or `auto`."""

    name: str
    engine: str = "auto"
    durations: tuple[int, ...] = ()
    least_s: float = 0.0
    most_s: float = 120.0

    @property
    def is_ours(self) -> bool:
        """Whether only the engine's own limits hold."""
        return self.name.startswith("mudong-")

    def check_duration(self, seconds: float, field: str = "duration") -> None:
        """Raises `BadParameter` (`api.duration`) for a length that this model does not make."""
        if self.durations and seconds not in self.durations:
            known = ", ".join(map(str, self.durations))
            raise BadParameter("api.duration", field=field, given=f"{seconds:g}", known=known, model=self.name)
        if not self.least_s <= seconds <= self.most_s:
            known = f"{self.least_s:g}–{self.most_s:g}"
            raise BadParameter("api.duration", field=field, given=f"{seconds:g}", known=known, model=self.name)


def find_model(product: str, name: str | None) -> Model:
    """The model called `name`, or the product's default. Raises `NotFound` (`api.model_unknown`)."""
    table = _table()
    known = table[product]
    name = name or next(iter(known))
    if name in table["engines"]:
        return Model(name=name, engine=table["engines"][name])
    if name not in known:
        raise NotFound("api.model_unknown", field="model_name", given=name[:80], known=", ".join(known))
    row = known[name]
    return Model(
        name=name, durations=tuple(row.get("durations", ())), least_s=row.get("least", 0), most_s=row.get("most", 120)
    )


def find_new_model(product: str, name: str) -> Model:
    """A model by its name in the path of the new standard. Raises `NotFound` (`api.model_unknown`)."""
    table = _table()
    if name in table["engines"]:
        return find_model(product, name)
    known = {each: row[product] for each, row in table["new_standard"].items() if product in row}
    if name not in known:
        raise NotFound("api.model_unknown", field="model", given=name[:80], known=", ".join(known))
    return find_model(product, known[name])


def names_of(product: str) -> tuple[str, ...]:
    """Every name that the product knows, its default first."""
    return tuple(_table()[product])


@functools.cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads((resources.files("mudong.serve.api") / "models.toml").read_text(encoding="utf-8"))
