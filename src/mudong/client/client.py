"""`Client`: orders dances from a server of Mudong, shows how they go, and brings the clips home."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

import httpx

from mudong.client.transport import Transport
from mudong.client.values import Account, File, Job, JobEvent, Preview, Quote

_POLL_S = 2.0
_SECONDS = 120.0


class Client:
    """A server and who one is there.

    with Client("http://127.0.0.1:8000") as client:
        job = client.dance("child.jpg", "dance.mp4", consent=True)
        for job in client.watch(job):
            print(job.stage, job.progress)
        client.download(job, "dance-of-the-child.mp4")

    A server without accounts needs no keys. All methods raise `ApiError` for what the server refuses and `NoServer`
    when it does not answer.
    """

    def __init__(
        self,
        base_url: str = "http://127.0.0.1:8000",
        access_key: str | None = None,
        secret_key: str | None = None,
        *,
        api_key: str | None = None,
        timeout_s: float = _SECONDS,
    ) -> None:
        self._transport = Transport(
            base_url, access_key=access_key, secret_key=secret_key, api_key=api_key, timeout_s=timeout_s
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close connections."""
        self._transport.close()

    def upload(self, path: Path | str) -> File:
        """A file of this machine, on the server from now on."""
        path = Path(path)
        with path.open("rb") as file:
            data = self._transport.call("POST", "/api/uploads", params={"name": path.name}, content=file)
        return File.of(data)

    def quote(self, image: Path | str, motion: Path | str, **options: Any) -> Quote:
        """What a dance would cost at most. Nothing is held."""
        return Quote.of(self._transport.call("POST", "/api/quote", json=self._order(image, motion, options)))

    def preview(self, image: Path | str, motion: Path | str, **options: Any) -> Preview:
        """Three small seconds of it, for nothing."""
        data = self._transport.call("POST", "/api/preview", json=self._order(image, motion, options))
        return Preview(file=File.of(data["preview"]), report=data["report"])

    def dance(
        self,
        image: Path | str,
        motion: Path | str,
        *,
        consent: bool = False,
        external_id: str | None = None,
        callback_url: str | None = None,
        **options: Any,
    ) -> Job:
        """A picture that dances like the movement. Both are files of this machine, uploads' ids, or URLs.

        consent: whoever is in the picture has agreed. options: `prompt`, `seed`, `anyway`, `model`, `joints`, `sound`,
        `start_s`, `end_s`, and the fields of `output` such as `resolution`, `loop`, `background`.
        """
        body = self._order(image, motion, options) | {"consent": consent}
        body |= {"external_id": external_id} if external_id else {}
        body |= {"callback_url": callback_url} if callback_url else {}
        # With a key of its own, to send it once more after a broken line makes no second job.
        headers = {"Idempotency-Key": uuid4().hex}
        return Job.of(self._transport.call("POST", "/api/jobs", json=body, safe=True, extra_headers=headers))

    def job(self, job_id: str) -> Job:
        """By its id or its external id."""
        return Job.of(self._transport.call("GET", f"/api/jobs/{job_id}"))

    def jobs(self, *, limit: int = 30, state: str | None = None) -> Iterator[Job]:
        """All jobs, newest first, page by page."""
        params: dict[str, Any] = {"limit": limit} | ({"state": state} if state else {})
        while True:
            page = self._transport.call("GET", "/api/jobs", params=params)
            yield from (Job.of(each) for each in page["jobs"])
            if page["next"] is None:
                return
            params["before"] = page["next"]

    def watch(self, job: Job | str) -> Iterator[Job]:
        """The job each time that it moved on; the last one is over. Survives a broken line."""
        job_id = job if isinstance(job, str) else job.id
        last_id = 0
        while True:
            now = self.job(job_id)
            yield now
            if now.is_over:
                return
            try:
                for event in self._transport.events("/api/events", {"job_id": job_id}, last_id):
                    last_id = event.id
                    yield (now := self.job(job_id))
                    if now.is_over:
                        return
            except httpx.HTTPError:
                time.sleep(_POLL_S)

    def events(self, last_id: int = 0) -> Iterator[JobEvent]:
        """Whatever happens to one's jobs, from after `last_id` or from now on."""
        yield from self._transport.events("/api/events", {}, last_id)

    def wait(self, job: Job | str) -> Job:
        """The job when it is over."""
        *_, last = self.watch(job)
        return last

    def cancel(self, job: Job | str) -> Job:
        """Stop it; nothing is charged."""
        return Job.of(self._transport.call("POST", f"/api/jobs/{_id(job)}/cancel", safe=True))

    def retry(self, job: Job | str, *, seed: int | None = None) -> Job:
        """The same once more, as a new job."""
        params = {} if seed is None else {"seed": seed}
        return Job.of(self._transport.call("POST", f"/api/jobs/{_id(job)}/retry", params=params))

    def delete(self, job: Job | str) -> None:
        """The job, its clip and all that belongs to it, for good."""
        self._transport.call("DELETE", f"/api/jobs/{_id(job)}")

    def download(self, what: Job | File, path: Path | str) -> Path:
        """The clip of a finished job, or any file, to `path`; whole or not at all."""
        file = what if isinstance(what, File) else what.results[0]
        path = Path(path)
        part = path.with_name(path.name + ".part")
        try:
            with part.open("wb") as out:
                for piece in self._transport.pieces(file.url):
                    out.write(piece)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        return path

    def account(self) -> Account:
        """Plan, credits and room."""
        return Account.of(self._transport.call("GET", "/api/account"))

    def _order(self, image: Path | str, motion: Path | str, options: dict[str, Any]) -> dict[str, Any]:
        """The body of an order; files of this machine are uploaded on the way."""
        options = dict(options)
        character = {"type": "character", "file": self._named(image)}
        movement: dict[str, Any] = {"type": "motion", "file": self._named(motion)}
        if (joints := options.pop("joints", None)) is not None:
            character["joints"] = self._named(joints)
        if (sound := options.pop("sound", None)) is not None:
            movement["sound"] = self._named(sound)
        movement |= {name: options.pop(name) for name in ("start_s", "end_s") if name in options}
        body = {name: options.pop(name) for name in ("prompt", "seed", "anyway", "model") if name in options}
        if isinstance(background := options.get("background"), Path):
            options["background"] = self._named(background)
        return body | {"conditions": [character, movement], "output": options}

    def _named(self, given: Path | str) -> str:
        """An id or a URL as it is; a file of this machine by the id of its upload."""
        text = str(given)
        if isinstance(given, str) and text.startswith(("http://", "https://", "asset_")):
            return text
        return self.upload(text).id


def _id(job: Job | str) -> str:
    return job if isinstance(job, str) else job.id
