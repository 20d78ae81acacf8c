"""The built-in model: video VAE, text encoder and Omni transformer, as one thing that is saved and loaded whole."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import nn

from mudong.models.omni.config import OmniConfig
from mudong.models.omni.transformer import OmniTransformer
from mudong.models.text.encoder import SmallTextEncoder, TextConfig
from mudong.models.vae.config import VaeConfig
from mudong.models.vae.video_vae import VideoVae
from mudong.spec.errors import InvalidRequest
from mudong.spec.plain import from_plain, to_plain

_TOLD = "mudong"
"""One key: the order of several would differ from file to file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NativeConfig:
    """Everything that a checkpoint must say of itself to be used. fps, frames: of the clips that it was taught."""

    transformer: OmniConfig
    text: TextConfig
    vae: VaeConfig = field(default_factory=VaeConfig)
    fps: float = 12.0
    frames: int = 21

    def __post_init__(self) -> None:
        if self.transformer.latent_channels != self.vae.channels or self.transformer.text_width != self.text.width:
            raise ValueError("the transformer's latent_channels and text_width must be those of the VAE and the text")

    @property
    def token_px(self) -> tuple[int, int]:
        """Height and width of a token in pixels."""
        patch, stride = self.transformer.patch, self.vae.stride
        return patch.height * stride.height, patch.width * stride.width


class NativeModel(nn.Module):
    """`NativeModel(config)`; `NativeModel.load(path)`."""

    def __init__(self, config: NativeConfig) -> None:
        super().__init__()
        self.config = config
        self.vae = VideoVae(config.vae)
        self.text = SmallTextEncoder(config.text)
        self.transformer = OmniTransformer(config.transformer)

    def save(self, path: Path, card: str) -> None:
        """Weights in bfloat16 (the VAE's linear part in float32), the configuration and a model card, in one file."""
        tensors = {
            name: (tensor if _is_exact(name) else tensor.to(torch.bfloat16)).detach().contiguous().cpu()
            for name, tensor in self.state_dict().items()
        }
        told = json.dumps({"config": to_plain(self.config, {}), "card": card}, ensure_ascii=False)
        part = path.with_name(path.name + ".part")
        save_file(tensors, part, metadata={_TOLD: told})
        os.replace(part, path)

    @classmethod
    def load(cls, path: Path, dtype: torch.dtype = torch.float32) -> NativeModel:
        """A model that was saved. dtype: of transformer and text; the VAE stays in float32.

        Raises `InvalidRequest` (`model.checkpoint`) for a missing, torn or foreign file.
        """
        try:
            with safe_open(path, framework="pt") as file:
                told = json.loads((file.metadata() or {})[_TOLD])
                config = from_plain(NativeConfig, told["config"], {}, "config")
                tensors = {name: file.get_tensor(name).float() for name in file.keys()}  # noqa: SIM118
                model = cls(config)
                model.load_state_dict(tensors)
        except (OSError, SafetensorError, KeyError, ValueError, RuntimeError) as error:
            detail = (str(error) or type(error).__name__).splitlines()[0]
            raise InvalidRequest("model.checkpoint", path=str(path), detail=detail) from error
        model.transformer.to(dtype)
        model.text.to(dtype)
        return model.eval()


def _is_exact(name: str) -> bool:
    return name.startswith("vae.pca.") or name.startswith("vae.latent_")
