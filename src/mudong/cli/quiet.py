"""Keeps native libraries from writing between the lines of the progress display.

They write to file descriptor 2 whatever Python does; what Python itself writes to stderr still comes through.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def native_silence() -> Iterator[None]:
    """Inside, descriptor 2 leads nowhere and `sys.stderr` still leads to the user."""
    if sys.stderr is not sys.__stderr__ or sys.stderr is None:
        yield
        return
    sys.stderr.flush()
    users = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    former = sys.stderr
    sys.stderr = os.fdopen(users, "w", encoding=former.encoding, errors=former.errors, buffering=1, closefd=False)
    try:
        yield
    finally:
        sys.stderr.flush()
        sys.stderr = former
        os.dup2(users, 2)
        os.close(users)
