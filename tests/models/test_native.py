from pathlib import Path

import pytest
import torch
from native import CONFIG, tiny_native

from mudong.models.native import NativeModel
from mudong.models.text.encoder import Prompt
from mudong.spec.errors import InvalidRequest


def test_a_saved_model_comes_back_in_half_the_size(tmp_path: Path):
    model = tiny_native()
    model.save(tmp_path / "model.safetensors", card="made by a test")
    again = NativeModel.load(tmp_path / "model.safetensors")
    assert again.config == CONFIG
    for name, tensor in model.state_dict().items():
        exact = name.startswith(("vae.pca.", "vae.latent_"))
        assert torch.allclose(again.state_dict()[name], tensor, rtol=0 if exact else 2**-8)
    said = [one.text.read([Prompt(text="a cat")])[0].features for one in (model, again)]
    assert torch.allclose(*said, atol=0.1)
    assert [path.name for path in tmp_path.iterdir()] == ["model.safetensors"]


def test_bfloat16_is_for_transformer_and_text_alone(tmp_path: Path):
    tiny_native().save(tmp_path / "model.safetensors", card="")
    model = NativeModel.load(tmp_path / "model.safetensors", torch.bfloat16)
    assert model.transformer.output.weight.dtype is torch.bfloat16
    assert model.vae.decoder.out.weight.dtype is torch.float32


def test_missing_torn_and_foreign_files_are_refused_in_one_line(tmp_path: Path):
    path = tmp_path / "model.safetensors"
    tiny_native().save(path, card="")
    whole = path.read_bytes()
    for content in (None, b"", whole[: len(whole) // 2], b"{}" * 99):
        path.unlink(missing_ok=True)
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(InvalidRequest) as error:
            NativeModel.load(path)
        assert error.value.code == "model.checkpoint"
        assert "\n" not in str(error.value)
