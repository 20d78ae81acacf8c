"""The table of design §4: what a segment of the sequence can be. A new condition is one row here and one placement."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Content(StrEnum):
    """What a row is made of; the model has one input projection for each."""

    TEXT = "text"
    LATENT = "latent"
    MOTION = "motion"


class SegmentKind(StrEnum):
    """What a segment is there for. The order is the order of rows within a request."""

    TEXT = "text"
    REFERENCE = "reference"
    FIRST_FRAME = "first_frame"
    LAST_FRAME = "last_frame"
    TAIL = "tail"
    SOURCE = "source"
    FEATURE = "feature"
    MOTION = "motion"
    TARGET = "target"


CONDITIONS = frozenset(SegmentKind) - {SegmentKind.TARGET}
EVERYTHING = frozenset(SegmentKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """content: what its rows hold. clean: free of noise, else at the request's t. sees: whom its rows attend to.

    replaces: its rows are cells of the target grid, which the target then leaves out.
    """

    content: Content
    clean: bool = True
    replaces: bool = False
    sees: frozenset[SegmentKind] = CONDITIONS


RULES: dict[SegmentKind, Rule] = {
    SegmentKind.TEXT: Rule(content=Content.TEXT),
    SegmentKind.REFERENCE: Rule(content=Content.LATENT),
    SegmentKind.FIRST_FRAME: Rule(content=Content.LATENT, replaces=True),
    SegmentKind.LAST_FRAME: Rule(content=Content.LATENT),
    SegmentKind.TAIL: Rule(content=Content.LATENT, replaces=True),
    SegmentKind.SOURCE: Rule(content=Content.LATENT),
    SegmentKind.FEATURE: Rule(content=Content.LATENT),
    SegmentKind.MOTION: Rule(content=Content.MOTION),
    SegmentKind.TARGET: Rule(content=Content.LATENT, clean=False, sees=EVERYTHING),
}
"""A last frame replaces nothing: a picture is one frame, the last cell of a causal VAE holds several."""

KIND_INDEX: dict[SegmentKind, int] = {kind: index for index, kind in enumerate(SegmentKind)}
