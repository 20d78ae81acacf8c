import pytest
import torch

from mudong.train.optim.muon import Muon
from mudong.train.optim.orthogonal import QUINTIC, orthogonal


@pytest.mark.parametrize("shape", [(6, 6), (4, 12), (12, 4)])
def test_singular_values_become_about_one_and_directions_stay(shape: tuple[int, int]):
    matrix = torch.randn(3, *shape, generator=torch.Generator().manual_seed(1))
    values = torch.linalg.svdvals(orthogonal(matrix))
    assert values.min() > 0.5
    assert values.max() < 1.4
    u, _, v = torch.linalg.svd(matrix, full_matrices=False)
    assert (u.mT @ orthogonal(matrix) @ v.mT).diagonal(dim1=-2, dim2=-1).min() > 0.5


@pytest.mark.parametrize("shape", [(4, 12), (12, 4)])
def test_the_short_side_gives_what_the_long_iteration_gives(shape: tuple[int, int]):
    matrix = torch.randn(2, *shape, generator=torch.Generator().manual_seed(2), dtype=torch.float64).float()
    a, b, c = QUINTIC
    x = matrix / torch.linalg.matrix_norm(matrix, keepdim=True)
    for _ in range(5):
        gram = x @ x.mT
        x = a * x + (b * gram + c * gram @ gram) @ x
    assert torch.allclose(orthogonal(matrix), x, atol=1e-3)


def test_matrices_of_one_shape_move_as_they_would_alone():
    start = [torch.randn(4, 6), torch.randn(4, 2, 3), torch.randn(3, 3)]
    gradients = [torch.randn_like(weight) for weight in start]

    def moved(chosen: list[int]) -> list[torch.Tensor]:
        weights = [start[i].clone().requires_grad_() for i in chosen]
        muon = Muon(weights, lr=0.1)
        for _ in range(2):
            for weight, index in zip(weights, chosen, strict=True):
                weight.grad = gradients[index].clone()
            muon.step()
        return weights

    for together, alone in zip(moved([0, 1, 2]), [moved([i])[0] for i in range(3)], strict=True):
        assert torch.allclose(together, alone, atol=1e-5)
        assert not torch.equal(together, start[0][:0])


def test_it_solves_a_linear_problem():
    goal = torch.randn(5, 5, generator=torch.Generator().manual_seed(3))
    weight = torch.zeros(5, 5, requires_grad=True)
    muon = Muon([weight], lr=0.1, decay=0.0)
    for step in range(200):
        muon.param_groups[0]["lr"] = 0.1 * (1 - step / 200)
        weight.grad = (weight - goal).detach()
        muon.step()
    assert (weight - goal).norm() < 0.1 * goal.norm()
