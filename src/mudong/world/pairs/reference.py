"""A reference as a value: a scene and how it is shown beside a clip, as film, still, storyboard, sketch or annotated.

Knows nothing of pixels; `picture` draws it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mudong.world.scene import Scene


class MarkKind(StrEnum):
    """What people draw on a picture."""

    ARROW = "arrow"
    BOX = "box"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An arrow along the way that somebody or something will take, or a box around it. about: of `object_names`."""

    kind: MarkKind
    about: str
    colour: str = "#e5322d"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """moments: shares of the scene's clip, 0 its first frame, 1 its last: one is a still, four or nine are the panels
    of a storyboard, row by row; none: the whole clip. lines: only pencil lines of it. marks: drawn over a still.
    """

    scene: Scene
    moments: tuple[float, ...] = (0.0,)
    lines: bool = False
    marks: tuple[Mark, ...] = ()
