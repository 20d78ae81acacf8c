"""Frames fetched by a second thread, so that decoding goes on while poses are read. Knows nothing about either."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar, cast

T = TypeVar("T")
DEPTH = 4
"""Frames that wait at most: 11 MB at 720p."""


def ahead(items: Iterable[T], depth: int = DEPTH) -> Generator[T, None, None]:
    """The same items in the same order, up to `depth` of them fetched before they are asked for.

    An error of the source is raised here, after the items before it. Closing this closes the source.
    """
    source, end = iter(items), object()
    fetcher = ThreadPoolExecutor(1)
    waiting = deque(fetcher.submit(next, source, end) for _ in range(depth))
    try:
        while (item := waiting.popleft().result()) is not end:
            waiting.append(fetcher.submit(next, source, end))
            yield cast(T, item)
    finally:
        fetcher.shutdown(cancel_futures=True)
        if isinstance(source, Generator):
            source.close()
