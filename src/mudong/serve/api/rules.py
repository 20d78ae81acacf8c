"""What a file must be to be taken for an input: its kind by looking inside, size, sides, length. Data and checks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mudong.media.signature import PICTURE_KINDS, SOUND_KINDS, VIDEO_KINDS
from mudong.serve.errors import BadParameter
from mudong.serve.storage.assets import Media

_GRACE_S = 0.5
"""A clip that an encoder made a few frames longer than its maker wished is still as long as wished."""
_SHORT_S = 0.1
MEDIA_TYPES = {
    "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "heic": "image/heic", "mp4": "video/mp4",
    "matroska": "video/webm", "avi": "video/x-msvideo", "gif": "image/gif", "wav": "audio/wav", "mp3": "audio/mpeg",
    "flac": "audio/flac", "ogg": "audio/ogg", "aac": "audio/aac", "bvh": "application/x-bvh",
    "json": "application/json", "yaml": "application/yaml",
}  # fmt: skip
SUFFIXES = {
    "jpeg": ".jpg", "png": ".png", "webp": ".webp", "heic": ".heic", "mp4": ".mp4", "matroska": ".webm",
    "avi": ".avi", "gif": ".gif", "wav": ".wav", "mp3": ".mp3", "flac": ".flac", "ogg": ".ogg", "aac": ".aac",
    "bvh": ".bvh", "json": ".json", "yaml": ".yaml",
}  # fmt: skip
TEXT_KINDS = frozenset({"bvh", "json", "yaml"})
KIND_OF_TYPE = {media_type: kind for kind, media_type in MEDIA_TYPES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaRules:
    """Limits of one input. Sides in pixels; ratio: width over height, and its inverse; inline: Base64 is taken too."""

    kinds: frozenset[str]
    max_bytes: int
    min_side: int = 16
    max_side: int = 65536
    max_ratio: float = 16.0
    min_s: float = 0.0
    max_s: float = 600.0
    inline: bool = False

    def but(self, **changes: object) -> MediaRules:
        """With other limits."""
        return replace(self, **changes)  # pyright: ignore[reportArgumentType]

    def check(self, field: str, media: Media) -> None:
        """Raises `BadParameter` (`api.media_*`) for the first limit that is broken."""
        kind = KIND_OF_TYPE.get(media.media_type, media.media_type)
        if kind not in self.kinds:
            raise BadParameter("api.media_kind", field=field, given=kind, known=", ".join(sorted(self.kinds)))
        if media.width and media.height:
            short, long = sorted((media.width, media.height))
            size = f"{media.width}x{media.height}"
            if short < self.min_side or long > self.max_side:
                raise BadParameter(
                    "api.media_side", field=field, given=size, least=self.min_side, most=self.max_side
                )  # fmt: skip
            if long / short > self.max_ratio:
                raise BadParameter("api.media_ratio", field=field, given=size, most=self.max_ratio)
        if media.duration_ms is not None:
            seconds = media.duration_ms / 1000
            if not self.min_s - _SHORT_S <= seconds <= self.max_s + _GRACE_S:
                raise BadParameter(
                    "api.media_length", field=field, given=round(seconds, 2), least=self.min_s, most=self.max_s
                )  # fmt: skip


PICTURE = MediaRules(
    kinds=frozenset({"jpeg", "png"}), max_bytes=10_000_000, min_side=300, max_ratio=2.5, inline=True
)  # fmt: skip
"""As every Kling route of `/v1` wants its pictures."""
ANY_PICTURE = MediaRules(kinds=PICTURE_KINDS, max_bytes=50_000_000, inline=True)
ANY_VIDEO = MediaRules(kinds=VIDEO_KINDS, max_bytes=500_000_000)
ANY_MOTION = MediaRules(kinds=VIDEO_KINDS | {"bvh", "json"}, max_bytes=500_000_000)
ANY_SOUND = MediaRules(kinds=SOUND_KINDS | VIDEO_KINDS, max_bytes=100_000_000)
ANY_JOINTS = MediaRules(kinds=frozenset({"json", "yaml"}), max_bytes=1_000_000)
ANYTHING = MediaRules(kinds=frozenset(MEDIA_TYPES), max_bytes=500_000_000, inline=True)
