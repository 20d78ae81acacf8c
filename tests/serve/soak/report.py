"""Figures of soak runs as lines of JSON, to be written into docs/soak.md by `python -m tests.serve.soak.report`."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[3]
SHARE = float(os.environ.get("MUDONG_SOAK_SHARE") or 1)
"""Of the full runs: below 1 on a machine that has other things to do. The figures say how many there were."""
FILE = Path(os.environ.get("MUDONG_SOAK_REPORT") or ROOT / "out" / "soak.jsonl")


def note(name: str, figures: Mapping[str, object]) -> None:
    """One run's figures."""
    FILE.parent.mkdir(parents=True, exist_ok=True)
    with FILE.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"name": name, **figures}, ensure_ascii=False) + "\n")
