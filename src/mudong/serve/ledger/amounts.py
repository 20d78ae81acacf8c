"""Money is integer centi-credits (cc): one credit is 100 of them. No float ever touches an amount."""

from __future__ import annotations

from decimal import Decimal

CC_PER_CREDIT = 100


def cc_of(credits: str | int | Decimal) -> int:
    """Credits as centi-credits. Raises `ValueError` for what does not come out even."""
    amount = Decimal(credits) * CC_PER_CREDIT
    if amount != int(amount):
        raise ValueError(f"{credits} credits have more than two decimal places")
    return int(amount)


def credits_of(amount_cc: int) -> str:
    """`12.5` for 1250: what people and the wire see."""
    whole, rest = divmod(abs(amount_cc), CC_PER_CREDIT)
    return ("-" if amount_cc < 0 else "") + f"{whole}.{rest:02d}".rstrip("0").rstrip(".")
