"""Every check of the picture, passing and not; busts and outlines; the samples."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest

from mudong.media.picture import read_picture
from mudong.motion.checks.picture import check_picture, largest, limb_gap, num_crossed
from mudong.motion.checks.result import CheckResult, Verdict
from mudong.motion.pose.blaze import BlazePose
from mudong.motion.pose.picture import find_figures
from mudong.spec.joints import Joint

SAMPLES = Path(__file__).parents[3] / "../shared/samples"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="samples are not here")
LEGS = (Joint.KNEE_L, Joint.KNEE_R, Joint.ANKLE_L, Joint.ANKLE_R, Joint.TOE_L, Joint.TOE_R)


@dataclass(frozen=True)
class Plain:
    pixels: np.ndarray
    alpha: np.ndarray | None = None


BLANK = Plain(pixels=np.full((1280, 720, 3), 200, np.uint8))


def verdicts(results: tuple[CheckResult, ...]) -> dict[str, Verdict]:
    return {result.code: result.verdict for result in results}


def check(
    *figures, full_body: bool = True, joints_given: bool = False, picture: Plain = BLANK
) -> dict[str, CheckResult]:
    results = check_picture(picture, list(figures), joints_given, full_body)
    return {result.code: result for result in results}


def warned(results: dict[str, CheckResult]) -> set[str]:
    return {code for code, result in results.items() if result.verdict is not Verdict.OK}


def turned(body: np.ndarray, degrees: float) -> np.ndarray:
    a = np.radians(degrees)
    return body @ np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]])


def test_a_good_picture_passes_everything(make_figure):
    assert warned(check(make_figure())) == set()


def test_lying(make_figure, body):
    assert "picture_upright" in warned(check(make_figure(turned(body, 85), torso=180)))
    assert "picture_upright" not in warned(check(make_figure(turned(body, 30), torso=180)))


def test_sitting(make_figure, body):
    sat = body.copy()
    sat[[Joint.ANKLE_L, Joint.ANKLE_R, Joint.TOE_L, Joint.TOE_R], 1] = 0.3
    assert warned(check(make_figure(sat))) == {"picture_standing"}


def test_hands_on_the_body_and_feet_together(make_figure, body):
    pocket, together = body.copy(), body.copy()
    pocket[Joint.WRIST_L] = 0.18, -0.1
    together[Joint.ANKLE_L], together[Joint.ANKLE_R] = (0.02, 1.5), (-0.02, 1.5)
    assert limb_gap(pocket) == 0
    assert "picture_limbs_apart" in warned(check(make_figure(pocket)))
    assert "picture_limbs_apart" in warned(check(make_figure(together)))


def test_crossed_arms_and_legs(make_figure, body):
    arms, legs = body.copy(), body.copy()
    arms[Joint.WRIST_L], arms[Joint.WRIST_R] = (-0.3, -0.6), (0.3, -0.6)
    legs[Joint.ANKLE_L], legs[Joint.ANKLE_R] = (-0.3, 1.5), (0.3, 1.5)
    assert num_crossed(body) == 0
    assert "picture_crossed" in warned(check(make_figure(arms)))
    assert "picture_crossed" in warned(check(make_figure(legs)))


def test_small_figure(make_figure):
    results = check(make_figure(torso=100))
    assert warned(results) == {"picture_figure_size", "picture_resolution"}
    assert results["picture_figure_size"].unit == "%"
    assert results["picture_figure_size"].value == pytest.approx(100 * 3.2 * 100 / 1280, abs=0.2)


def test_few_pixels_in_a_small_picture(make_figure):
    results = check(make_figure(torso=100, at=(120, 210), width=240, height=400))
    assert warned(results) == {"picture_resolution"}


@pytest.mark.parametrize(("at", "side"), [((360, 400), "top"), ((200, 680), "left"), ((520, 680), "right")])
def test_cut_by_the_frame(make_figure, at, side):
    results = check(make_figure(at=at))
    assert "picture_cut" in warned(results)
    assert dict(results["picture_cut"].params)["sides"] == side


def test_several_people_the_largest_dances(make_figure):
    small, large = make_figure(torso=150), make_figure()
    assert warned(check(small, large)) == {"picture_people"}
    assert largest([small, large]) is large


def test_all_fours(make_figure, body):
    crawling = turned(body, 80)
    crawling[[Joint.WRIST_L, Joint.WRIST_R]] = (0.9, 0.9), (0.7, 0.9)
    crawling[[Joint.ANKLE_L, Joint.ANKLE_R]] = (-0.1, 0.9), (0.1, 0.9)
    assert "picture_four_legs" in warned(check(make_figure(crawling, torso=150)))


def test_back_and_side(make_figure, body):
    assert warned(check(make_figure(body * [-1, 1]))) == {"picture_facing"}
    assert "picture_facing" in warned(check(make_figure(body * [0.15, 1])))


@pytest.mark.parametrize(
    ("unseen", "full_body", "verdict"),
    [
        ((), True, Verdict.OK),
        ((Joint.ANKLE_L,), True, Verdict.WARN),
        ((Joint.ANKLE_L, Joint.ANKLE_R), True, Verdict.WARN),
        (LEGS, True, Verdict.REFUSE),
        (LEGS, False, Verdict.OK),
        ((Joint.ANKLE_L, Joint.ANKLE_R, Joint.KNEE_L), True, Verdict.REFUSE),
    ],
)
def test_a_bust_is_refused_for_a_dance_of_the_whole_body_only(make_figure, unseen, full_body, verdict):
    result = check(make_figure(unseen=unseen), full_body=full_body)["picture_full_body"]
    assert result.verdict is verdict
    assert result.renderable


def test_legs_below_the_picture_are_not_seen_whatever_the_confidence(make_figure):
    result = check(make_figure(torso=600, at=(360, 1100)))["picture_full_body"]
    assert result.verdict is Verdict.REFUSE


def test_joints_by_hand_stand_for_a_person(make_figure):
    results = check(make_figure(source="file"), joints_given=True)
    assert results["picture_joints"].verdict is Verdict.OK
    assert "picture_person" not in results


def test_nothing_at_all_cannot_be_rendered():
    results = check()
    assert results["picture_person"].verdict is Verdict.REFUSE
    assert not results["picture_person"].renderable


def drawn(bottom: int) -> Plain:
    """A doll on paper, its feet at row `bottom`."""
    pixels = np.full((600, 400, 3), 240, np.uint8)
    cv2.circle(pixels, (200, bottom - 400), 50, (180, 40, 40), -1)
    cv2.rectangle(pixels, (140, bottom - 350), (260, bottom - 180), (180, 40, 40), -1)
    for x in (150, 220):
        cv2.rectangle(pixels, (x, bottom - 180), (x + 30, bottom), (180, 40, 40), -1)
    return Plain(pixels=pixels)


def test_a_doll_without_joints_is_refused_but_can_be_rendered():
    results = check(picture=drawn(560))
    assert results["picture_person"].verdict is Verdict.REFUSE
    assert results["picture_person"].renderable
    assert warned(results) == {"picture_person"}


def test_an_outline_cut_at_the_waist_is_a_bust():
    cut = drawn(760)  # legs below the picture
    assert check(picture=cut)["picture_full_body"].verdict is Verdict.REFUSE
    assert check(picture=cut, full_body=False)["picture_full_body"].verdict is Verdict.OK


def test_a_figure_guessed_from_an_outline_is_nobody_found(make_figure):
    results = check(make_figure(source="silhouette"), picture=drawn(560))
    assert results["picture_person"].verdict is Verdict.REFUSE


@needs_samples
def test_the_samples():
    estimator = BlazePose()
    found = {}
    for name in ("person.jpg", "cat-bust.jpg"):
        picture = read_picture(SAMPLES / name)
        found[name] = verdicts(check_picture(picture, find_figures(picture.pixels, estimator), False, True))
    assert Verdict.REFUSE not in found["person.jpg"].values()
    assert found["person.jpg"]["picture_full_body"] is Verdict.OK
    assert found["cat-bust.jpg"]["picture_full_body"] is Verdict.REFUSE
