import pytest
import torch

from mudong.models.vae.pca import PatchPca


def _patches() -> torch.Tensor:
    generator = torch.Generator().manual_seed(2)
    return torch.randn(4000, 6, generator=generator) * torch.tensor([5.0, 3, 2, 1, 0.5, 0.1]) + 7


def test_channels_are_white_and_ordered_by_energy():
    pca, patches = PatchPca(6, 4), _patches()
    pca.fit(patches)
    channels = pca.project(patches)
    assert torch.allclose(channels.T @ channels / len(channels), torch.eye(4), atol=1e-3)
    assert channels.mean(0).abs().max() < 1e-3
    assert (pca.deviations.diff() < 0).all()


def test_what_is_lost_is_the_energy_of_the_channels_left_out():
    pca, patches = PatchPca(6, 4), _patches()
    pca.fit(patches)
    lost = (pca.restore(pca.project(patches)) - patches).square().mean(0).sum().item()
    assert lost == pytest.approx(0.5**2 + 0.1**2, rel=0.05)


def test_too_few_patches_are_refused():
    with pytest.raises(ValueError, match="more than 4 patches"):
        PatchPca(6, 4).fit(_patches()[:4])
