"""What a job costs, with the reason, from a table by engine, resolution and seconds. Asked before anything is held.

The same function prices the promise (to hold) and what was really made (to capture): it grows with the length and never
charges less for more, so a shorter result never costs more than was promised.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

from mudong.serve.clock import SECOND_MS
from mudong.serve.ledger.amounts import cc_of, credits_of
from mudong.spec.errors import InvalidRequest
from mudong.spec.messages import message

_DEFAULT = "default"
_PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceFacts:
    """What the price rests on. `pictures` > 0 asks for that many still pictures, else for `duration_ms` of video."""

    engine: str
    short_side: int
    duration_ms: int = 0
    pictures: int = 0
    draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceLine:
    """One line of the bill: `count` times `each_cc`, less or more; the lines add up to the price."""

    code: str
    amount_cc: int
    count: str = ""
    each_cc: int = 0

    def text(self, language: str | None = None) -> str:
        """The line in words (`serve.price_<code>`)."""
        return message(
            f"serve.price_{self.code}", language, count=self.count, each=credits_of(self.each_cc),
            amount=credits_of(self.amount_cc),
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """The amount to hold, and the lines that it is made of."""

    amount_cc: int
    lines: tuple[PriceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """One engine's prices: a second by largest short side, a picture, the least for a clip, a draft's share in %."""

    per_second: tuple[tuple[int, int], ...]
    per_picture_cc: int
    least_cc: int
    draft_percent: int

    def second_cc(self, short_side: int) -> int:
        """A second at that size; beyond the last size like the last."""
        return next((cc for largest, cc in self.per_second if short_side <= largest), self.per_second[-1][1])


@dataclass(frozen=True, slots=True)
class Prices:
    """The price table."""

    by_engine: Mapping[str, Rates]

    @classmethod
    def load(cls, path: Path | None = None) -> Prices:
        """Mudong's prices, or an operator's own. Raises `InvalidRequest` (`serve.prices_file`)."""
        try:
            if path is None:
                source = (resources.files("mudong.serve.ledger") / "prices.toml").read_text(encoding="utf-8")
            else:
                source = path.read_text(encoding="utf-8")
            rates = {engine: _rates(fields) for engine, fields in tomllib.loads(source).items()}
            return cls({_DEFAULT: rates[_DEFAULT], **rates})
        except (OSError, ValueError, TypeError, KeyError, IndexError, InvalidOperation) as error:
            raise InvalidRequest("serve.prices_file", path=path, detail=repr(error)) from error

    @classmethod
    def nothing(cls) -> Prices:
        """Where there are no accounts, everything costs nothing."""
        return cls({_DEFAULT: Rates(per_second=((0, 0),), per_picture_cc=0, least_cc=0, draft_percent=100)})

    def price(self, facts: PriceFacts) -> Price:
        """What the job costs, and why."""
        rates = self.by_engine.get(facts.engine, self.by_engine[_DEFAULT])
        lines = [_pictures(rates, facts) if facts.pictures else _seconds(rates, facts)]
        if facts.draft and rates.draft_percent < _PERCENT:
            less_cc = lines[0].amount_cc * (_PERCENT - rates.draft_percent) // _PERCENT
            lines.append(PriceLine(code="draft", amount_cc=-less_cc))
        missing_cc = rates.least_cc - sum(line.amount_cc for line in lines)
        if missing_cc > 0 and not facts.pictures:
            lines.append(PriceLine(code="least", amount_cc=missing_cc, each_cc=rates.least_cc))
        return Price(amount_cc=sum(line.amount_cc for line in lines), lines=tuple(lines))


def _seconds(rates: Rates, facts: PriceFacts) -> PriceLine:
    each_cc = rates.second_cc(facts.short_side)
    amount_cc = -(-each_cc * facts.duration_ms // SECOND_MS)
    seconds = f"{Decimal(facts.duration_ms) / SECOND_MS:.2f}".rstrip("0").rstrip(".")
    return PriceLine(code="seconds", amount_cc=amount_cc, count=seconds, each_cc=each_cc)


def _pictures(rates: Rates, facts: PriceFacts) -> PriceLine:
    each_cc = rates.per_picture_cc
    return PriceLine(
        code="pictures", amount_cc=each_cc * facts.pictures, count=str(facts.pictures), each_cc=each_cc
    )  # fmt: skip


def _rates(fields: Mapping[str, Any]) -> Rates:
    per_second = tuple((int(largest), cc_of(each)) for largest, each in fields["per_second"])
    if not per_second or any(a >= b or x > y for (a, x), (b, y) in pairwise(per_second)):
        raise ValueError("per_second must grow from size to size")
    rates = Rates(
        per_second=per_second,
        per_picture_cc=cc_of(fields["per_picture"]),
        least_cc=cc_of(fields["least"]),
        draft_percent=int(Decimal(fields["draft"]) * _PERCENT),
    )
    if min(per_second[0][1], rates.per_picture_cc, rates.least_cc) < 0 or not 0 <= rates.draft_percent <= _PERCENT:
        raise ValueError("a price is negative")
    return rates
