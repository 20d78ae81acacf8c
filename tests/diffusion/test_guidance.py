import torch
from torch import Tensor

from mudong.diffusion.guidance import guided


def _asked(x: Tensor, t: float) -> Tensor:
    return 2 * x + t


def _otherwise(x: Tensor, t: float) -> Tensor:
    return x - t


def _never(x: Tensor, t: float) -> Tensor:
    raise AssertionError("guidance 1 needs no second call")


def test_guidance_of_one_is_none():
    x = torch.randn(5)
    assert torch.equal(guided(_asked, _never, 1.0)(x, 0.5), _asked(x, 0.5))


def test_guidance_of_zero_forgets_what_was_asked():
    x = torch.randn(5)
    assert torch.equal(guided(_asked, _otherwise, 0.0)(x, 0.5), _otherwise(x, 0.5))


def test_guidance_goes_on_along_the_difference():
    x, t = torch.randn(5), 0.25
    step = guided(_asked, _otherwise, 4.0)(x, t) - _asked(x, t)
    assert torch.allclose(step, 3 * (_asked(x, t) - _otherwise(x, t)), atol=1e-6)


def test_outside_its_interval_guidance_is_silent():
    limited = guided(_asked, _otherwise, 4.0, since=0.8, until=0.2)
    x = torch.randn(5)
    for t in (0.9, 0.1):
        assert torch.equal(limited(x, t), _asked(x, t))
    assert not torch.equal(limited(x, 0.5), _asked(x, 0.5))
