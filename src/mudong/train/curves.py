"""Curves of a run: one JSON line a report, a spark line in the terminal, and a picture of all of it."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import cv2
import numpy as np

_SPARKS = "▁▂▃▄▅▆▇█"
_PANEL = (420, 260)
_MARGIN = 36
_INK, _PALE, _LINE = (60, 50, 45), (225, 222, 218), (190, 95, 30)


def append(path: Path, row: Mapping[str, float]) -> None:
    """Add one report to a file of JSON lines."""
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(dict(row)) + "\n")


def read(path: Path) -> list[dict[str, float]]:
    """All whole reports of a file; none where there is no file."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.endswith("}")]


def forget(path: Path, after: float) -> None:
    """Take away what was reported after so many samples: a run that goes on from a checkpoint reports it again."""
    kept = [row for row in read(path) if row["samples"] <= after]
    part = path.with_name(path.name + ".part")
    part.write_text("".join(json.dumps(row) + "\n" for row in kept), encoding="utf-8")
    part.replace(path)


def spark(values: Sequence[float], width: int = 32) -> str:
    """The course of some numbers in one line; the last of each stretch stands for it."""
    known = [value for value in values if math.isfinite(value)]
    if not known:
        return ""
    chosen = [known[index] for index in np.linspace(0, len(known) - 1, min(width, len(known))).astype(int)]
    low, high = min(chosen), max(chosen)
    return "".join(_SPARKS[int((value - low) / (high - low or 1) * (len(_SPARKS) - 1))] for value in chosen)


def draw(rows: Sequence[Mapping[str, float]], path: Path) -> None:
    """A picture with a panel for every number, over samples seen."""
    names = [name for name in dict.fromkeys(name for row in rows for name in row) if name != "samples"]
    panels = [_panel(name, [(row["samples"], row[name]) for row in rows if name in row]) for name in names]
    if not panels:
        return
    panels += [np.full_like(panels[0], 255)] * (-len(panels) % 2)
    picture = np.concatenate([np.concatenate(panels[i : i + 2], axis=1) for i in range(0, len(panels), 2)])
    part = path.with_name("writing-" + path.name)
    cv2.imwrite(str(part), picture)
    part.replace(path)


def _panel(name: str, points: Sequence[tuple[float, float]]) -> np.ndarray:
    width, height = _PANEL
    panel = np.full((height, width, 3), 255, np.uint8)
    finite = np.array([point for point in points if math.isfinite(point[1])], float).reshape(-1, 2)
    box = (_MARGIN, _MARGIN, width - 12, height - 24)
    cv2.rectangle(panel, box[:2], box[2:], _PALE, 1)
    last = f"{finite[-1, 1]:.4g}" if len(finite) else "-"
    cv2.putText(panel, f"{name}  {last}", (_MARGIN, 22), cv2.FONT_HERSHEY_SIMPLEX, 0.5, _INK, 1, cv2.LINE_AA)
    if len(finite) < 2:
        return panel
    low, high = finite.min(axis=0), finite.max(axis=0)
    share = (finite - low) / np.where(high > low, high - low, 1)
    x = box[0] + share[:, 0] * (box[2] - box[0])
    y = box[3] - share[:, 1] * (box[3] - box[1])
    cv2.polylines(panel, [np.stack([x, y], axis=1).round().astype(np.int32)], False, _LINE, 1, cv2.LINE_AA)
    for value, row in ((high[1], box[1] + 10), (low[1], box[3] - 2)):
        cv2.putText(panel, f"{value:.3g}", (2, row), cv2.FONT_HERSHEY_SIMPLEX, 0.32, _INK, 1, cv2.LINE_AA)
    return panel
