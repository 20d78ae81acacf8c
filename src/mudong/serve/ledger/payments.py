"""The port for a payment vendor: its webhook is translated into these events, each applied once. Knows no vendor."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Literal

from sqlalchemy import Connection, insert, select

from mudong.serve.clock import DAY_MS
from mudong.serve.database import schema
from mudong.serve.errors import Conflict
from mudong.serve.ledger.grants import grant
from mudong.serve.ledger.plans import Plans
from mudong.serve.ledger.posting import lock_user
from mudong.serve.ledger.subscriptions import renew, subscribe, unsubscribe
from mudong.spec.errors import InvalidRequest
from mudong.spec.plain import from_plain

PURCHASE_LIFE_MS = 365 * DAY_MS
"""How long credits last that are bought apart from a plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentEvent:
    """What the vendor told. `id` is the vendor's own and counts once.

    `plan_paid` needs plan, start and end of what was paid for; `credits_paid` needs `amount_cc`; `plan_ended` ends
    every paid term at once (a refund). Not to renew needs no event.
    """

    id: str
    kind: Literal["plan_paid", "plan_ended", "credits_paid"]
    user_id: str
    plan: str | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    amount_cc: int | None = None

    @classmethod
    def from_json(cls, text: str | bytes) -> PaymentEvent:
        """Read one event. Raises `InvalidRequest` (`serve.payment`) naming what is wrong."""
        try:
            return from_plain(cls, json.loads(text), {}, "event").checked()
        except (ValueError, RecursionError) as error:
            raise InvalidRequest("serve.payment", detail=str(error)) from error

    def checked(self) -> PaymentEvent:
        """This event, or `ValueError` saying what its kind lacks."""
        if self.kind == "plan_paid" and not (self.plan and self.start_ms and self.end_ms):
            raise ValueError("plan_paid needs plan, start_ms and end_ms")
        if self.kind == "plan_paid" and (self.start_ms or 0) >= (self.end_ms or 0):
            raise ValueError("end_ms must lie after start_ms")
        if self.kind == "credits_paid" and (self.amount_cc or 0) <= 0:
            raise ValueError("credits_paid needs amount_cc above 0")
        return self


def apply_payment(connection: Connection, plans: Plans, event: PaymentEvent, now_ms: int) -> bool:
    """Do what the event says; False when it was done before.

    Raises `Conflict` (`serve.payment_differs`) when the vendor's id stood for something else, `NotFound` for an unknown
    user, `InvalidRequest` for an unknown plan.
    """
    lock_user(connection, event.user_id)
    told = json.dumps(asdict(event), sort_keys=True)
    former = connection.scalar(select(schema.payments.c.event_json).where(schema.payments.c.id == event.id))
    if former is not None:
        if former != told:
            raise Conflict("serve.payment_differs", given=event.id)
        return False
    connection.execute(
        insert(schema.payments).values(
            id=event.id, user_id=event.user_id, kind=event.kind, event_json=told, applied_ms=now_ms
        )
    )
    _apply(connection, plans, event.checked(), now_ms)
    return True


def _apply(connection: Connection, plans: Plans, event: PaymentEvent, now_ms: int) -> None:
    if event.kind == "plan_ended":
        unsubscribe(connection, user_id=event.user_id, now_ms=now_ms)
    elif event.kind == "credits_paid" and event.amount_cc:
        grant(
            connection, user_id=event.user_id, key=f"payment:{event.id}", amount_cc=event.amount_cc,
            category="purchase", expires_ms=now_ms + PURCHASE_LIFE_MS, now_ms=now_ms,
        )  # fmt: skip
    elif event.plan and event.start_ms and event.end_ms:
        subscribe(
            connection, user_id=event.user_id, plan=plans[event.plan], start_ms=event.start_ms,
            paid_until_ms=event.end_ms, now_ms=now_ms,
        )  # fmt: skip
        renew(connection, plans, user_id=event.user_id, now_ms=now_ms)
