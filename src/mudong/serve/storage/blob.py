"""Blobs: files named by their SHA-256. Knows nothing of users; who may see what is the business of assets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

_SHA256 = re.compile(r"[0-9a-f]{64}")
PIECE_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Blob:
    """sha256: 64 lower-case hexadecimal digits."""

    sha256: str
    size_bytes: int

    def __post_init__(self) -> None:
        if not _SHA256.fullmatch(self.sha256):
            raise ValueError(f"not a SHA-256: {self.sha256[:80]!r}")


class BlobStore(Protocol):
    """Where blobs lie. Storing what is there already changes nothing."""

    def keep(self, file: Path, blob: Blob) -> None:
        """Take over `file`, whose content is `blob`; it lies on the store's disk or is sent away. Durable on return."""
        ...

    def read(self, blob: Blob, start: int, stop: int) -> Iterator[bytes]:
        """Bytes `start` to `stop` (exclusive) in pieces. Raises `FileNotFoundError`."""
        ...

    def at_hand(self, blob: Blob) -> AbstractContextManager[Path]:
        """A path on this machine with the blob's content, to be read only, while the context lasts."""
        ...

    def holds(self, blob: Blob) -> bool:
        """Whether it is there, whole."""
        ...

    def forget(self, blob: Blob) -> None:
        """Delete it; fine if it is gone."""
        ...
