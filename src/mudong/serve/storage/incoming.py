"""`Incoming`: bytes on their way in, hashed and counted while they are written. Nothing stays unless it is kept."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from mudong.serve.storage.blob import PIECE_BYTES, Blob, BlobStore
from mudong.spec.errors import InvalidRequest


class Incoming:
    """A file to write to. Raises `InvalidRequest` (`storage.too_large`) at the first byte over `max_bytes`.

    with Incoming(folder, max_bytes=...) as incoming:
        incoming.write(...)
        blob = incoming.keep(store)
    """

    def __init__(self, folder: Path, *, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._hash = hashlib.sha256()
        self.size_bytes = 0
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix="incoming-", dir=folder)
        self._file = os.fdopen(handle, "wb")
        self.path = Path(name)

    def write(self, piece: bytes) -> int:
        """Append."""
        self.size_bytes += len(piece)
        if self.size_bytes > self._max_bytes:
            raise InvalidRequest("storage.too_large", most_mb=self._max_bytes / 1e6)
        self._hash.update(piece)
        return self._file.write(piece)

    def flush(self) -> None:
        """Let others read at `path` what was written so far: to look at a file before it is kept."""
        self._file.flush()

    def measured(self) -> Blob:
        """What has been written so far: to decide about it before it is kept."""
        return Blob(self._hash.hexdigest(), self.size_bytes)

    def keep(self, store: BlobStore) -> Blob:
        """Hand it to the store."""
        self._file.flush()
        os.fsync(self._file.fileno())
        blob = self.measured()
        store.keep(self.path, blob)
        return blob

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self.path.unlink(missing_ok=True)


def measured(path: Path) -> Blob:
    """The blob that a file is."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE_BYTES):
            digest.update(piece)
    return Blob(digest.hexdigest(), path.stat().st_size)
