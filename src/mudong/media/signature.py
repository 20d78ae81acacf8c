"""What a file is by its first bytes, whatever it is called. Nothing is decoded here.

First gate for hostile or mistaken files: a playlist, a web page or a PDF never reaches a decoder.
"""

from __future__ import annotations

import codecs

HEAD_BYTES = 512

VIDEO_KINDS = frozenset({"mp4", "matroska", "avi", "gif"})
SOUND_KINDS = frozenset({"wav", "mp3", "flac", "ogg", "aac"})
PICTURE_KINDS = frozenset({"jpeg", "png", "webp", "heic"})

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"\x1aE\xdf\xa3", "matroska"),
    (b"fLaC", "flac"),
    (b"OggS", "ogg"),
    (b"ID3", "mp3"),
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"\x1f\x8b", "GZIP"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"8BPS", "PSD"),
)
_RIFF = {b"AVI ": "avi", b"WAVE": "wav", b"WEBP": "webp"}
_STILL_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"avif")
_MP4_ATOMS = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
_PLAYLIST_STARTS = (b"#extm3u", b"ffconcat", b"[playlist]", b"[reference]", b"<asx", b"<smil", b"rtsptext")


def sniff(head: bytes) -> str:
    """The kind of a file from its first `HEAD_BYTES` bytes.

    One of the kinds above; or `playlist`, `text`, `unknown`; or the short name of a format not accepted.
    """
    if kind := _sound_frame(head):
        return kind
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12], "unknown")
    if head[4:8] in _MP4_ATOMS:
        return _boxed(head)
    return _written(head)


def _sound_frame(head: bytes) -> str | None:
    """MPEG audio starts with a frame sync: layer bits 00 mean AAC, 01 mean MP3."""
    if len(head) < 2 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    layer = head[1] & 0x06
    if layer == 0 and head[1] & 0xF0 == 0xF0:
        return "aac"
    return "mp3" if layer == 2 else None


def _boxed(head: bytes) -> str:
    """ISO media share their boxes with still pictures; the brand tells."""
    if head[4:8] == b"ftyp":
        if head[8:12] == b"avif":
            return "AVIF"
        if head[8:12] in _STILL_BRANDS:
            return "AVIF" if b"avif" in head[16:64] else "heic"
    return "mp4"


def _written(head: bytes) -> str:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith(_PLAYLIST_STARTS) or b"<mpd" in text or b"#ext-x-" in text:
        return "playlist"
    if b"<svg" in text:
        return "SVG"
    if text.startswith(b"<!doctype html") or text.startswith(b"<html"):
        return "HTML"
    if b"\0" in head:
        return "unknown"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # incremental: the last character may be cut
    except UnicodeDecodeError:
        return "unknown"
    return "text"
