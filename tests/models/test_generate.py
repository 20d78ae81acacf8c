from dataclasses import replace

import pytest
import torch
from native import CONFIG, tiny_native

from mudong.models.assemble import EncodedCondition, text_condition
from mudong.models.generate import Sampling, Wanted, generate_latents
from mudong.models.omni.patchify import to_rows
from mudong.models.text.encoder import Prompt
from mudong.sequence.placement import FirstFramePlacement
from mudong.spec.shape import VideoShape

SHAPE = VideoShape(frames=2, height=4, width=5)
SAMPLING = Sampling(steps=3, guidance=2.0)
MODEL = tiny_native()


def _wanted(prompt: str, seed: int, *conditions: EncodedCondition, negative: str = "") -> Wanted:
    asked, without = (text_condition(MODEL.text.read([Prompt(text=text)])[0]) for text in (prompt, negative))
    return Wanted(latent=SHAPE, conditions=(asked, *conditions), negative=without, seed=seed)


def _first_frame() -> EncodedCondition:
    frame = torch.randn(4, 1, 4, 5, generator=torch.Generator().manual_seed(9))
    return EncodedCondition(placement=FirstFramePlacement(), rows=to_rows(frame, CONFIG.transformer.patch))


def test_a_clip_does_not_depend_on_the_others_of_its_batch():
    wanted = [_wanted("a cat", 1), _wanted("a dog", 2, _first_frame()), _wanted("a cat", 3)]
    together = generate_latents(MODEL.transformer, wanted, SAMPLING)
    for one, made in zip(wanted, together, strict=True):
        assert made.shape == (4, 2, 4, 5)
        (alone,) = generate_latents(MODEL.transformer, [one], SAMPLING)
        assert torch.allclose(alone, made, atol=1e-4)


def test_the_same_seed_gives_the_same_clip_and_another_seed_another():
    made = [generate_latents(MODEL.transformer, [_wanted("a cat", seed)], SAMPLING)[0] for seed in (1, 1, 2)]
    assert torch.equal(made[0], made[1])
    assert not torch.allclose(made[0], made[2], atol=0.1)


def test_a_first_frame_is_kept_to_the_bit():
    (made,) = generate_latents(MODEL.transformer, [_wanted("a cat", 1, _first_frame())], SAMPLING)
    assert torch.equal(to_rows(made[:, :1], CONFIG.transformer.patch), _first_frame().rows)


@pytest.mark.parametrize("change", [{"prompt": "a red dog"}, {"negative": "a blue hat"}])
def test_words_matter(change: dict[str, str]):
    said = {"prompt": "a cat", "negative": ""}
    made = [
        generate_latents(MODEL.transformer, [_wanted(s["prompt"], 1, negative=s["negative"])], SAMPLING)[0]
        for s in (said, said | change)
    ]
    assert not torch.allclose(*made, atol=1e-3)


def test_guidance_of_one_never_reads_the_negative_prompt():
    wanted = _wanted("a cat", 1)
    absurd = replace(wanted, negative=_wanted("nothing at all", 1).conditions[0])
    one = replace(SAMPLING, guidance=1.0)
    made = [generate_latents(MODEL.transformer, [w], one)[0] for w in (wanted, absurd)]
    assert torch.equal(*made)


def test_every_step_shows_what_the_clip_becomes_and_the_last_one_is_it():
    seen = []
    (made,) = generate_latents(
        MODEL.transformer, [_wanted("a cat", 1)], SAMPLING, after_step=lambda step, latents: seen.append(latents[0])
    )
    assert len(seen) == SAMPLING.steps
    assert torch.allclose(seen[-1], made, atol=1e-5)


def test_a_run_can_be_stopped_between_steps():
    def stop(step: int, latents: object) -> None:
        raise InterruptedError(step)

    with pytest.raises(InterruptedError, match="1"):
        generate_latents(MODEL.transformer, [_wanted("a cat", 1)], SAMPLING, after_step=stop)
