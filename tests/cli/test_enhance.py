import json

import pytest

from mudong.cli.main import main


def _said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stopped:
        main(["--lang", "en", "enhance", *words])
    captured = capsys.readouterr()
    return int(stopped.value.code or 0), captured.out, captured.err


def test_it_tells_what_it_understood_and_why(capsys: pytest.CaptureFixture[str]):
    code, out, _ = _said(capsys, "이 장면을 더 무섭게 만들어줘", "--video", "clip.mp4")
    assert code == 0
    assert "a change of the given video" in out
    assert "Make this scene scarier." in out
    assert "겁먹은 표정" in out


def test_json_is_a_brief(capsys: pytest.CaptureFixture[str]):
    code, out, _ = _said(
        capsys, "@Mina dances with this bag", "--element", "Mina=a.png,b.png", "--image", "c.png", "--json"
    )
    brief = json.loads(out)
    assert code == 0
    assert {(each["handle"], each["role"]) for each in brief["bindings"]} == {("image_1", "bag"), ("Mina", "who")}


@pytest.mark.parametrize("words", [("@image_2 dances", "--image", "a.png"), ("a cat", "--element", "Mina")])
def test_what_is_wrong_is_one_line(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]):
    code, _, err = _said(capsys, *words)
    assert code == 2
    assert err.count("\n") == 1


def test_a_chat_server_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]):
    code, out, _ = _said(capsys, "a cat dances", "--chat-url", "http://127.0.0.1:9/v1", "--chat-limit", "2")
    assert code == 0
    assert "cannot be reached" in out
