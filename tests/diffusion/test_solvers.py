import math

import pytest
import torch
from torch import Tensor

from mudong.diffusion.path import velocity
from mudong.diffusion.schedule import times
from mudong.diffusion.solver import integrate
from mudong.diffusion.solvers import SOLVERS

ORDERS = {"euler": 1, "midpoint": 2}


def _turning(x: Tensor, t: float) -> Tensor:
    """A linear field that turns and shrinks: dx/dt = A x, so x(0) = exp(-A) x(1)."""
    return x @ torch.tensor([[0.3, -2.0], [2.0, 0.3]], dtype=x.dtype)


def _error(name: str, steps: int) -> float:
    start = torch.tensor([[1.0, 0.5]], dtype=torch.float64)
    field = torch.tensor([[0.3, -2.0], [2.0, 0.3]], dtype=torch.float64)
    exact = start @ torch.linalg.matrix_exp(-field)
    return float((integrate(_turning, start, times(steps, 2.0).double(), SOLVERS[name]) - exact).norm())


def test_every_solver_has_a_known_order():
    assert set(SOLVERS) == set(ORDERS)


@pytest.mark.parametrize("name", SOLVERS)
def test_the_order_of_convergence(name: str):
    observed = math.log2(_error(name, 64) / _error(name, 128))
    assert observed == pytest.approx(ORDERS[name], abs=0.1)


@pytest.mark.parametrize("name", SOLVERS)
def test_a_straight_path_is_walked_exactly_in_one_step(name: str):
    clean, noise = torch.randn(2, 3, 4, dtype=torch.float64)
    arrived = integrate(lambda x, t: velocity(clean, noise), noise, times(1), SOLVERS[name])
    assert torch.allclose(arrived, clean)


@pytest.mark.parametrize("name", SOLVERS)
def test_the_calls_are_as_many_as_promised_and_never_at_clean_data(name: str):
    seen: list[float] = []

    def counted(x: Tensor, t: float) -> Tensor:
        seen.append(t)
        return x

    done: list[int] = []
    integrate(counted, torch.ones(1), times(5), SOLVERS[name], after_step=lambda number, x: done.append(number))
    assert len(seen) == 5 * SOLVERS[name].calls_per_step
    assert min(seen) > 0
    assert done == [1, 2, 3, 4, 5]
