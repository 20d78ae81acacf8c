"""The command as a user meets it: fast help, one-line errors, exit codes, two languages."""

import os
import re
import resource
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from mudong import __version__
from mudong.cli.main import COMMANDS, main, take_global_options
from mudong.spec.errors import InvalidRequest


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mudong", *arguments],
        capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "100", **environment},
    )  # fmt: skip


def test_help_answers_in_half_a_second():
    """Processor time: on an idle machine it is the waiting time, and a busy one does not change it much."""
    seconds = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert run("--help").returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert statistics.median(seconds) < 0.5


def test_help_names_every_command():
    words = run("--help", MUDONG_LANG="en").stdout
    assert all(re.search(rf"^  {name} ", words, re.MULTILINE) for name in COMMANDS)


def test_the_options_that_later_issues_rely_on_are_there():
    words = run("dance", "--help").stdout
    for option in (
        "--image", "--motion", "--out", "--joints", "--prompt", "--engine", "--keep-audio", "--no-audio", "--fps",
        "--resolution", "--aspect", "--draft", "--loop", "--from", "--to", "--orientation", "--background", "--quality",
        "--seed", "--anyway", "--force", "--sheet", "--gif", "--json",
    ):  # fmt: skip
        assert option in words, option


def test_help_speaks_korean_wherever_the_option_stands():
    korean = run("--lang", "ko", "dance", "--help").stdout
    assert "춤" in korean
    assert korean == run("dance", "--help", "--lang=ko").stdout == run("dance", "--help", MUDONG_LANG="ko").stdout


def test_version():
    assert run("--version").stdout == f"mudong {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("dance", "--image", "a.png", "--motion", "b.mp4", "--fps", "900"), 2, "[request.fps]"),
        (("dance", "--image", "a.png", "--motion", "b.mp4", "--from", "5", "--to", "1"), 2, "[request.span]"),
        (("dance", "--image", "a.png", "--motion", "b.mp4", "--aspect", "wide"), 2, "[request.aspect]"),
        (("dance", "--image", "a.png", "--motion", "b.mp4", "--resolution", "8k"), 2, "[request.resolution]"),
        (("dance", "--image", "a.png", "--motion", "b.mp4", "--quality", "99"), 2, "[request.quality]"),
        (("dance", "--image", "a.png", "--motion", "b.mp4", "--prompt", "@image_7"), 2, "[request.handle]"),
        (("--lang", "tlh", "dance"), 2, "[cli.language]"),
    ],
)
def test_a_wrong_wish_is_one_line_with_its_code(arguments: tuple[str, ...], code: int, says: str):
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.count("\n") == 1
    assert says in done.stderr


@pytest.mark.parametrize("arguments", [("dance",), ("fly",), ("dance", "--image"), ("dance", "--orientation", "up")])
def test_a_wrong_command_line_is_exit_code_2(arguments: tuple[str, ...]):
    done = run(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_debug_shows_where_an_error_came_from():
    done = run("dance", "--image", "a.png", "--motion", "b.mp4", "--fps", "900", "--debug")
    assert "Traceback" in done.stderr
    assert done.returncode == 2


def test_global_options_are_taken_out_and_nothing_else():
    taken = take_global_options(["dance", "--lang", "ko", "--image", "a", "--debug"])
    assert (taken.language, taken.debug, taken.rest) == ("ko", True, ("dance", "--image", "a"))
    with pytest.raises(InvalidRequest):
        take_global_options(["--lang"])


def test_main_can_be_called_in_process(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MUDONG_LANG", "en")
    with pytest.raises(SystemExit) as left:
        main(["joints", str(Path("no-such-picture.png"))])
    assert left.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1
