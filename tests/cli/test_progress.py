"""Progress: plain lines for logs, a bar on a terminal, never on stdout."""

import io

import pytest

from mudong.cli.progress import QUIET_S, plain_lines, show_progress, stage_title
from mudong.spec.engine import Progress


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MUDONG_LANG", "en")


def test_a_log_gets_a_line_per_stage_and_then_one_now_and_then():
    now = 0.0
    log = io.StringIO()
    report = plain_lines(log, clock=lambda: now)
    for frame in range(301):
        now = frame * QUIET_S / 100
        report(Progress(stage="render", done=frame, total=300))
    report(Progress(stage="cut", done=0, total=1))
    assert log.getvalue().splitlines() == [
        "Rendering",
        "Rendering 33 %",
        "Rendering 66 %",
        "Rendering 100 %",
        "Cutting the figure out",
    ]


def test_a_stage_without_a_name_shows_its_own():
    assert stage_title("render") == "Rendering"
    assert stage_title("dreaming") == "dreaming"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar_with_its_share_and_is_left_clean(capsys: pytest.CaptureFixture[str]):
    terminal = Terminal()
    with show_progress(terminal) as report:
        for frame in (0, 50, 100):
            report(Progress(stage="render", done=frame, total=100))
        report(Progress(stage="cut", done=0, total=0))
    assert "Rendering" in terminal.getvalue()
    assert "100%" in terminal.getvalue()
    assert capsys.readouterr().out == ""
