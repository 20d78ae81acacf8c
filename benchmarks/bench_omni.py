"""The Omni transformer `xs`: a step against its own products alone, and what the condition cache saves.

`python -m benchmarks.bench_omni`
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import torch
from benchmarks.row import Row, tell
from torch import Tensor

from mudong.models.omni.cost import cost
from mudong.models.omni.sizes import SIZES
from mudong.models.omni.transformer import ConditionRows, OmniTransformer
from mudong.sequence.grid import TokenGrid
from mudong.sequence.kind import Content
from mudong.sequence.layout import lay_out
from mudong.sequence.pack import PackedSequence, pack
from mudong.sequence.placement import Placement, ReferencePlacement, SourcePlacement, TextPlacement

CONFIG = SIZES["xs"]
GRID = TokenGrid(frames=6, height=10, width=6)
"""21 frames at 96x160."""
STEPS = 24
LEAST_SHARE, LEAST_SAVING = 0.6, 1.7
_ROUNDS = 12
_TYPE = torch.bfloat16


def bench() -> Iterator[Row]:
    """Processor time on one thread, the fastest of several rounds."""
    torch.set_num_threads(1)
    transformer = _transformer()
    text: list[Placement] = [TextPlacement(handles=(0,) * 64)]
    short = _request(text)
    cache = transformer.remember(*short[:2])
    step = fastest(lambda: transformer.step(cache, short[2], 0.5))
    alone = fastest(products(GRID.num_rows, GRID.num_rows + 64))
    price = cost(CONFIG, short[0].layouts[0], guided=False)
    note = f"{CONFIG.width} wide, {GRID.num_rows} rows to make, 64 of text, bfloat16, one thread"
    yield Row(area="omni", what="a step, share of the speed of its products alone", value=alone / step,
              least=LEAST_SHARE, note=note)  # fmt: skip
    yield Row(area="omni", what="a step", value=step * 1e3, unit="ms", note=note)
    yield Row(area="omni", what="operations", value=price.step_flops / step / 1e9, unit="GFLOP/s", note=note)
    references = [ReferencePlacement(grid=GRID.one_frame(), handle=number) for number in (1, 2, 3)]
    long = _request([*text, *references, SourcePlacement()])
    whole = fastest(lambda: transformer(*long, torch.tensor([0.5])))
    once = fastest(lambda: transformer.remember(*long[:2]))
    kept = transformer.remember(*long[:2])
    cached = fastest(lambda: transformer.step(kept, long[2], 0.5))
    yield Row(area="omni", what="condition cache, times faster", value=STEPS * whole / (once + STEPS * cached),
              least=LEAST_SAVING, note=f"three references and a source video, {STEPS} steps")  # fmt: skip


def products(rows: int, seen: int) -> Callable[[], None]:
    """The matrix products of a step with nothing in between."""
    width, hidden, heads = CONFIG.width, CONFIG.mlp_width, CONFIG.num_heads
    shapes = ((width, 3 * width), (width, width), (width, 2 * hidden), (hidden, width))
    linear = [(torch.randn(rows, a, dtype=_TYPE), torch.randn(b, a, dtype=_TYPE)) for a, b in shapes]
    q = torch.randn(heads, rows, CONFIG.head_width, dtype=_TYPE)
    k, v = torch.randn(2, heads, seen, CONFIG.head_width, dtype=_TYPE)
    weights = torch.randn(heads, rows, seen, dtype=_TYPE)

    def run() -> None:
        for _ in range(CONFIG.depth):
            for x, weight in linear:
                torch.nn.functional.linear(x, weight)
            torch.matmul(q, k.transpose(-1, -2))
            torch.matmul(weights, v)

    return run


@torch.no_grad()
def fastest(work: Callable[[], object]) -> float:
    """Seconds of processor time, the least of several rounds after one to warm up."""
    work()
    taken = []
    for _ in range(_ROUNDS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def _transformer() -> OmniTransformer:
    torch.manual_seed(0)
    transformer = OmniTransformer(CONFIG)
    with torch.no_grad():
        for parameter in transformer.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.02)
    return transformer.to(_TYPE).eval()


def _request(placements: list[Placement]) -> tuple[PackedSequence, ConditionRows, Tensor]:
    sequence = pack([lay_out(placements, GRID)])
    latent = len(sequence.rows_of(Content.LATENT))
    conditions = ConditionRows(
        text=torch.randn(len(sequence.rows_of(Content.TEXT)), CONFIG.text_width, dtype=_TYPE),
        latent=torch.randn(latent, CONFIG.token_width, dtype=_TYPE) if latent else None,
    )
    return sequence, conditions, torch.randn(GRID.num_rows, CONFIG.token_width, dtype=_TYPE)


if __name__ == "__main__":
    tell(bench())
