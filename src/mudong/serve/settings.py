"""How one server is set up: frozen, from the environment (`MUDONG_PORT`, ...) and the command line.

Sits above the clock and below everything that asks; reads no file and opens nothing.
"""

from __future__ import annotations

import os
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from mudong.spec.errors import InvalidRequest

_PREFIX = "MUDONG_"
_YES, _NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


def default_data_dir() -> Path:
    """Where a server keeps its things when nobody says otherwise."""
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(home) / "mudong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that an operator decides.

    `accounts` turns users, plans and credits on; without it there is one local user who pays nothing. `database_url`
    and `storage_url` None mean SQLite and files in `data_dir`; else `postgresql://...` and `s3://bucket/prefix`.
    """

    data_dir: Path = field(default_factory=default_data_dir)
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str | None = None
    accounts: bool = False
    database_url: str | None = field(default=None, repr=False)
    storage_url: str | None = None
    s3_endpoint_url: str | None = None
    plans_file: Path | None = None
    prices_file: Path | None = None
    policy_file: Path | None = None
    payment_secret: str | None = field(default=None, repr=False)
    fetch_allow: tuple[str, ...] = ()
    callback_allow: tuple[str, ...] = ()
    workers: int = 1
    heartbeat_s: float = 5.0
    takeover_s: float = 20.0
    max_attempts: int = 3

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Defaults, changed by `MUDONG_<FIELD>`; lists are separated by commas, an empty value counts as absent.

        Raises `InvalidRequest` (`serve.setting`) for a value that is not of the field's type.
        """
        hints = get_type_hints(cls)
        given = {f.name: environment.get(_PREFIX + f.name.upper(), "").strip() for f in fields(cls)}
        values: dict[str, Any] = {name: _read(name, hints[name], value) for name, value in given.items() if value}
        return cls(**values)

    def to_environment(self) -> dict[str, str]:
        """What makes `from_environment` give these settings again: how child processes are told."""
        values = {_PREFIX + f.name.upper(): _written(getattr(self, f.name)) for f in fields(self)}
        return {name: value for name, value in values.items() if value}

    @property
    def local_url(self) -> str:
        """The server as seen from this machine."""
        return f"http://{self.host}:{self.port}"

    @property
    def base_url(self) -> str:
        """What links to this server begin with."""
        return (self.public_url or self.local_url).rstrip("/")

    @property
    def database(self) -> str:
        """The database's URL, whether it was given or not."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'mudong.db').as_posix()}"


def _read(name: str, hint: Any, value: str) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(option for option in get_args(hint) if option is not type(None))
    if get_origin(hint) is tuple:
        return tuple(part.strip() for part in value.split(",") if part.strip())
    read: Callable[[str], object] = _truth if hint is bool else hint
    try:
        return read(value)
    except ValueError:
        raise InvalidRequest("serve.setting", name=_PREFIX + name.upper(), given=value, kind=hint.__name__) from None


def _written(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    return "" if value is None else str(value)


def _truth(value: str) -> bool:
    if value.lower() not in _YES | _NO:
        raise ValueError(value)
    return value.lower() in _YES
