import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from native import CONFIG, tiny_native

from mudong.models.assemble import EncodedCondition, text_condition
from mudong.models.generate import Sampling
from mudong.models.omni.patchify import to_rows
from mudong.models.text.encoder import Prompt
from mudong.models.windows import Window, generate_long, windows
from mudong.sequence.placement import FirstFramePlacement
from mudong.spec.shape import VideoShape

MODEL = tiny_native()
SAMPLING = Sampling(steps=2, guidance=2.0)
SHAPE = VideoShape(frames=7, height=4, width=4)


@given(total=st.integers(1, 60), longest=st.integers(2, 9), tail=st.integers(1, 8))
def test_windows_cover_every_latent_frame_once_and_hold_at_least_a_tail(total: int, longest: int, tail: int):
    if tail >= longest:
        with pytest.raises(ValueError, match="does not fit"):
            windows(total, longest, tail)
        return
    found = windows(total, longest, tail)
    new = [frame for window in found for frame in range(window.start + window.held, window.stop)]
    assert new == list(range(total))
    assert all(window.frames <= longest for window in found)
    assert all(tail <= window.held < window.frames for window in found[1:])
    assert len({window.frames for window in found}) == 1


def _generate(*, first: EncodedCondition | None = None, seed: int = 3) -> list[torch.Tensor]:
    asked, nothing = map(text_condition, MODEL.text.read([Prompt(text="a cat"), Prompt(text="")]))
    seen: list[Window] = []

    def ask(window: Window) -> tuple[EncodedCondition, ...]:
        seen.append(window)
        return (asked,) if first is None else (asked, first)

    made = list(generate_long(MODEL.transformer, SHAPE, ask, nothing, seed, SAMPLING, longest=4, tail=2))
    assert seen == list(windows(7, 4, 2))
    return made


def test_the_parts_are_the_clip():
    made = _generate()
    assert torch.cat(made, dim=1).shape == (4, 7, 4, 4)
    assert all(torch.equal(*pair) for pair in zip(made, _generate(), strict=True))


def test_a_window_goes_on_from_the_one_before():
    frame = torch.randn(4, 1, 4, 4, generator=torch.Generator().manual_seed(1))
    first = EncodedCondition(placement=FirstFramePlacement(), rows=to_rows(frame, CONFIG.transformer.patch))
    plain, begun = _generate(), _generate(first=first)
    assert torch.equal(begun[0][:, :1], frame)
    assert not torch.allclose(plain[1], begun[1], atol=1e-4), "what came before is seen"


def test_frames_leave_in_chunks_that_equal_the_whole():
    made = _generate()
    state, frames = None, []
    for part in made:
        pixels, state = MODEL.vae.decode_chunk(part[None], state)
        frames.append(pixels)
    whole = MODEL.vae.decode(torch.cat(made, dim=1)[None])
    assert torch.allclose(torch.cat(frames, dim=2), whole, atol=1e-5)
    assert whole.shape[2] == 1 + 4 * (SHAPE.frames - 1)
