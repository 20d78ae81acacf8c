"""Real executors, really killed: no job is lost, none is charged twice, no hold stays open."""

import json
import os
import signal
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from mudong.media.probe import probe
from mudong.serve.database import schema
from mudong.serve.errors import Conflict
from mudong.serve.jobs import events
from mudong.serve.jobs.job import JobState
from mudong.serve.ledger.balance import balance
from mudong.serve.ledger.verify import verify
from mudong.serve.storage.assets import assets_of_job


def below(pid: int) -> list[int]:
    """All living processes that a process started, and theirs."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            parents[int(folder.name)] = int(fields[1])
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found[1:]


def are_gone(pids: list[int], within_s: float = 1.0) -> bool:
    deadline_s = time.monotonic() + within_s
    while any(_lives(pid) for pid in pids):
        if time.monotonic() > deadline_s:
            return False
        time.sleep(0.02)
    return True


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def money(server) -> tuple[int, int]:
    with server.service.database.reading() as connection:
        assert not list(verify(connection))
        found = balance(connection, server.user_id, server.service.clock.now_ms())
        return found.available_cc, found.held_cc


def captures(server) -> int:
    with server.service.database.reading() as connection:
        query = select(func.count()).select_from(schema.transfers).where(schema.transfers.c.kind == "capture")
        return connection.execute(query).scalar_one()


def test_a_job_becomes_a_clip_that_is_paid_once(server) -> None:
    server.executor()
    job = server.submit()
    done = server.wait(job.id, lambda job: job.state.is_final)
    assert done.state is JobState.SUCCEEDED, done.error_message
    assert (done.charged_cc, captures(server)) == (job.cost_cc, 1)
    available_cc, held_cc = money(server)
    assert (available_cc, held_cc) == (16600 - job.cost_cc, 0)
    with server.service.database.reading() as connection:
        (asset,) = [a for a in assets_of_job(connection, job.id) if a.kind == "result"]
        told = events.since(connection, server.user_id, 0)
    with server.service.blobs.at_hand(asset.blob) as path:
        video = probe(path).video
    assert (video.width, video.height, video.num_frames) == (72, 128, 15)
    assert [e.data["state"] for e in told if e.kind == "state"] == ["submitted", "processing", "succeeded"]
    shares = [e.data["progress"] for e in told if e.kind == "progress"]
    assert shares == sorted(shares)
    report = json.loads(done.result_json)["report"]
    assert (report["engine"], report["frames"]) == ("puppet", 15)


def test_a_killed_executor_is_replaced_and_its_job_done_once(server) -> None:
    first = server.executor(slow_s=0.2)
    job = server.submit()
    running = server.wait(job.id, lambda job: job.stage == "render")
    orphans = below(first.pid)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    killed_s = time.monotonic()
    server.executor()
    taken = server.wait(job.id, lambda job: job.attempts == 2)
    assert time.monotonic() - killed_s < 10
    assert taken.executor_id != running.executor_id
    assert are_gone(orphans)
    done = server.wait(job.id, lambda job: job.state.is_final)
    assert (done.state, done.attempts, captures(server)) == (JobState.SUCCEEDED, 2, 1)
    assert money(server)[1] == 0


def test_a_paused_executor_that_wakes_up_changes_nothing(server) -> None:
    first = server.executor(slow_s=0.1)
    job = server.submit()
    server.wait(job.id, lambda job: job.stage == "render")
    os.kill(first.pid, signal.SIGSTOP)
    server.executor()
    server.wait(job.id, lambda job: job.attempts == 2)
    os.kill(first.pid, signal.SIGCONT)
    done = server.wait(job.id, lambda job: job.state.is_final)
    assert (done.state, captures(server)) == (JobState.SUCCEEDED, 1)
    assert first.wait(timeout=10) == os.EX_TEMPFAIL
    assert money(server)[1] == 0


def test_a_machine_that_always_breaks_costs_nothing(server) -> None:
    job = server.submit()
    for _ in range(server.service.settings.max_attempts):
        executor = server.executor(slow_s=0.2)
        attempts = server.job(job.id).attempts
        server.wait(job.id, lambda job, before=attempts: job.attempts > before and job.stage == "render")
        os.kill(executor.pid, signal.SIGKILL)
        executor.wait()
    server.executor()
    done = server.wait(job.id, lambda job: job.state.is_final)
    assert (done.state, done.error_code, done.charged_cc) == (JobState.FAILED, "job.attempts", 0)
    assert money(server) == (16600, 0)


def test_cancel_frees_the_machine_within_two_seconds(server) -> None:
    executor = server.executor(slow_s=0.3)
    job, waiting = server.submit(), server.submit()
    server.wait(job.id, lambda job: job.stage == "render")
    workers = below(executor.pid)
    assert workers
    start_s = time.monotonic()
    with server.service.database.transaction() as connection:
        now_ms = server.service.clock.now_ms()
        assert server.service.lifecycle.cancel(connection, server.user_id, waiting.id, now_ms).state == "cancelled"
        server.service.lifecycle.cancel(connection, server.user_id, job.id, now_ms)
    done = server.wait(job.id, lambda job: job.state.is_final)
    assert time.monotonic() - start_s < 2
    assert done.state is JobState.CANCELLED
    assert are_gone(workers)
    assert money(server) == (16600, 0)
    done = server.submit()
    server.wait(done.id, lambda job: job.state.is_final)
    with pytest.raises(Conflict), server.service.database.transaction() as connection:
        server.service.lifecycle.cancel(connection, server.user_id, done.id, now_ms)
