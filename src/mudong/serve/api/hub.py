"""`Hub`: who listens to events in this process. Looks into the database for all of them at once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from fastapi.concurrency import run_in_threadpool
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from mudong.serve.database import schema
from mudong.serve.database.connect import Database
from mudong.serve.errors import TooManyJobs

_events = schema.job_events
_LOOK_EVERY_S = 0.25
_LISTENERS_EACH = 250
_AT_ONCE = 500


class Hub:
    """Wakes whose jobs have news: one small query for all listeners of a process, and none while nobody listens."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._listeners: dict[str, set[asyncio.Event]] = {}
        self._pump: asyncio.Task[None] | None = None

    def check_room(self, user_id: str) -> None:
        """Raises `TooManyJobs` (`api.listeners`) when this user listens often enough."""
        if len(self._listeners.get(user_id, ())) >= _LISTENERS_EACH:
            raise TooManyJobs("api.listeners", most=_LISTENERS_EACH)

    @contextmanager
    def listening(self, user_id: str) -> Iterator[asyncio.Event]:
        """An event that is set whenever there may be news."""
        mine = self._listeners.setdefault(user_id, set())
        woken = asyncio.Event()
        mine.add(woken)
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._watch())
        try:
            yield woken
        finally:
            mine.discard(woken)
            if not mine:
                self._listeners.pop(user_id, None)

    async def _watch(self) -> None:
        last = await run_in_threadpool(self._newest)
        while self._listeners:
            await asyncio.sleep(_LOOK_EVERY_S)
            try:
                news = await run_in_threadpool(self._since, last)
            except DBAPIError:
                continue
            for event_id, user_id in news:
                last = max(last, event_id)
                for woken in self._listeners.get(user_id, ()):
                    woken.set()

    def _newest(self) -> int:
        with self._database.reading() as connection:
            return connection.scalar(select(func.max(_events.c.id))) or 0

    def _since(self, last: int) -> list[tuple[int, str]]:
        query = select(_events.c.id, _events.c.user_id).where(_events.c.id > last).order_by(_events.c.id)
        with self._database.reading() as connection:
            return [(row.id, row.user_id) for row in connection.execute(query.limit(_AT_ONCE))]
