"""From asset ids to files: what a request names lies in the job's work folder, with the ending of its own name."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from mudong.serve.database.connect import Database
from mudong.serve.errors import NotFound
from mudong.serve.storage.assets import find_asset
from mudong.serve.storage.blob import BlobStore
from mudong.spec.request import Request


@contextmanager
def at_hand(request: Request, user_id: str, folder: Path, database: Database, blobs: BlobStore) -> Iterator[Request]:
    """The request with files of this machine in place of the user's asset ids. Raises `NotFound` for what is gone."""
    with ExitStack() as stack:

        def fetched(named: Path) -> Path:
            with database.reading() as connection:
                asset = find_asset(connection, user_id, str(named))
            if asset.blob is None:
                raise NotFound("storage.asset_not_found", id=asset.id)
            target = folder / f"{asset.id}{Path(asset.name).suffix.lower()}"
            if not target.exists():
                _put(stack.enter_context(blobs.at_hand(asset.blob)), target)
            return target

        yield request.with_paths(fetched)


def _put(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
