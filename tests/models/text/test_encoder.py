import pytest
import torch

from mudong.models.text.encoder import Prompt, SmallTextEncoder, TextConfig
from mudong.models.text.tokenizer import world_tokenizer


@pytest.fixture(scope="module")
def encoder() -> SmallTextEncoder:
    with torch.random.fork_rng(), torch.no_grad():
        torch.manual_seed(0)
        encoder = SmallTextEncoder(
            TextConfig(num_tokens=world_tokenizer().num_tokens, width=32, depth=2, head_width=16)
        )
        for parameter in encoder.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.1)
    return encoder.eval()


def test_a_prompt_means_the_same_beside_others(encoder: SmallTextEncoder):
    prompts = [Prompt(text="a cat"), Prompt(text="고양이가 춤춘다 " * 20), Prompt(text="a dog")]
    together = encoder.read(prompts)
    for prompt, features in zip(prompts, together, strict=True):
        (alone,) = encoder.read([prompt])
        assert torch.allclose(alone.features, features.features, atol=1e-5)
        assert features.features.shape == (len(features.handles), encoder.width)


def test_words_and_their_order_are_read(encoder: SmallTextEncoder):
    said = [encoder.read([Prompt(text=text)])[0].features for text in ("red hat", "blue hat", "hat red")]
    assert not torch.allclose(said[0], said[1], atol=1e-2)
    assert not torch.allclose(said[0].mean(0), said[2].mean(0), atol=1e-3)


def test_names_of_elements_are_handles(encoder: SmallTextEncoder):
    (features,) = encoder.read([Prompt(text="@Mina가 웃는다", elements=("Mina",))])
    assert sum(handle > 0 for handle in features.handles) == 1
