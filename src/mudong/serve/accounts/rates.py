"""How often somebody may ask: a bucket of tokens per key, refilled evenly. Each process counts its own."""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass

from mudong.serve.clock import MINUTE_MS, SECOND_MS
from mudong.serve.errors import TooFast

_MANY = 10_000
"""Keys that are remembered; the one not seen for longest is forgotten first, so made-up keys cannot fill the memory."""


@dataclass(slots=True)
class _Tokens:
    left: float
    seen_ms: int
    per_minute: int

    def refill(self, now_ms: int) -> None:
        """What came in since the last look; never more than a minute's worth, and a clock that goes back gives none."""
        passed_ms = max(0, now_ms - self.seen_ms)
        self.left = min(float(self.per_minute), self.left + passed_ms * self.per_minute / MINUTE_MS)
        self.seen_ms = max(now_ms, self.seen_ms)


class RateLimiter:
    """Thread-safe. Over any span, a key gets at most a minute's worth at once plus what the span refills."""

    def __init__(self) -> None:
        self._tokens: dict[str, _Tokens] = {}
        self._lock = threading.Lock()

    def take(self, key: str, per_minute: int, now_ms: int) -> None:
        """Count one request of `key`. Raises `TooFast` (`serve.too_fast`) with the seconds to wait."""
        with self._lock:
            tokens = self._tokens.pop(key, None) or _Tokens(float(per_minute), now_ms, per_minute)
            self._tokens[key] = tokens
            if len(self._tokens) > _MANY:
                del self._tokens[next(iter(self._tokens))]
            tokens.per_minute = per_minute
            tokens.refill(now_ms)
            if tokens.left < 1:
                wait_ms = (1 - tokens.left) * MINUTE_MS / per_minute
                raise TooFast("serve.too_fast", retry_after_s=max(1, math.ceil(wait_ms / SECOND_MS)), limit=per_minute)
            tokens.left -= 1
