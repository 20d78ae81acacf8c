"""Alpha, edges and colours against a painted figure of which they are known; then the real networks on a photograph."""

import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from painted import paint, rough

from mudong.motion.cutout.cut import cut_out
from mudong.motion.weights import pose_models
from mudong.spec.joints import Joint

CASES = {
    "blue on sand": ((40, 60, 150), (205, 190, 165)),
    "dark on dark": ((38, 34, 44), (72, 70, 66)),
    "skin on wood": ((214, 160, 135), (120, 72, 40)),
    "white on grey": ((236, 236, 240), (150, 150, 146)),
}


@pytest.fixture(scope="module", params=CASES.values(), ids=CASES.keys())
def case(request):
    painted = paint(*request.param)
    silhouette = rough(painted.alpha)
    return painted, silhouette, cut_out(painted.pixels, painted.figure, silhouette=silhouette)


def test_alpha_in_the_band_is_far_better_than_the_silhouettes(case):
    painted, silhouette, cut = case
    error = np.abs(cut.alpha / 255 - painted.alpha)[painted.band].mean()
    plain = np.abs(silhouette / 255 - painted.alpha)[painted.band].mean()
    hard = np.abs((painted.alpha > 0.5) - painted.alpha)[painted.band].mean()
    assert error < 0.2 * plain
    assert error < hard, "better than the best threshold of the truth itself"


def test_edges_are_as_steep_as_they_were(case):
    painted, silhouette, cut = case

    def slope(alpha):
        return np.hypot(cv2.Sobel(alpha, cv2.CV_32F, 1, 0), cv2.Sobel(alpha, cv2.CV_32F, 0, 1)) / 8

    truth = slope(painted.alpha)
    error = np.abs(slope(cut.alpha.astype(np.float32) / 255) - truth)[painted.band].mean()
    assert error < 0.5 * np.abs(slope(silhouette.astype(np.float32) / 255) - truth)[painted.band].mean()


def test_colours_are_the_figures_own(case):
    painted, _, cut = case
    soft = (painted.alpha > 0.1) & (painted.alpha < 0.9)
    error = np.abs(cut.colour.astype(float) - painted.colours)[soft].mean()
    assert error < 0.35 * np.abs(painted.pixels.astype(float) - painted.colours)[soft].mean() + 3
    outside = cv2.distanceTransform((painted.alpha < 0.01).astype(np.uint8), cv2.DIST_L2, 5)
    beyond = (outside > 2) & (outside < 24)
    towards_ground = np.abs(cut.colour.astype(float) - painted.ground)[beyond].mean()
    assert np.abs(cut.colour.astype(float) - painted.colours)[beyond].mean() < 0.4 * towards_ground


def test_gaps_stay_open_and_the_inside_is_solid(case):
    painted, _, cut = case
    assert cut.alpha[painted.alpha > 0.99].mean() > 250
    legs = painted.alpha[350:400, 145:156]
    assert legs.max() == 0
    assert cut.alpha[350:400, 145:156].max() < 8
    assert cut.alpha[0:30].max() == 0


def test_the_box_holds_the_figure_and_not_much_more(case):
    painted, _, cut = case
    rows, columns = np.flatnonzero(painted.alpha.max(1) > 0.1), np.flatnonzero(painted.alpha.max(0) > 0.1)
    truth = (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)
    assert np.abs(np.subtract(cut.box, truth)).max() <= 8


def test_the_pictures_own_alpha_is_kept_to_the_bit():
    painted = paint((200, 40, 40), (0, 0, 0))
    alpha = np.rint(painted.alpha * 255).astype(np.uint8)
    cut = cut_out(painted.pixels, painted.figure, alpha=alpha)
    assert (cut.alpha == alpha).all()
    soft = (painted.alpha > 0.1) & (painted.alpha < 0.9)
    assert np.abs(cut.colour.astype(float) - painted.colours)[soft].mean() < 12


def test_crumbs_of_the_silhouette_go():
    painted = paint((40, 60, 150), (205, 190, 165))
    silhouette = rough(painted.alpha)
    silhouette[20:28, 20:28] = 255
    assert cut_out(painted.pixels, painted.figure, silhouette=silhouette).alpha[10:40, 10:40].max() == 0


SAMPLE = Path(__file__).parents[3] / "../shared/samples/person.jpg"


@pytest.mark.skipif(pose_models() is None or not SAMPLE.exists(), reason="needs the networks and the sample")
def test_the_photograph_keeps_the_body_and_leaves_wall_and_shadow():
    from mudong.motion.pose.blaze import BlazePose
    from mudong.motion.pose.picture import find_figures

    pixels = cv2.cvtColor(cv2.imread(str(SAMPLE)), cv2.COLOR_BGR2RGB)
    figure = find_figures(pixels, BlazePose())[0]
    cut = cut_out(pixels, figure)
    for joint in Joint:
        x, y = np.rint(figure.xy[joint]).astype(int)
        assert figure.confidence[joint] < 0.7 or cut.alpha[y, x] > 240, joint
    assert cut.alpha[1450:1650, 490:530].max() < 10, "the gap between the legs"
    assert cut.alpha[700:1500, 730:790].mean() < 25, "the shadow on the wall"
    assert cut.alpha[1780:1800, 830:1000].max() < 10, "the shadow on the floor"
    assert 0.18 < (cut.alpha > 127).mean() < 0.30
