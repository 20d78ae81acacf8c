"""The user's cache folder, keys made of a file's content, and arrays stored under such keys.

A cache file that cannot be read is the same as none. Knows nothing about what the arrays mean.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy as np

_CHUNK_BYTES = 1 << 20


def user_cache() -> Path:
    """Folder for what can be made again: `MUDONG_CACHE`, else the platform's place for caches."""
    given = os.environ.get("MUDONG_CACHE")
    if given:
        return Path(given)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "mudong"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "mudong" / "cache"
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "mudong"


def content_key(path: Path, *salt: object) -> str:
    """Hexadecimal digest of a file's bytes and of everything else that its result depends on."""
    digest = hashlib.sha256(repr(salt).encode())
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def load_arrays(area: str, key: str) -> dict[str, np.ndarray] | None:
    """The arrays stored under `key`, or None when there are none or the file is damaged."""
    path = _path(area, key)
    try:
        with np.load(path, allow_pickle=False) as stored:
            return {name: stored[name] for name in stored.files}
    except (OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile):
        return None


def store_arrays(area: str, key: str, arrays: dict[str, np.ndarray]) -> None:
    """Store `arrays` under `key`, whole or not at all. A cache that cannot be written is no error."""
    path = _path(area, key)
    part: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
            part = Path(file.name)
            np.savez(file, allow_pickle=False, **arrays)
        os.replace(part, path)
    except OSError:
        if part is not None:
            part.unlink(missing_ok=True)


def _path(area: str, key: str) -> Path:
    return user_cache() / area / f"{key}.npz"
