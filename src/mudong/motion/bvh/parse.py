"""The text of a BVH file -> a `Skeleton` and its channel values. Knows nothing about what the joints are called.

Format: Biovision hierarchy (Meredith and Maddock, "Motion Capture File Formats Explained", 2001).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import numpy as np

from mudong.spec.errors import MotionError
from mudong.spec.limits import MediaLimits

MAX_FILE_BYTES = 128 << 20
MAX_JOINTS = 1000
MAX_DEPTH = 200
MAX_VALUES = 30_000_000
CHANNELS = ("xposition", "yposition", "zposition", "xrotation", "yrotation", "zrotation")
FARTHEST = 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Skeleton:
    """joints in the file's order, so that every parent precedes its children.

    parents: index, -1 for a root. offsets: (joints, 3). channels: per joint, as indices into `CHANNELS`, in the order
    of the file. ends: which joints are End Sites; they have no channels.
    """

    names: tuple[str, ...]
    parents: tuple[int, ...]
    offsets: np.ndarray
    channels: tuple[tuple[int, ...], ...]
    ends: tuple[bool, ...]

    def children(self, joint: int) -> list[int]:
        """Indices of the joints that hang from `joint`."""
        return [index for index, parent in enumerate(self.parents) if parent == joint]


@dataclass(frozen=True, slots=True, kw_only=True)
class BvhFile:
    """A parsed file. values: (frames, channels) float64, degrees and the file's unit of length."""

    skeleton: Skeleton
    frame_s: float
    values: np.ndarray


def parse_bvh(path: Path) -> BvhFile:
    """Read a BVH file. Raises `MotionError` with what is wrong, and in which line where that helps."""
    text = _text(path)
    head, keyword, tail = _split(text)
    if not keyword:
        raise MotionError("motion.bvh_no_motion", path=str(path))
    skeleton = _Hierarchy(path, head).read()
    return _motion(path, skeleton, tail)


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise MotionError("motion.too_large", path=str(path), given_mb=size >> 20, limit_mb=MAX_FILE_BYTES >> 20)
        data = path.read_bytes()
    except OSError as error:
        raise MotionError("motion.cannot_read", path=str(path), detail=error.strerror or str(error)) from error
    if b"\0" in data[:4096]:
        raise MotionError("motion.not_text", path=str(path))
    # Names may be in any code page; nothing else in the format lies outside ASCII.
    return data.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _split(text: str) -> tuple[str, str, str]:
    """Before and after the line that says MOTION."""
    for at in _occurrences(text, "MOTION"):
        line_start = text.rfind("\n", 0, at) + 1
        rest = text[at + len("MOTION") : at + len("MOTION") + 1]
        if not text[line_start:at].strip() and (not rest or rest.isspace()):
            return text[:line_start], "MOTION", text[at + len("MOTION") :]
    return text, "", ""


