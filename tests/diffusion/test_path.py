import torch
from hypothesis import given
from hypothesis import strategies as st

from mudong.diffusion.path import CLEAN, NOISE, clean_of, noised, velocity, velocity_to

times = st.floats(0.05, 1.0)


def test_the_ends_of_the_path_are_the_data_and_the_noise():
    clean, noise = torch.randn(2, 5)
    assert torch.equal(noised(clean, noise, CLEAN), clean)
    assert torch.equal(noised(clean, noise, NOISE), noise)


@given(t=times)
def test_a_point_and_its_velocity_give_the_data_back(t: float):
    clean, noise = torch.randn(2, 7, dtype=torch.float64, generator=torch.Generator().manual_seed(1))
    x = noised(clean, noise, t)
    assert torch.allclose(clean_of(x, velocity(clean, noise), t), clean)
    assert torch.allclose(velocity_to(x, clean, t), velocity(clean, noise))


@given(t=times)
def test_the_velocity_is_the_derivative_of_the_path(t: float):
    clean, noise = torch.randn(2, 7, dtype=torch.float64, generator=torch.Generator().manual_seed(2))
    slope = (noised(clean, noise, t + 1e-4) - noised(clean, noise, t - 1e-4)) / 2e-4
    assert torch.allclose(slope, velocity(clean, noise), atol=1e-6)


def test_times_near_zero_count_as_the_least_one():
    x, clean = torch.ones(3), torch.zeros(3)
    assert torch.equal(velocity_to(x, clean, torch.tensor([0.0, 0.05, 0.5]), least_t=0.1), torch.tensor([10.0, 10, 2]))
