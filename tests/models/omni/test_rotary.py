import torch

from mudong.models.omni.rotary import rotation

PAIRS = (2, 3, 3)


def test_dot_products_depend_on_differences_of_positions_alone():
    q, k = torch.randn(2, 1, 1, 16, dtype=torch.float64)
    here, there = torch.tensor([[3.0, 1.5, 0.5]]).double(), torch.tensor([[1.0, 2.0, 4.5]]).double()
    moved = torch.tensor([[-70.0, 12.0, 3.25]]).double()

    def product(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
        turn = [rotation(x, PAIRS, 100.0, torch.float64) for x in (a, b)]
        return (turn[0](q) * turn[1](k)).sum()

    assert torch.allclose(product(here, there), product(here + moved, there + moved))
    for axis in torch.eye(3, dtype=torch.float64):
        assert not torch.allclose(product(here, there), product(here + axis, there))


def test_turning_keeps_lengths():
    x = torch.randn(5, 2, 16)
    turned = rotation(torch.randn(5, 3) * 20, PAIRS, 100.0, torch.float32)(x)
    assert torch.allclose(turned.norm(dim=-1), x.norm(dim=-1), atol=1e-5)
