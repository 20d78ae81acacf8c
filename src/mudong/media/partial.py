"""A file appears at its name complete or not at all: written beside it as `.part`, renamed at success."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mudong.spec.errors import OutputError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def partial_file(path: Path) -> Iterator[Path]:
    """Yield the path to write to; rename it to `path` afterwards, or remove it when anything goes wrong.

    Raises `OutputError` when the folder cannot be written to or the disk is full.
    """
    check_writable(path)
    part = part_of(path)
    try:
        yield part
        os.replace(part, path)
    except OSError as error:
        raise output_error(path, error) from error
    finally:
        part.unlink(missing_ok=True)


def part_of(path: Path) -> Path:
    """The name under which a file is written."""
    return path.with_name(path.name + ".part")


def check_writable(path: Path) -> None:
    """Refuse before the work starts what could not be written after it. Raises `OutputError`."""
    if path.is_dir():
        raise OutputError("output.is_folder", path=str(path))
    if not path.parent.is_dir():
        raise OutputError("output.no_folder", path=str(path), folder=str(path.parent))
    if not os.access(path.parent, os.W_OK):
        raise OutputError("output.not_writable", path=str(path), detail=os.strerror(errno.EACCES))


def output_error(path: Path, error: Exception) -> OutputError:
    """What a refusal by the operating system or the encoder means for the result."""
    number = getattr(error, "errno", None)
    detail = getattr(error, "strerror", None) or str(error)
    if number in _FULL:
        return OutputError("output.disk_full", path=str(path))
    if isinstance(error, OSError):
        return OutputError("output.not_writable", path=str(path), detail=detail)
    return OutputError("output.encoder", path=str(path), detail=detail)
