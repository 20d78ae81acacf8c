"""What every process of one server is put together from: how each face writes callbacks, and how files get out."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from mudong.serve.accounts.vault import Vault
from mudong.serve.api.kling_tasks.task import NewTaskWriter
from mudong.serve.api.kling_v1.task import TaskWriter
from mudong.serve.api.links import Links
from mudong.serve.api.mudong.shown import callback_json
from mudong.serve.api.openai_videos.video import callback_json as openai_json
from mudong.serve.jobs.attempt import Publisher
from mudong.serve.jobs.job import Job
from mudong.serve.jobs.lifecycle import CallbackBody
from mudong.serve.service import Service
from mudong.serve.settings import Settings
from mudong.serve.trust.authority import Authority
from mudong.serve.trust.c2pa import FOLDER, C2paPublisher


def bodies(settings: Settings) -> Mapping[str, CallbackBody]:
    """By face."""
    links = Links.of_settings(settings, Vault.open(settings.data_dir / "master.key"))

    def kling_v1(connection: Connection, job: Job) -> str:
        return TaskWriter(links=links, now_ms=job.updated_ms).callback(connection, job)

    def mudong(connection: Connection, job: Job) -> str:
        return callback_json(connection, job, links)

    def kling_tasks(connection: Connection, job: Job) -> str:
        return NewTaskWriter(links=links, now_ms=job.updated_ms).callback(connection, job)

    return {"kling_v1": kling_v1, "kling_tasks": kling_tasks, "mudong": mudong, "openai": openai_json}


def publisher(service: Service) -> Publisher:
    """How a finished file is marked before it gets out."""
    return C2paPublisher(Authority.open(service.settings.data_dir / FOLDER))
