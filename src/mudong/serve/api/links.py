"""URLs of our own files: written for answers and callbacks, and known again when a client sends one back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

from mudong.serve.accounts.vault import Vault
from mudong.serve.service import Service
from mudong.serve.settings import Settings
from mudong.serve.storage.links import Link, link_to

FILES = "/files/"
_READING, _WRITING = "file links", "upload links"
_ASSET = re.compile(r"asset_[0-9a-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """base_url: what clients reach us by. own: every beginning that means us. Two keys: to read, and to upload."""

    base_url: str
    own: tuple[str, ...]
    reading: bytes = field(repr=False)
    writing: bytes = field(repr=False)

    @classmethod
    def of(cls, service: Service, asked: str | None = None) -> Self:
        """asked: the address by which this request came; it names us where no public address is set."""
        return cls.of_settings(service.settings, service.vault, asked)

    @classmethod
    def of_settings(cls, settings: Settings, vault: Vault, asked: str | None = None) -> Self:
        """Before there is a service."""
        base_url = (settings.public_url or asked or settings.local_url).rstrip("/")
        own = {base_url, settings.base_url, settings.local_url, (asked or base_url).rstrip("/")}
        return cls(base_url=base_url, own=tuple(own), reading=vault.derived(_READING), writing=vault.derived(_WRITING))

    def to(self, asset_id: str, now_ms: int, *, download: bool = False) -> str:
        """A URL that opens the file for a day."""
        link = link_to(asset_id, now_ms, download=download)
        return f"{self.base_url}{FILES}{asset_id}?{link.query(self.reading)}"

    def upload_to(self, asset_id: str, now_ms: int) -> str:
        """A URL that takes the file's bytes, once, within a day."""
        return f"{self.base_url}{FILES}{asset_id}?{link_to(asset_id, now_ms).query(self.writing)}"

    def plain(self, asset_id: str) -> str:
        """A URL that names the file but opens nothing by itself: its owner may give it as an input."""
        return f"{self.base_url}{FILES}{asset_id}"

    def asset_id(self, given: str) -> str | None:
        """The asset that an id or a URL of ours names; None for somebody else's URL."""
        if _ASSET.fullmatch(given):
            return given
        for base in self.own:
            if given.startswith(base + FILES):
                return urlsplit(given[len(base) + len(FILES) :]).path
        return None

    def key(self, *, writing: bool = False) -> bytes:
        """What signatures are checked with."""
        return self.writing if writing else self.reading


def parse_link(asset_id: str, expires: int, download: int) -> Link:
    """A link as the query of a URL says it."""
    return Link(asset_id, expires, bool(download))
