"""Which samples a step sees: a pure function of the seed and of how many samples were seen, so resuming needs no state.

Every epoch is a new permutation; all samples of a batch share a shape; ranks of one step take different samples.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def batch_indices(groups: Sequence[Sequence[int]], size: int, step: int, seed: int) -> list[int]:
    """The indices of a step's batch. groups: indices of samples of equal shape; steps visit groups by their share.

    Within a group, samples are drawn epoch by epoch without replacement.
    """
    turns = np.cumsum([len(group) for group in groups])
    rng = np.random.default_rng((seed, step))
    number = int(np.searchsorted(turns, rng.integers(turns[-1]), side="right"))
    group = groups[number]
    per_epoch = -(-len(group) // size)
    epoch, place = divmod(step, per_epoch)
    permutation = np.random.default_rng((seed, number, epoch)).permutation(len(group))
    chosen = np.take(permutation, np.arange(place * size, (place + 1) * size), mode="wrap")
    return [group[index] for index in chosen]
