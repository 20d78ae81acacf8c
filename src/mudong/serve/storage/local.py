"""Blobs as files in a folder, written so that a crash leaves either the whole file or none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mudong.serve.storage.blob import PIECE_BYTES, Blob


class LocalStore:
    """`root/ab/cdef...`; several processes may share it."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def keep(self, file: Path, blob: Blob) -> None:
        """Move `file` in, or copy it where it lies on another disk."""
        target = self._path(blob)
        if self.holds(blob):
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        arriving = target.with_name(f"{target.name}.{os.getpid()}.{os.urandom(4).hex()}")
        try:
            _into_folder(file, arriving)
            arriving.replace(target)
            _sync_folder(target.parent)
        finally:
            arriving.unlink(missing_ok=True)

    def read(self, blob: Blob, start: int, stop: int) -> Iterator[bytes]:
        """Bytes `start` to `stop` in pieces. Raises `FileNotFoundError` at once, not with the first piece."""
        file = self._path(blob).open("rb")

        def pieces() -> Iterator[bytes]:
            with file:
                file.seek(start)
                left = stop - start
                while left > 0 and (piece := file.read(min(left, PIECE_BYTES))):
                    left -= len(piece)
                    yield piece

        return pieces()

    @contextmanager
    def at_hand(self, blob: Blob) -> Iterator[Path]:
        """The file itself. Raises `FileNotFoundError`."""
        path = self._path(blob)
        if not path.exists():
            raise FileNotFoundError(path)
        yield path

    def holds(self, blob: Blob) -> bool:
        """Whether it is there, whole."""
        try:
            return self._path(blob).stat().st_size == blob.size_bytes
        except FileNotFoundError:
            return False

    def forget(self, blob: Blob) -> None:
        """Delete it; fine if it is gone."""
        self._path(blob).unlink(missing_ok=True)

    def _path(self, blob: Blob) -> Path:
        return self._root / blob.sha256[:2] / blob.sha256[2:]


def _into_folder(file: Path, target: Path) -> None:
    """A hard link where the disk allows it: no byte is copied."""
    try:
        os.link(file, target)
        return
    except OSError:
        pass
    with file.open("rb") as source, target.open("xb") as copy:
        while piece := source.read(PIECE_BYTES):
            copy.write(piece)
        copy.flush()
        os.fsync(copy.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name as durable as the bytes."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
