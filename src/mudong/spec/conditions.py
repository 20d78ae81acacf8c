"""What a request is made of besides its words. A task is never a branch: it is the list of these.

Media are named by path; the type says where the rows of each stand in the token sequence (design §4).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceImage:
    """A picture that the prompt names as `<<<image_i>>>`."""

    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One subject shown by one to four pictures, named `@name`."""

    name: str
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstFrame:
    """The clip starts with this picture."""

    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class LastFrame:
    """The clip ends with this picture."""

    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceVideo:
    """A video to edit."""

    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureVideo:
    """A video whose camera, style, motion or story is taken up."""

    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """The picture that dances, with joints placed by hand where there are any."""

    path: Path
    joints: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """Where the movement comes from: a video, a BVH file or a pose track in JSON; optionally a part of it (seconds).

    `sound` is what the dance is danced to when it does not lie in the file itself; it starts where the movement starts.
    """

    path: Path
    start_s: float | None = None
    end_s: float | None = None
    sound: Path | None = None


Condition = (
    ReferenceImage | Element | FirstFrame | LastFrame | SourceVideo | FeatureVideo | Character | Motion
)  # one row of the table in design §4 each

IMAGE_CONDITIONS = (ReferenceImage, FirstFrame, LastFrame, Character)
"""What `@image_i` counts."""

VIDEO_CONDITIONS = (SourceVideo, FeatureVideo, Motion)
"""What `@video_i` counts."""

CONDITION_TYPES: dict[str, type] = {
    "reference_image": ReferenceImage,
    "element": Element,
    "first_frame": FirstFrame,
    "last_frame": LastFrame,
    "source_video": SourceVideo,
    "feature_video": FeatureVideo,
    "character": Character,
    "motion": Motion,
}
