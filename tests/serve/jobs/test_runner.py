"""A worker process that is watched: it says how it ended, wherever it was started."""

from pathlib import Path

import pytest

from mudong.serve.jobs.runner import run_worker
from mudong.serve.jobs.wire import Broke, WorkOrder


def test_files_in_the_folder_where_it_starts_are_none_of_its_modules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("av.py", "numpy.py", "six.py", "mudong.py"):
        (tmp_path / name).write_text("raise SystemExit('not this one')")
    monkeypatch.chdir(tmp_path)
    order = WorkOrder(request_json="{", out=str(tmp_path / "clip.mp4"), previews=str(tmp_path), language="en")
    ending = run_worker(order, lambda said: None, lambda: False)
    assert isinstance(ending, Broke)
    assert ending.code == "request.json"
