import pytest
import torch
from torch import Tensor

from mudong.models.vae.config import VaeConfig
from mudong.models.vae.video_vae import VideoVae
from mudong.spec.shape import LatentStride

CONFIG = VaeConfig(
    stride=LatentStride(frames=4, height=4, width=4),
    channels=4,
    width=8,
    encoder_blocks=2,
    decoder_blocks=2,
    fine_width=4,
    fine_blocks=1,
)


@pytest.fixture(scope="module")
def vae() -> VideoVae:
    """Every parameter random, so that nothing starts silent; calibrated to something odd."""
    with torch.random.fork_rng(), torch.no_grad():
        torch.manual_seed(0)
        vae = VideoVae(CONFIG)
        for parameter in vae.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.1)
        vae.pca.fit(torch.randn(2000, CONFIG.patch_width) @ torch.randn(CONFIG.patch_width, CONFIG.patch_width) / 20)
        vae.calibrate(torch.randn(4), torch.rand(4) + 0.5)
    return vae.eval()


@pytest.fixture(scope="module")
def clip() -> Tensor:
    """Two clips of 13 frames, 10 x 12 cells, with ragged edges."""
    return torch.rand(2, 3, 13, 38, 45, generator=torch.Generator().manual_seed(1)) * 2 - 1


def test_shapes(vae: VideoVae, clip: Tensor):
    latent = vae.encode(clip)
    assert latent.shape == (2, 4, 4, 10, 12)
    assert vae.decode(latent).shape == (2, 3, 13, 40, 48)
    assert vae.encode(clip[:, :, :1]).shape == (2, 4, 1, 10, 12)
    with pytest.raises(ValueError, match="3 frames"):
        vae.encode(clip[:, :, :3])


@pytest.mark.parametrize("ends", [(1, 5, 9, 13), (9, 13), (5, 13)])
def test_encoding_in_chunks_equals_the_whole(vae: VideoVae, clip: Tensor, ends: tuple[int, ...]):
    state, parts, start = None, [], 0
    for end in ends:
        latent, state = vae.encode_chunk(clip[:, :, start:end], state)
        parts.append(latent)
        start = end
    assert torch.allclose(torch.cat(parts, dim=2), vae.encode(clip), atol=1e-5)


@pytest.mark.parametrize("ends", [(1, 2, 3, 4), (3, 4), (2, 4)])
def test_decoding_in_chunks_equals_the_whole(vae: VideoVae, clip: Tensor, ends: tuple[int, ...]):
    latent = vae.encode(clip)
    state, parts, start = None, [], 0
    for end in ends:
        frames, state = vae.decode_chunk(latent[:, :, start:end], state)
        parts.append(frames)
        start = end
    assert torch.allclose(torch.cat(parts, dim=2), vae.decode(latent), atol=1e-5)


@pytest.mark.parametrize("tile", [3, 5])
def test_tiles_equal_the_whole(vae: VideoVae, clip: Tensor, tile: int):
    latent = vae.encode(clip)
    assert torch.allclose(vae.encode(clip, tile=tile), latent, atol=1e-5)
    assert torch.allclose(vae.decode(latent, tile=tile), vae.decode(latent), atol=1e-5)


def test_tiles_in_chunks_equal_the_whole(vae: VideoVae, clip: Tensor):
    first, state = vae.encode_chunk(clip[:, :, :5], None, tile=2)
    second, _ = vae.encode_chunk(clip[:, :, 5:], state, tile=2)
    latent = vae.encode(clip)
    assert torch.allclose(torch.cat([first, second], dim=2), latent, atol=1e-5)
    head, state = vae.decode_chunk(latent[:, :, :1], None, tile=2)
    rest, _ = vae.decode_chunk(latent[:, :, 1:], state, tile=2)
    assert torch.allclose(torch.cat([head, rest], dim=2), vae.decode(latent), atol=1e-5)


def test_nothing_looks_into_the_future(vae: VideoVae, clip: Tensor):
    changed = clip.clone()
    changed[:, :, 5:] = -changed[:, :, 5:]
    before, after = vae.encode(clip), vae.encode(changed)
    assert torch.allclose(before[:, :, :2], after[:, :, :2], atol=1e-5)
    assert not torch.allclose(before[:, :, 2], after[:, :, 2], atol=1e-2)
    assert torch.allclose(vae.decode(before)[:, :, :5], vae.decode(after)[:, :, :5], atol=1e-4)


def test_the_past_is_used(vae: VideoVae, clip: Tensor):
    changed = clip.clone()
    changed[:, :, :1] = -changed[:, :, :1]
    assert not torch.allclose(vae.encode(clip)[:, :, 1], vae.encode(changed)[:, :, 1], atol=1e-3)


def test_an_untrained_vae_is_the_linear_one():
    vae, clip = VideoVae(CONFIG), torch.rand(1, 3, 5, 8, 8)
    assert torch.allclose(vae.posterior(clip).mean.movedim(1, -1), vae.pca.project(_patches(clip)), atol=1e-5)
    drawn = torch.randn(1, 2, 2, 2, 4)
    linear = vae.pca.restore(drawn)
    assert torch.allclose(_patches(vae.reconstruct(drawn.movedim(-1, 1)))[:, 1:], linear[:, 1:], atol=1e-5)


def _patches(clip: Tensor) -> Tensor:
    from mudong.models.vae.patches import to_patches

    return to_patches(clip, CONFIG.stride, first=True)


def test_training_and_inference_see_the_same_numbers(vae: VideoVae, clip: Tensor):
    drawn = vae.posterior(clip).mean
    statistics = (slice(None), None, None, None)
    calibrated = (drawn - vae.latent_mean[statistics]) / vae.latent_deviation[statistics]
    assert torch.allclose(calibrated, vae.encode(clip), atol=1e-5)
    assert torch.allclose(vae.reconstruct(drawn), vae.decode(calibrated), atol=1e-4)
