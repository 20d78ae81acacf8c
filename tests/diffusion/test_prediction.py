import pytest
import torch

from mudong.diffusion.path import noised, velocity
from mudong.diffusion.prediction import PREDICTIONS


@pytest.mark.parametrize("name", PREDICTIONS)
def test_a_perfect_output_means_the_true_velocity(name: str):
    prediction = PREDICTIONS[name]
    clean, noise = torch.randn(2, 4, 6, dtype=torch.float64)
    t = torch.tensor([0.06, 0.3, 0.7, 1.0], dtype=torch.float64)[:, None]
    x = noised(clean, noise, t)
    assert torch.allclose(prediction.velocity(prediction.target(clean, noise), x, t), velocity(clean, noise))


def test_near_clean_data_an_error_of_the_network_stays_bounded():
    x = torch.zeros(1)
    assert PREDICTIONS["clean"].velocity(x + 0.01, x, 1e-6).abs().item() == pytest.approx(0.2)
