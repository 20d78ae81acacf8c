"""Looking inside a file that somebody gave us: what it is and how large. All decoding happens in the sandbox."""

from __future__ import annotations

import json
from pathlib import Path

from mudong.media.measure import picture_size
from mudong.media.probe import probe
from mudong.media.signature import HEAD_BYTES, PICTURE_KINDS, sniff
from mudong.serve.api.rules import MEDIA_TYPES
from mudong.serve.errors import BadParameter
from mudong.serve.storage.assets import Media
from mudong.spec.errors import MediaError
from mudong.spec.limits import MediaLimits

_LIMITS = MediaLimits(max_cpu_s=30.0, max_wall_s=45.0, stall_s=20.0)
_MAX_TEXT_BYTES = 20_000_000


def look(path: Path, field: str) -> Media:
    """What `path` holds. Raises `BadParameter` (`api.media_unknown`) or `MediaError` that names `field`."""
    with path.open("rb") as file:
        kind = sniff(file.read(HEAD_BYTES))
    if kind == "text":
        return Media(media_type=MEDIA_TYPES[_written(path, field)])
    if kind not in MEDIA_TYPES:
        raise BadParameter("api.media_unknown", field=field, given=kind)
    try:
        if kind in PICTURE_KINDS:
            size = picture_size(path, _LIMITS)
            return Media(media_type=MEDIA_TYPES[kind], width=size.width, height=size.height)
        info = probe(path, _LIMITS)
    except MediaError as error:
        # A message never tells where on our disk a file lies.
        raise type(error)(error.code, **error.params | {"path": field}) from None
    return Media(
        media_type=MEDIA_TYPES[kind],
        width=None if info.video is None else info.video.width,
        height=None if info.video is None else info.video.height,
        duration_ms=round(1000 * info.duration_s),
    )


def _written(path: Path, field: str) -> str:
    """Text that can be a movement or joints: BVH, JSON, or YAML for want of anything else."""
    if path.stat().st_size > _MAX_TEXT_BYTES:
        raise BadParameter("api.media_unknown", field=field, given="text")
    text = path.read_text(encoding="utf-8-sig", errors="replace").lstrip()
    if text[:9].upper() == "HIERARCHY":
        return "bvh"
    if text[:1] in "{[":
        try:
            json.loads(text)
        except (ValueError, RecursionError):
            raise BadParameter("api.media_unknown", field=field, given="JSON") from None
        return "json"
    return "yaml"
