"""One exchange with a chat server inside one time limit, whatever the server does: hang, drip, talk without end.

The limit covers the whole exchange, not a single read, and the answer's size is bounded.
"""

from __future__ import annotations

import json
import queue
import threading
import time
from collections.abc import Callable

from mudong.enhancer.thinker import ThinkerFailed

_MOST_BYTES = 1_000_000


def post(url: str, make_body: Callable[[], dict[str, object]], key: str, time_limit_s: float) -> str:
    """The content of the first choice. Raises `ThinkerFailed` when there is none in time.

    make_body reads the pictures; it and the exchange run in a thread of their own, so that even a name that takes
    minutes to resolve costs only the limit.
    """
    answers: queue.Queue[str | ThinkerFailed] = queue.Queue(1)
    deadline = time.monotonic() + time_limit_s
    threading.Thread(target=lambda: answers.put(_exchange(url, make_body, key, deadline)), daemon=True).start()
    try:
        answer = answers.get(timeout=time_limit_s)
    except queue.Empty:
        raise ThinkerFailed("enhancer.chat_late", url=url, limit=f"{time_limit_s:g}") from None
    if isinstance(answer, ThinkerFailed):
        raise answer
    return answer


def _exchange(url: str, make_body: Callable[[], dict[str, object]], key: str, deadline: float) -> str | ThinkerFailed:
    try:
        import httpx
    except ImportError:
        return ThinkerFailed("enhancer.chat_no_client")
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    try:
        left_s = max(deadline - time.monotonic(), 0.01)
        with (
            httpx.Client(timeout=left_s, trust_env=False) as client,
            client.stream("POST", url, json=make_body(), headers=headers) as response,
        ):
            if response.status_code != 200:
                return ThinkerFailed("enhancer.chat_refused", url=url, status=response.status_code)
            text = _read(response, deadline)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, UnicodeError) as error:
        return ThinkerFailed("enhancer.chat_unreachable", url=url, detail=str(error) or type(error).__name__)
    return _content(text, url)


def _read(response: object, deadline: float) -> bytes:
    received = bytearray()
    for chunk in response.iter_bytes():  # type: ignore[attr-defined]
        received += chunk
        if len(received) > _MOST_BYTES or time.monotonic() > deadline:
            raise ValueError("the answer is too long")
    return bytes(received)


def _content(text: bytes, url: str) -> str | ThinkerFailed:
    try:
        content = json.loads(text)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        content = None
    return (
        content if isinstance(content, str) else ThinkerFailed("enhancer.chat_garbage", model=url, detail="no message")
    )
