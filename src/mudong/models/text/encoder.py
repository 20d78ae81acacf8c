"""What turns prompts into features: the protocol, and the small encoder that is trained with the built-in model.

Shapes: N prompts, L tokens, H heads, D channels of a head.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor, nn
from torch.nn import functional

from mudong.models.omni.attention import softmax_attention
from mudong.models.omni.rotary import Rotation, rotation
from mudong.models.text.tokenizer import ROW_STEP, TokenRow, world_tokenizer


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What is said, and the names of elements in the order of the request."""

    text: str
    elements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TextFeatures:
    """features: (tokens, width). handles: one index a token. cut: whether the end of the prompt was left out."""

    features: Tensor
    handles: tuple[int, ...]
    cut: bool = False


class TextEncoder(Protocol):
    """Anything that reads prompts."""

    @property
    def width(self) -> int:
        """Numbers of a token's features."""
        ...

    def read(self, prompts: Sequence[Prompt]) -> list[TextFeatures]:
        """The features of each prompt, which do not depend on the other prompts."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TextConfig:
    """The shape of the small encoder."""

    num_tokens: int
    width: int = 256
    depth: int = 3
    head_width: int = 64
    theta: float = 64.0


class SmallTextEncoder(nn.Module):
    """A few layers that see the whole prompt, padding included: it belongs to the language."""

    def __init__(self, config: TextConfig) -> None:
        super().__init__()
        self.config = config
        self.token = nn.Embedding(config.num_tokens, config.width)
        self.blocks = nn.ModuleList(_TextBlock(config) for _ in range(config.depth))
        nn.init.normal_(self.token.weight, std=0.5)

    @property
    def width(self) -> int:
        """Numbers of a token's features."""
        return self.config.width

    def read(self, prompts: Sequence[Prompt], *, at_least: int = ROW_STEP) -> list[TextFeatures]:
        """Prompts of equal length go through together."""
        rows = [world_tokenizer().encode(prompt.text, prompt.elements, at_least=at_least) for prompt in prompts]
        features: dict[int, Tensor] = {}
        for length in {len(row.tokens) for row in rows}:
            alike = [index for index, row in enumerate(rows) if len(row.tokens) == length]
            features |= dict(zip(alike, self(self._tensor([rows[index] for index in alike])), strict=True))
        return [
            TextFeatures(features=features[index], handles=row.handles, cut=row.cut) for index, row in enumerate(rows)
        ]

    def forward(self, tokens_NL: Tensor) -> Tensor:
        """(N, L) tokens -> (N, L, width)."""
        config = self.config
        positions = torch.zeros(tokens_NL.shape[1], 3, device=tokens_NL.device)
        positions[:, 0] = torch.arange(tokens_NL.shape[1], device=tokens_NL.device)
        x = self.token(tokens_NL)
        turn = rotation(positions, (config.head_width // 2, 0, 0), config.theta, x.dtype)
        for block in self.blocks:
            x = block(x, turn)
        return functional.rms_norm(x, x.shape[-1:])

    def _tensor(self, rows: Sequence[TokenRow]) -> Tensor:
        return torch.tensor([row.tokens for row in rows], device=self.token.weight.device)


class _TextBlock(nn.Module):
    def __init__(self, config: TextConfig) -> None:
        super().__init__()
        self.num_heads = config.width // config.head_width
        self.qkv = nn.Linear(config.width, 3 * config.width, bias=False)
        self.attended = nn.Linear(config.width, config.width, bias=False)
        self.mlp_in = nn.Linear(config.width, 3 * config.width)
        self.mlp_out = nn.Linear(3 * config.width, config.width, bias=False)
        nn.init.zeros_(self.attended.weight)
        nn.init.zeros_(self.mlp_out.weight)

    def forward(self, x_NLC: Tensor, turn: Rotation) -> Tensor:
        x = x_NLC
        q, k, v = self.qkv(functional.rms_norm(x, x.shape[-1:])).unflatten(-1, (3, self.num_heads, -1)).unbind(-3)
        q, k = (turn(functional.rms_norm(part, part.shape[-1:])) for part in (q, k))
        x = x + self.attended(softmax_attention(*(part.transpose(1, 2) for part in (q, k, v))).flatten(-2))
        return x + self.mlp_out(functional.silu(self.mlp_in(functional.rms_norm(x, x.shape[-1:]))))
