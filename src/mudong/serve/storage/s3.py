"""Blobs in an S3-compatible bucket. What a worker needs on disk is fetched into a folder of this machine meanwhile."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from mudong.serve.storage.blob import PIECE_BYTES, Blob
from mudong.spec.errors import Unavailable

if TYPE_CHECKING:
    from botocore.client import BaseClient

_MISSING = ("404", "NoSuchKey", "NotFound")


class S3Store:
    """`prefix/ab/cdef...` in `bucket`. Credentials come from the environment, as every S3 tool reads them."""

    def __init__(self, bucket: str, *, prefix: str = "blobs", endpoint_url: str | None = None, scratch: Path) -> None:
        self._bucket, self._prefix, self._scratch = bucket, prefix, scratch
        self._client = _connect(endpoint_url)

    def keep(self, file: Path, blob: Blob) -> None:
        """Send it; large files go in parts."""
        if not self.holds(blob):
            self._client.upload_file(str(file), self._bucket, self._key(blob))

    def read(self, blob: Blob, start: int, stop: int) -> Iterator[bytes]:
        """Bytes `start` to `stop` in pieces. Raises `FileNotFoundError`."""
        if stop <= start:
            return iter(())
        try:
            answer = self._client.get_object(
                Bucket=self._bucket, Key=self._key(blob), Range=f"bytes={start}-{stop - 1}"
            )
        except self._client.exceptions.ClientError as error:
            raise _told(error, blob) from error
        return iter(answer["Body"].iter_chunks(PIECE_BYTES))

    @contextmanager
    def at_hand(self, blob: Blob) -> Iterator[Path]:
        """A copy on this machine, gone afterwards. Raises `FileNotFoundError`."""
        self._scratch.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._scratch) as folder:
            path = Path(folder) / blob.sha256
            with path.open("wb") as file:
                for piece in self.read(blob, 0, blob.size_bytes):
                    file.write(piece)
            yield path

    def holds(self, blob: Blob) -> bool:
        """Whether it is there, whole."""
        try:
            head = self._client.head_object(Bucket=self._bucket, Key=self._key(blob))
        except self._client.exceptions.ClientError as error:
            if isinstance(_told(error, blob), FileNotFoundError):
                return False
            raise
        return head["ContentLength"] == blob.size_bytes

    def forget(self, blob: Blob) -> None:
        """Delete it; fine if it is gone."""
        self._client.delete_object(Bucket=self._bucket, Key=self._key(blob))

    def _key(self, blob: Blob) -> str:
        return f"{self._prefix}/{blob.sha256[:2]}/{blob.sha256[2:]}"


def _told(error: Exception, blob: Blob) -> Exception:
    code = str(getattr(error, "response", {}).get("Error", {}).get("Code", ""))
    return FileNotFoundError(blob.sha256) if code in _MISSING else error


def _connect(endpoint_url: str | None) -> BaseClient:
    try:
        import boto3
    except ImportError as error:
        raise Unavailable("serve.extra", module="boto3", extra="s3") from error
    return boto3.client("s3", endpoint_url=endpoint_url)
