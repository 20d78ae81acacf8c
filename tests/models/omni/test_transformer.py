from dataclasses import replace

import pytest
import torch
from tiny import CONFIG, GRID, contents, layouts, packed, placements, tiny_transformer

from mudong.models.omni.transformer import ConditionRows, OmniTransformer
from mudong.sequence.kind import Content
from mudong.sequence.layout import lay_out
from mudong.sequence.pack import PackedSequence, pack
from mudong.sequence.visibility import mask

TIMES = torch.tensor([0.3, 0.9, 0.5, 0.7])


def _part(sequence: PackedSequence, conditions: ConditionRows, number: int) -> ConditionRows:
    """What one request of a packed sequence holds."""
    own = {c: sequence.requests[sequence.rows_of(c)] == number for c in Content}
    return ConditionRows(**{c.value: conditions.of(c)[own[c]] for c in Content})  # type: ignore[index]


def test_packed_is_alone():
    transformer, sequence = tiny_transformer(), packed()
    conditions, target = contents(sequence)
    together = transformer(sequence, conditions, target, TIMES)
    owner = sequence.requests[sequence.target_rows]
    for number, layout in enumerate(sequence.layouts):
        alone = transformer(
            pack([layout]), _part(sequence, conditions, number), target[owner == number], TIMES[number, None]
        )
        assert torch.allclose(together[owner == number], alone, atol=1e-5)


@pytest.mark.parametrize("t", [0.9, 0.2])
def test_the_condition_cache_changes_nothing(t: float):
    transformer, sequence = tiny_transformer(), packed()
    conditions, target = contents(sequence)
    cache = transformer.remember(sequence, conditions)
    for noisy in (target, -target):
        whole = transformer(sequence, conditions, noisy, torch.full((4,), t))
        assert torch.allclose(transformer.step(cache, noisy, t), whole, atol=1e-5)


def test_attention_obeys_the_mask_of_the_sequence():
    """The same network with one dense masked product for everything says the same."""
    transformer, sequence = tiny_transformer(), packed()
    conditions, target = contents(sequence)
    seen = mask([layout.kinds for layout in sequence.layouts])
    dense = _Dense(seen)
    x = transformer._embed(sequence, conditions, target)
    embedding, rows = (
        transformer.time(sequence.segment_times(TIMES, 0.0), sequence.segment_kinds),
        sequence.segment_of_row,
    )
    x = transformer._run(x, embedding, rows, transformer._turn(sequence, x), dense)
    generated = sequence.target_rows
    expected = transformer._predict(x[generated], embedding, rows[generated])
    assert torch.allclose(transformer(sequence, conditions, target, TIMES), expected, atol=1e-5)


class _Dense:
    def __init__(self, seen: torch.Tensor) -> None:
        self.seen = seen

    def __call__(self, layer, q, k, v):
        q, k, v = (x.transpose(0, 1) for x in (q, k, v))
        return torch.nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=self.seen).transpose(0, 1)


def test_every_condition_is_heard():
    transformer, sequence = tiny_transformer(), pack(layouts()[:1])
    conditions, target = contents(sequence)
    said = transformer(sequence, conditions, target, TIMES[:1])
    for content in Content:
        louder = replace(conditions, **{content.value: conditions.of(content) * 2})  # type: ignore[operator]
        assert not torch.allclose(transformer(sequence, louder, target, TIMES[:1]), said, atol=1e-3)
    for dropped in range(4):
        fewer = pack([lay_out([p for i, p in enumerate(placements()) if i != dropped], GRID)])
        held, _ = contents(fewer)
        assert not torch.allclose(transformer(fewer, held, target, TIMES[:1]), said, atol=1e-3)


def test_time_and_handles_are_heard():
    transformer, sequence = tiny_transformer(), pack(layouts()[:1])
    conditions, target = contents(sequence)
    said = transformer(sequence, conditions, target, torch.tensor([0.3]))
    assert not torch.allclose(transformer(sequence, conditions, target, torch.tensor([0.6])), said, atol=1e-3)
    sequence.handles[:] = 0
    assert not torch.allclose(transformer(sequence, conditions, target, torch.tensor([0.3])), said, atol=1e-3)


def test_an_untrained_transformer_says_nothing_and_learns_at_once():
    sequence = packed()
    conditions, target = contents(sequence)
    transformer = OmniTransformer(CONFIG)
    said = transformer(sequence, conditions, target, TIMES)
    assert not said.any()
    (said - target).square().mean().backward()
    assert transformer.output.weight.grad.abs().max() > 0  # type: ignore[union-attr]


def test_rows_that_do_not_fit_the_sequence_are_refused():
    transformer, sequence = tiny_transformer(), packed()
    conditions, target = contents(sequence)
    with pytest.raises(ValueError, match="rows of text, 0 were given"):
        transformer(sequence, replace(conditions, text=None), target, TIMES)
    with pytest.raises(ValueError, match="rows of latent"):
        transformer(sequence, replace(conditions, latent=conditions.latent[1:]), target, TIMES)  # type: ignore[index]


def test_bfloat16_stays_close():
    transformer, sequence = tiny_transformer(), packed()
    conditions, target = contents(sequence)
    whole = transformer.step(transformer.remember(sequence, conditions), target, 0.5)
    half = tiny_transformer().to(torch.bfloat16)
    low = half.step(half.remember(sequence, conditions), target.to(torch.bfloat16), 0.5)
    assert (low.float() - whole).norm() / whole.norm() < 0.05
