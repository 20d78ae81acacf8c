"""Real figures, at half their size: the photograph and the drawing of the samples, where these are there."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from puppets import Body

from mudong.media.picture import read_picture
from mudong.motion.cutout.cut import cut_out
from mudong.motion.joints_file import read_joints
from mudong.motion.plate import fill_plate
from mudong.motion.pose.blaze import BlazePose
from mudong.motion.pose.picture import find_figures
from mudong.motion.silhouette.mask import silhouette
from mudong.motion.weights import pose_models

SAMPLES = Path(__file__).parents[3] / "../shared/samples"


def _half(path: Path) -> np.ndarray:
    if not path.is_file():
        pytest.skip("needs the samples")
    return cv2.resize(read_picture(path).pixels, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)


@pytest.fixture(scope="session")
def person() -> Body:
    """The photograph: a person with both hands in the pockets."""
    if pose_models() is None:
        pytest.skip("needs the pose models")
    picture = _half(SAMPLES / "person.jpg")
    figure = find_figures(picture, BlazePose())[0]
    cut = cut_out(picture, figure)
    return Body(picture=picture, background=fill_plate(picture, cut.alpha > 8), figure=figure, cut=cut)


@pytest.fixture(scope="session")
def drawing() -> Body:
    """A child's drawing with joints placed by hand."""
    picture = _half(SAMPLES / "drawing.png")
    figure = read_joints(SAMPLES / "drawing-joints.yaml", picture.shape[1], picture.shape[0])
    cut = cut_out(picture, figure, silhouette=silhouette(picture))
    return Body(picture=picture, background=fill_plate(picture, cut.alpha > 8), figure=figure, cut=cut)
