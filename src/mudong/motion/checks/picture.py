"""Checks of the picture that is to dance: judges the figures found in it, or its outline where nobody was found.

Pure: reads no file. `run.py` and the engine call it with what they have already read.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

import numpy as np

from mudong.motion import posture
from mudong.motion.checks.limits import DEFAULT_LIMITS, CheckLimits
from mudong.motion.checks.result import CheckResult, Verdict, at_least, at_most, share_at_least
from mudong.motion.figure import Figure
from mudong.motion.silhouette import BUST_BORDER, border_share, is_four_legged, silhouette
from mudong.spec.joints import Joint


class PictureLike(Protocol):
    """A picture in memory: pixels (height, width, 3) uint8 RGB, alpha (height, width) uint8 or None."""

    @property
    def pixels(self) -> np.ndarray:
        """(height, width, 3) uint8 RGB."""
        ...

    @property
    def alpha(self) -> np.ndarray | None:
        """(height, width) uint8, straight, or None."""
        ...


def check_picture(
    picture: PictureLike,
    figures: list[Figure],
    joints_given: bool,
    motion_is_full_body: bool,
    *,
    limits: CheckLimits = DEFAULT_LIMITS,
) -> tuple[CheckResult, ...]:
    """Judge a picture.

    figures: who was found by the detector, or only the figure of the joints file when `joints_given`. Figures guessed
    from a silhouette are nobody found. A bust is refused only for a dance of the whole body.
    """
    bodies = [figure for figure in figures if figure.source != "silhouette"]
    if not bodies:
        return _check_outline(silhouette(picture.pixels, picture.alpha), motion_is_full_body, limits)
    figure = largest(bodies)
    xy = figure.xy.astype(np.float64)
    lying = float(posture.lean_deg(xy)) > limits.lean_deg
    results = [
        _person(figure, joints_given),
        _full_body(figure, motion_is_full_body, limits),
        at_most("picture_people", len(bodies), 1, ""),
        at_most("picture_upright", round(float(posture.lean_deg(xy)), 1), limits.lean_deg, "°"),
        _cut(_joint_sides(figure, limits)),
        share_at_least("picture_figure_size", _height(figure) / figure.height, limits.figure_share),
        at_least("picture_resolution", round(_height(figure)), limits.figure_px, "px"),
        at_least("picture_limbs_apart", limb_gap(xy), limits.limb_gap, "torso"),
        at_most("picture_crossed", num_crossed(xy), 0, ""),
        at_least("picture_facing", round(float(posture.facing(xy)), 2), limits.facing, "torso"),
        _four_legs(is_four_legged(figure)),
    ]
    if not lying and _legs(figure, limits) >= limits.legs_least:
        results.append(at_least("picture_standing", round(float(posture.standing(xy)), 2), limits.standing, "torso"))
    return tuple(results)


def largest(figures: list[Figure]) -> Figure:
    """The figure with the longest diagonal: the one that will dance."""
    return max(figures, key=lambda figure: float(np.hypot(*np.ptp(figure.xy, axis=0))))


def limb_gap(xy: np.ndarray) -> float:
    """Smallest distance in torsos of a wrist from the trunk's outline, and of the ankles from each other.

    Zero where a hand lies on the trunk.
    """
    left = xy[Joint.SHOULDER_L], xy[Joint.HIP_L]
    right = xy[Joint.SHOULDER_R], xy[Joint.HIP_R]
    gaps = [float(np.linalg.norm(xy[Joint.ANKLE_L] - xy[Joint.ANKLE_R]))]
    for wrist in (xy[Joint.WRIST_L], xy[Joint.WRIST_R]):
        on_trunk = _in_polygon(wrist, np.array([*left, *reversed(right)]))
        gaps.append(0.0 if on_trunk else min(posture.distance_to_segment(wrist, *side) for side in (left, right)))
    return round(min(gaps) / float(posture.torso(xy)), 2)


def num_crossed(xy: np.ndarray) -> int:
    """How many bones of one side's arm or leg cross one of the other side's."""
    arms = [
        [(Joint.SHOULDER_L, Joint.ELBOW_L), (Joint.ELBOW_L, Joint.WRIST_L)],
        [(Joint.SHOULDER_R, Joint.ELBOW_R), (Joint.ELBOW_R, Joint.WRIST_R)],
    ]
    legs = [
        [(Joint.HIP_L, Joint.KNEE_L), (Joint.KNEE_L, Joint.ANKLE_L)],
        [(Joint.HIP_R, Joint.KNEE_R), (Joint.KNEE_R, Joint.ANKLE_R)],
    ]
    pairs = [(a, b) for left, right in (arms, legs) for a in left for b in right]
    return sum(posture.segments_cross(xy[a[0]], xy[a[1]], xy[b[0]], xy[b[1]]) for a, b in pairs)


def _in_polygon(point: np.ndarray, corners: np.ndarray) -> bool:
    """Whether the point is inside the convex polygon (n, 2), whichever way round it goes."""
    edges = np.roll(corners, -1, axis=0) - corners
    to_point = point - corners
    side = edges[:, 0] * to_point[:, 1] - edges[:, 1] * to_point[:, 0]
    return bool((side > 0).all() or (side < 0).all())


def _person(figure: Figure, joints_given: bool) -> CheckResult:
    sure = round(float(figure.confidence[posture.CORE].mean()), 2)
    result = CheckResult(code="picture_person", verdict=Verdict.OK, value=sure, limit=None, unit="")
    return replace(result, code="picture_joints") if joints_given else result


def _legs(figure: Figure, limits: CheckLimits) -> float:
    return float(posture.legs_seen(figure.xy, figure.confidence, figure.width, figure.height, least=limits.seen))


def _full_body(figure: Figure, motion_is_full_body: bool, limits: CheckLimits) -> CheckResult:
    legs = _legs(figure, limits)
    if legs >= limits.legs_whole or not motion_is_full_body:
        verdict = Verdict.OK
    else:
        verdict = Verdict.WARN if legs >= limits.legs_least else Verdict.REFUSE
    return CheckResult(code="picture_full_body", verdict=verdict, value=legs, limit=limits.legs_whole, unit="")


def _height(figure: Figure) -> float:
    """Height of what the picture shows of the figure, in pixels."""
    shown = np.clip(figure.xy[:, 1], 0, figure.height)
    return float(np.ptp(shown))


def _joint_sides(figure: Figure, limits: CheckLimits) -> list[str]:
    """The borders of the picture that the joints run into."""
    size = np.array([figure.width, figure.height])
    low = figure.xy.min(axis=0) < limits.edge * size
    high = figure.xy.max(axis=0) > (1 - limits.edge) * size
    names = (("left", low[0]), ("right", high[0]), ("top", low[1]), ("bottom", high[1]))
    return [name for name, touched in names if touched]


def _cut(sides: list[str]) -> CheckResult:
    result = at_most("picture_cut", len(sides), 0, "")
    return replace(result, params=(("sides", ", ".join(sides)),))


def _four_legs(four: bool) -> CheckResult:
    return at_most("picture_four_legs", 4 if four else 2, 2, "")


def _check_outline(mask: np.ndarray, motion_is_full_body: bool, limits: CheckLimits) -> tuple[CheckResult, ...]:
    """What an outline alone tells: there is something, how large, whether the lower border cuts it like a bust."""
    rows = np.flatnonzero(mask.any(axis=1))
    person = CheckResult(code="picture_person", verdict=Verdict.REFUSE, value=0.0, unit="", renderable=rows.size > 0)
    if rows.size == 0:
        return (person,)
    tall = int(np.ptp(rows)) + 1
    on_border = border_share(mask)
    bust = on_border > BUST_BORDER and motion_is_full_body
    full_body = CheckResult(
        code="picture_full_body",
        verdict=Verdict.REFUSE if bust else Verdict.OK,
        value=0.0 if on_border > BUST_BORDER else 2.0,
        limit=limits.legs_whole,
    )
    return (  # the bust first: it is the reason that cannot be mended by placing joints
        full_body,
        person,
        share_at_least("picture_figure_size", tall / len(mask), limits.figure_share),
        at_least("picture_resolution", tall, limits.figure_px, "px"),
        *([] if on_border > BUST_BORDER else [_four_legs(is_four_legged(mask))]),
    )
