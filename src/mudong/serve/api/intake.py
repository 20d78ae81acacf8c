"""From what a client writes in a body to an asset of its own: a URL, Base64, a `data:` URI, or something already here.

What is taken in for a job that then is refused goes away again.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sqlalchemy import select

from mudong.serve.api.links import Links
from mudong.serve.api.look import look
from mudong.serve.api.rules import KIND_OF_TYPE, SUFFIXES, MediaRules
from mudong.serve.api.site import Caller, Site
from mudong.serve.database import schema
from mudong.serve.errors import BadParameter, NotFound, Overloaded
from mudong.serve.fetch.fetch import FetchLimits, fetch
from mudong.serve.storage.assets import Asset, AssetKind, Media, add_asset, delete_assets, find_asset
from mudong.serve.storage.blob import Blob
from mudong.serve.storage.incoming import Incoming
from mudong.spec.errors import InvalidRequest

_FETCH_WALL_S = 30.0
_PATIENCE_S = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A file that a request names. field: where in the body it stands; given: what stands there."""

    field: str
    given: str
    rules: MediaRules


class Intake:
    """Of one request."""

    def __init__(self, site: Site, user_id: str, links: Links) -> None:
        self._site, self._service, self._user_id, self._links = site, site.service, user_id, links
        self._taken: list[Asset] = []

    @classmethod
    def of(cls, caller: Caller) -> Self:
        """For who asks."""
        return cls(caller.site, caller.user_id, caller.links)

    def take(self, wish: Wish) -> Asset:
        """The asset that is meant. Raises `BadParameter`, `NotFound`, `TooLarge`, `InvalidRequest`, `MediaError`."""
        given = wish.given.strip()
        asset_id = self._links.asset_id(given)
        asset = self._known(asset_id) if asset_id is not None else self._new(given, wish)
        wish.rules.check(wish.field, asset.media)
        if asset.blob is not None and asset.blob.size_bytes > wish.rules.max_bytes:
            raise BadParameter("api.media_bytes", field=wish.field, most_mb=wish.rules.max_bytes / 1e6)
        return asset

    def forget(self) -> None:
        """Nothing came of the request: what was taken in for it goes away."""
        with self._service.database.transaction() as connection:
            delete_assets(connection, self._service.blobs, self._taken, self._site.now_ms())

    def keep(self, write: Callable[[Incoming], None], *, field: str, max_bytes: int) -> Asset:
        """Whatever `write` writes, as a new asset of the user's, once it is known what it is."""
        with Incoming(self._service.scratch, max_bytes=max_bytes) as incoming:
            try:
                write(incoming)
            except InvalidRequest as error:
                raise InvalidRequest(error.code, **error.params | {"field": field}) from error
            asset = self.finish(incoming, field=field, kind="fetched")
        self._taken.append(asset)
        return asset

    def finish(
        self, incoming: Incoming, *, field: str, kind: AssetKind, name: str | None = None, announced: str | None = None
    ) -> Asset:
        """What has come in whole, as an asset. announced: the id under which it was expected."""
        if not incoming.size_bytes:
            raise BadParameter("api.media_empty", field=field)
        incoming.flush()
        media = self._media(incoming, incoming.measured(), field)
        blob = incoming.keep(self._service.blobs)
        now_ms = self._site.now_ms()
        with self._service.database.transaction() as connection:
            plan = self._service.tariff.plan(connection, self._user_id, now_ms)
            return add_asset(
                connection, self._service.blobs, user_id=self._user_id, kind=kind, name=_name(name or kind, media),
                blob=blob, media=media, now_ms=now_ms, source=incoming.path, quota_bytes=plan.storage_bytes,
                announced=announced,
            )  # fmt: skip

    def _known(self, asset_id: str) -> Asset:
        """Only the caller's own: somebody else's link opens a file, but makes it nobody's input."""
        with self._service.database.reading() as connection:
            asset = find_asset(connection, self._user_id, asset_id)
        if asset.blob is None:
            raise NotFound("api.not_uploaded", id=asset_id)
        return asset

    def _new(self, given: str, wish: Wish) -> Asset:
        limit = wish.rules.max_bytes
        if given.startswith(("http://", "https://")):
            return self.keep(lambda into: self._fetch(given, into, limit), field=wish.field, max_bytes=limit)
        if not wish.rules.inline:
            raise BadParameter("api.media_url", field=wish.field)
        data = _decoded(given, wish.field)
        return self.keep(lambda into: _write(data, into), field=wish.field, max_bytes=limit)

    def _fetch(self, url: str, into: Incoming, max_bytes: int) -> None:
        if not self._site.fetches.acquire(timeout=_PATIENCE_S):
            raise Overloaded("api.busy")
        try:
            fetch(url, into, FetchLimits(max_bytes=max_bytes, wall_s=_FETCH_WALL_S), self._service.fetch_guard)  # pyright: ignore[reportArgumentType]
        finally:
            self._site.fetches.release()

    def _media(self, incoming: Incoming, blob: Blob, field: str) -> Media:
        """What is known of these bytes; looked at only if this user has not given the same before."""
        table = schema.assets
        mine = (table.c.user_id == self._user_id) & (table.c.sha256 == blob.sha256)
        columns = (table.c.media_type, table.c.width, table.c.height, table.c.duration_ms)
        with self._service.database.reading() as connection:
            row = connection.execute(select(*columns).where(mine).limit(1)).one_or_none()
        if row is not None:
            return Media(**row._mapping)
        with self._site.looks:
            return look(incoming.path, field)


def _name(given: str, media: Media) -> str:
    """The name with the ending of what the file really is: the worker goes by it."""
    return Path(given.replace("\\", "/")).stem[:200] + SUFFIXES[KIND_OF_TYPE[media.media_type]]


def _decoded(given: str, field: str) -> bytes:
    """Base64, raw as the Kling API has it, or tolerantly behind `data:...;base64,`."""
    if given.startswith("data:"):
        head, _, given = given.partition(",")
        if not head.endswith(";base64"):
            raise BadParameter("api.base64", field=field)
    try:
        return base64.b64decode("".join(given.split()), validate=True)
    except (binascii.Error, ValueError):
        raise BadParameter("api.base64", field=field) from None


def _write(data: bytes, into: Incoming) -> None:
    into.write(data)
