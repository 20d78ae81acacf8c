"""What the user is told is what the report holds."""

import json
from pathlib import Path

import pytest

from mudong.cli.summary import clip_json, remarks, summary, tell
from mudong.engine.report import Clip, ClipReport
from mudong.motion.checks.result import CheckResult, Verdict
from mudong.spec.messages import catalogue
from mudong.spec.plan import Notice

CHECKS = (
    CheckResult(code="motion_length", verdict=Verdict.OK, value=9.4, limit=3.0, unit="s"),
    CheckResult(code="motion_people", verdict=Verdict.WARN, value=2, limit=1),
)
REPORT = ClipReport(
    engine="puppet", width=1080, height=1920, frames=282, fps=30.0, has_audio=True, used_s=(1.0, 10.4), seed=0,
    checks=CHECKS, notices=(Notice.of("request.fps", given=1, least=2, most=3),),
    stages=(("pose", 4.0), ("render", 6.5)),
)  # fmt: skip
CLIP = Clip(path=Path("out/a-b.mp4"), report=REPORT)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_summary_is_one_line_with_what_was_used(monkeypatch: pytest.MonkeyPatch, language: str):
    monkeypatch.setenv("MUDONG_LANG", language)
    line = summary(CLIP, Path("clips/dance.mp4"))
    assert "\n" not in line
    for fact in ("out/a-b.mp4", "1080x1920", "30", "9.4", "puppet", "1.0-10.4", "dance.mp4", "10.5", "motion_people"):
        assert fact in line, fact
    assert "clips/" not in line


def test_every_warning_and_notice_is_remarked_and_nothing_else():
    lines = remarks(REPORT)
    assert len(lines) == 2
    assert all(line.startswith("! ") for line in lines)


def test_the_json_holds_the_whole_report(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MUDONG_LANG", "en")
    tell(CLIP, Path("dance.mp4"), as_json=True)
    printed = json.loads(capsys.readouterr().out)
    assert printed == json.loads(json.dumps(clip_json(CLIP)))
    assert printed["path"] == "out/a-b.mp4"
    assert printed["stages"] == {"pose": 4.0, "render": 6.5}
    assert [check["verdict"] for check in printed["checks"]] == ["ok", "warn"]
    assert printed["notices"][0]["params"] == {"given": 1, "least": 2, "most": 3}
    assert printed["notices"][0]["text"] == catalogue("en")["request.fps"].format(given=1, least=2, most=3)


def test_remarks_go_to_stderr_and_the_summary_to_stdout(capsys: pytest.CaptureFixture[str]):
    tell(CLIP, Path("dance.mp4"), as_json=False)
    said = capsys.readouterr()
    assert said.out.count("\n") == 1
    assert said.err.count("\n") == 2
