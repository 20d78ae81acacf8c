"""A native model of a few thousand random numbers."""

import torch

from mudong.models.native import NativeConfig, NativeModel
from mudong.models.omni.config import OmniConfig
from mudong.models.text.encoder import TextConfig
from mudong.models.text.tokenizer import world_tokenizer
from mudong.models.vae.config import VaeConfig

CONFIG = NativeConfig(
    transformer=OmniConfig(
        width=32, depth=2, head_width=16, latent_channels=4, text_width=16, time_width=8, modulation_rank=2
    ),
    text=TextConfig(num_tokens=world_tokenizer().num_tokens, width=16, depth=1, head_width=16),
    vae=VaeConfig(channels=4, width=8, encoder_blocks=1, decoder_blocks=1, fine_width=4),
)


def tiny_native(seed: int = 0) -> NativeModel:
    """Every parameter random, so that nothing starts silent."""
    with torch.random.fork_rng(), torch.no_grad():
        torch.manual_seed(seed)
        model = NativeModel(CONFIG)
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.1)
    return model.eval()
