"""`Hub`: who listens to events in this process. Looks into the database once for all, and hands events round."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from fastapi.concurrency import run_in_threadpool
from sqlalchemy.exc import DBAPIError

from mudong.serve.database.connect import Database
from mudong.serve.errors import TooManyJobs
from mudong.serve.jobs.events import JobEvent, newest, since_all

_LOOK_EVERY_S = 0.25
_LISTENERS_EACH = 250
Events = asyncio.Queue[JobEvent]


class Hub:
    """One small query for all listeners of a process, and none while nobody listens. Lives in the event loop."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._listeners: dict[str, set[Events]] = {}
        self._pump: asyncio.Task[None] | None = None
        self._looks = asyncio.Event()

    def check_room(self, user_id: str) -> None:
        """Raises `TooManyJobs` (`api.listeners`) when this user listens often enough."""
        if len(self._listeners.get(user_id, ())) >= _LISTENERS_EACH:
            raise TooManyJobs("api.listeners", most=_LISTENERS_EACH)

    @contextmanager
    def listening(self, user_id: str) -> Iterator[Events]:
        """Where the user's events arrive from now on; what happened until now is in the database."""
        arriving: Events = asyncio.Queue()
        mine = self._listeners.setdefault(user_id, set())
        mine.add(arriving)
        if self._pump is None or self._pump.done():
            self._looks = asyncio.Event()
            self._pump = asyncio.create_task(self._watch())
        try:
            yield arriving
        finally:
            mine.discard(arriving)
            if not mine:
                self._listeners.pop(user_id, None)

    async def looks(self) -> None:
        """Wait until nothing that happens from now on is missed: only then look back."""
        await self._looks.wait()

    async def _watch(self) -> None:
        last = await run_in_threadpool(self._newest)
        self._looks.set()
        while self._listeners:
            await asyncio.sleep(_LOOK_EVERY_S)
            try:
                news = await run_in_threadpool(self._since, last)
            except DBAPIError:
                continue
            for user_id, event in news:
                last = event.id
                for arriving in self._listeners.get(user_id, ()):
                    arriving.put_nowait(event)

    def _newest(self) -> int:
        with self._database.reading() as connection:
            return newest(connection)

    def _since(self, last: int) -> list[tuple[str, JobEvent]]:
        with self._database.reading() as connection:
            return since_all(connection, last)
