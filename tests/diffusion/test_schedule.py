import pytest
import torch

from mudong.diffusion.schedule import draw_times, shifted, times


@pytest.mark.parametrize("shift", [1.0, 3.0, 7.0])
def test_times_fall_from_the_start_to_exactly_zero(shift: float):
    for start in (1.0, 0.6):
        grid = times(12, shift, start=start)
        assert len(grid) == 13
        assert grid[0].item() == pytest.approx(start)
        assert grid[-1].item() == 0.0
        assert (grid.diff() < 0).all()


def test_a_shift_of_one_changes_nothing_and_shifts_multiply():
    t = torch.linspace(0, 1, 9, dtype=torch.float64)
    assert torch.allclose(shifted(t, 1.0), t)
    assert torch.allclose(shifted(shifted(t, 2.0), 3.0), shifted(t, 6.0))
    assert (shifted(t, 3.0)[1:-1] > t[1:-1]).all()


@pytest.mark.parametrize(("steps", "start"), [(0, 1.0), (4, 0.0), (4, 1.1)])
def test_impossible_grids_are_refused(steps: int, start: float):
    with pytest.raises(ValueError, match="must"):
        times(steps, start=start)


def test_drawn_times_are_logit_normal_and_repeat_with_the_generator():
    draw = draw_times(4096, torch.Generator().manual_seed(3))
    assert torch.equal(draw, draw_times(4096, torch.Generator().manual_seed(3)))
    logits = torch.logit(draw.double(), eps=1e-9)
    assert logits.mean().item() == pytest.approx(0, abs=0.02)
    assert logits.std().item() == pytest.approx(1, abs=0.02)
    assert draw_times(4096, torch.Generator().manual_seed(3), shift=3.0).mean() > draw.mean() + 0.1


def test_a_draw_visits_every_share_of_the_path_once():
    draw = draw_times(64, torch.Generator().manual_seed(4))
    quantile = torch.special.ndtr(torch.logit(draw.double()))
    assert sorted((quantile * 64).floor().int().tolist()) == list(range(64))
