"""Against a real server process that speaks the protocol, or hangs, drips, floods, lies and talks nonsense."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mudong.enhancer.chat.thinker import ChatThinker
from mudong.enhancer.enhance import enhance
from mudong.media.picture import Picture, write_png
from mudong.spec.conditions import ReferenceImage
from mudong.spec.request import Request

REQUEST = Request(prompt="고양이 두 마리가 눈 속에서 춤춰요")
LIMIT_S, SLACK_S = 1.0, 1.5


@contextmanager
def _server(manner: str) -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("server.py")), manner], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize("manner", ["right", "think"])
def test_an_answer_is_checked_told_and_made_a_brief(manner: str):
    with _server(manner) as url:
        brief = enhance(REQUEST, thinker=ChatThinker(url=f"{url}/v1", model="tiny", time_limit_s=20))
    assert (brief.thinker, brief.fallback) == ("tiny", "")
    assert {fact.atom for fact in brief.facts if fact.stated} == {"weather:snow", "cat.does:dance", "who:cat*2"}
    assert "The cat dances." in [reason.why for reason in brief.reasoning]
    assert brief.caption.count("is dancing") == 2
    assert "snowflakes" in brief.caption


@pytest.mark.parametrize("manner", ["hang", "drip", "flood", "status", "html", "empty", "prose", "lie", "shape"])
def test_whatever_it_does_costs_at_most_its_time_limit(manner: str):
    with _server(manner) as url:
        start = time.monotonic()
        brief = enhance(REQUEST, thinker=ChatThinker(url=f"{url}/v1", model="tiny", time_limit_s=LIMIT_S))
        assert time.monotonic() - start < LIMIT_S + SLACK_S
    assert brief.thinker == "embedded"
    assert brief.fallback
    assert brief.facts == enhance(REQUEST).facts


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "nonsense", "http://[", "file:///etc/passwd"])
def test_a_server_that_is_not_there_is_told(url: str):
    brief = enhance(REQUEST, thinker=ChatThinker(url=url, model="tiny", time_limit_s=2))
    assert brief.thinker == "embedded"
    assert url in brief.fallback


def test_pictures_go_along_as_data(tmp_path: Path):
    import numpy as np

    path = tmp_path / "a.png"
    write_png(path, Picture(np.full((700, 900, 3), 128, np.uint8)).pixels)
    request = Request(prompt="@image_1 속 고양이가 춤춰요", conditions=(ReferenceImage(path=path),))
    with _server("right") as url:
        enhance(request, thinker=ChatThinker(url=f"{url}/v1", model="tiny", time_limit_s=20))
        asked = json.loads(json.loads(urllib.request.urlopen(f"{url}/asked").read())[0])
    parts = asked["messages"][1]["content"]
    assert [part["type"] for part in parts] == ["text", "text", "image_url"]
    assert parts[2]["image_url"]["url"].startswith("data:image/jpeg;base64,")
    assert asked["response_format"]["json_schema"]["schema"]["required"] == ["facts"]
