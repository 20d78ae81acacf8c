import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from mudong.models.omni.config import PatchSize
from mudong.models.omni.patchify import fill_grid, from_rows, to_rows
from mudong.spec.shape import VideoShape


@settings(deadline=None, max_examples=30)
@given(
    shape=st.tuples(st.integers(1, 5), st.integers(1, 7), st.integers(1, 7)),
    patch=st.tuples(st.integers(1, 2), st.integers(1, 3), st.integers(1, 3)),
)
def test_rows_and_back(shape: tuple[int, int, int], patch: tuple[int, int, int]):
    latent = torch.randn(3, *shape)
    size = PatchSize(frames=patch[0], height=patch[1], width=patch[2])
    video = VideoShape(frames=shape[0], height=shape[1], width=shape[2])
    rows = to_rows(latent, size)
    assert rows.shape == (size.grid(video).num_rows, 3 * size.cells)
    assert torch.equal(from_rows(rows, size.grid(video), size, video), latent)


def test_a_row_is_the_patch_at_its_position():
    latent = torch.arange(2 * 4 * 6).reshape(1, 2, 4, 6).float()
    patch = PatchSize()
    positions = patch.grid(VideoShape(frames=2, height=4, width=6)).positions()
    for row, (t, y, x) in zip(to_rows(latent, patch), (positions - torch.tensor([0, 0.5, 0.5])).int(), strict=True):
        assert torch.equal(row, latent[0, t, 2 * y : 2 * y + 2, 2 * x : 2 * x + 2].flatten())


def test_held_and_generated_rows_fill_the_grid_once():
    rows = torch.randn(6, 2)
    free = torch.tensor([False, False, True, True, False, True])
    assert torch.equal(fill_grid(rows[~free], rows[free], free), rows)
