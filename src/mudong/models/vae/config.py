"""The shape of a video VAE, with its arithmetic."""

from __future__ import annotations

from dataclasses import dataclass, field

from mudong.spec.shape import LatentStride

COLOURS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class VaeConfig:
    """stride: pixels of a latent cell. channels: of the latent, by falling PCA energy. width, blocks: on the grid of
    cells. fine_width, fine_blocks: in the decoder, on a grid that is finer by `fine_factor` in space and by the whole
    stride in time.
    """

    stride: LatentStride = field(default_factory=LatentStride)
    channels: int = 16
    width: int = 160
    encoder_blocks: int = 3
    decoder_blocks: int = 4
    fine_width: int = 48
    fine_blocks: int = 1
    fine_factor: int = 2

    @property
    def patch_width(self) -> int:
        """Numbers in the pixels of a cell."""
        return COLOURS * self.stride.frames * self.stride.height * self.stride.width

    @property
    def encoder_halo(self) -> int:
        """Cells around a cell that its latent depends on."""
        return self.encoder_blocks

    @property
    def decoder_halo(self) -> int:
        """Cells around a cell that its pixels depend on."""
        return self.decoder_blocks + -(-self.fine_blocks // self.fine_factor)
