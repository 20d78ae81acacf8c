"""A long clip as windows: each begins with the last latent frames of the one before, held, and adds new ones.

A tail holds movement, which a last frame does not. Knows latent frames and seeds; what a window is asked for is told by
the caller, window by window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from mudong.models.assemble import EncodedCondition
from mudong.models.generate import Sampling, Wanted, generate_latents
from mudong.models.omni.patchify import to_rows
from mudong.models.omni.transformer import OmniTransformer
from mudong.sequence.placement import FirstFramePlacement, TailPlacement
from mudong.spec.shape import VideoShape

_SEED_STRIDE = 7919


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Latent frames `start` to `stop` of a clip, of which the first `held` are there already."""

    start: int
    stop: int
    held: int

    @property
    def frames(self) -> int:
        """Its length."""
        return self.stop - self.start


def windows(total: int, longest: int, tail: int) -> tuple[Window, ...]:
    """Windows of at most `longest` latent frames that cover `total` and overlap by `tail`.

    All but the first have the same length where that is possible, so that none is a mere stub.
    """
    if not 0 < tail < longest:
        raise ValueError(f"a tail of {tail} does not fit a window of {longest}")
    if total <= longest:
        return (Window(start=0, stop=total, held=0),)
    found = [Window(start=0, stop=longest, held=0)]
    while found[-1].stop < total:
        stop = min(found[-1].stop + longest - tail, total)
        found.append(Window(start=max(stop - longest, 0), stop=stop, held=found[-1].stop - max(stop - longest, 0)))
    return tuple(found)


def generate_long(
    transformer: OmniTransformer,
    latent: VideoShape,
    ask: Callable[[Window], tuple[EncodedCondition, ...]],
    negative: EncodedCondition,
    seed: int,
    sampling: Sampling,
    *,
    longest: int,
    tail: int,
) -> Iterator[Tensor]:
    """The new latent frames of every window, (C, t, h, w): one after the other they are the clip.

    ask: the conditions of a window beside the tail. A first frame counts for the first window alone.
    """
    made: list[Tensor] = []
    for number, window in enumerate(windows(latent.frames, longest, tail)):
        conditions = ask(window)
        if window.held:
            others = [c for c in conditions if not isinstance(c.placement, FirstFramePlacement)]
            conditions = (*others, _tail(made, window, transformer))
        wanted = Wanted(
            latent=replace(latent, frames=window.frames),
            conditions=conditions,
            negative=negative,
            seed=seed + number * _SEED_STRIDE,
        )
        (whole,) = generate_latents(transformer, [wanted], sampling)
        made.append(whole[:, window.held :])
        yield made[-1]


def _tail(made: list[Tensor], window: Window, transformer: OmniTransformer) -> EncodedCondition:
    frames = torch.cat([part[:, -window.held :] for part in made], dim=1)[:, -window.held :]
    rows = to_rows(frames, transformer.config.patch)
    return EncodedCondition(placement=TailPlacement(frames=window.held), rows=rows)
