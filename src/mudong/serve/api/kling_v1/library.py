"""The caller's elements and clips, for bodies that name them by id."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import select

from mudong.serve.api.site import Caller
from mudong.serve.database import schema
from mudong.serve.errors import NotFound
from mudong.serve.storage.assets import find_asset
from mudong.spec.conditions import Element

_elements = schema.elements


class OwnLibrary:
    """Scoped by the caller: ids of others do not exist here."""

    def __init__(self, caller: Caller) -> None:
        self._user_id, self._database = caller.user_id, caller.site.service.database

    def element(self, element_id: str, field: str) -> Element:
        """A named subject with its pictures. Raises `NotFound` (`api.element_unknown`)."""
        query = select(_elements.c.name, _elements.c.asset_ids_json).where(
            _elements.c.id == element_id, _elements.c.user_id == self._user_id, _elements.c.state == "succeeded"
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise NotFound("api.element_unknown", field=field, given=element_id[:40])
        return Element(name=row.name, paths=tuple(Path(each) for each in json.loads(row.asset_ids_json)))

    def clip(self, video_id: str, field: str) -> Path:
        """A video that was made here. Raises `NotFound` (`storage.asset_not_found`)."""
        with self._database.reading() as connection:
            asset = find_asset(connection, self._user_id, video_id)
        if asset.kind != "result":
            raise NotFound("storage.asset_not_found", id=video_id[:80], field=field)
        return Path(asset.id)
