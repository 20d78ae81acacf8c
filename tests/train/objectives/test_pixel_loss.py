import pytest
import torch

from mudong.train.objectives.pixel_loss import PixelWeights, pixel_loss, psnr


def _frames() -> tuple[torch.Tensor, torch.Tensor]:
    true = torch.rand(2, 3, 5, 16, 16, generator=torch.Generator().manual_seed(1)) * 1.6 - 0.8
    mask = torch.zeros(2, 5, 16, 16, dtype=torch.bool)
    mask[..., 4:12, 4:12] = True
    return true, mask


def test_equal_frames_cost_nothing_and_any_change_costs():
    true, mask = _frames()
    assert pixel_loss(true, true, mask, PixelWeights()) == 0
    assert pixel_loss(true + 0.1, true, mask, PixelWeights()) > 0.1


def test_an_error_on_a_character_costs_as_much_more_as_is_said():
    true, mask = _frames()
    weights = PixelWeights(edge=0, pooled=0, square=0, character=4.0)
    on, off = true.clone(), true.clone()
    on[..., 5, 5] += 0.1
    off[..., 0, 0] += 0.1
    ratio = pixel_loss(on, true, mask, weights) / pixel_loss(off, true, mask, weights)
    assert ratio.item() == pytest.approx(4.0, rel=1e-4)


def test_blur_costs_more_than_a_shift_of_brightness_of_the_same_size():
    true, mask = _frames()
    blurred = torch.nn.functional.avg_pool3d(true, (1, 3, 3), 1, (0, 1, 1))
    size = (blurred - true).abs().mean()
    assert pixel_loss(blurred, true, mask, PixelWeights()) > pixel_loss(true + size, true, mask, PixelWeights())


def test_psnr_is_decibels_of_the_full_range():
    true, mask = _frames()
    assert psnr(true + 0.02, true).tolist() == pytest.approx([40.0, 40.0], abs=0.01)
    wrong_inside = torch.where(mask[:, None], true + 0.2, true)
    assert psnr(wrong_inside, true, mask).tolist() == pytest.approx([20.0, 20.0], abs=0.01)
    assert psnr(wrong_inside, true, ~mask).tolist() == pytest.approx([100.0, 100.0], abs=0.1)
