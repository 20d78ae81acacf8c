"""Links that open one file to whoever holds them, for a day: a signature over what, whose, how and until when.

A link says nothing that helps to guess another; a deleted file's link opens nothing, because the asset is looked up.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass

from mudong.serve.clock import DAY_MS, HOUR_MS

VALID_MS = DAY_MS
_ROUND_MS = HOUR_MS
"""Ends are rounded up to the hour, so that who polls is given the same link again and again."""


@dataclass(frozen=True, slots=True)
class Link:
    """asset_id: what it opens; expires_ms: until when; download: as a file to save rather than to show."""

    asset_id: str
    expires_ms: int
    download: bool = False

    def query(self, key: bytes) -> str:
        """The part of the URL behind `?`."""
        return f"expires={self.expires_ms}&download={int(self.download)}&signature={_signature(self, key)}"


def link_to(asset_id: str, now_ms: int, *, download: bool = False) -> Link:
    """A link that is good for at least a day."""
    ends = -(-(now_ms + VALID_MS) // _ROUND_MS) * _ROUND_MS
    return Link(asset_id, ends, download)


def opens(link: Link, signature: str, key: bytes, now_ms: int) -> bool:
    """Whether the signature is ours for just this link and its time is not over."""
    return hmac.compare_digest(_signature(link, key).encode(), signature.encode()) and now_ms < link.expires_ms


def _signature(link: Link, key: bytes) -> str:
    text = f"mudong-link-1\n{link.asset_id}\n{link.expires_ms}\n{int(link.download)}"
    return base64.urlsafe_b64encode(hmac.digest(key, text.encode(), hashlib.sha256)).decode().rstrip("=")
