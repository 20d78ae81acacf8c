"""Entry of the subprocess: import, lock the door, do the one task, leave.

Arguments: file descriptors and the order as JSON. The path of the file is never told.
"""

from __future__ import annotations

import importlib
import io
import json
import os
import sys

from mudong.media.wire import Kind
from mudong.media.worker.confine import confine
from mudong.media.worker.outlet import Fault, Outlet

_TASKS = frozenset({"probe", "frames", "sound", "picture", "nothing"})


def main(arguments: list[str]) -> None:
    """Run one order: `INPUT_FD ORDER_JSON`."""
    source = io.FileIO(int(arguments[0]), "rb")
    order = json.loads(arguments[1])
    outlet = Outlet(_take_stdout())
    if order["task"] not in _TASKS:
        raise ValueError(f"unknown task {order['task']}")
    task = importlib.import_module(f"mudong.media.worker.{order['task']}")
    task.prepare(order)
    guards = confine(memory_bytes=order["max_memory_bytes"], cpu_s=order["max_cpu_s"])
    try:
        task.run(source, order, outlet)
        outlet.send(Kind.END, guards=guards)
    except Fault as fault:
        outlet.send(Kind.FAULT, code=fault.code, params=fault.params)
    except MemoryError:
        outlet.send(Kind.FAULT, code="media.memory", params={"limit_mb": order["max_memory_bytes"] >> 20})
    except BrokenPipeError:
        pass
    except Exception as error:  # whatever a hostile file provokes is one verdict, not a traceback
        outlet.send(Kind.FAULT, code="media.damaged", params={"detail": type(error).__name__})
    os._exit(0)  # no destructors, no exit handlers: they would meet the closed door


def _take_stdout() -> int:
    """The pipe, out of reach of libraries that print."""
    pipe = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return pipe


if __name__ == "__main__":
    main(sys.argv[1:])
