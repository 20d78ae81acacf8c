"""A transformer of a few thousand random numbers, and requests for it with every kind of condition."""

import torch
from torch import Tensor

from mudong.models.omni.config import OmniConfig
from mudong.models.omni.joint_tokens import MOTION_WIDTH
from mudong.models.omni.transformer import ConditionRows, OmniTransformer
from mudong.sequence.grid import TokenGrid
from mudong.sequence.kind import Content
from mudong.sequence.layout import Layout, lay_out
from mudong.sequence.pack import PackedSequence, pack
from mudong.sequence.placement import (
    FirstFramePlacement,
    MotionPlacement,
    Placement,
    ReferencePlacement,
    SourcePlacement,
    TextPlacement,
)

CONFIG = OmniConfig(width=32, depth=3, head_width=16, latent_channels=2, text_width=12, time_width=8, modulation_rank=4)
GRID = TokenGrid(frames=2, height=3, width=2)


def tiny_transformer(seed: int = 0) -> OmniTransformer:
    """Every parameter random, so that nothing starts silent."""
    with torch.random.fork_rng(), torch.no_grad():
        torch.manual_seed(seed)
        transformer = OmniTransformer(CONFIG)
        for parameter in transformer.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.15)
    return transformer.eval()


def placements() -> list[Placement]:
    joints = torch.rand(2, 21, 2, generator=torch.Generator().manual_seed(5)) * 3
    return [
        TextPlacement(handles=(0, 1, 0)),
        ReferencePlacement(grid=TokenGrid(frames=1, height=2, width=2), handle=1),
        SourcePlacement(),
        MotionPlacement(joints=joints),
    ]


def layouts() -> list[Layout]:
    """Four requests: two alike, one with a first frame, one with nothing."""
    full = lay_out(placements(), GRID)
    return [full, full, lay_out([TextPlacement(handles=(0, 0)), FirstFramePlacement()], GRID), lay_out([], GRID)]


def contents(sequence: PackedSequence, seed: int = 1) -> tuple[ConditionRows, Tensor]:
    """Random conditions and target of the right shapes."""
    generator = torch.Generator().manual_seed(seed)

    def rows(content: Content, width: int) -> Tensor:
        return torch.randn(len(sequence.rows_of(content)), width, generator=generator)

    conditions = ConditionRows(
        text=rows(Content.TEXT, CONFIG.text_width),
        latent=rows(Content.LATENT, CONFIG.token_width),
        motion=rows(Content.MOTION, MOTION_WIDTH),
    )
    return conditions, torch.randn(len(sequence.target_rows), CONFIG.token_width, generator=generator)


def packed() -> PackedSequence:
    return pack(layouts())
