"""Users. A server without accounts has exactly one, `local`, who is on the plan of the same name and pays nothing."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

from sqlalchemy import Connection, insert, select, update

from mudong.serve.clock import DAY_MS
from mudong.serve.database import schema
from mudong.serve.errors import Conflict, NotFound
from mudong.serve.ids import new_id
from mudong.serve.ledger.plans import LOCAL, Plans
from mudong.serve.ledger.subscriptions import subscribe

LOCAL_USER = "local"
_FOR_EVER_MS = 365_000 * DAY_MS


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Who owns jobs, files and credits. Whoever is `blocked` keeps them and can ask for nothing."""

    id: str
    name: str
    email: str | None
    language: str
    state: Literal["active", "blocked"]
    created_ms: int


def create_user(
    connection: Connection, *, name: str, now_ms: int, email: str | None = None, language: str = "en"
) -> User:
    """A new user on the free plan. Raises `Conflict` (`serve.email_taken`)."""
    email = email.strip().lower() if email else None
    table = schema.users
    if email and connection.scalar(select(table.c.id).where(table.c.email == email)) is not None:
        raise Conflict("serve.email_taken", given=email)
    user = User(
        id=new_id("user", now_ms), name=name, email=email, language=language, state="active", created_ms=now_ms
    )  # fmt: skip
    connection.execute(insert(table).values(asdict(user)))
    return user


def find_user(connection: Connection, user_id: str) -> User:
    """The user. Raises `NotFound` (`serve.user_unknown`)."""
    row = connection.execute(select(schema.users).where(schema.users.c.id == user_id)).one_or_none()
    if row is None:
        raise NotFound("serve.user_unknown", given=user_id)
    return User(**row._mapping)


def block_user(connection: Connection, user_id: str, *, blocked: bool = True) -> None:
    """Let the user ask for nothing more, or let them again. Raises `NotFound`."""
    find_user(connection, user_id)
    state = "blocked" if blocked else "active"
    connection.execute(update(schema.users).where(schema.users.c.id == user_id).values(state=state))


def ensure_local_user(connection: Connection, plans: Plans, now_ms: int) -> User:
    """The local user, made at the first start."""
    if connection.scalar(select(schema.users.c.id).where(schema.users.c.id == LOCAL_USER)) is None:
        user = User(
            id=LOCAL_USER, name=LOCAL_USER, email=None, language="en", state="active", created_ms=now_ms
        )  # fmt: skip
        connection.execute(insert(schema.users).values(asdict(user)))
        subscribe(
            connection, user_id=LOCAL_USER, plan=plans[LOCAL], start_ms=now_ms, paid_until_ms=now_ms + _FOR_EVER_MS,
            now_ms=now_ms,
        )  # fmt: skip
    return find_user(connection, LOCAL_USER)
