"""Tiles of a grid with a halo as wide as a network reaches, so that tiles laid side by side equal the whole exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """Cells that a tile gives (`top` to `bottom`, `left` to `right`), and those that it must see (`outer_...`)."""

    top: int
    bottom: int
    left: int
    right: int
    outer_top: int
    outer_bottom: int
    outer_left: int
    outer_right: int

    @property
    def outer(self) -> tuple[slice, slice]:
        """What it sees, as rows and columns."""
        return slice(self.outer_top, self.outer_bottom), slice(self.outer_left, self.outer_right)

    def inner(self, height: int, width: int) -> tuple[slice, slice]:
        """What it gives, as rows and columns of its own result, with `height` x `width` of them to a cell."""
        return (
            slice((self.top - self.outer_top) * height, (self.bottom - self.outer_top) * height),
            slice((self.left - self.outer_left) * width, (self.right - self.outer_left) * width),
        )


def tiles(height: int, width: int, size: int | None, halo: int) -> Iterator[Tile]:
    """Tiles of at most `size` x `size` cells over a grid, row by row; None: a single one."""
    side = size or max(height, width)
    for top in range(0, height, side):
        for left in range(0, width, side):
            bottom, right = min(top + side, height), min(left + side, width)
            yield Tile(
                top=top, bottom=bottom, left=left, right=right,
                outer_top=max(top - halo, 0), outer_bottom=min(bottom + halo, height),
                outer_left=max(left - halo, 0), outer_right=min(right + halo, width),
            )  # fmt: skip
