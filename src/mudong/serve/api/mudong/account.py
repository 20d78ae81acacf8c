"""`/api/account`: who is asking, what is left, what was spent, keys and the secret that callbacks are signed with."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import Field
from sqlalchemy import Row, func, select

from mudong.serve.accounts.keys import api_keys_of, create_api_key, create_key_pair, key_pairs_of, revoke_key
from mudong.serve.accounts.users import find_user
from mudong.serve.api.mudong.bodies import Strict
from mudong.serve.api.site import CallerDep, note
from mudong.serve.callbacks.secrets import rotate_secret
from mudong.serve.database import schema
from mudong.serve.ledger.amounts import credits_of
from mudong.serve.ledger.balance import balance
from mudong.serve.storage.assets import used_bytes

router = APIRouter(prefix="/api", tags=["Account"])
_transfers, _entries = schema.transfers, schema.entries


class NewKey(Strict):
    """kind: `pair` signs tokens as the Kling API has it, `api_key` goes into the header as it is."""

    kind: str = Field(default="api_key", pattern="^(pair|api_key)$")
    name: str = Field(default="", max_length=200)


@router.get("/account")
def account(caller: CallerDep) -> dict[str, Any]:
    """The user, the plan, the credits and the room for files."""
    service, now_ms = caller.site.service, caller.site.now_ms()
    with service.database.transaction() as connection:
        service.tariff.refresh(connection, caller.user_id, now_ms)
        user = find_user(connection, caller.user_id)
        plan = service.tariff.plan(connection, caller.user_id, now_ms)
        has = balance(connection, caller.user_id, now_ms)
        used = used_bytes(connection, caller.user_id)
    buckets = [
        {"id": each.grant_id, "amount": credits_of(each.amount_cc), "expires_ms": each.expires_ms}
        for each in has.buckets
    ]
    return {
        "user": {"id": user.id, "name": user.name, "email": user.email, "language": user.language},
        "accounts": service.settings.accounts, "plan": plan.name, "available": credits_of(has.available_cc),
        "held": credits_of(has.held_cc), "buckets": buckets, "used_bytes": used, "quota_bytes": plan.storage_bytes,
    }  # fmt: skip


@router.get("/account/ledger")
def ledger(
    caller: CallerDep,
    before: Annotated[int | None, Query(ge=0, lt=2**53)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> dict[str, Any]:
    """Every movement of the caller's credits, newest first. before: the `serial` of the last one seen."""
    amount = func.coalesce(func.sum(_entries.c.amount_cc), 0).label("amount_cc")
    query = (
        select(*_transfers.c, amount)
        .outerjoin(_entries, _entries.c.transfer_id == _transfers.c.id)
        .where(_transfers.c.user_id == caller.user_id)
        .group_by(*_transfers.c)
        .order_by(_transfers.c.serial.desc()).limit(limit)
    )  # fmt: skip
    if before is not None:
        query = query.where(_transfers.c.serial < before)
    with caller.site.service.database.reading() as connection:
        rows = connection.execute(query).all()
    return {
        "movements": [
            {"serial": row.serial, "kind": row.kind, "amount": credits_of(row.amount_cc), "job_id": _job_of(row),
             "reason": row.reason, "created_ms": row.created_ms}
            for row in rows
        ]
    }  # fmt: skip


def _job_of(row: Row[Any]) -> str | None:
    """A hold is named after its job; what resolves it says so."""
    return row.id.removeprefix("hold:") if row.kind == "hold" else row.resolves


@router.get("/account/keys")
def keys(caller: CallerDep) -> dict[str, Any]:
    """Keys that work, without their secrets."""
    with caller.site.service.database.reading() as connection:
        pairs, api_keys = key_pairs_of(connection, caller.user_id), api_keys_of(connection, caller.user_id)
    return {
        "pairs": [{"access_key": p.access_key, "name": p.name, "created_ms": p.created_ms} for p in pairs],
        "api_keys": [{"id": k.id, "name": k.name, "hint": k.hint, "created_ms": k.created_ms} for k in api_keys],
    }


@router.post("/account/keys")
def new_key(body: NewKey, caller: CallerDep) -> dict[str, Any]:
    """A new key; its secret is in this answer and nowhere else."""
    service, now_ms = caller.site.service, caller.site.now_ms()
    with service.database.transaction() as connection:
        if body.kind == "pair":
            pair = create_key_pair(
                connection, service.vault, user_id=caller.user_id, name=body.name, now_ms=now_ms
            )  # fmt: skip
            note(connection, caller, "key.created", pair.access_key)
            return {"access_key": pair.access_key, "secret_key": pair.secret_key}
        key = create_api_key(connection, user_id=caller.user_id, name=body.name, now_ms=now_ms)
        note(connection, caller, "key.created", key.id)
        return {"id": key.id, "api_key": key.key}


@router.delete("/account/keys/{key_id}")
def end_key(key_id: Annotated[str, Path(max_length=80)], caller: CallerDep) -> dict[str, Any]:
    """From now on it opens nothing."""
    with caller.site.service.database.transaction() as connection:
        revoke_key(connection, user_id=caller.user_id, key_id=key_id, now_ms=caller.site.now_ms())
        note(connection, caller, "key.revoked", key_id)
    return {"id": key_id, "revoked": True}


@router.post("/account/webhook-secret")
def new_webhook_secret(caller: CallerDep) -> dict[str, Any]:
    """A new secret for callbacks' signatures; the former one signs along for seven days."""
    service = caller.site.service
    with service.database.transaction() as connection:
        return {"secret": rotate_secret(connection, service.vault, caller.user_id, caller.site.now_ms())}
