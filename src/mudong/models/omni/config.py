"""The shape of an Omni transformer, with its arithmetic."""

from __future__ import annotations

from dataclasses import dataclass, field

from mudong.sequence.grid import TokenGrid
from mudong.spec.shape import VideoShape

MLP_MULTIPLE = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class PatchSize:
    """Latent cells that make one token."""

    frames: int = 1
    height: int = 2
    width: int = 2

    @property
    def cells(self) -> int:
        """Cells of a token."""
        return self.frames * self.height * self.width

    def grid(self, latent: VideoShape) -> TokenGrid:
        """The tokens of a latent clip; a ragged edge counts as whole tokens."""
        return TokenGrid(
            frames=-(-latent.frames // self.frames),
            height=-(-latent.height // self.height),
            width=-(-latent.width // self.width),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OmniConfig:
    """width x depth, heads of `head_width`; the inputs' sizes; modulation_rank: of every layer's own part of AdaLN.

    prediction: what the output means, by its name in `diffusion.prediction`.
    """

    width: int
    depth: int
    head_width: int = 64
    patch: PatchSize = field(default_factory=PatchSize)
    latent_channels: int = 16
    text_width: int = 256
    time_width: int = 128
    modulation_rank: int = 16
    rotary_theta: float = 256.0
    prediction: str = "velocity"

    def __post_init__(self) -> None:
        if self.width % self.head_width or self.head_width % 8:
            raise ValueError(f"width {self.width} is no multiple of head_width {self.head_width}, or that none of 8")

    @property
    def num_heads(self) -> int:
        """Heads of attention."""
        return self.width // self.head_width

    @property
    def mlp_width(self) -> int:
        """Hidden width of SwiGLU: 8/3 of the width, which makes it as large as a plain MLP of 4."""
        return -(-self.width * 8 // 3 // MLP_MULTIPLE) * MLP_MULTIPLE

    @property
    def token_width(self) -> int:
        """Numbers in a token of latent."""
        return self.latent_channels * self.patch.cells

    @property
    def rotary_pairs(self) -> tuple[int, int, int]:
        """Pairs of a head's channels that turn with time, y and x."""
        pairs = self.head_width // 2
        time = pairs // 4
        return time, (pairs - time) // 2, pairs - time - (pairs - time) // 2
