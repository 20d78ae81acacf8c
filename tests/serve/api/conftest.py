"""One application for all tests of the faces; each test is a new user of it, so that none sees another's things."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from fastapi.testclient import TestClient
from PIL import Image
from sqlalchemy import select, update

from mudong.serve.accounts.keys import KeyPair, create_api_key, create_key_pair
from mudong.serve.accounts.users import create_user
from mudong.serve.app import create_app
from mudong.serve.command.parts import bodies
from mudong.serve.database import schema
from mudong.serve.jobs import store
from mudong.serve.jobs.job import Job
from mudong.serve.jobs.outcome import Made, Outcome
from mudong.serve.ledger.grants import grant
from mudong.serve.service import Service, open_service
from mudong.serve.settings import Settings
from mudong.serve.storage.incoming import Incoming

URL = "http://testserver"
PAYMENT_SECRET = "whsec_" + base64.b64encode(bytes(range(32))).decode()


@dataclass
class Someone:
    """A user of the application, as a client of it."""

    app: Any
    service: Service
    user_id: str
    api_key: str
    pair: KeyPair
    http: TestClient = field(init=False)

    def __post_init__(self) -> None:
        headers = {"Authorization": f"Bearer {self.api_key}"}
        self.http = TestClient(self.app, base_url=URL, headers=headers, raise_server_exceptions=False)

    def upload(self, data: bytes, name: str = "file") -> str:
        answer = self.http.post("/api/uploads", params={"name": name}, content=data)
        assert answer.status_code == 200, answer.text
        return answer.json()["id"]

    def job(self, job_id: str) -> Job:
        with self.service.database.reading() as connection:
            return store.find(connection, self.user_id, job_id)

    def finish(self, job_id: str, kind: str = "succeeded", data: bytes = b"\0" * 1000, **outcome: Any) -> Job:
        """What an executor does, without the clip: the job runs and ends, by the real state machine."""
        now_ms = self.service.clock.now_ms()
        made = ()
        if kind == "succeeded":
            with Incoming(self.service.scratch, max_bytes=10**8) as incoming:
                incoming.write(data)
                blob = incoming.keep(self.service.blobs)
            made = (
                Made(
                    kind="result",
                    name=f"{job_id}.mp4",
                    sha256=blob.sha256,
                    size_bytes=blob.size_bytes,
                    media_type="video/mp4",
                    width=720,
                    height=1280,
                    duration_ms=3100,
                ),
            )
        with self.service.database.transaction() as connection:
            job = self.service.lifecycle.begin(connection, job_id, "executor_test", now_ms)
            assert job is not None
            charged_cc = job.cost_cc if kind == "succeeded" else 0
            ended = Outcome(
                kind=kind,
                executor_id="executor_test",
                attempt=job.attempts,
                made=made,
                charged_cc=charged_cc,
                **outcome,
            )
            self.service.lifecycle.end(connection, job_id, ended, now_ms)
        return self.job(job_id)

    def rows(self, table: Any) -> list[Any]:
        with self.service.database.reading() as connection:
            return list(connection.execute(select(table).where(table.c.user_id == self.user_id)))

    def block(self) -> None:
        with self.service.database.transaction() as connection:
            mine = schema.users.c.id == self.user_id
            connection.execute(update(schema.users).where(mine).values(state="blocked"))


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("web"), accounts=True, public_url=URL, payment_secret=PAYMENT_SECRET
    )
    opened = open_service(settings, bodies(settings))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def app(service: Service) -> Any:
    return create_app(service)


@pytest.fixture
def someone(app: Any, service: Service) -> Callable[[], Someone]:
    def made() -> Someone:
        now_ms = service.clock.now_ms()
        with service.database.transaction() as connection:
            user_id = create_user(connection, name="somebody", now_ms=now_ms).id
            key = create_api_key(connection, user_id=user_id, name="", now_ms=now_ms)
            pair = create_key_pair(connection, service.vault, user_id=user_id, name="", now_ms=now_ms)
            grant(
                connection,
                user_id=user_id,
                key="gift",
                amount_cc=100_000,
                category="promotion",
                expires_ms=None,
                now_ms=now_ms,
            )
        return Someone(app=app, service=service, user_id=user_id, api_key=key.key or "", pair=pair)

    return made


@pytest.fixture
def me(someone: Callable[[], Someone]) -> Someone:
    return someone()


def picture_bytes(width: int, height: int, kind: str = "PNG") -> bytes:
    ramp = np.linspace(0, 255, width * height * 3).astype(np.uint8).reshape(height, width, 3)
    out = io.BytesIO()
    Image.fromarray(ramp).save(out, kind)
    return out.getvalue()


def video_bytes(folder: Path, width: int, height: int, seconds: float) -> bytes:
    path = folder / f"{width}x{height}-{seconds}.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for number in range(round(seconds * 10)):
            frame = av.VideoFrame.from_ndarray(np.full((height, width, 3), number % 200, np.uint8), format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path.read_bytes()


@pytest.fixture(scope="session")
def picture() -> bytes:
    return picture_bytes(320, 480)


@pytest.fixture(scope="session")
def picture64(picture: bytes) -> str:
    return base64.b64encode(picture).decode()


@pytest.fixture(scope="session")
def video(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return video_bytes(tmp_path_factory.mktemp("videos"), 360, 360, 4.0)


@pytest.fixture
def dance(me: Someone, picture64: str, video: bytes) -> dict[str, Any]:
    """The smallest good body of motion control."""
    return {
        "image_url": picture64,
        "video_url": me.upload(video, "dance.mp4"),
        "character_orientation": "image",
        "mode": "std",
    }
