"""`python -m mudong.serve.command.executor`: one executor process, set up by the environment."""

from __future__ import annotations

import os
import signal
import sys
import threading

import mudong
from mudong.serve.command.logs import set_up_logs
from mudong.serve.command.parts import bodies, publisher
from mudong.serve.jobs.attempt import Attempts
from mudong.serve.jobs.deliver import deliver_due
from mudong.serve.jobs.executor import Executor, Pulse, new_executor_id
from mudong.serve.service import Service, open_service
from mudong.serve.settings import Settings


def main() -> int:
    """Work until SIGTERM, or until the supervisor that holds the other end of stdin is gone."""
    set_up_logs()
    settings = Settings.from_environment(os.environ)
    service = open_service(settings, bodies(settings))
    executor = make_executor(service)
    signal.signal(signal.SIGTERM, lambda *_: executor.stop())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if not sys.stdin.isatty():
        threading.Thread(target=_stop_with_parent, args=(executor,), daemon=True).start()
    executor.start(settings.database)
    executor.wait()
    # What still runs begins anew elsewhere; waiting for it would only delay that.
    os._exit(0)


def make_executor(service: Service, *, slots: int = 1) -> Executor:
    """An executor of this server. slots: how many jobs it runs at once."""
    settings = service.settings
    attempts = Attempts(
        executor_id=new_executor_id(service.clock.now_ms()), database=service.database, lifecycle=service.lifecycle,
        blobs=service.blobs, tariff=service.tariff, publisher=publisher(service), scratch=service.scratch,
        clock=service.clock,
    )  # fmt: skip
    pulse = Pulse(heartbeat_s=settings.heartbeat_s, takeover_s=settings.takeover_s)

    def chores() -> int:
        return deliver_due(service.database, service.vault, service.callback_guard, service.clock)

    return Executor(attempts, pulse, slots=slots, version=mudong.__version__, chores=chores)


def _stop_with_parent(executor: Executor) -> None:
    sys.stdin.buffer.read()
    executor.stop()


if __name__ == "__main__":
    sys.exit(main())
