"""A server's parts in a folder, a user with credits, and the files of a tiny dance as that user's assets."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from mudong.cli.demo.dancer import CHILD, HEIGHT, WIDTH, dance_track
from mudong.media.picture import write_png
from mudong.motion.joints_file import write_joints
from mudong.motion.track_io import write_track
from mudong.serve.accounts.users import create_user
from mudong.serve.jobs import store
from mudong.serve.jobs.job import Job
from mudong.serve.jobs.submit import Order, submit
from mudong.serve.ledger.prices import PriceFacts
from mudong.serve.service import Service, open_service
from mudong.serve.settings import Settings
from mudong.serve.storage.assets import Media, add_asset
from mudong.serve.storage.incoming import Incoming
from mudong.spec.conditions import Character, Motion
from mudong.spec.request import Output, Request
from mudong.world.kinds import Place
from mudong.world.portrait import portrait

BODY = {"mudong": lambda connection, job: json.dumps({"id": job.id, "state": str(job.state)})}
_FRAMES, _FPS = 15, 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    picture: Path
    joints: Path
    dance: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server with accounts, one user of it, and what it takes to order a dance."""

    service: Service
    user_id: str
    request: Request
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    def order(self, **changes: object) -> Order:
        fields = {
            "user_id": self.user_id, "product": "motion_control", "face": "mudong", "model_name": "mudong-puppet",
            "engine": "puppet", "request_json": self.request.to_json(), "wire_json": "{}", "work": 0.1,
            "facts": PriceFacts(engine="puppet", short_side=72, duration_ms=1000),
        }  # fmt: skip
        return Order(**fields | changes)  # type: ignore[arg-type]

    def submit(self, **changes: object) -> Job:
        with self.service.database.transaction() as connection:
            return submit(
                connection, self.order(**changes), self.service.tariff, self.service.lifecycle,
                self.service.clock.now_ms(),
            )  # fmt: skip

    def job(self, job_id: str) -> Job:
        with self.service.database.reading() as connection:
            return store.find(connection, self.user_id, job_id)

    def executor(
        self, *, heartbeat_s: float = 0.3, takeover_s: float = 1.5, slow_s: float = 0.0
    ) -> subprocess.Popen[str]:
        """A real executor process, ready to work."""
        script = Path(__file__).parent / "executor_process.py"
        process = subprocess.Popen(
            [sys.executable, script, self.service.settings.data_dir, str(heartbeat_s), str(takeover_s), str(slow_s)],
            stdout=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip
        self.processes.append(process)
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "ready"
        return process

    def wait(self, job_id: str, until: Callable[[Job], bool], timeout_s: float = 60.0) -> Job:
        deadline_s = time.monotonic() + timeout_s
        while not until(job := self.job(job_id)):
            assert time.monotonic() < deadline_s, f"still {job.state} {job.stage} {job.progress}"
            time.sleep(0.05)
        return job


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    folder = tmp_path_factory.mktemp("dance")
    found = Files(picture=folder / "child.png", joints=folder / "joints.yaml", dance=folder / "dance.json")
    drawn = portrait(CHILD, WIDTH // 8, HEIGHT // 8, place=Place.ROOM)
    write_png(found.picture, drawn.pixels[..., :3])
    write_joints(found.joints, drawn.figure)
    write_track(dance_track().span(0, round(_FRAMES * 30 / _FPS)), found.dance)
    return found


@pytest.fixture
def server(tmp_path: Path, files: Files) -> Iterator[Server]:
    made = make_server(Settings(data_dir=tmp_path / "data", accounts=True), files)
    yield made
    for process in made.processes:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    made.service.close()


def make_server(settings: Settings, files: Files) -> Server:
    service = open_service(settings, BODY)
    now_ms = service.clock.now_ms()
    with service.database.transaction() as connection:
        user_id = create_user(connection, name="mina", now_ms=now_ms).id
    ids: dict[str, Path] = {}
    for name, path in (("picture", files.picture), ("joints", files.joints), ("dance", files.dance)):
        with Incoming(service.scratch, max_bytes=10**7) as incoming:
            incoming.write(path.read_bytes())
            blob = incoming.keep(service.blobs)
            with service.database.transaction() as connection:
                asset = add_asset(
                    connection, service.blobs, user_id=user_id, kind="upload", name=path.name, blob=blob,
                    media=Media(media_type="application/octet-stream"), now_ms=now_ms,
                )  # fmt: skip
            ids[name] = Path(asset.id)
    request = Request(
        conditions=(Character(path=ids["picture"], joints=ids["joints"]), Motion(path=ids["dance"])),
        output=Output(resolution="72x128", fps=_FPS),
        anyway=True,
    )
    return Server(service=service, user_id=user_id, request=request)
