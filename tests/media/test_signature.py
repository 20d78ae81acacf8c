"""What a file is, by its bytes alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mudong.media.signature import HEAD_BYTES, sniff

KNOWN = {
    b"\0\0\0\x20ftypisom": "mp4",
    b"\0\0\0\x14ftypqt  ": "mp4",
    b"\0\0\0\x08wide": "mp4",
    b"\0\0\0\x18ftypheic\0\0\0\0mif1heic": "heic",
    b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic": "heic",
    b"\0\0\0\x18ftypavif\0\0\0\0": "AVIF",
    b"\0\0\0\x1cftypmif1\0\0\0\0mif1avif": "AVIF",
    b"\x1aE\xdf\xa3": "matroska",
    b"RIFF\0\0\0\0AVI LIST": "avi",
    b"RIFF\0\0\0\0WAVEfmt ": "wav",
    b"RIFF\0\0\0\0WEBPVP8X": "webp",
    b"\xff\xd8\xff\xe1": "jpeg",
    b"\xff\xfb\x90\x64": "mp3",
    b"\xff\xf1\x50\x80": "aac",
    b"\xef\xbb\xbf#EXTM3U\r\n": "playlist",
    b"  \n#EXTM3U": "playlist",
    b"[playlist]\nFile1=x": "playlist",
    b"a plain text": "text",
    "한국어 글".encode(): "text",
    b"\0\1\2\3": "unknown",
}


@pytest.mark.parametrize("head", KNOWN)
def test_known_beginnings(head: bytes) -> None:
    assert sniff(head) == KNOWN[head]


@given(st.binary(max_size=HEAD_BYTES))
def test_any_bytes_have_some_kind(head: bytes) -> None:
    assert isinstance(sniff(head), str)
