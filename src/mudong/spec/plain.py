"""Values of the vocabulary as plain JSON data, and back again by their annotations.

Knows dataclasses, tuples, paths, literals and scalars; a union of dataclasses is told apart by a `type` tag.
"""

from __future__ import annotations

import dataclasses
import math
import types
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Tags = Mapping[str, type]


def to_plain(value: object, tags: Tags) -> object:
    """Data that `json.dumps` takes; instances of tagged types carry their tag."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: to_plain(getattr(value, f.name), tags) for f in dataclasses.fields(value)}
        tag = next((name for name, kind in tags.items() if kind is type(value)), None)
        return fields if tag is None else {"type": tag, **fields}
    if isinstance(value, tuple):
        return [to_plain(v, tags) for v in value]
    return value.as_posix() if isinstance(value, Path) else value


def from_plain(hint: Any, data: object, tags: Tags, where: str = "request") -> Any:
    """The value of type `hint` that `to_plain` turned into `data`. Raises `ValueError` that names the wrong field."""
    if dataclasses.is_dataclass(hint):
        return _dataclass(hint, data, tags, where)
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _union(get_args(hint), data, tags, where)
    if origin is tuple:
        if not isinstance(data, list):
            raise ValueError(f"{where} must be a list")
        return tuple(from_plain(get_args(hint)[0], v, tags, f"{where}[{i}]") for i, v in enumerate(data))
    if origin is Literal:
        if data not in get_args(hint):
            raise ValueError(f"{where} must be one of {', '.join(map(str, get_args(hint)))}, not {data!r}")
        return data
    return _scalar(hint, data, where)


def _dataclass(kind: Any, data: object, tags: Tags, where: str) -> Any:
    if not isinstance(data, dict):
        raise ValueError(f"{where} must be an object")
    hints = get_type_hints(kind)
    fields = {name: value for name, value in data.items() if not (name == "type" and kind in tags.values())}
    if unknown := fields.keys() - hints.keys():
        raise ValueError(f"{where} has no field {', '.join(sorted(unknown))}")
    required = {f.name for f in dataclasses.fields(kind) if f.default is f.default_factory is dataclasses.MISSING}
    if missing := required - fields.keys():
        raise ValueError(f"{where} lacks {', '.join(sorted(missing))}")
    return kind(**{name: from_plain(hints[name], value, tags, f"{where}.{name}") for name, value in fields.items()})


def _union(options: tuple[Any, ...], data: object, tags: Tags, where: str) -> Any:
    if data is None and type(None) in options:
        return None
    rest = [option for option in options if option is not type(None)]
    if len(rest) == 1:
        return from_plain(rest[0], data, tags, where)
    tag = data.get("type") if isinstance(data, dict) else None
    if not isinstance(tag, str) or tags.get(tag) not in rest:
        raise ValueError(f"{where}.type must be one of {', '.join(sorted(tags))}, not {tag!r}")
    return from_plain(tags[tag], data, tags, where)


def _scalar(hint: Any, data: object, where: str) -> Any:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        if data not in tuple(hint):
            raise ValueError(f"{where} must be one of {', '.join(hint)}, not {data!r}")
        return hint(data)
    if hint is Path and isinstance(data, str):
        return Path(data)
    if hint is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if type(data) is not hint or (isinstance(data, float) and not math.isfinite(data)):
        raise ValueError(f"{where} must be {hint.__name__.lower()}, not {data!r}")
    return data
