"""Faces for the tests of this folder: one drawn, and one real when samples and models are at hand."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from mudong.motion.face.rig import FaceRig
from mudong.motion.pose.blaze import BlazePose
from mudong.motion.pose.face import read_precisely
from mudong.motion.pose.region import Region
from mudong.motion.weights import pose_models

sys.path.insert(0, str(Path(__file__).parent))
SAMPLE = Path(__file__).parents[3] / "../shared/samples/person.jpg"
SAMPLE_FACE = Region(x=488, y=364, size=239)


@pytest.fixture(scope="session")
def rig() -> FaceRig:
    from portrait import draw_portrait

    built = FaceRig.build(*draw_portrait(160))
    assert built is not None
    return built


@pytest.fixture(scope="session")
def read_face() -> Callable[[np.ndarray], np.ndarray]:
    """(H, W, 3) uint8 RGB with the sample's face in its place -> (468, 3) points."""
    if pose_models() is None:
        pytest.skip("pose models are not in the cache")
    estimator = BlazePose(num_threads=1)

    def read(picture: np.ndarray) -> np.ndarray:
        mesh = read_precisely(picture, SAMPLE_FACE, estimator)
        assert mesh is not None
        return mesh.points

    return read


@pytest.fixture(scope="session")
def sample() -> np.ndarray:
    """(1920, 1080, 3) uint8 RGB."""
    if not SAMPLE.is_file():
        pytest.skip("samples are not at hand")
    return cv2.cvtColor(cv2.imread(str(SAMPLE)), cv2.COLOR_BGR2RGB)
