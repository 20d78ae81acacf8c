"""What a request costs an Omni transformer, before anything is loaded: rows, operations, bytes."""

from __future__ import annotations

from dataclasses import dataclass

import torch

from mudong.models.omni.config import OmniConfig
from mudong.models.omni.modulation import NUM_PARTS
from mudong.models.omni.transformer import OmniTransformer
from mudong.sequence.layout import Layout

_BYTES = 2
"""Of a number in bfloat16."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """One request. remember_flops: of its conditions, once. step_flops: of a step, both branches of guidance.

    weight_bytes, cache_bytes, working_bytes: in bfloat16; cache of both branches; working: the largest step.
    """

    parameters: int
    condition_rows: int
    target_rows: int
    remember_flops: int
    step_flops: int
    weight_bytes: int
    cache_bytes: int
    working_bytes: int

    def flops(self, steps: int) -> int:
        """Of the whole request."""
        return self.remember_flops + steps * self.step_flops

    @property
    def memory_bytes(self) -> int:
        """What must be free for it."""
        return self.weight_bytes + self.cache_bytes + self.working_bytes


def num_parameters(config: OmniConfig) -> int:
    """Counted on the network itself, which is built without memory."""
    with torch.device("meta"):
        return sum(parameter.numel() for parameter in OmniTransformer(config).parameters())


def cost(config: OmniConfig, layout: Layout, *, guided: bool = True) -> Cost:
    """The cost of a request laid out so. guided: whether every step runs with and without the prompt."""
    targets, branches = layout.num_targets, 2 if guided else 1
    conditions = layout.num_rows - targets
    parameters = num_parameters(config)
    cache = 2 * config.depth * config.width * layout.num_rows
    working = targets * (2 * config.mlp_width + 6 * config.width) + config.num_heads * targets * layout.num_rows
    return Cost(
        parameters=parameters,
        condition_rows=conditions,
        target_rows=targets,
        remember_flops=branches * layers_flops(config, conditions, conditions),
        step_flops=branches * (layers_flops(config, targets, layout.num_rows) + _edges_flops(config, targets)),
        weight_bytes=_BYTES * parameters,
        cache_bytes=_BYTES * branches * cache,
        working_bytes=_BYTES * working,
    )


def layers_flops(config: OmniConfig, rows: int, seen: int) -> int:
    """Products of all layers for `rows` that attend to `seen` rows; a multiplication and its addition are two."""
    linear = 4 * config.width**2 + 3 * config.width * config.mlp_width
    return 2 * config.depth * rows * (linear + 2 * seen * config.width)


def _edges_flops(config: OmniConfig, rows: int) -> int:
    """In and out of the transformer, and what one time and kind say to all layers."""
    time = config.time_width * config.width + config.width**2
    modulation = (NUM_PARTS + 2) * config.width**2 + config.depth * (
        NUM_PARTS + 1
    ) * config.width * config.modulation_rank
    return 2 * (2 * rows * config.width * config.token_width + time + modulation)
