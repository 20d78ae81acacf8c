"""`POST /api/payments`: who speaks to the payment vendor tells what was paid. `GET /api/plans`: what is for sale.

Signed as our own callbacks are (Standard Webhooks) with MUDONG_PAYMENT_SECRET; without that there is no such route.
"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool

from mudong.serve.api.site import Site, SiteDep
from mudong.serve.callbacks.signature import is_ours
from mudong.serve.clock import SECOND_MS
from mudong.serve.errors import AuthenticationFailed, MethodInvalid
from mudong.serve.ledger.amounts import credits_of
from mudong.serve.ledger.payments import PaymentEvent, apply_payment
from mudong.serve.ledger.plans import LOCAL
from mudong.serve.trust.audit import record

router = APIRouter(prefix="/api", tags=["Account"])


@router.get("/plans")
def plans(site: SiteDep) -> dict[str, Any]:
    """What a month costs and gives."""
    return {
        "plans": [
            {"name": plan.name, "price_usd": plan.price_usd_cents / 100, "credits": credits_of(plan.monthly_cc),
             "running": plan.running, "open": plan.open, "storage_bytes": plan.storage_bytes}
            for plan in site.service.tariff.plans.by_name.values() if plan.name != LOCAL
        ]
    }  # fmt: skip


@router.post("/payments", openapi_extra={"requestBody": {"content": {"application/json": {}}}})
async def paid(request: Request, site: SiteDep) -> dict[str, Any]:
    """One event; told again it changes nothing."""
    secret = site.service.settings.payment_secret
    if secret is None:
        raise MethodInvalid("api.no_route", method="POST", path="/api/payments")
    body = await request.body()
    if not is_ours(dict(request.headers), body, secret, site.now_ms() // SECOND_MS):
        raise AuthenticationFailed("serve.authentication_failed")
    return {"applied": await run_in_threadpool(_apply, site, PaymentEvent.from_json(body))}


def _apply(site: Site, event: PaymentEvent) -> bool:
    service, now_ms = site.service, site.now_ms()
    with service.database.transaction() as connection:
        applied = apply_payment(connection, service.tariff.plans, event, now_ms)
        if applied:
            record(
                connection, "payment.applied", actor="payments", subject=event.id, user_id=event.user_id, now_ms=now_ms
            )
    return applied
