"""Pose tracks as JSON files, for other programs to write and read. Knows nothing about where a track comes from.

    {"format": "mudong-track", "version": 1, "fps": "30000/1001", "width": 1080, "height": 1920,
     "joints": ["pelvis", ...21 names in any order...],
     "xy": [[[x, y], ...per joint], ...per frame],        pixels, x right, y down
     "depth": [[d, ...], ...],                            optional; pixels from the pelvis, smaller is nearer
     "confidence": [[c, ...], ...],                       optional; 0..1, 1 where it is not given
     "hands": [[[[x, y], ...3 points], ...left, right], ...],   optional
     "face": {"mouth_open": [...], ...}}                  optional; all fields of `FaceTrack`

A file is refused as a whole when any number in it is not finite.
"""

from __future__ import annotations

import json
import os
from dataclasses import fields
from fractions import Fraction
from pathlib import Path
from typing import NoReturn, cast

import numpy as np

from mudong.motion.track import NUM_HAND_POINTS, FaceTrack, PoseTrack
from mudong.spec.errors import MotionError, OutputError
from mudong.spec.joints import BY_LABEL, NUM_JOINTS, Joint
from mudong.spec.limits import MAX_FPS, MAX_OUTPUT_SIDE, MediaLimits

FORMAT = "mudong-track"
VERSION = 1
MAX_FILE_BYTES = 128 << 20
MAX_SIDE = 4 * MAX_OUTPUT_SIDE
FARTHEST = 1e6
"""Largest coordinate in pixels."""


def write_track(track: PoseTrack, path: Path) -> None:
    """Write `track`, whole or not at all; coordinates are rounded to a thousandth of a pixel."""
    face = track.face
    content = {
        "format": FORMAT,
        "version": VERSION,
        "fps": str(track.fps),
        "width": track.width,
        "height": track.height,
        "source": track.source,
        "joints": [joint.label for joint in Joint],
        "xy": _rounded(track.xy),
        "depth": _rounded(track.depth) if track.has_depth else None,
        "confidence": _rounded(track.confidence),
        "hands": None if track.hands is None else _rounded(track.hands),
        "face": None if face is None else {f.name: _rounded(getattr(face, f.name)) for f in fields(face)},
    }
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(json.dumps(content, separators=(",", ":"), allow_nan=False), encoding="utf-8")
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError("output.not_writable", path=str(path), detail=error.strerror or str(error)) from error


def read_track(path: Path) -> PoseTrack:
    """The track in a JSON file of version 1. Raises `MotionError` for everything else."""
    content = _parsed(path)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise MotionError("motion.json_format", path=str(path), expected=FORMAT)
    if content.get("version") != VERSION:
        raise MotionError("motion.json_version", path=str(path), given=content.get("version"), expected=VERSION)
    reader = _Reader(path, cast("dict[str, object]", content))
    fps, (width, height) = reader.fps(), reader.size()
    order = reader.joint_order()
    xy = reader.array("xy", (-1, NUM_JOINTS, 2))
    frames = len(xy)
    if frames / fps > MediaLimits().max_duration_s:
        raise MotionError(
            "motion.too_long",
            path=str(path),
            given=round(float(frames / fps)),
            limit=round(MediaLimits().max_duration_s),
        )
    confidence = reader.array("confidence", (frames, NUM_JOINTS), default=1.0)
    if confidence.min() < 0 or confidence.max() > 1:
        reader.wrong("json_range", field="confidence", least=0, most=1)
    hands = content.get("hands")
    return PoseTrack(
        fps=fps,
        width=width,
        height=height,
        xy=xy[:, order],
        depth=reader.array("depth", (frames, NUM_JOINTS), default=0.0)[:, order],
        confidence=confidence[:, order],
        hands=None if hands is None else reader.array("hands", (frames, 2, NUM_HAND_POINTS, 2)),
        face=reader.face(frames),
        source=str(content.get("source", "json"))[:32],
        has_depth=content.get("depth") is not None,
    )


