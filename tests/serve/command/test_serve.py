"""`mudong serve` as it is started: a web process, an executor, a dance through each, and what a process may hold."""

from __future__ import annotations

import json
import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.serve.api.conftest import picture_bytes, video_bytes
from typer.testing import CliRunner

from mudong.cli.demo.dancer import CHILD, HEIGHT, WIDTH, dance_track
from mudong.cli.remote import build_remote
from mudong.client import ApiError, Client
from mudong.client.token import signed_token
from mudong.media.picture import write_png
from mudong.media.probe import probe
from mudong.motion.joints_file import write_joints
from mudong.motion.track_io import write_track
from mudong.serve.callbacks.signature import is_ours
from mudong.world.kinds import Place
from mudong.world.portrait import portrait

MOST_RSS_BYTES = 200e6
HEAVY = ("/torch/", "/cv2/", "skia", "/av/", "/scipy/", "litert")


@dataclass(frozen=True)
class Running:
    process: subprocess.Popen[str]
    url: str
    access_key: str
    secret_key: str
    api_key: str
    hook: str
    calls: queue.Queue[tuple[dict[str, str], bytes]]

    def client(self) -> Client:
        return Client(self.url, self.access_key, self.secret_key)

    def executors(self) -> list[int]:
        """Ids of the executor processes that this server has started."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                command = (folder / "cmdline").read_bytes()
            except OSError:
                continue
            if parent == self.process.pid and b"mudong.serve.command.executor" in command:
                found.append(int(folder.name))
        return found


@pytest.fixture(scope="module")
def receiver() -> Iterator[tuple[str, queue.Queue[tuple[dict[str, str], bytes]]]]:
    calls: queue.Queue[tuple[dict[str, str], bytes]] = queue.Queue()

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            calls.put(({key.lower(): value for key, value in self.headers.items()}, body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{listening.server_port}", calls
    listening.shutdown()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, receiver: Any) -> Iterator[Running]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    host, calls = receiver
    environment = os.environ | {
        "MUDONG_CALLBACK_ALLOW": host, "MUDONG_HEARTBEAT_S": "0.3", "MUDONG_LANG": "en", "MUDONG_PORT": str(port),
    }  # fmt: skip
    folder = tmp_path_factory.mktemp("serve")
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "mudong", "serve", "--accounts", "--data-dir", str(folder / "data")],
            stdout=subprocess.PIPE, stderr=log, text=True, env=environment,
        )  # fmt: skip
    assert process.stdout is not None
    told = "".join(process.stdout.readline() for _ in range(5))
    keys = re.findall(r"key +(\S+)$", told, re.MULTILINE)
    assert len(keys) == 3, told + (folder / "log").read_text()
    url = f"http://127.0.0.1:{port}"
    until(lambda: httpx.get(f"{url}/readyz").status_code == 200, 40)
    yield Running(process, url, keys[0], keys[1], keys[2], f"http://{host}/hook", calls)
    process.terminate()
    assert process.wait(20) is not None
    assert '"logger": "mudong.access"' in (folder / "log").read_text()


def until(holds: Any, most_s: float) -> None:
    deadline_s = time.monotonic() + most_s
    while True:
        try:
            if holds():
                return
        except httpx.HTTPError:
            pass
        assert time.monotonic() < deadline_s
        time.sleep(0.1)


@pytest.fixture(scope="module")
def dancer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A child, its joints and half a second of a dance: nothing has to be found in pictures, so it is quick."""
    folder = tmp_path_factory.mktemp("dance")
    drawn = portrait(CHILD, WIDTH // 8, HEIGHT // 8, place=Place.ROOM)
    write_png(folder / "child.png", drawn.pixels[..., :3])
    write_joints(folder / "joints.yaml", drawn.figure)
    write_track(dance_track().span(0, 30), folder / "dance.json")
    return folder


def test_a_dance_through_the_sdk(running: Running, dancer: Path, tmp_path: Path) -> None:
    with running.client() as client:
        secret = httpx.post(f"{running.url}/api/account/webhook-secret", headers={"X-API-KEY": running.api_key}).json()[
            "secret"
        ]
        job = client.dance(
            dancer / "child.png", dancer / "dance.json", joints=dancer / "joints.yaml", anyway=True, consent=True,
            resolution="72x128", fps=15, callback_url=running.hook, external_id="first",
        )  # fmt: skip
        seen = list(client.watch(job))
        done = seen[-1]
        assert done.state == "succeeded", done.error
        assert [each.progress for each in seen] == sorted(each.progress for each in seen)
        clip = client.download(done, tmp_path / "clip.mp4")
        video = probe(clip).video
        assert video is not None
        assert (video.width, video.height, video.num_frames) == (72, 128, 15)
        assert httpx.post(f"{running.url}/verify", content=clip.read_bytes()).json()["verdict"] == "ours"
        assert (client.account().held, client.job("first").charged) == ("0", done.charged)
        states = []
        while "succeeded" not in states:
            headers, body = running.calls.get(timeout=15)
            assert is_ours(headers, body, secret, int(time.time()))
            states.append(json.loads(body)["state"])
        assert sorted(states) == ["processing", "submitted", "succeeded"]
        draft = client.preview(
            dancer / "child.png", dancer / "dance.json", joints=dancer / "joints.yaml", resolution="72x128"
        )
        assert (draft.file.width, draft.file.height, draft.report["engine"]) == (72, 128, "puppet")
        client.delete("first")
        with pytest.raises(ApiError) as caught:
            client.job("first")
        assert (caught.value.status, caught.value.reason) == (404, "job.not_found")


def test_a_client_of_the_kling_api_is_told_why_its_task_failed(running: Running, tmp_path: Path) -> None:
    headers = {"Authorization": f"Bearer {signed_token(running.access_key, running.secret_key)}"}
    with httpx.Client(base_url=running.url, headers=headers) as http:
        urls = []
        for data in (picture_bytes(320, 480), video_bytes(tmp_path, 360, 360, 3.2)):
            announced = http.post("/customers/storage", json={"file_name": "f"}).json()
            assert http.put(announced["upload_url"], content=data).status_code == 200
            urls.append(announced["download_url"])
        body = {"image_url": urls[0], "video_url": urls[1], "character_orientation": "image", "mode": "std"}
        task_id = http.post("/v1/videos/motion-control", json=body).json()["data"]["task_id"]
        path = f"/v1/videos/motion-control/{task_id}"
        until(lambda: http.get(path).json()["data"]["task_status"] == "failed", 40)
        task = http.get(path).json()["data"]
        assert "/" not in task["task_status_msg"], "no path of the server"
        assert (bool(task["task_status_msg"]), task["final_unit_deduction"]) == (True, "0")


def test_the_same_from_the_shell(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUDONG_URL", running.url)
    monkeypatch.setenv("MUDONG_API_KEY", running.api_key)
    runner, app = CliRunner(), build_remote()
    line = runner.invoke(app, ["list"]).output
    assert "failed" in line
    job_id = line.split()[0]
    assert json.loads(runner.invoke(app, ["show", job_id, "--json"]).output)["state"] == "failed"
    assert runner.invoke(app, ["delete", job_id]).exit_code == 0
    assert runner.invoke(app, ["list"]).output == ""
    assert "free" in runner.invoke(app, ["account"]).output
    assert isinstance(runner.invoke(app, ["show", job_id]).exception, ApiError)


def test_an_executor_that_dies_is_started_again(running: Running) -> None:
    (executor,) = running.executors()
    os.kill(executor, signal.SIGKILL)
    until(lambda: running.executors() not in ([], [executor]), 15)


def test_the_web_process_is_light(running: Running) -> None:
    status = Path(f"/proc/{running.process.pid}/status").read_text()
    rss_bytes = int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) * 1024  # type: ignore[index]
    maps = Path(f"/proc/{running.process.pid}/maps").read_text()
    assert [name for name in HEAVY if name in maps] == []
    assert rss_bytes < MOST_RSS_BYTES
