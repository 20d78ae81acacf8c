"""What a network says: the velocity, or the clean data. Either becomes a velocity; solvers never ask which it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, final

from torch import Tensor

from mudong.diffusion.path import velocity, velocity_to


class Prediction(Protocol):
    """How an output is to be read."""

    def target(self, clean: Tensor, noise: Tensor) -> Tensor:
        """What a perfect network would say."""
        ...

    def velocity(self, output: Tensor, x: Tensor, t: Tensor | float) -> Tensor:
        """The velocity at `x` and `t` that an output means."""
        ...


@final
@dataclass(frozen=True, slots=True)
class VelocityPrediction:
    """The output is `dx/dt`."""

    def target(self, clean: Tensor, noise: Tensor) -> Tensor:
        """Noise minus data."""
        return velocity(clean, noise)

    def velocity(self, output: Tensor, x: Tensor, t: Tensor | float) -> Tensor:
        """The output itself."""
        return output


@final
@dataclass(frozen=True, slots=True)
class CleanPrediction:
    """The output is the clean data (x-prediction): for tokens that hold as many numbers as the model is wide.

    least_t: below it the quotient with t is held, lest a small error of the network become a large velocity
    (Li and He 2025, arXiv 2511.13720, use 0.05).
    """

    least_t: float = 0.05

    def target(self, clean: Tensor, noise: Tensor) -> Tensor:
        """The data."""
        return clean

    def velocity(self, output: Tensor, x: Tensor, t: Tensor | float) -> Tensor:
        """The straight line from the data through `x`."""
        return velocity_to(x, output, t, least_t=self.least_t)


PREDICTIONS: dict[str, Prediction] = {"velocity": VelocityPrediction(), "clean": CleanPrediction()}
"""By the name that a configuration uses."""
