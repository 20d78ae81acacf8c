"""What was paid comes in signed, and counts once."""

from __future__ import annotations

import json
from typing import Any

from tests.serve.api.conftest import PAYMENT_SECRET, Someone

from mudong.serve.callbacks.signature import new_secret, signed_headers


def told(me: Someone, event: dict[str, Any], secret: str = PAYMENT_SECRET) -> Any:
    body = json.dumps(event).encode()
    headers = signed_headers("evt", me.service.clock.now_ms() // 1000, body, [secret]) | {"Authorization": ""}
    return me.http.post("/api/payments", content=body, headers=headers)


def test_credits_that_were_paid_are_there_once(me: Someone) -> None:
    event = {"id": f"evt-{me.user_id}", "kind": "credits_paid", "user_id": me.user_id, "amount_cc": 5_000}
    before = float(me.http.get("/api/account").json()["available"])
    assert [told(me, event).json()["applied"] for _ in range(2)] == [True, False]
    assert float(me.http.get("/api/account").json()["available"]) == before + 50
    assert told(me, event | {"amount_cc": 6_000}).status_code == 409
    assert told(me, event | {"id": "x", "user_id": "nobody"}).status_code == 404
    assert told(me, {"id": "y"}).status_code == 400
    assert told(me, event | {"id": "z"}, new_secret()).status_code == 401


def test_plans_are_told_without_the_local_one(me: Someone) -> None:
    plans = {plan["name"]: plan for plan in me.http.get("/api/plans").json()["plans"]}
    assert set(plans) == {"free", "standard", "pro", "premier"}
    assert (plans["standard"]["price_usd"], plans["standard"]["credits"]) == (10, "660")
