"""Assets: a user's names for blobs. Whoever asks for an asset asks as a user, and finds only that user's.

A blob lives as long as any asset names it; when the last one goes, the bytes go too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Row, func, insert, select, text, update
from sqlalchemy import delete as delete_rows

from mudong.serve.database import schema
from mudong.serve.errors import Conflict, NotFound, TooLarge
from mudong.serve.ids import new_id
from mudong.serve.storage.blob import Blob, BlobStore

AssetKind = Literal["upload", "fetched", "result", "preview", "frame"]
_assets, _blobs = schema.assets, schema.blobs


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """What is known of a file: its type as found by looking inside, never as claimed; sizes in pixels."""

    media_type: str
    width: int | None = None
    height: int | None = None
    duration_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """blob None: announced and not here yet, or deleted."""

    id: str
    user_id: str
    kind: str
    name: str
    blob: Blob | None
    media: Media
    job_id: str | None
    created_ms: int


def add_asset(
    connection: Connection,
    store: BlobStore,
    *,
    user_id: str,
    kind: AssetKind,
    name: str,
    blob: Blob,
    media: Media,
    now_ms: int,
    source: Path | None = None,
    job_id: str | None = None,
    quota_bytes: int | None = None,
    announced: str | None = None,
) -> Asset:
    """Name a blob that lies in the store. Raises `TooLarge` (`storage.quota`) over the user's quota.

    source: where the bytes still are, in case that the blob's last asset went away since it was kept. announced: the id
    that `announce_asset` gave, whose bytes these are; raises `Conflict` (`storage.uploaded`) where they came before.
    """
    _lock(connection, blob)
    if quota_bytes is not None and used_bytes(connection, user_id) + blob.size_bytes > quota_bytes:
        raise TooLarge("storage.quota", most_gb=quota_bytes / 1e9)
    if not store.holds(blob):
        if source is None:
            raise FileNotFoundError(blob.sha256)
        store.keep(source, blob)
    if connection.execute(select(_blobs.c.sha256).where(_blobs.c.sha256 == blob.sha256)).one_or_none() is None:
        connection.execute(
            insert(_blobs).values(
                sha256=blob.sha256, size_bytes=blob.size_bytes, media_type=media.media_type, created_ms=now_ms
            )
        )
    asset = Asset(
        id=announced or new_id("asset", now_ms), user_id=user_id, kind=kind, name=name[:255], blob=blob, media=media,
        job_id=job_id, created_ms=now_ms,
    )  # fmt: skip
    if announced is not None:
        waiting = (_assets.c.id == announced) & (_assets.c.user_id == user_id) & _assets.c.sha256.is_(None)
        gone = delete_rows(_assets).where(waiting & _assets.c.deleted_ms.is_(None))
        if connection.execute(gone).rowcount != 1:
            raise Conflict("storage.uploaded", id=announced)
    connection.execute(
        insert(_assets).values(
            id=asset.id, user_id=user_id, sha256=blob.sha256, kind=kind, name=asset.name, media_type=media.media_type,
            size_bytes=blob.size_bytes, width=media.width, height=media.height, duration_ms=media.duration_ms,
            job_id=job_id, created_ms=now_ms,
        )
    )  # fmt: skip
    return asset


def announce_asset(connection: Connection, *, user_id: str, name: str, now_ms: int) -> str:
    """The id of a file whose bytes will come by a link of their own."""
    asset_id = new_id("asset", now_ms)
    connection.execute(
        insert(_assets).values(
            id=asset_id, user_id=user_id, sha256=None, kind="upload", name=name[:255],
            media_type="application/octet-stream", created_ms=now_ms,
        )
    )  # fmt: skip
    return asset_id


def find_asset(connection: Connection, user_id: str, asset_id: str) -> Asset:
    """A user's asset. Raises `NotFound` (`storage.asset_not_found`), also for somebody else's."""
    asset = any_asset(connection, asset_id)
    if asset is None or asset.user_id != user_id:
        raise NotFound("storage.asset_not_found", id=asset_id[:80])
    return asset


def any_asset(connection: Connection, asset_id: str) -> Asset | None:
    """Whoever's asset: only for the machinery and for links, whose signature has been checked."""
    query = select(_assets).where(_assets.c.id == asset_id, _assets.c.deleted_ms.is_(None))
    row = connection.execute(query).one_or_none()
    return None if row is None else _asset(row)


def assets_of_job(connection: Connection, job_id: str) -> list[Asset]:
    """What a job made, in the order in which it was made."""
    query = select(_assets).where(_assets.c.job_id == job_id, _assets.c.deleted_ms.is_(None))
    return [_asset(row) for row in connection.execute(query.order_by(_assets.c.created_ms, _assets.c.id))]


def used_bytes(connection: Connection, user_id: str) -> int:
    """What a user's assets take together."""
    query = select(func.coalesce(func.sum(_assets.c.size_bytes), 0))
    return connection.execute(query.where(_assets.c.user_id == user_id, _assets.c.deleted_ms.is_(None))).scalar_one()


def delete_assets(connection: Connection, store: BlobStore, assets: Iterable[Asset], now_ms: int) -> None:
    """Really delete: the name, and the bytes too unless another asset has the same."""
    for asset in assets:
        if asset.blob is not None:
            _lock(connection, asset.blob)
        connection.execute(
            update(_assets).where(_assets.c.id == asset.id).values(sha256=None, name="", deleted_ms=now_ms)
        )
        if asset.blob is None:
            continue
        others = select(func.count()).select_from(_assets).where(_assets.c.sha256 == asset.blob.sha256)
        if connection.execute(others).scalar_one() == 0:
            connection.execute(delete_rows(_blobs).where(_blobs.c.sha256 == asset.blob.sha256))
            store.forget(asset.blob)


def _lock(connection: Connection, blob: Blob) -> None:
    """One at a time decides about a blob. On SQLite a writing transaction is alone anyway."""
    if connection.dialect.name == "postgresql":
        number = int(blob.sha256[:15], 16)
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


def _asset(row: Row[Any]) -> Asset:
    return Asset(
        id=row.id, user_id=row.user_id, kind=row.kind, name=row.name,
        blob=None if row.sha256 is None else Blob(row.sha256, row.size_bytes),
        media=Media(
            media_type=row.media_type, width=row.width, height=row.height, duration_ms=row.duration_ms
        ),
        job_id=row.job_id, created_ms=row.created_ms,
    )  # fmt: skip
