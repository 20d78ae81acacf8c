"""Enough memory or a clear refusal, before anything is loaded: nobody waits for an hour to be killed."""

from __future__ import annotations

import os
from pathlib import Path

import torch

from mudong.spec.errors import Unavailable

_MEMINFO = Path("/proc/meminfo")
_GB = 1e9


def free_bytes(device: str = "cpu") -> int | None:
    """Memory that can be taken on a device now; None where the system does not tell."""
    if device.startswith("cuda"):
        return int(torch.cuda.mem_get_info(device)[0])
    try:
        lines = _MEMINFO.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable"))
    except (OSError, StopIteration):
        pages = os.sysconf_names.get("SC_AVPHYS_PAGES")
        return None if pages is None else os.sysconf(pages) * os.sysconf("SC_PAGE_SIZE")


def require(needed: int, free: int | None) -> None:
    """Refuse what does not fit. free: as `free_bytes` tells; None is taken for enough.

    Raises `Unavailable` (`unavailable.model_memory`).
    """
    if free is not None and needed > free:
        raise Unavailable("unavailable.model_memory", needed=needed / _GB, free=free / _GB)
