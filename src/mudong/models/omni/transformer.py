"""The Omni transformer: conditions and target in one stream (Kling-Omni report A2; single stream as in MiniMax-H3).

`forward` runs the whole packed sequence at once, as training does. `remember` runs the conditions alone and keeps them,
`step` then runs the generated rows alone: the same numbers, about twice as fast with many references (report A7).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn

from mudong.diffusion.path import CLEAN
from mudong.models.omni.attention import Attend, WholeAttention
from mudong.models.omni.block import Block, normalised
from mudong.models.omni.condition_cache import CachedAttention, ConditionCache, RecordingAttention
from mudong.models.omni.config import OmniConfig
from mudong.models.omni.joint_tokens import MOTION_WIDTH
from mudong.models.omni.modulation import NUM_PARTS, TimeEmbedding
from mudong.models.omni.rotary import Rotation, rotation
from mudong.sequence.handle import NUM_HANDLES
from mudong.sequence.kind import KIND_INDEX, Content, SegmentKind
from mudong.sequence.pack import PackedSequence


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ConditionRows:
    """What the condition rows of a packed sequence hold, by content, in the order of the rows; None: no such row.

    text: (n, text_width). latent: (n, token_width). motion: (n, MOTION_WIDTH).
    """

    text: Tensor | None = None
    latent: Tensor | None = None
    motion: Tensor | None = None

    def to(self, device: torch.device) -> ConditionRows:
        """The same rows on another device."""
        moved = {content.value: self.of(content) for content in Content}
        return ConditionRows(**{name: None if rows is None else rows.to(device) for name, rows in moved.items()})

    def of(self, content: Content) -> Tensor | None:
        """The rows of one content."""
        return {Content.TEXT: self.text, Content.LATENT: self.latent, Content.MOTION: self.motion}[content]


class OmniTransformer(nn.Module):
    """`OmniTransformer(config)`: rows and times in, one prediction per generated row out."""

    def __init__(self, config: OmniConfig) -> None:
        super().__init__()
        self.config = config
        widths = {Content.TEXT: config.text_width, Content.LATENT: config.token_width, Content.MOTION: MOTION_WIDTH}
        self.inputs = nn.ModuleDict({content: nn.Linear(width, config.width) for content, width in widths.items()})
        self.handle = nn.Embedding(NUM_HANDLES, config.width)
        self.time = TimeEmbedding(config.time_width, config.width)
        self.shared = nn.Linear(config.width, NUM_PARTS * config.width)
        self.blocks = nn.ModuleList(Block(config) for _ in range(config.depth))
        self.last_modulation = nn.Linear(config.width, 2 * config.width)
        self.output = nn.Linear(config.width, config.token_width)
        nn.init.normal_(self.handle.weight, std=0.02)
        for silent in (self.output, self.last_modulation, self.shared):
            nn.init.zeros_(silent.weight)
            nn.init.zeros_(silent.bias)

    def forward(self, sequence: PackedSequence, conditions: ConditionRows, target: Tensor, t: Tensor) -> Tensor:
        """Predictions for the generated rows, (n, token_width).

        target: (n, token_width) noisy rows of all requests in order. t: (requests,) times.
        """
        device = target.device
        x = self._embed(sequence, conditions, target)
        embedding = self.time(sequence.segment_times(t, CLEAN), sequence.segment_kinds.to(device))
        rows = sequence.segment_of_row.to(device)
        x = self._run(x, embedding, rows, self._turn(sequence, x), WholeAttention(sequence.groups))
        generated = sequence.target_rows.to(device)
        return self._predict(x[generated], embedding, rows[generated])

    @torch.no_grad()
    def remember(self, sequence: PackedSequence, conditions: ConditionRows) -> ConditionCache:
        """Run the conditions once and keep their keys and values."""
        device, dtype = self.output.weight.device, self.output.weight.dtype
        none = torch.zeros(len(sequence.target_rows), self.config.token_width, device=device, dtype=dtype)
        x = self._embed(sequence, conditions, none)
        kept, generated = (index.to(device) for index in (sequence.condition_rows, sequence.target_rows))
        turn = self._turn(sequence, x)
        attend = RecordingAttention(sequence.groups)
        clean = torch.full((len(sequence.segment_kinds),), CLEAN, device=device)
        embedding = self.time(clean, sequence.segment_kinds.to(device))
        self._run(x[kept], embedding, sequence.segment_of_row.to(device)[kept], turn.rows(kept), attend)
        return ConditionCache(
            sequence=sequence, layers=tuple(attend.layers), turn=turn.rows(generated), num_targets=len(generated)
        )

    @torch.no_grad()
    def step(self, cache: ConditionCache, target: Tensor, t: float) -> Tensor:
        """Predictions for the generated rows of requests that share one time; conditions come from the cache."""
        handles = self.handle(torch.zeros(1, dtype=torch.long, device=target.device))
        x = self.inputs[Content.LATENT](target) + handles
        kind = torch.tensor([KIND_INDEX[SegmentKind.TARGET]], device=target.device)
        embedding = self.time(torch.full((1,), t, device=target.device), kind)
        attend = CachedAttention(cache.sequence.groups, cache.layers)
        return self._predict(self._run(x, embedding, None, cache.turn, attend), embedding, None)

    def _embed(self, sequence: PackedSequence, conditions: ConditionRows, target: Tensor) -> Tensor:
        x = self.handle(sequence.handles.to(target.device))
        for content in Content:
            rows, held = sequence.rows_of(content), conditions.of(content)
            if len(rows):
                if held is None or len(held) != len(rows):
                    given = 0 if held is None else len(held)
                    raise ValueError(f"the sequence has {len(rows)} rows of {content}, {given} were given")
                x = x.index_add(0, rows.to(x.device), self.inputs[content](held.to(target.dtype)).to(x.dtype))
        return x.index_add(0, sequence.target_rows.to(x.device), self.inputs[Content.LATENT](target).to(x.dtype))

    def _turn(self, sequence: PackedSequence, x: Tensor) -> Rotation:
        config = self.config
        return rotation(sequence.positions.to(x.device), config.rotary_pairs, config.rotary_theta, x.dtype)

    def _run(self, x: Tensor, embedding: Tensor, rows: Tensor | None, turn: Rotation, attend: Attend) -> Tensor:
        """All layers. embedding: of each segment; rows: the segment of each row, None when there is but one."""
        shared = self.shared(embedding)
        for number, block in enumerate(cast("Sequence[Block]", self.blocks)):
            parts = block.modulation(shared, embedding)
            x = block(number, x, parts if rows is None else tuple(part[rows] for part in parts), turn, attend)
        return x

    def _predict(self, x: Tensor, embedding: Tensor, rows: Tensor | None) -> Tensor:
        shift, scale = self.last_modulation(embedding).chunk(2, dim=-1)
        if rows is not None:
            shift, scale = shift[rows], scale[rows]
        return self.output(torch.addcmul(shift, normalised(x), 1 + scale))
