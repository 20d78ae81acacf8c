"""The size of a still picture that really decodes. No pixel leaves the sandbox: for those who only take files in."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from mudong.media.sandbox import ask
from mudong.media.signature import PICTURE_KINDS
from mudong.media.wire import Kind
from mudong.spec.errors import MediaError
from mudong.spec.limits import MediaLimits
from mudong.spec.shape import FrameSize


def picture_size(path: Path, limits: MediaLimits = MediaLimits()) -> FrameSize:  # noqa: B008  frozen
    """Width and height of the upright picture. Raises `MediaError`."""
    for message in ask("picture", path, limits, PICTURE_KINDS, {"measure": True}):
        if message.kind is Kind.INFO:
            return FrameSize(width=cast(int, message.fields["width"]), height=cast(int, message.fields["height"]))
    raise MediaError("media.crashed", path=str(path))
