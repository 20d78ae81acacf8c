"""What tests of the estimator share: the real estimator and the samples, where they are."""

from pathlib import Path

import pytest

from mudong.motion.pose.blaze import BlazePose
from mudong.motion.weights import pose_models

SAMPLES = Path(__file__).parents[3] / "../shared/samples"


@pytest.fixture(scope="session")
def blaze():
    """The estimator, made once; `python -m mudong.motion.weights` fetches its models."""
    folder = pose_models()
    if folder is None:
        pytest.skip("the pose models are not here: python -m mudong.motion.weights")
    return BlazePose(models=folder)


@pytest.fixture(scope="session")
def samples():
    """Folder of the samples beside the project."""
    if not SAMPLES.is_dir():
        pytest.skip("the samples are not here")
    return SAMPLES.resolve()
