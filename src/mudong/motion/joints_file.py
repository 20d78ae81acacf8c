"""Joints in a picture, as a YAML file that people can correct by hand: read, written, guessed.

    width: 508
    height: 602
    skeleton:
    - {name: left_shoulder, loc: [343, 218], parent: neck}

Two dialects are read: the names of `mudong-21`, and those of AnimatedDrawings (root, torso, right_hand, right_foot),
whose `torso` is the middle of the shoulders and whose `neck` is the middle of the face. `parent` is for the reader's
eye only. Only the twelve joints of arms and legs must be there; the others follow from them (`_derive`).
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import yaml

from mudong.media.picture import read_picture
from mudong.motion.figure import Figure
from mudong.motion.pose.blaze import BlazePose
from mudong.motion.pose.picture import find_figures
from mudong.motion.silhouette import figure_from_silhouette, silhouette
from mudong.spec.errors import MotionError, OutputError
from mudong.spec.joints import BY_LABEL, NUM_JOINTS, PARENT, Joint

MAX_FILE_BYTES = 256 << 10
_MAX_DEPTH = 8
"""Nesting of a joints file is 4; more is an attack on the parser."""
_FARTHEST = 3.0
"""A joint that is marked `seen: false` may lie at most so many picture sizes away."""
UNSEEN = 0.3
"""Confidence below which a joint is written as `seen: false`."""

REQUIRED = (
    Joint.SHOULDER_L, Joint.SHOULDER_R, Joint.ELBOW_L, Joint.ELBOW_R, Joint.WRIST_L, Joint.WRIST_R,
    Joint.HIP_L, Joint.HIP_R, Joint.KNEE_L, Joint.KNEE_R, Joint.ANKLE_L, Joint.ANKLE_R,
)  # fmt: skip

_OTHER_NAMES = {
    "root": "pelvis",
    "left_hand": "left_wrist",
    "right_hand": "right_wrist",
    "left_foot": "left_ankle",
    "right_foot": "right_ankle",
}
_DRAWINGS_ONLY = {"root", "hip", "torso"}

_HEADER = """\
# Joints of the figure in {picture}. Correct them by hand, then: mudong dance --image ... --joints THIS_FILE
#   loc is [x, y] in pixels of the picture, counted from its upper left corner; x grows to the right, y downwards.
#   left and right are the figure's own: the left hand of somebody who looks at you is on the right of the picture.
#   head is the crown, neck where the neck leaves the shoulders, wrist and ankle where hand and foot begin.
#   seen: false marks a joint that the picture does not show; it may lie outside.
# You may delete pelvis, spine, neck, head, nose, eyes and toes: they follow from the others.
"""

_SAME_ASPECT = 0.02
"""Share by which the aspect of the picture that a file was made for may differ: more is another picture."""


def read_joints(path: Path, width: int, height: int) -> Figure:
    """The figure in a picture of `width` x `height`, scaled when the file was made for another size.

    Raises `MotionError` (`joints.*`) for a file that cannot be read, is no joints file, was made for a picture of
    another shape, names a joint twice or an unknown one, lacks an arm's or leg's joint, or places one outside.
    """
    document = _load(path)
    if not isinstance(document, dict) or not isinstance(document.get("skeleton"), list):
        raise MotionError("joints.format", path=str(path))
    made_for = (_side(path, document, "width", width), _side(path, document, "height", height))
    if abs(made_for[0] * height / (made_for[1] * width) - 1) > _SAME_ASPECT:
        raise MotionError(
            "joints.other_picture",
            path=str(path),
            given=f"{made_for[0]:g}x{made_for[1]:g}",
            expected=f"{width}x{height}",
        )
    placed = _placed(path, document["skeleton"])
    xy, seen, given = _arrays(path, placed, made_for)
    _derive(xy, given, seen, drawing_neck=bool(_DRAWINGS_ONLY & placed.keys()))
    xy *= np.array([width / made_for[0], height / made_for[1]])
    return Figure(
        width=width,
        height=height,
        xy=xy.astype(np.float32),
        depth=np.zeros(NUM_JOINTS, np.float32),
        confidence=seen.astype(np.float32),
        source="file",
    )


def write_joints(path: Path, figure: Figure, *, picture: str = "the picture") -> None:
    """Write the file that `read_joints` reads, with comments on how to correct it by hand.

    Raises `OutputError` (`joints.unwritable`).
    """
    lines = [_HEADER.format(picture=picture), f"width: {figure.width}\nheight: {figure.height}\nskeleton:\n"]
    for joint in Joint:
        x, y = (round(float(v), 1) for v in figure.xy[joint])
        parent = PARENT[joint]
        inside = 0 <= x <= figure.width and 0 <= y <= figure.height
        seen = "" if inside and figure.confidence[joint] >= UNSEEN else ", seen: false"
        above = "null" if parent is None else parent.label
        lines.append(f"- {{name: {joint.label}, loc: [{x:g}, {y:g}], parent: {above}{seen}}}\n")
    try:
        path.write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise OutputError("joints.unwritable", path=str(path), detail=error.strerror or type(error).__name__) from error


def guess_joints(image: Path) -> Figure:
    """The largest person in a picture file; where nobody is found, a guess from the outline of the main thing.

    Raises `MediaError` for a picture that cannot be read, `MotionError` (`joints.nothing`) where nothing stands out.
    """
    picture = read_picture(image)
    figures = find_figures(picture.pixels, BlazePose())
    if figures:
        return figures[0]
    outline = silhouette(picture.pixels, picture.alpha)
    if not outline.any():
        raise MotionError("joints.nothing", path=str(image))
    return figure_from_silhouette(outline)


def _load(path: Path) -> object:
    """The document. Anchors and deep nesting are refused before anything is built: they are how YAML explodes."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise MotionError("joints.unreadable", path=str(path), detail=error.strerror or "?") from error
    if len(data) > MAX_FILE_BYTES:
        raise MotionError("joints.too_large", path=str(path), limit=MAX_FILE_BYTES >> 10)
    try:
        text = data.decode("utf-8-sig")
        depth = 0
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if isinstance(event, yaml.AliasEvent) or depth > _MAX_DEPTH:
                raise MotionError("joints.format", path=str(path))
        return yaml.safe_load(text)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        raise MotionError("joints.yaml", path=str(path), line=line) from error


