"""What a web process does when an order comes in, in a process that may be killed at any moment.

`python -m tests.serve.soak.client`: an order a line on stdin (JSON of `Order`), the job's id a line on stdout.
"""

from __future__ import annotations

import json
import os
import sys

from mudong.serve.command.parts import bodies
from mudong.serve.jobs.submit import Order, submit
from mudong.serve.ledger.prices import PriceFacts
from mudong.serve.service import open_service
from mudong.serve.settings import Settings


def main() -> None:
    settings = Settings.from_environment(os.environ)
    service = open_service(settings, bodies(settings))
    print("ready", flush=True)
    for line in sys.stdin:
        fields = json.loads(line)
        order = Order(**fields | {"facts": PriceFacts(**fields["facts"])})
        with service.database.transaction() as connection:
            job = submit(connection, order, service.tariff, service.lifecycle, service.clock.now_ms())
        print(job.id, flush=True)


if __name__ == "__main__":
    main()
