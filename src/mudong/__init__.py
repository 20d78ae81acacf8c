"""Mudong: an open, self-hostable Kling. The public face; everything heavy is imported when first used."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mudong.client import Client as Client
    from mudong.engine.dance import dance as dance

# NumPy's matrices are small here and several threads work side by side: one BLAS thread each is a fifth faster. It must
# be said before NumPy is first imported, and what the user set stays.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__all__ = ["Client", "__version__", "dance"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Import `dance` and `Client` on first use, so that `import mudong` and `mudong --help` stay instant."""
    if name == "dance":
        from mudong.engine.dance import dance

        return dance
    if name == "Client":
        from mudong.client import Client

        return Client
    raise AttributeError(f"module 'mudong' has no attribute {name!r}")
