import numpy as np
import pytest

from mudong.models.vae.tiling import tiles


@pytest.mark.parametrize("size", [None, 1, 3, 5, 100])
def test_tiles_cover_every_cell_once_and_see_their_halo(size: int | None):
    covered = np.zeros((7, 11), int)
    for tile in tiles(7, 11, size, halo=2):
        covered[tile.top : tile.bottom, tile.left : tile.right] += 1
        rows, columns = tile.inner(1, 1)
        seen = np.pad(np.arange(77).reshape(7, 11), 0)[tile.outer][rows, columns]
        assert (seen == np.arange(77).reshape(7, 11)[tile.top : tile.bottom, tile.left : tile.right]).all()
        assert tile.outer_top == max(0, tile.top - 2)
        assert tile.outer_right == min(11, tile.right + 2)
    assert (covered == 1).all()
