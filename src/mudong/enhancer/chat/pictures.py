"""The request's pictures, and key frames of its videos, small, as data URIs for a model that can see."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from mudong.media.decode import read_frames
from mudong.media.picture import read_picture
from mudong.spec.conditions import IMAGE_CONDITIONS, VIDEO_CONDITIONS, Element
from mudong.spec.errors import MudongError
from mudong.spec.request import Request

_LONGEST_PX, _MOST_PICTURES, _KEY_FRAMES, _MOST_FRAMES_READ = 512, 8, 3, 240


def picture_parts(request: Request) -> list[dict[str, object]]:
    """Content parts, each picture after its handle. What cannot be read is left out: the engine will say so in time."""
    parts: list[dict[str, object]] = []
    for handle, pixels in _shown(request):
        if len(parts) >= 2 * _MOST_PICTURES:
            break
        parts += [
            {"type": "text", "text": f"@{handle}:"},
            {"type": "image_url", "image_url": {"url": _data_uri(pixels)}},
        ]
    return parts


def _shown(request: Request) -> Iterator[tuple[str, np.ndarray]]:
    images = [c for c in request.conditions if isinstance(c, IMAGE_CONDITIONS)]
    for number, image in enumerate(images, 1):
        yield from _picture(f"image_{number}", image.path)
    for element in request.of_type(Element):
        yield from _picture(element.name, element.paths[0])
    videos = [c for c in request.conditions if isinstance(c, VIDEO_CONDITIONS)]
    for number, video in enumerate(videos, 1):
        yield from _key_frames(f"video_{number}", video.path)


def _picture(handle: str, path: Path) -> Iterator[tuple[str, np.ndarray]]:
    try:
        yield handle, read_picture(path).pixels[..., :3]
    except (MudongError, OSError):
        return


def _key_frames(handle: str, path: Path) -> Iterator[tuple[str, np.ndarray]]:
    """The first, the middle and the last of the frames that are read."""
    kept: list[np.ndarray] = []
    try:
        for index, frame in enumerate(read_frames(path, fit=_LONGEST_PX)):
            if index % 8 == 0:
                kept.append(frame.pixels)
            if index >= _MOST_FRAMES_READ:
                break
    except (MudongError, OSError):
        return
    for place in sorted({0, len(kept) // 2, len(kept) - 1} if kept else set[int]())[:_KEY_FRAMES]:
        yield handle, kept[place]


def _data_uri(pixels: np.ndarray) -> str:
    from PIL import Image

    picture = Image.fromarray(np.ascontiguousarray(pixels[..., :3]))
    picture.thumbnail((_LONGEST_PX, _LONGEST_PX))
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=85)
    return "data:image/jpeg;base64," + base64.b64encode(stream.getvalue()).decode()
