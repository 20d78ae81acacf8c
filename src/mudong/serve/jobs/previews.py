"""Frames to look at while a job runs: a few small pictures, the newest kept."""

from __future__ import annotations

from pathlib import Path

from mudong.serve.database.connect import Database
from mudong.serve.jobs import events
from mudong.serve.jobs.job import Job
from mudong.serve.jobs.wire import Previewed
from mudong.serve.storage.assets import Asset, Media, add_asset, delete_assets
from mudong.serve.storage.blob import BlobStore
from mudong.serve.storage.incoming import Incoming

KEPT = 6
_MAX_BYTES = 10**6


class Previews:
    """Of one attempt at one job."""

    def __init__(self, database: Database, blobs: BlobStore, job: Job, folder: Path) -> None:
        self._database, self._blobs, self._job, self._folder = database, blobs, job, folder
        self._kept: list[Asset] = []

    def add(self, said: Previewed, now_ms: int) -> None:
        """Take the picture from the folder, tell that it is there, and let the oldest go."""
        file = self._folder / said.name
        with Incoming(self._folder, max_bytes=_MAX_BYTES) as incoming:
            incoming.write(file.read_bytes())
            blob = incoming.keep(self._blobs)
        with self._database.transaction() as connection:
            asset = add_asset(
                connection, self._blobs, user_id=self._job.user_id, kind="preview", name=said.name, blob=blob,
                media=Media(media_type="image/jpeg"), job_id=self._job.id, now_ms=now_ms, source=file,
            )  # fmt: skip
            data: events.Plain = {"asset_id": asset.id, "frame": said.frame}
            events.tell(connection, self._job.user_id, self._job.id, "preview", data, now_ms)
            self._kept.append(asset)
            delete_assets(connection, self._blobs, self._kept[:-KEPT], now_ms)
        del self._kept[:-KEPT]
