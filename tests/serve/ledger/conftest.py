"""A user with a ledger, on either database."""

import pytest
from sqlalchemy import insert

from mudong.serve.clock import ManualClock
from mudong.serve.database import schema
from mudong.serve.database.connect import Database


@pytest.fixture
def user_id(any_database: Database, clock: ManualClock) -> str:
    with any_database.transaction() as connection:
        connection.execute(
            insert(schema.users).values(
                id="user_1", name="one", language="en", state="active", created_ms=clock.now_ms()
            )
        )  # fmt: skip
    return "user_1"
