"""A real executor in a process of its own: `python executor_process.py DATA_DIR HEARTBEAT_S TAKEOVER_S SLOW_S`."""

from __future__ import annotations

import sys
from pathlib import Path

from mudong.serve.jobs import attempt as attempt_module
from mudong.serve.jobs.attempt import Attempts
from mudong.serve.jobs.executor import Executor, Pulse, new_executor_id
from mudong.serve.jobs.wire import WorkOrder
from mudong.serve.service import open_service
from mudong.serve.settings import Settings


class AsMade:
    def publish(self, file: Path, job: object, report: object) -> None:
        pass


def main() -> None:
    folder, heartbeat_s, takeover_s, slow_s = Path(sys.argv[1]), *map(float, sys.argv[2:5])
    attempt_module.WorkOrder = lambda **fields: WorkOrder(**fields, slow_s=slow_s)
    settings = Settings(data_dir=folder, accounts=True, heartbeat_s=heartbeat_s, takeover_s=takeover_s)
    service = open_service(settings, {"mudong": lambda connection, job: "{}"})
    executor_id = new_executor_id(service.clock.now_ms())
    attempts = Attempts(
        executor_id=executor_id, database=service.database, lifecycle=service.lifecycle, blobs=service.blobs,
        tariff=service.tariff, publisher=AsMade(), scratch=service.scratch, clock=service.clock,
    )  # fmt: skip
    executor = Executor(attempts, Pulse(heartbeat_s=heartbeat_s, takeover_s=takeover_s), slots=1, version="test")
    executor.start(settings.database)
    print("ready", flush=True)
    executor.wait()


if __name__ == "__main__":
    main()
