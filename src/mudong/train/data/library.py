"""All clips of some shards as one sequence, which a process reads as it needs them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import final, overload

from mudong.train.data.clip import WorldClip
from mudong.train.data.shards import CLIPS_PER_SHARD, Shard


@final
class Library(Sequence[WorldClip]):
    """`library[i]`: clip `i`, read from the disk when it is asked for."""

    def __init__(self, shards: Sequence[Path]) -> None:
        self._shards = [Shard(path) for path in shards]

    def __len__(self) -> int:
        return len(self._shards) * CLIPS_PER_SHARD

    @overload
    def __getitem__(self, index: int) -> WorldClip: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[WorldClip]: ...

    def __getitem__(self, index: int | slice) -> WorldClip | Sequence[WorldClip]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        if not 0 <= index < len(self):
            raise IndexError(index)
        return self._shards[index // CLIPS_PER_SHARD].clip(index % CLIPS_PER_SHARD)

    def __iter__(self) -> Iterator[WorldClip]:
        return (self[index] for index in range(len(self)))
