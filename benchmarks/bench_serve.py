"""How fast a web process answers: 64 clients that create tasks and poll them, beside 200 that listen to events.

    python benchmarks/bench_serve.py [SECONDS]

Starts `mudong serve --role web` in a folder of its own, so that no clip is made meanwhile; prints percentiles in ms.
"""

import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from pathlib import Path

import av
import httpx
import numpy as np
from PIL import Image

CLIENTS, LISTENERS, POLLS_PER_CREATE = 64, 200, 5
PAUSE_S = 0.5
"""Between two calls of a client: people and programs wait, too."""


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 20.0
    with tempfile.TemporaryDirectory() as folder:
        process, url = started(Path(folder))
        try:
            print(json.dumps(measured(process, url, Path(folder), seconds), indent=1))
        finally:
            process.terminate()
            process.wait()


def started(folder: Path) -> tuple[subprocess.Popen, str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [
                sys.executable, "-m", "mudong", "serve", "--role", "web", "--port", str(port),
                "--data-dir", f"{folder}/data",
            ],
            stdout=log, stderr=log,
        )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            httpx.get(f"{url}/healthz")
            return process, url
        except httpx.HTTPError:
            time.sleep(0.1)
    raise SystemExit((folder / "log").read_text())


def measured(process: subprocess.Popen, url: str, folder: Path, seconds: float) -> dict[str, object]:
    body = material(url, folder)
    times: dict[str, list[float]] = {"create": [], "poll": []}
    errors: list[str] = []
    first: list[float] = []
    timed(partial(httpx.post, f"{url}/v1/videos/motion-control", json=body, timeout=60), first, errors)
    over, listening = threading.Event(), threading.Semaphore(0)
    for _ in range(LISTENERS):
        threading.Thread(target=listen, args=(url, over, listening, errors), daemon=True).start()
    for _ in range(LISTENERS):
        assert listening.acquire(timeout=60), errors
    stop = time.monotonic() + seconds
    clients = [threading.Thread(target=work, args=(url, body, stop, times, errors, i)) for i in range(CLIENTS)]
    for thread in clients:
        thread.start()
    for thread in clients:
        thread.join()
    over.set()
    status = Path(f"/proc/{process.pid}/status").read_text()
    return {
        **{name: percentiles(each) for name, each in times.items()},
        "first_create_ms": round(first[0], 1), "errors": len(errors), "first_errors": errors[:3],
        "clients": CLIENTS, "listeners": LISTENERS,
        "seconds": seconds, "cores": len(os.sched_getaffinity(0)), "load": os.getloadavg()[0],
        "rss_mb": round(int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024),
    }  # fmt: skip


def material(url: str, folder: Path) -> dict[str, str]:
    """A picture and a video, uploaded once, as a client with a small catalogue does."""
    Image.fromarray(np.zeros((480, 320, 3), np.uint8)).save(folder / "a.png")
    with av.open(str(folder / "b.mp4"), "w") as container:
        stream = container.add_stream("libx264", rate=10)
        stream.width = stream.height = 360
        for _ in range(35):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((360, 360, 3), np.uint8), format="rgb24")))
        container.mux(stream.encode())
    ids = [httpx.post(f"{url}/api/uploads", content=(folder / n).read_bytes()).json()["id"] for n in ("a.png", "b.mp4")]
    return {"image_url": ids[0], "video_url": ids[1], "character_orientation": "image", "mode": "std"}


def work(url: str, body: dict[str, str], stop: float, times: dict[str, list[float]], errors: list[str], i: int) -> None:
    time.sleep(PAUSE_S * POLLS_PER_CREATE * i / CLIENTS)
    path = "/v1/videos/motion-control"
    with httpx.Client(base_url=url, timeout=30, verify=False) as http:
        while time.monotonic() < stop:
            data = timed(partial(http.post, path, json=body), times["create"], errors)
            for _ in range(POLLS_PER_CREATE):
                time.sleep(PAUSE_S)
                if data:
                    timed(partial(http.get, f"{path}/{data['task_id']}"), times["poll"], errors)
            if data:
                http.post(f"/api/jobs/{data['task_id']}/cancel")


def timed(call, times: list[float], errors: list[str]) -> dict:
    start = time.perf_counter()
    try:
        answer = call()
    except httpx.HTTPError as error:
        errors.append(repr(error))
        return {}
    times.append(1000 * (time.perf_counter() - start))
    if answer.status_code != 200:
        errors.append(answer.text[:200])
        return {}
    return answer.json()["data"]


def listen(url: str, over: threading.Event, listening: threading.Semaphore, errors: list[str]) -> None:
    """A socket that reads: two hundred whole HTTP clients would measure themselves."""
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=40) as line:
        line.sendall(f"GET /api/events HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        if not line.recv(4096).startswith(b"HTTP/1.1 200"):
            errors.append("listener")
        listening.release()
        while not over.is_set() and line.recv(65536):
            pass


def percentiles(times: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(times, n=100)
    return {"count": len(times), "p50": round(cuts[49], 1), "p95": round(cuts[94], 1), "max": round(max(times), 1)}


if __name__ == "__main__":
    main()
