"""`Service`: the parts of one server, put together once for a process. Web processes and executors have the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from mudong.serve.accounts.users import ensure_local_user
from mudong.serve.accounts.vault import Vault
from mudong.serve.clock import Clock, SystemClock
from mudong.serve.database.connect import Database
from mudong.serve.database.migrate import open_database
from mudong.serve.fetch.guard import Guard
from mudong.serve.jobs.lifecycle import CallbackBody, Lifecycle
from mudong.serve.jobs.release import Release
from mudong.serve.jobs.tariff import Tariff
from mudong.serve.settings import Settings
from mudong.serve.storage.blob import BlobStore
from mudong.serve.storage.local import LocalStore
from mudong.spec.errors import InvalidRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """fetch_guard, callback_guard: where users' URLs may lead. scratch: a folder for files that are on their way."""

    settings: Settings
    clock: Clock
    database: Database
    vault: Vault
    blobs: BlobStore
    tariff: Tariff
    release: Release
    lifecycle: Lifecycle
    fetch_guard: Guard
    callback_guard: Guard
    scratch: Path

    def close(self) -> None:
        """Give connections back."""
        self.release.close()
        self.database.close()


def open_service(settings: Settings, bodies: Mapping[str, CallbackBody], clock: Clock | None = None) -> Service:
    """Everything opened and brought up to date. bodies: how each face writes callbacks. Raises what its parts raise."""
    clock = clock or SystemClock()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = open_database(settings.database)
    tariff = Tariff.of(settings)
    if not settings.accounts:
        with database.transaction() as connection:
            ensure_local_user(connection, tariff.plans, clock.now_ms())
    blobs = open_store(settings)
    release = Release(settings.database, tariff)
    return Service(
        settings=settings, clock=clock, database=database, vault=Vault.open(settings.data_dir / "master.key"),
        blobs=blobs, tariff=tariff, release=release,
        lifecycle=Lifecycle(release=release, blobs=blobs, bodies=bodies, max_attempts=settings.max_attempts),
        fetch_guard=Guard.of(settings.fetch_allow), callback_guard=Guard.of(settings.callback_allow),
        scratch=settings.data_dir / "scratch",
    )  # fmt: skip


def open_store(settings: Settings) -> BlobStore:
    """Files in the data folder, or a bucket. Raises `InvalidRequest` (`storage.url`)."""
    if settings.storage_url is None:
        return LocalStore(settings.data_dir / "blobs")
    url = urlsplit(settings.storage_url)
    if url.scheme != "s3" or not url.netloc:
        raise InvalidRequest("storage.url", given=settings.storage_url)
    from mudong.serve.storage.s3 import S3Store

    return S3Store(
        url.netloc, prefix=url.path.strip("/") or "blobs", endpoint_url=settings.s3_endpoint_url,
        scratch=settings.data_dir / "scratch",
    )  # fmt: skip
