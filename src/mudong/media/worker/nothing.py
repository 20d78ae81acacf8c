"""Task `nothing`: lock the door and say which guards hold. For `mudong doctor` and the tests."""

from __future__ import annotations

import io

from mudong.media.worker.outlet import Outlet


def prepare(order: dict[str, object]) -> None:
    """Nothing to import."""


def run(source: io.FileIO, order: dict[str, object], outlet: Outlet) -> None:
    """Nothing to do; the caller tells the guards."""
