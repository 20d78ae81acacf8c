"""What tests of motion share: the modules beside them (`tracks`, `puppets`), the real estimator and the samples."""

import sys
from pathlib import Path

import pytest

from mudong.motion.pose.blaze import BlazePose
from mudong.motion.weights import pose_models

sys.path.insert(0, str(Path(__file__).parent))

SAMPLES = Path(__file__).parents[2] / "../shared/samples"


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
