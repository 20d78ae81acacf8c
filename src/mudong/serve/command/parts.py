"""What every process of one server is put together from: how each face writes callbacks, and how files get out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Connection

from mudong.serve.accounts.vault import Vault
from mudong.serve.api.kling_v1.task import TaskWriter
from mudong.serve.api.links import Links
from mudong.serve.jobs.attempt import Publisher
from mudong.serve.jobs.job import Job
from mudong.serve.jobs.lifecycle import CallbackBody
from mudong.serve.service import Service
from mudong.serve.settings import Settings


def bodies(settings: Settings) -> Mapping[str, CallbackBody]:
    """By face."""
    links = Links.of_settings(settings, Vault.open(settings.data_dir / "master.key"))

    def kling_v1(connection: Connection, job: Job) -> str:
        return TaskWriter(links=links, now_ms=job.updated_ms).callback(connection, job)

    return {"kling_v1": kling_v1}


class _AsMade:
    def publish(self, file: Path, job: Job, report: dict[str, object]) -> None:
        pass


def publisher(service: Service) -> Publisher:
    """How a finished file is marked before it gets out."""
    return _AsMade()
