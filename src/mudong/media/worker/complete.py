"""Does the file hold all that its header promises? Asked before any frame is decoded, so that nobody waits in vain."""

from __future__ import annotations

import io
import struct

from av.stream import Stream

from mudong.media.worker.outlet import Fault

_HEAD_BYTES = 4096
_SEGMENT = b"\x18\x53\x80\x67"


def check_complete(source: io.FileIO, kind: str, streams: list[Stream]) -> None:
    """Refuse a file that was not copied to its end. Leaves the position as it was. Raises `Fault`."""
    at = source.tell()
    size = source.seek(0, io.SEEK_END)
    source.seek(0)
    head = source.read(_HEAD_BYTES)
    source.seek(at)
    if kind == "mp4":
        needed = _end_of_samples(streams)
    elif kind == "matroska":
        needed = _end_of_segment(head)
    elif kind == "avi":
        needed = 8 + struct.unpack("<I", head[4:8])[0]
    else:
        return
    if needed > size:
        raise Fault("media.truncated")


def _end_of_samples(streams: list[Stream]) -> int:
    """Where the last sample of an mp4's index ends."""
    lasts = [stream.index_entries[-1] for stream in streams if len(stream.index_entries)]
    return max((last.pos + last.size for last in lasts), default=0)


def _end_of_segment(head: bytes) -> int:
    """Where the segment of a Matroska file ends; 0 where it is not told, as in recordings of browsers."""
    at = head.find(_SEGMENT)
    if at < 0 or at + 12 > len(head):
        return 0
    first = head[at + 4]
    length = 9 - first.bit_length()  # RFC 8794, 4: leading zeros tell how many bytes the size has
    if not 1 <= length <= 8:
        return 0
    value = int.from_bytes(head[at + 4 : at + 4 + length], "big") & ((1 << 7 * length) - 1)
    unknown = value == (1 << 7 * length) - 1
    return 0 if unknown else at + 4 + length + value
