"""`/account/...`: credits as the Kling API tells them: one resource pack for each bucket, in its double envelope."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import Field
from sqlalchemy import select

from mudong.serve.api.body import Tolerant
from mudong.serve.api.envelope import Envelope, enveloped
from mudong.serve.api.site import Caller, CallerDep
from mudong.serve.database import schema
from mudong.serve.ledger.amounts import CC_PER_CREDIT, credits_of
from mudong.serve.ledger.balance import balance

router = APIRouter(tags=["Kling account"])
_grants, _balances = schema.grants, schema.balances
Moment = Annotated[int | None, Query(ge=0, le=10**15)]


class CursorBody(Tolerant):
    """Paging of the newer calls; there are few buckets, so that one page holds them all."""

    cursor: str | None = Field(default=None, max_length=200)
    limit: int = Field(default=100, ge=1, le=500)


@router.get("/account/costs", response_model=Envelope)
def costs(
    request: Request,
    caller: CallerDep,
    start_time: Moment = None,
    end_time: Moment = None,
    resource_pack_name: Annotated[str | None, Query(max_length=200)] = None,
) -> Any:
    """Buckets that could be spent between the two times (ms)."""
    packs = [
        pack for pack in _packs(caller)
        if (start_time is None or pack["invalid_time"] >= start_time)
        and (end_time is None or pack["effective_time"] <= end_time)
        and resource_pack_name in (None, pack["resource_pack_name"])
    ]  # fmt: skip
    return enveloped(request, {"code": 0, "msg": "success", "resource_pack_subscribe_infos": packs})


@router.post("/account/billing/balance", response_model=Envelope)
def billing_balance(request: Request, caller: CallerDep) -> Any:
    """What is left."""
    service, now_ms = caller.site.service, caller.site.now_ms()
    with service.database.transaction() as connection:
        service.tariff.refresh(connection, caller.user_id, now_ms)
        has = balance(connection, caller.user_id, now_ms)
    return enveloped(request, {"balance": credits_of(has.available_cc), "held": credits_of(has.held_cc)})


@router.post("/account/billing/package", response_model=Envelope)
def billing_package(request: Request, caller: CallerDep, body: CursorBody | None = None) -> Any:
    """The buckets."""
    limit = (body or CursorBody()).limit
    return enveloped(request, {"packages": _packs(caller)[:limit], "next_cursor": None, "has_more": False})


def _packs(caller: Caller) -> list[dict[str, Any]]:
    """Newest first. Amounts in credits; a bucket without an end is valid for as long as numbers of ms go."""
    service, now_ms = caller.site.service, caller.site.now_ms()
    query = (
        select(_grants, _balances.c.amount_cc.label("left_cc"))
        .join(_balances, _balances.c.grant_id == _grants.c.id)
        .where(_grants.c.user_id == caller.user_id).order_by(_grants.c.created_ms.desc()).limit(500)
    )  # fmt: skip
    with service.database.transaction() as connection:
        service.tariff.refresh(connection, caller.user_id, now_ms)
        rows = connection.execute(query).all()
    return [
        {
            "resource_pack_name": row.key, "resource_pack_id": row.id, "resource_pack_type": "decreasing_total",
            "total_quantity": row.amount_cc / CC_PER_CREDIT, "remaining_quantity": row.left_cc / CC_PER_CREDIT,
            "purchase_time": row.created_ms, "effective_time": row.created_ms,
            "invalid_time": row.expires_ms or 10**15,
            "status": _status(row.left_cc, row.expires_ms, now_ms),
        }
        for row in rows
    ]  # fmt: skip


def _status(left_cc: int, expires_ms: int | None, now_ms: int) -> str:
    if expires_ms is not None and expires_ms <= now_ms:
        return "expired"
    return "online" if left_cc > 0 else "runOut"
