"""The locked subprocess: what it cannot do, and how it ends when it stalls, costs too much or is not wanted."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from made_files import Video, corners, steady, write_video
from PIL import Image

from mudong.media import sandbox
from mudong.media.decode import read_frames
from mudong.media.picture import read_picture
from mudong.media.probe import probe
from mudong.media.sandbox import ask, guards
from mudong.media.signature import PICTURE_KINDS, VIDEO_KINDS
from mudong.media.wire import HEADER, MAGIC, Kind
from mudong.spec.errors import MediaError
from mudong.spec.limits import MediaLimits

linux = pytest.mark.skipif(sys.platform != "linux", reason="the filter of system calls is Linux's")

CONFINED = """
import json, mmap, os, socket, subprocess, sys, threading
from mudong.media.worker.confine import confine
guards = confine(memory_bytes=1 << 30, cpu_s=5)
def tried(action):
    try:
        action()
    except (OSError, MemoryError, RuntimeError) as error:
        return type(error).__name__
    return "done"
port = int(sys.argv[1])
def connected():
    socket.create_connection(("127.0.0.1", port), timeout=2).close()
report = {
    "guards": guards,
    "connect": tried(connected),
    "socket": tried(lambda: socket.socket(socket.AF_UNIX)),
    "read another file": tried(lambda: open("/etc/hostname").read()),
    "write a file": tried(lambda: open("/tmp/mudong-sandbox-test", "w")),
    "list a folder": tried(lambda: os.listdir("/")),
    "fork": tried(os.fork),
    "run a program": tried(lambda: os.execv("/bin/true", ["true"])),
    "kill the parent": tried(lambda: os.kill(os.getppid(), 0)),
    "remove a file": tried(lambda: os.unlink("/tmp/nothing-there")),
    "much memory": tried(lambda: mmap.mmap(-1, 2 << 30)),
    "thread": tried(lambda: threading.Thread(target=int).start()),
}
print(json.dumps(report))
"""


@linux
def test_a_confined_process_reaches_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        command = [sys.executable, "-c", CONFINED, str(server.getsockname()[1])]
        out = subprocess.run(command, capture_output=True, timeout=20, check=False, text=True)
    report = json.loads(out.stdout)
    assert report.pop("guards") == ["rlimits", "syscalls", "network"]
    assert report.pop("thread") == "done"  # decoders need them
    assert set(report.values()) == {"OSError"}, report


@linux
def test_the_same_script_reaches_everything_without_the_filter() -> None:
    """Control: the test above fails when confinement does nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        script = CONFINED.replace("guards = confine(memory_bytes=1 << 30, cpu_s=5)", "guards = []")
        script = script.replace("os.fork", "lambda: os.fork() or os._exit(0)").replace(
            'os.execv("/bin/true", ["true"])', "None"
        )
        command = [sys.executable, "-c", script, str(server.getsockname()[1])]
        out = subprocess.run(command, capture_output=True, timeout=20, check=False, text=True)
    Path("/tmp/mudong-sandbox-test").unlink(missing_ok=True)
    report = json.loads(out.stdout)
    for name in ("connect", "socket", "read another file", "write a file", "list a folder", "fork", "kill the parent"):
        assert report[name] == "done", name


@linux
def test_every_task_runs_under_all_guards(tmp_path: Path) -> None:
    video = write_video(tmp_path / "a.mp4", Video(times=steady(30, 0.2)))
    Image.fromarray(corners(64, 64)).save(tmp_path / "a.png")
    asked = [
        ask("probe", video, MediaLimits(), VIDEO_KINDS),
        ask("frames", video, MediaLimits(), VIDEO_KINDS),
        ask("picture", tmp_path / "a.png", MediaLimits(), PICTURE_KINDS),
    ]
    for messages in asked:
        last = list(messages)[-1]
        assert last.kind is Kind.END
        assert last.fields["guards"] == ["rlimits", "syscalls", "network"]


