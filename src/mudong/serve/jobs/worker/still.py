"""Small JPEGs of frames, to look at while a clip is made."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

_QUALITY = 80


def write_jpeg(path: Path, pixels: np.ndarray) -> None:
    """(H, W, 3) uint8 RGB; whoever reads `path` sees the whole picture or none."""
    part = path.with_suffix(".part")
    Image.fromarray(pixels).save(part, "JPEG", quality=_QUALITY)
    part.replace(path)