def _occurrences(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


class _Hierarchy:
    """Recursive descent over the words of the HIERARCHY section, without recursion."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._words = [(word, number) for number, line in enumerate(text.splitlines(), 1) for word in line.split()]
        self._at = 0
        self._names: list[str] = []
        self._parents: list[int] = []
        self._offsets: list[list[float]] = []
        self._channels: list[tuple[int, ...]] = []
        self._ends: list[bool] = []

    def read(self) -> Skeleton:
        if not self._words or self._word().upper() != "HIERARCHY":
            raise MotionError("motion.bvh_no_hierarchy", path=str(self._path))
        open_joints: list[int] = []
        while self._at < len(self._words):
            word = self._word()
            if word.upper() in ("ROOT", "JOINT", "END"):
                self._joint(word.upper(), open_joints)
            elif word == "}":
                if not open_joints:
                    self._broken(word)
                open_joints.pop()
            else:
                self._broken(word)
        if open_joints:
            raise MotionError("motion.bvh_unclosed", path=str(self._path), joint=self._names[open_joints[-1]])
        if not any(self._channels):
            raise MotionError("motion.bvh_no_channels", path=str(self._path))
        return Skeleton(
            names=tuple(self._names),
            parents=tuple(self._parents),
            offsets=np.array(self._offsets, dtype=np.float64),
            channels=tuple(self._channels),
            ends=tuple(self._ends),
        )

    def _joint(self, kind: str, open_joints: list[int]) -> None:
        """ROOT, JOINT or End Site up to and with its channels; its children follow by themselves."""
        name = self._name()
        if (kind == "ROOT") == bool(open_joints) or (kind == "END" and not open_joints):
            self._broken(kind)
        parent = open_joints[-1] if open_joints else -1
        if kind != "END" and any(self._names[index] == name for index in open_joints):
            raise MotionError("motion.bvh_cyclic", path=str(self._path), joint=name)
        if parent >= 0 and self._ends[parent]:
            self._broken(kind)
        if len(self._names) >= MAX_JOINTS or len(open_joints) >= MAX_DEPTH:
            raise MotionError("motion.bvh_too_many_joints", path=str(self._path), limit=MAX_JOINTS, depth=MAX_DEPTH)
        self._expect("{")
        self._expect("OFFSET")
        self._names.append(name if kind != "END" else f"{self._names[parent]} (end)")
        self._parents.append(parent)
        self._offsets.append([self._number() for _ in range(3)])
        self._channels.append(self._channel_order() if self._peek().upper() == "CHANNELS" else ())
        self._ends.append(kind == "END")
        open_joints.append(len(self._names) - 1)

    def _name(self) -> str:
        """The rest of the line: some programs put spaces into names."""
        line = self._words[self._at][1] if self._at < len(self._words) else -1
        parts = [self._word()]
        while self._at < len(self._words) and self._words[self._at][1] == line and self._words[self._at][0] != "{":
            parts.append(self._word())
        return " ".join(parts)

    def _channel_order(self) -> tuple[int, ...]:
        self._word()
        count = self._number()
        if count != int(count) or not 0 <= count <= len(CHANNELS):
            self._broken(f"CHANNELS {count:g}")
        words = [self._word() for _ in range(int(count))]
        for word in words:
            if word.lower() not in CHANNELS:
                self._broken(word)
        order = tuple(CHANNELS.index(word.lower()) for word in words)
        if len(set(order)) != len(order):
            self._broken(" ".join(words))
        return order

    def _peek(self) -> str:
        return self._words[self._at][0] if self._at < len(self._words) else ""

    def _word(self) -> str:
        if self._at >= len(self._words):
            raise MotionError("motion.bvh_truncated_hierarchy", path=str(self._path))
        self._at += 1
        return self._words[self._at - 1][0]

    def _expect(self, wanted: str) -> None:
        word = self._word()
        if word.upper() != wanted:
            self._broken(word)

    def _number(self) -> float:
        word = self._word()
        try:
            value = float(word)
        except ValueError:
            self._broken(word)
        if not abs(value) <= FARTHEST:
            raise MotionError(
                "motion.bvh_not_finite", path=str(self._path), where=f"line {self._words[self._at - 1][1]}"
            )
        return value

    def _broken(self, word: str) -> NoReturn:
        line = self._words[min(self._at, len(self._words)) - 1][1]
        raise MotionError("motion.bvh_broken", path=str(self._path), line=line, word=word[:40])


def _motion(path: Path, skeleton: Skeleton, text: str) -> BvhFile:
    """The MOTION section: `Frames: n`, `Frame Time: s`, then one row of numbers per frame."""
    head, _, rest = text.lstrip().partition("\n")
    time_line, _, body = rest.lstrip().partition("\n")
    frames = _value(path, head, "frames:")
    frame_s = _value(path, time_line, "frame time:")
    columns = sum(map(len, skeleton.channels))
    if frames < 1 or frames != int(frames) or frames * columns > MAX_VALUES:
        raise MotionError("motion.bvh_frames", path=str(path), given=f"{frames:g}", limit=MAX_VALUES // columns)
    if not 1e-4 <= frame_s <= 1.0:
        raise MotionError("motion.bvh_frame_time", path=str(path), given=f"{frame_s:g}")
    limit_s = MediaLimits().max_duration_s
    if frames * frame_s > limit_s:
        raise MotionError("motion.too_long", path=str(path), given=round(frames * frame_s), limit=round(limit_s))
    words = body.split()
    needed = int(frames) * columns
    if len(words) < needed:
        raise MotionError("motion.bvh_truncated", path=str(path), given=len(words) // columns, expected=int(frames))
    try:
        values = np.array(words[:needed], dtype=np.float64).reshape(int(frames), columns)
    except ValueError as error:
        raise MotionError("motion.bvh_not_a_number", path=str(path)) from error
    if not (np.abs(values) <= FARTHEST).all():  # also false for what is not a number
        row = int(np.flatnonzero(~(np.abs(values) <= FARTHEST).all(axis=1))[0])
        raise MotionError("motion.bvh_not_finite", path=str(path), where=f"frame {row + 1}")
    return BvhFile(skeleton=skeleton, frame_s=frame_s, values=values)


def _value(path: Path, line: str, label: str) -> float:
    lowered = " ".join(line.lower().split())
    if not lowered.startswith(label):
        raise MotionError("motion.bvh_motion_head", path=str(path), given=line.strip()[:40])
    try:
        value = float(lowered.removeprefix(label))
    except ValueError as error:
        raise MotionError("motion.bvh_motion_head", path=str(path), given=line.strip()[:40]) from error
    if not np.isfinite(value):
        raise MotionError("motion.bvh_motion_head", path=str(path), given=line.strip()[:40])
    return value
