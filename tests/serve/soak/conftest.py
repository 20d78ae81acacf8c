"""The tiny dance of the job tests, for whole afternoons of killing."""

from tests.serve.jobs.conftest import files

__all__ = ["files"]
