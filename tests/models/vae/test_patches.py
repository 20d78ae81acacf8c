import pytest
import torch

from mudong.models.vae.patches import from_patches, to_patches
from mudong.models.vae.pixels import to_bytes, to_floats
from mudong.spec.shape import LatentStride, VideoShape

STRIDE = LatentStride()


@pytest.mark.parametrize(("frames", "first"), [(1, True), (9, True), (8, False)])
def test_patches_and_back(frames: int, first: bool):
    video = torch.rand(2, 3, frames, 16, 24)
    patches = to_patches(video, STRIDE, first=first)
    assert torch.allclose(from_patches(patches, STRIDE, first=first), video, atol=1e-6)


def test_the_grid_is_the_one_of_the_specification():
    shape = VideoShape(frames=21, height=100, width=60).latent(STRIDE)
    patches = to_patches(torch.rand(1, 3, 21, 100, 60), STRIDE, first=True)
    assert patches.shape == (1, shape.frames, shape.height, shape.width, 768)


def test_edges_repeat_the_last_pixels():
    video = torch.rand(1, 3, 1, 12, 8)
    whole = from_patches(to_patches(video, STRIDE, first=True), STRIDE, first=True)
    assert torch.allclose(whole[..., 12:, :], video[..., 11:, :].expand(-1, -1, -1, 4, -1), atol=1e-6)


def test_bytes_become_floats_and_the_same_bytes_again():
    frames = torch.randint(0, 256, (3, 8, 8, 3), dtype=torch.uint8)
    floats = to_floats(frames)
    assert floats.shape == (3, 3, 8, 8)
    assert floats.abs().max() <= 1
    assert (to_bytes(floats) == frames.numpy()).all()
    assert to_bytes(floats * 9).min() == 0
