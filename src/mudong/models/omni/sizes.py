"""The one dial of the Omni transformer: its sizes as data."""

from __future__ import annotations

from mudong.models.omni.config import OmniConfig

SIZES: dict[str, OmniConfig] = {
    "xs": OmniConfig(width=320, depth=8),
    "s": OmniConfig(width=768, depth=14, text_width=512, modulation_rank=32),
    "b": OmniConfig(width=1792, depth=34, head_width=128, text_width=2048, modulation_rank=64, rotary_theta=1024.0),
    "l": OmniConfig(width=5120, depth=44, head_width=128, text_width=4096, modulation_rank=128, rotary_theta=1024.0),
}
"""About 11 million, 100 million, 1.3 billion and 14 billion parameters (a test counts them)."""
