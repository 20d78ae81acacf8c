"""The grid of tokens of a latent clip, and where its rows stand: (time, y, x), one unit a token, centres at a half."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenGrid:
    """Tokens of a latent clip: frames x height x width."""

    frames: int
    height: int
    width: int

    @property
    def per_frame(self) -> int:
        """Rows of one latent frame."""
        return self.height * self.width

    @property
    def num_rows(self) -> int:
        """Rows of the whole grid."""
        return self.frames * self.per_frame

    def one_frame(self) -> TokenGrid:
        """The same picture for one latent frame."""
        return TokenGrid(frames=1, height=self.height, width=self.width)

    def positions(self, start: float = 0.0) -> Tensor:
        """(rows, 3) positions, time first and slowest; `start` is the time of the first latent frame."""
        axes = (
            torch.arange(self.frames) + start,
            torch.arange(self.height) + 0.5,
            torch.arange(self.width) + 0.5,
        )
        return torch.cartesian_prod(*(axis.float() for axis in axes)).reshape(self.num_rows, 3)
