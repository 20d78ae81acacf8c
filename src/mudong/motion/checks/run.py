"""Reads a picture and a dance, and runs every check on them: `mudong check`.

The engine calls `judge` itself with what it has already read.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from mudong.media.picture import read_picture
from mudong.motion.checks.judge import judge
from mudong.motion.checks.result import CheckResult, Verdict
from mudong.motion.joints_file import read_joints
from mudong.motion.load import load_motion
from mudong.motion.pose.blaze import BlazePose
from mudong.motion.pose.picture import find_figures


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """Every result, picture first. usable_s: the part of the dance to use, seconds of its file."""

    results: tuple[CheckResult, ...]
    usable_s: tuple[float, float]

    @property
    def refused(self) -> bool:
        """Whether a check stops the work unless `--anyway` is given."""
        return any(result.verdict is Verdict.REFUSE for result in self.results)

    @property
    def refused_for_good(self) -> bool:
        """Whether nothing is left to render, `--anyway` or not."""
        return any(result.verdict is Verdict.REFUSE and not result.renderable for result in self.results)

    def to_json(self, language: str | None = None) -> str:
        """The report as a JSON object, texts in `language` (default: the user's)."""
        rows = [
            {
                "code": result.code,
                "verdict": str(result.verdict),
                "value": result.value,
                "limit": result.limit,
                "unit": result.unit,
                "text": result.text(language),
                "remedy": result.remedy(language),
                "renderable": result.renderable,
                "params": dict(result.params),
            }
            for result in self.results
        ]
        summary = {
            "refused": self.refused,
            "refused_for_good": self.refused_for_good,
            "usable_s": list(self.usable_s),
            "checks": rows,
        }
        return json.dumps(summary, ensure_ascii=False, indent=2)


def check_references(image: Path, motion: Path, *, joints: Path | None = None) -> CheckReport:
    """Read and judge both. Raises `MediaError` or `MotionError` for files that cannot be read at all."""
    picture = read_picture(image)
    height, width = picture.pixels.shape[:2]
    if joints is not None:
        figures = [read_joints(joints, width, height)]
    else:
        figures = find_figures(picture.pixels, BlazePose())
    loaded = load_motion(motion)
    checks, verdict = judge(picture, figures, joints is not None, loaded)
    start, stop = (round(loaded.start_s + frame / float(loaded.track.fps), 3) for frame in verdict.usable)
    return CheckReport(results=checks, usable_s=(start, stop))