def _parsed(path: Path) -> object:
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise MotionError("motion.too_large", path=str(path), given_mb=size >> 20, limit_mb=MAX_FILE_BYTES >> 20)
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise MotionError("motion.cannot_read", path=str(path), detail=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise MotionError("motion.not_text", path=str(path)) from error

    def not_finite(name: str) -> NoReturn:
        raise MotionError("motion.json_not_finite", path=str(path), field=name)

    try:
        return json.loads(text, parse_constant=not_finite)
    except json.JSONDecodeError as error:
        raise MotionError("motion.json_broken", path=str(path), line=error.lineno, column=error.colno) from error
    except (RecursionError, ValueError) as error:
        raise MotionError("motion.json_too_deep", path=str(path)) from error


_FACE_DEFAULTS = {"turn_deg": 0.0, "nod_deg": 0.0}
"""Fields of a face that a file may leave out."""


class _Reader:
    """Takes checked values out of the parsed file."""

    def __init__(self, path: Path, content: dict[str, object]) -> None:
        self._path = path
        self._content = content

    def wrong(self, reason: str, **params: object) -> NoReturn:
        raise MotionError(f"motion.{reason}", path=str(self._path), **params)

    def fps(self) -> Fraction:
        given = self._content.get("fps")
        try:
            fps = (
                Fraction(given)
                if isinstance(given, str | int)
                else Fraction(cast(float, given)).limit_denominator(1001)
            )
        except (TypeError, ValueError, ZeroDivisionError, OverflowError):
            self.wrong("json_fps", given=given, most=MAX_FPS)
        if not 1 <= fps <= MAX_FPS:
            self.wrong("json_fps", given=given, most=MAX_FPS)
        return fps

    def size(self) -> tuple[int, int]:
        width, height = (self._content.get(name) for name in ("width", "height"))
        for name, side in (("width", width), ("height", height)):
            if type(side) is not int or not 1 <= side <= MAX_SIDE:
                self.wrong("json_side", field=name, given=side, most=MAX_SIDE)
        return cast(int, width), cast(int, height)

    def joint_order(self) -> list[int]:
        """For every joint its column in the file."""
        names = self._content.get("joints")
        if not isinstance(names, list) or sorted(map(str, names)) != sorted(BY_LABEL):
            self.wrong("json_joints", names=", ".join(BY_LABEL))
        return [names.index(joint.label) for joint in Joint]

    def array(self, field: str, shape: tuple[int, ...], *, default: float | None = None) -> np.ndarray:
        """A float32 array of `shape`, whose -1 stands for any number of at least one."""
        given = self._content.get(field)
        return self._checked(field, given, shape, default)

    def face(self, frames: int) -> FaceTrack | None:
        given = self._content.get("face")
        if given is None:
            return None
        if not isinstance(given, dict):
            self.wrong("json_shape", field="face", expected="{...}")
        rows = {
            f.name: self._checked(f"face.{f.name}", given.get(f.name), (frames,), _FACE_DEFAULTS.get(f.name))
            for f in fields(FaceTrack)
        }
        return FaceTrack(**rows)

    def _checked(self, field: str, given: object, shape: tuple[int, ...], default: float | None) -> np.ndarray:
        if given is None and default is not None:
            return np.full(shape, default, np.float32)
        expected = " x ".join("N" if side == -1 else str(side) for side in shape)
        try:
            array = np.array(given, dtype=np.float64)
        except (TypeError, ValueError, OverflowError):
            self.wrong("json_shape", field=field, expected=expected)
        fits = array.ndim == len(shape) and all(s in (-1, a) for s, a in zip(shape, array.shape, strict=True))
        if not fits or array.size == 0:
            self.wrong("json_shape", field=field, expected=expected)
        if not np.isfinite(array).all():
            raise MotionError("motion.json_not_finite", path=str(self._path), field=field)
        if np.abs(array).max() > FARTHEST:
            self.wrong("json_range", field=field, least=f"{-FARTHEST:.0f}", most=f"{FARTHEST:.0f}")
        return array.astype(np.float32)


def _rounded(values: np.ndarray) -> list[object]:
    return np.round(values.astype(np.float64), 3).tolist()
