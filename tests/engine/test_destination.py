"""Where a clip may go, and how its name tells whether it can hold transparency."""

from __future__ import annotations

from pathlib import Path

import pytest

from mudong.engine.destination import alpha_format, check_destination
from mudong.spec.errors import InvalidRequest, OutputError
from mudong.spec.request import Output, Request

OPAQUE, CLEAR = Request(), Request(output=Output(background="transparent"))


@pytest.mark.parametrize(
    ("request_", "name", "stored"),
    [(OPAQUE, "a.mp4", "none"), (OPAQUE, "A.MP4", "none"), (CLEAR, "a.webm", "webm"), (CLEAR, "a.MOV", "prores")],
)
def test_the_name_tells_how_alpha_is_stored(request_: Request, name: str, stored: str) -> None:
    assert alpha_format(request_, Path(name)) == stored


@pytest.mark.parametrize(("request_", "name"), [(OPAQUE, "a.webm"), (OPAQUE, "a.gif"), (CLEAR, "a.mp4"), (CLEAR, "a")])
def test_a_name_that_does_not_fit_is_refused(request_: Request, name: str) -> None:
    with pytest.raises(InvalidRequest):
        alpha_format(request_, Path(name))


@pytest.mark.parametrize("colour", ["#00ff7F", "#000000"])
def test_colours_are_six_digits(colour: str, tmp_path: Path) -> None:
    check_destination(Request(output=Output(background=colour)), tmp_path / "a.mp4", None, False)


@pytest.mark.parametrize("colour", ["#fff", "#1234567", "#gg0000", "#", "#+1+1+1"])
def test_anything_else_behind_a_hash_is_refused(colour: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest):
        check_destination(Request(output=Output(background=colour)), tmp_path / "a.mp4", None, False)


def test_both_files_are_guarded(tmp_path: Path) -> None:
    (tmp_path / "s.png").write_bytes(b"mine")
    with pytest.raises(OutputError):
        check_destination(OPAQUE, tmp_path / "a.mp4", tmp_path / "s.png", False)
    check_destination(OPAQUE, tmp_path / "a.mp4", tmp_path / "s.png", True)
    assert (tmp_path / "s.png").read_bytes() == b"mine"