def _side(path: Path, document: dict[object, object], key: str, default: int) -> float:
    value = document.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 1 <= value <= 1e6:
        raise MotionError("joints.size", path=str(path), key=key, given=value)
    return float(value)


def _placed(path: Path, skeleton: list[object]) -> dict[str, tuple[float, float, bool]]:
    """Name -> x, y, seen, as written."""
    placed: dict[str, tuple[float, float, bool]] = {}
    for number, entry in enumerate(skeleton, start=1):
        if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
            raise MotionError("joints.entry", path=str(path), number=number)
        name = entry["name"].strip().lower()
        if name not in BY_LABEL and name not in _OTHER_NAMES and name not in _DRAWINGS_ONLY:
            raise MotionError("joints.unknown", path=str(path), name=name, known=", ".join(BY_LABEL))
        if name in placed:
            raise MotionError("joints.duplicate", path=str(path), name=name)
        placed[name] = (*_location(path, name, entry.get("loc")), entry.get("seen", True) is not False)
    return placed


def _location(path: Path, name: str, loc: object) -> tuple[float, float]:
    numbers = [float(v) for v in loc if _is_number(v)] if isinstance(loc, list) else []
    if not isinstance(loc, list) or len(loc) != 2 or len(numbers) != 2:
        raise MotionError("joints.number", path=str(path), name=name, given=loc)
    return numbers[0], numbers[1]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _arrays(
    path: Path, placed: dict[str, tuple[float, float, bool]], size: tuple[float, float]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(21, 2) places, (21,) 1 where seen, (21,) whether given, in the size the file was made for."""
    xy, seen, given = np.zeros((NUM_JOINTS, 2)), np.zeros(NUM_JOINTS), np.zeros(NUM_JOINTS, bool)
    for name, (x, y, visible) in placed.items():
        slack = 0.0 if visible else _FARTHEST
        inside = all(-slack * side <= v <= (1 + slack) * side for v, side in zip((x, y), size, strict=True))
        if not inside:
            raise MotionError("joints.outside", path=str(path), name=name, x=x, y=y, width=size[0], height=size[1])
        joint = BY_LABEL.get(_OTHER_NAMES.get(name, name))
        if joint is not None:
            xy[joint], seen[joint], given[joint] = (x, y), float(visible), True
        elif name == "hip" and "root" not in placed:
            xy[Joint.PELVIS], seen[Joint.PELVIS], given[Joint.PELVIS] = (x, y), float(visible), True
    missing = [joint.label for joint in REQUIRED if not given[joint]]
    if missing:
        raise MotionError("joints.missing", path=str(path), names=", ".join(missing))
    return xy, seen, given


def _derive(xy: np.ndarray, given: np.ndarray, seen: np.ndarray, *, drawing_neck: bool) -> None:
    """Fill in place what the file leaves out.

    pelvis: middle of the hips. face (only in drawings: their `neck`): else one third of a torso above the shoulders.
    neck: the shoulders' middle, raised by 12 % of the way to the face, as the pose estimator has it. spine: middle of
    pelvis and neck. head (crown): as far beyond the face as 72 % of the way from the shoulders to it. nose: the face.
    eyes: 8 % of the way from crown to neck beside and above the nose. toes: a fifth of the shin, outward and down.
    """
    shoulders = (xy[Joint.SHOULDER_L] + xy[Joint.SHOULDER_R]) / 2
    if not given[Joint.PELVIS]:
        xy[Joint.PELVIS] = (xy[Joint.HIP_L] + xy[Joint.HIP_R]) / 2
    up = shoulders - xy[Joint.PELVIS]
    face = shoulders + 0.45 * up
    if drawing_neck and given[Joint.NECK]:
        face = xy[Joint.NECK].copy()
        given[Joint.NECK] = False
    elif given[Joint.HEAD]:
        face = shoulders + (xy[Joint.HEAD] - shoulders) / 1.72
    rise = face - shoulders
    across = np.array([-rise[1], rise[0]])  # to the figure's left, which is right of the picture when it looks at us
    if (xy[Joint.SHOULDER_L] - xy[Joint.SHOULDER_R]) @ across < 0:
        across = -across
    guesses = {
        Joint.NECK: shoulders + 0.12 * rise,
        Joint.HEAD: face + 0.72 * rise,
        Joint.NOSE: face,
        Joint.EYE_L: face + 0.14 * rise + 0.2 * across,
        Joint.EYE_R: face + 0.14 * rise - 0.2 * across,
    }
    for joint, place in guesses.items():
        if not given[joint]:
            xy[joint] = place
    if not given[Joint.SPINE]:
        xy[Joint.SPINE] = (xy[Joint.PELVIS] + xy[Joint.NECK]) / 2
    for toe, ankle, knee in (
        (Joint.TOE_L, Joint.ANKLE_L, Joint.KNEE_L),
        (Joint.TOE_R, Joint.ANKLE_R, Joint.KNEE_R),
    ):
        if not given[toe]:
            shin = xy[ankle] - xy[knee]
            outward = np.sign(xy[ankle, 0] - xy[Joint.PELVIS, 0]) or 1.0
            xy[toe] = xy[ankle] + 0.2 * np.linalg.norm(shin) * np.array([0.7 * outward, 0.7])
    body = float(seen[[Joint.SHOULDER_L, Joint.SHOULDER_R, Joint.HIP_L, Joint.HIP_R]].min())
    for joint in Joint:
        if not given[joint]:
            ankle = {Joint.TOE_L: Joint.ANKLE_L, Joint.TOE_R: Joint.ANKLE_R}.get(joint)
            seen[joint] = body if ankle is None else seen[ankle]
