"""Solvers by the name that a request or a configuration uses."""

from __future__ import annotations

from mudong.diffusion.euler import Euler
from mudong.diffusion.midpoint import Midpoint
from mudong.diffusion.solver import Solver

SOLVERS: dict[str, Solver] = {"euler": Euler(), "midpoint": Midpoint()}
