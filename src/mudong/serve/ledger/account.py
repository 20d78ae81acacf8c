"""Names of accounts. A user has one bucket per grant and one account for what open jobs hold; the system has three.

The balance of an account is what was credited to it less what was debited; only `issued` may be negative, because every
credit there is came from it. All balances together are zero.
"""

from __future__ import annotations

ISSUED, REVENUE, EXPIRED = "issued", "revenue", "expired"
AVAILABLE, HELD = "available", "held"
SYSTEM = frozenset({ISSUED, REVENUE, EXPIRED})


def available(grant_id: str) -> str:
    """The bucket that a grant filled."""
    return f"{AVAILABLE}:{grant_id}"


def held(user_id: str) -> str:
    """What a user's open jobs hold."""
    return f"{HELD}:{user_id}"


def sort_of(account: str) -> str:
    """`available`, `held`, or the system account itself."""
    return account.partition(":")[0]


def grant_of(account: str) -> str:
    """The grant that filled a bucket."""
    return account.partition(":")[2]
