"""Handles as small integers, so that the words `image 1` and the rows of image 1 can carry the same one."""

from __future__ import annotations

NO_HANDLE = 0
MOST = {"image": 12, "video": 4, "element": 8}
"""Kinds of handles in order, and how many of each the native model tells apart."""
NUM_HANDLES = 1 + sum(MOST.values())


def handle_index(kind: str, number: int) -> int:
    """The index of `@image_1` (`kind` image, `number` 1). Raises `ValueError` for more than the model tells apart."""
    if not 1 <= number <= MOST[kind]:
        raise ValueError(f"{kind} {number} has no handle: the model tells {MOST[kind]} apart")
    before = sum(most for name, most in MOST.items() if list(MOST).index(name) < list(MOST).index(kind))
    return before + number
