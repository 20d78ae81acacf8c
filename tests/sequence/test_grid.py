import torch

from mudong.sequence.grid import TokenGrid


def test_positions_are_the_centres_of_tokens_time_first():
    positions = TokenGrid(frames=2, height=1, width=3).positions(start=5.0)
    assert positions.tolist() == [[t, 0.5, x + 0.5] for t in (5, 6) for x in range(3)]


def test_a_grid_is_its_latent_frames_end_to_end():
    grid = TokenGrid(frames=3, height=4, width=2)
    frames = [grid.one_frame().positions(start) for start in range(3)]
    assert torch.equal(torch.cat(frames), grid.positions())
    assert grid.num_rows == 3 * grid.per_frame == len(grid.positions())