@linux
def test_no_network_while_a_playlist_hides_behind_a_video_signature(tmp_path: Path) -> None:
    """Even past the signature, the one allowed demuxer cannot follow a playlist."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        playlist = f"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:{server.getsockname()[1]}/a.ts\n"
        path = tmp_path / "a.mp4"
        path.write_bytes(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + playlist.encode())
        with pytest.raises(MediaError):
            probe(path)
        with pytest.raises(TimeoutError):
            server.accept()


def test_closing_the_iterator_kills_the_subprocess_at_once(tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.mp4", Video(times=steady(30, 4), width=640, height=480))
    before = _children()
    frames = read_frames(path)
    next(frames)
    assert len(_children() - before) == 1
    start = time.monotonic()
    frames.close()
    assert time.monotonic() - start < 1
    assert _children() == before


def test_an_error_in_the_reader_kills_the_subprocess(tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.mp4", Video(times=steady(30, 4), width=640, height=480))
    before = _children()

    def interrupted() -> None:
        for _ in read_frames(path):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert _children() == before


def test_backpressure_holds_the_decoder_back(tmp_path: Path) -> None:
    """While nobody asks, the subprocess waits: hardly any processor time, and nothing piles up."""
    path = write_video(tmp_path / "a.mp4", Video(times=steady(30, 10), width=640, height=480))
    before = _children()
    frames = read_frames(path)
    next(frames)
    (child,) = _children() - before
    time.sleep(0.3)
    used = _cpu_ticks(child)
    time.sleep(0.5)
    assert _cpu_ticks(child) - used <= 2
    frames.close()


SPAM = """import os
resource.setrlimit(resource.RLIMIT_CPU, (9, 9))
while True:
    os.write(1, HEADER.pack(MAGIC, 3, 2, 0) + b'{}')
"""


@pytest.mark.parametrize(
    ("worker", "code"),
    [
        ("import time; time.sleep(60)", "media.stalled"),
        ("while True: pass", "media.too_costly"),
        ("import os; os.kill(os.getpid(), 11)", "media.crashed"),
        ("import os; os._exit(0)", "media.crashed"),
        ("import os; os.write(1, b'x' * 4096)", "media.crashed"),
        ("import os; os.write(1, HEADER.pack(MAGIC, 2, 2, 1 << 60)); os.write(1, b'{}')", "media.crashed"),
        ("import os; os.write(1, HEADER.pack(MAGIC, 77, 2, 0)); os.write(1, b'{}')", "media.crashed"),
        ("import os; os.write(1, HEADER.pack(MAGIC, 1, 2, 0)); os.write(1, b'{x')", "media.crashed"),
        (SPAM, "media.too_costly"),
    ],
)
def test_a_worker_that_goes_wrong_is_one_verdict(
    worker: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A subprocess that was taken over, or hangs, or dies: the parent believes nothing it says."""
    boot = (
        f"import sys,resource;sys.path+=sys.argv[1].split('\\n')\nfrom mudong.media.wire import HEADER, MAGIC\n{worker}"
    )
    monkeypatch.setattr(sandbox, "_BOOT", "import resource;resource.setrlimit(resource.RLIMIT_CPU,(1,9))\n" + boot)
    path = tmp_path / "a.gif"
    path.write_bytes(b"GIF89a" + bytes(100))
    start = time.monotonic()
    stall_s = 1 if code == "media.stalled" else 8
    with pytest.raises(MediaError) as caught:
        list(ask("probe", path, MediaLimits(stall_s=stall_s, max_wall_s=2), VIDEO_KINDS))
    assert caught.value.code == code
    assert time.monotonic() - start < 8


def test_memory_limit_is_told_as_such(tmp_path: Path) -> None:
    Image.fromarray(np.zeros((6000, 6000, 3), np.uint8)).save(tmp_path / "a.png", compress_level=1)
    with pytest.raises(MediaError) as caught:
        read_picture(tmp_path / "a.png", MediaLimits(max_memory_bytes=300 << 20))
    assert caught.value.code == "media.memory"


def test_worker_inherits_no_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUDONG_TEST_SECRET", "hidden")
    path = write_video(tmp_path / "a.mp4", Video(times=steady(30, 4), width=640, height=480))
    before = _children()
    frames = read_frames(path)
    next(frames)
    (child,) = _children() - before
    environment = Path(f"/proc/{child}/environ").read_bytes()
    arguments = Path(f"/proc/{child}/cmdline").read_bytes()
    frames.close()
    assert b"hidden" not in environment
    assert str(path).encode() not in arguments


def test_starts_well_below_half_a_second(tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.mp4", Video(times=steady(30, 0.2)))
    start = min(_timed(lambda: probe(path)) for _ in range(3))
    assert start < 0.5


@linux
def test_guards_are_told() -> None:
    assert guards() == ("rlimits", "syscalls", "network")


def test_header_is_what_both_ends_expect() -> None:
    assert HEADER.unpack(HEADER.pack(MAGIC, Kind.DATA, 7, 1 << 40)) == (MAGIC, Kind.DATA, 7, 1 << 40)


def _timed(action) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _children() -> set[int]:
    tasks = Path(f"/proc/{os.getpid()}/task")
    return {int(pid) for task in tasks.iterdir() for pid in (task / "children").read_text().split()}


def _cpu_ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])
