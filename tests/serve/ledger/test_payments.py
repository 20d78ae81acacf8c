"""A vendor may tell everything twice, late and in the wrong order; a month's credits still come once."""

import json
from typing import Any

import pytest
from sqlalchemy import Connection

from mudong.serve.clock import DAY_MS, ManualClock
from mudong.serve.database.connect import Database
from mudong.serve.errors import Conflict, NotFound
from mudong.serve.ledger.balance import balance
from mudong.serve.ledger.payments import PaymentEvent, apply_payment
from mudong.serve.ledger.plans import Plans
from mudong.serve.ledger.subscriptions import renew, term_of
from mudong.serve.ledger.verify import verify
from mudong.spec.errors import InvalidRequest

PLANS = Plans.load()
USER = "user_1"


def _paid(now_ms: int, plan: str = "standard", days: int = 31, **changes: Any) -> PaymentEvent:
    fields = {"id": "evt_1", "user_id": USER, "plan": plan, "start_ms": now_ms, "end_ms": now_ms + days * DAY_MS}
    return PaymentEvent(kind="plan_paid", **(fields | changes))


def _has(connection: Connection, now_ms: int) -> int:
    renew(connection, PLANS, user_id=USER, now_ms=now_ms)
    assert verify(connection) == ()
    return balance(connection, USER, now_ms).available_cc


@pytest.mark.usefixtures("user_id")
def test_the_free_plan_gives_its_credits_once_a_month_and_they_expire(any_database: Database, clock: ManualClock):
    with any_database.transaction() as connection:
        assert [_has(connection, clock.now_ms()) for _ in range(3)] == [16_600] * 3
        for _ in range(3):
            assert _has(connection, clock.advance(32 * DAY_MS)) == 16_600


@pytest.mark.usefixtures("user_id")
def test_a_payment_counts_once_and_leaves_what_was_there(any_database: Database, clock: ManualClock):
    now = clock.now_ms()
    with any_database.transaction() as connection:
        free = _has(connection, now)
        assert [apply_payment(connection, PLANS, _paid(now), now) for _ in range(3)] == [True, False, False]
        assert not apply_payment(connection, PLANS, _paid(now), clock.advance(DAY_MS))
        apply_payment(connection, PLANS, _paid(now, id="evt_2"), clock.now_ms())
        assert _has(connection, clock.now_ms()) == free + 66_000


@pytest.mark.usefixtures("user_id")
def test_a_year_paid_at_once_gives_twelve_months_and_then_the_free_plan(any_database: Database, clock: ManualClock):
    now = clock.now_ms()
    with any_database.transaction() as connection:
        apply_payment(connection, PLANS, _paid(now, "pro", 365), now)
        for month in range(12):
            at = now + month * 31 * DAY_MS + 1
            assert term_of(connection, PLANS, USER, at).plan.name == "pro"
            assert _has(connection, at) == 300_000
        assert term_of(connection, PLANS, USER, now + 365 * DAY_MS).plan.name == "free"


@pytest.mark.usefixtures("user_id")
def test_a_renewal_that_comes_early_begins_where_the_old_term_ends(any_database: Database, clock: ManualClock):
    now = clock.now_ms()
    with any_database.transaction() as connection:
        apply_payment(connection, PLANS, _paid(now), now)
        apply_payment(connection, PLANS, _paid(now + 31 * DAY_MS, "premier", id="evt_2"), now)
        assert term_of(connection, PLANS, USER, now + 31 * DAY_MS - 1).plan.name == "standard"
        assert term_of(connection, PLANS, USER, now + 31 * DAY_MS).plan.name == "premier"


@pytest.mark.usefixtures("user_id")
def test_an_ended_plan_takes_no_credits_away(any_database: Database, clock: ManualClock):
    now = clock.now_ms()
    with any_database.transaction() as connection:
        apply_payment(connection, PLANS, _paid(now), now)
        apply_payment(connection, PLANS, PaymentEvent(id="evt_2", kind="plan_ended", user_id=USER), now + 1)
        assert term_of(connection, PLANS, USER, now + 1).plan.name == "free"
        assert _has(connection, now + 1) == 66_000 + 16_600


@pytest.mark.usefixtures("user_id")
def test_bought_credits_last_a_year(any_database: Database, clock: ManualClock):
    now = clock.now_ms()
    with any_database.transaction() as connection:
        event = PaymentEvent(id="evt_1", kind="credits_paid", user_id=USER, amount_cc=5_000)
        apply_payment(connection, PLANS, event, now)
        assert balance(connection, USER, now + 365 * DAY_MS - 1).available_cc == 5_000
        assert balance(connection, USER, now + 365 * DAY_MS).available_cc == 0


@pytest.mark.usefixtures("user_id")
def test_one_id_cannot_mean_two_payments(any_database: Database, clock: ManualClock):
    now = clock.now_ms()
    with any_database.transaction() as connection:
        apply_payment(connection, PLANS, _paid(now), now)
        with pytest.raises(Conflict):
            apply_payment(connection, PLANS, _paid(now, "premier"), now)


def test_a_payment_for_nobody_or_nothing_is_refused(any_database: Database, user_id: str, clock: ManualClock):
    now = clock.now_ms()
    for event, error in ((_paid(now, user_id="nobody"), NotFound), (_paid(now, "gold"), InvalidRequest)):
        with pytest.raises(error), any_database.transaction() as connection:
            apply_payment(connection, PLANS, event, now)
    with any_database.transaction() as connection:
        assert term_of(connection, PLANS, user_id, now).plan.name == "free"


@pytest.mark.parametrize(
    "body",
    [
        "", "[]", "{}", '{"id": 1}', {"kind": "plan_paid"}, {"kind": "credits_paid"}, {"kind": "gift"},
        {"kind": "plan_paid", "plan": "pro", "start_ms": 2, "end_ms": 2}, {"kind": "credits_paid", "amount_cc": -1},
        {"kind": "plan_ended", "more": 1},
    ],
)  # fmt: skip
def test_what_is_no_event_is_refused(body: str | dict[str, Any]):
    text = body if isinstance(body, str) else json.dumps({"id": "e", "user_id": USER} | body)
    with pytest.raises(InvalidRequest) as caught:
        PaymentEvent.from_json(text)
    assert caught.value.code == "serve.payment"
