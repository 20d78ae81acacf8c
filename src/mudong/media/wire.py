"""The messages that a decoding subprocess sends back through its pipe. Both ends import this; it knows no media.

A message is a fixed header, a small JSON object and raw bytes. The reader trusts none of the lengths.
"""

from __future__ import annotations

import struct
from enum import IntEnum

HEADER = struct.Struct("<4sBxxxIQ")
"""Magic, kind, length of the JSON, length of the payload."""
MAGIC = b"MDG1"
MAX_FIELDS_BYTES = 4 << 20


class Kind(IntEnum):
    """What a message says."""

    INFO = 1
    """The answer to a question; all of it is in the fields."""
    DATA = 2
    """A frame, a run of sound samples or a picture; the payload holds it."""
    ALIVE = 3
    """Work goes on though there is nothing to show yet."""
    FAULT = 4
    """The file cannot be used: `code` of the catalogue and `params`."""
    END = 5
    """Everything was sent."""
