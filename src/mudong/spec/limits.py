"""Every limit a user can meet, in one place, with its unit."""

from __future__ import annotations

from dataclasses import dataclass

MIN_OUTPUT_SIDE = 64
MAX_OUTPUT_SIDE = 4096
MIN_FPS = 1
MAX_FPS = 120
MAX_CLIP_S = 120.0
MIN_MOTION_S = 3.0
MIN_LOOP_S = 2.0
MAX_PROMPT_CHARS = 2500
MAX_ELEMENT_PICTURES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaLimits:
    """What a file may cost to open. Checked before and while decoding; uploads are hostile."""

    max_file_bytes: int = 2 << 30
    max_duration_s: float = 600.0
    """Longest video that is opened at all; the clip made of it is at most `MAX_CLIP_S`."""
    max_side: int = 8192
    max_pixels: int = 50_000_000
    """Per picture or frame."""
    min_side: int = 16
    max_memory_bytes: int = 3 << 30
    """Address space of the decoding subprocess."""
    max_cpu_s: float = 600.0
    max_wall_s: float = 900.0
    stall_s: float = 25.0
    """Longest wait for the next frame before the subprocess is killed."""
