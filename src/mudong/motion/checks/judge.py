"""All checks of a picture with a dance, in the order in which they are told. The one place that puts them together."""

from __future__ import annotations

from collections.abc import Sequence

from mudong.motion import posture
from mudong.motion.checks.match import check_proportions
from mudong.motion.checks.picture import PictureLike, check_picture, largest
from mudong.motion.checks.result import CheckResult
from mudong.motion.checks.video import VideoVerdict, check_video
from mudong.motion.figure import Figure
from mudong.motion.load import LoadedMotion


def judge(
    picture: PictureLike, figures: Sequence[Figure], joints_given: bool, loaded: LoadedMotion
) -> tuple[tuple[CheckResult, ...], VideoVerdict]:
    """figures: who was found in the picture, or only the figure of the joints file when `joints_given`."""
    verdict = check_video(loaded.track, loaded.measures, loaded.info, start_s=loaded.start_s)
    checks = check_picture(picture, list(figures), joints_given, verdict.full_body) + verdict.results
    if figures and verdict.full_body:
        figure = figures[0] if joints_given else largest(list(figures))
        ankles = posture.inside(figure.xy, figure.width, figure.height)[posture.ANKLES]
        if ankles.all():
            checks += (check_proportions(figure, loaded.track.span(*verdict.usable)),)
    return checks, verdict
