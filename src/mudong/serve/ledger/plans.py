"""Plans as data: what a month gives and costs, and how much of the machine it may use."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from importlib import resources
from pathlib import Path
from typing import Any

from mudong.serve.clock import SECOND_MS
from mudong.serve.ledger.amounts import cc_of
from mudong.spec.errors import InvalidRequest

FREE, LOCAL = "free", "local"
"""The plan of who pays nothing, and of the one user of a server without accounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What one plan gives. `delay_ms` is added to a job's submission time: the sum orders the queue."""

    name: str
    monthly_cc: int
    price_usd_cents: int
    delay_ms: int
    running: int
    open: int
    storage_bytes: int
    requests_per_minute: int


@dataclass(frozen=True, slots=True)
class Plans:
    """All plans by name; `free` and `local` are always among them."""

    by_name: Mapping[str, Plan]

    @classmethod
    def load(cls, path: Path | None = None) -> Plans:
        """Mudong's plans, or an operator's own. Raises `InvalidRequest` (`serve.plans_file`)."""
        try:
            if path is None:
                source = (resources.files("mudong.serve.ledger") / "plans.toml").read_text(encoding="utf-8")
            else:
                source = path.read_text(encoding="utf-8")
            plans = {name: _plan(name, fields) for name, fields in tomllib.loads(source).items()}
        except (OSError, ValueError, TypeError, KeyError, InvalidOperation) as error:
            raise InvalidRequest("serve.plans_file", path=path, detail=repr(error)) from error
        if missing := {FREE, LOCAL} - plans.keys():
            raise InvalidRequest("serve.plans_file", path=path, detail=f"no [{min(missing)}]")
        return cls(plans)

    def __getitem__(self, name: str) -> Plan:
        """The plan called `name`. Raises `InvalidRequest` (`serve.plan_unknown`)."""
        if name not in self.by_name:
            raise InvalidRequest("serve.plan_unknown", given=name, known=", ".join(self.by_name))
        return self.by_name[name]


def _plan(name: str, fields: Mapping[str, Any]) -> Plan:
    return Plan(
        name=name,
        monthly_cc=cc_of(fields["monthly_credits"]),
        price_usd_cents=cc_of(Decimal(fields["price_usd"])),
        delay_ms=int(fields["delay_s"]) * SECOND_MS,
        running=int(fields["running"]),
        open=int(fields["open"]),
        storage_bytes=int(fields["storage_gib"]) * 2**30,
        requests_per_minute=int(fields["requests_per_minute"]),
    )
