"""PNG files come back to the bit; transparency lies on a colour as it should."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mudong.media.picture import Picture, read_picture, straight, write_png
from mudong.spec.errors import OutputError


@pytest.mark.parametrize("with_alpha", [False, True])
def test_png_round_trip(with_alpha: bool, tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    pixels = random.integers(0, 256, (40, 50, 3), dtype=np.uint8)
    alpha = random.integers(0, 256, (40, 50), dtype=np.uint8) if with_alpha else None
    write_png(tmp_path / "a.png", pixels, alpha)
    picture = read_picture(tmp_path / "a.png")
    assert np.array_equal(picture.pixels, pixels)
    assert (picture.width, picture.height) == (50, 40)
    if alpha is None:
        assert picture.alpha is None
    else:
        assert picture.alpha is not None
        assert np.array_equal(picture.alpha, alpha)


def test_opaque_alpha_is_no_alpha(tmp_path: Path) -> None:
    write_png(tmp_path / "a.png", np.zeros((20, 20, 3), np.uint8), np.full((20, 20), 255, np.uint8))
    assert read_picture(tmp_path / "a.png").alpha is None


def test_picture_on_a_colour() -> None:
    picture = Picture(np.zeros((1, 3, 3), np.uint8), np.array([[0, 128, 255]], np.uint8))
    assert picture.on((255, 255, 255))[0, :, 0].tolist() == [255, 127, 0]


def test_unwritable_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        write_png(tmp_path / "no" / "a.png", np.zeros((20, 20, 3), np.uint8))
    assert caught.value.code == "output.no_folder"


def test_straight_alpha_undoes_premultiplying():
    rng = np.random.default_rng(0)
    colour, alpha = rng.integers(0, 256, (8, 8, 3)), rng.integers(60, 256, (8, 8, 1))
    premultiplied = np.dstack([np.rint(colour * alpha / 255), alpha]).astype(np.uint8)
    back = straight(premultiplied)
    assert (back[..., 3:] == alpha).all()
    assert np.abs(back[..., :3].astype(int) - colour).max() <= 3
