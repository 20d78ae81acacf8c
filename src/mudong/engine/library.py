"""`Library`: everything a request names, read once per run. Checks and engines take their material from it.

Knows what files mean, not what is done with them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from mudong.media.picture import Picture, read_picture
from mudong.motion.cutout.cut import CutOut, cut_out
from mudong.motion.figure import Figure
from mudong.motion.joints_file import read_joints
from mudong.motion.load import LoadedMotion, load_motion
from mudong.motion.pose.blaze import BlazePose
from mudong.motion.pose.picture import find_figures
from mudong.motion.silhouette.guess import figure_from_silhouette
from mudong.motion.silhouette.mask import silhouette
from mudong.spec.conditions import Character, Motion
from mudong.spec.engine import Run
from mudong.spec.errors import MotionError, Unavailable
from mudong.spec.joints import Joint

_SAME_FIGURE = 0.15
"""Joints given by hand describe a figure that the detector found when they lie this close (share of its height)."""
_SAME_WRIST = 0.35
"""Share of the forearm within which a wrist that was found is the one that was placed."""
_SURE = 0.5
"""Confidence from which a wrist was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedCharacter:
    """A picture and who is in it. found: everybody the detector saw, largest first; figure: the one that will move."""

    picture: Picture
    figure: Figure
    found: tuple[Figure, ...]
    joints_given: bool


class Library:
    """Reads on first use and remembers; lives for one run."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._pictures: dict[Path, Picture] = {}
        self._characters: dict[Character, LoadedCharacter] = {}
        self._motions: dict[Motion, LoadedMotion] = {}
        self._cuts: dict[Character, CutOut] = {}
        self._estimator: BlazePose | None = None

    def picture(self, path: Path) -> Picture:
        """A picture's pixels. Raises `MediaError`."""
        if path not in self._pictures:
            self._pictures[path] = read_picture(path)
        return self._pictures[path]

    def motion(self, motion: Motion) -> LoadedMotion:
        """A movement from a video, BVH or JSON. Raises `MediaError`, `MotionError`, `Unavailable`."""
        if motion not in self._motions:
            self._motions[motion] = load_motion(
                motion.path, start_s=motion.start_s, end_s=motion.end_s, run=self._run, estimator=self._estimator
            )
        return self._motions[motion]

    def character(self, character: Character) -> LoadedCharacter:
        """The picture and its figure: from the joints file, else the detector, else a guess from the silhouette.

        Raises `MediaError`, `MotionError`, `Unavailable`.
        """
        if character not in self._characters:
            picture = self.picture(character.path)
            found = self._people(picture, needed=character.joints is None)
            if character.joints is not None:
                figure = _with_detected(read_joints(character.joints, picture.width, picture.height), found)
            elif found:
                figure = found[0]
            else:
                figure = _guessed(character.path, picture)
            self._characters[character] = LoadedCharacter(
                picture=picture, figure=figure, found=found, joints_given=character.joints is not None
            )
        return self._characters[character]

    def cut(self, character: Character) -> CutOut:
        """The figure cut out of its picture."""
        if character not in self._cuts:
            loaded = self.character(character)
            picture, figure = loaded.picture, loaded.figure
            alpha = picture.alpha if picture.alpha is not None and (picture.alpha < 250).any() else None
            # A person is cut out by networks that know persons; anything else by its outline.
            person = figure.source == "detector" or figure.mask is not None
            outline = None if person or alpha is not None else silhouette(picture.pixels)
            self._cuts[character] = cut_out(picture.pixels, figure, alpha, outline)
        return self._cuts[character]

    def _people(self, picture: Picture, *, needed: bool) -> tuple[Figure, ...]:
        """Everybody in a picture. Where joints are given, a machine without the networks does without their help."""
        try:
            return tuple(find_figures(picture.pixels, self._pose_estimator()))
        except Unavailable:
            if needed:
                raise
            return ()

    def _pose_estimator(self) -> BlazePose:
        if self._estimator is None:
            self._estimator = BlazePose()
        return self._estimator


def _guessed(path: Path, picture: Picture) -> Figure:
    """A figure from the outline of whatever stands out."""
    outline = silhouette(picture.pixels, picture.alpha)
    if not outline.any():
        raise MotionError("joints.nothing", path=str(path))
    return figure_from_silhouette(outline)


def _with_detected(placed: Figure, found: tuple[Figure, ...]) -> Figure:
    """Joints placed by hand, with the face, hands and mask of the person they describe, where there is one."""
    for figure in found:
        height = max(1.0, float(np.ptp(figure.xy[:, 1])))
        if float(np.median(np.linalg.norm(figure.xy - placed.xy, axis=1))) < _SAME_FIGURE * height:
            return replace(placed, face=figure.face, hands=_hands(placed, figure), mask=figure.mask, depth=figure.depth)
    return placed


def _hands(placed: Figure, found: Figure) -> np.ndarray | None:
    """The hands of the person found where both wrists were found about where they are, else None."""
    for elbow, wrist in ((Joint.ELBOW_L, Joint.WRIST_L), (Joint.ELBOW_R, Joint.WRIST_R)):
        forearm = float(np.linalg.norm(placed.xy[wrist] - placed.xy[elbow]))
        away = float(np.linalg.norm(found.xy[wrist] - placed.xy[wrist]))
        if found.confidence[wrist] < _SURE or away > _SAME_WRIST * forearm:
            return None
    return found.hands
