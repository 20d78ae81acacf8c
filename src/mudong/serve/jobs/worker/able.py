"""`python -m mudong.serve.jobs.worker.able`: a request a line on stdin, the engines that can do it as a line on stdout.

A process of its own, because the web process imports no engine; it ends when nobody asks for a while. Looks at no file:
`supports` opens none.
"""

from __future__ import annotations

import json
import select
import sys
from dataclasses import replace

from mudong.engine.choose import choose, engine_names
from mudong.engine.library import Library
from mudong.spec.engine import Run
from mudong.spec.errors import InvalidRequest
from mudong.spec.request import Request

_IDLE_S = 60.0


def main() -> int:
    """Answer until there is nothing to answer."""
    while select.select([sys.stdin], [], [], _IDLE_S)[0] and (line := sys.stdin.readline()):
        print(json.dumps(able(Request.from_json(line))), flush=True)
    return 0


def able(request: Request) -> list[str]:
    """The engines that support the request, in the order in which `auto` tries them."""
    return [name for name in engine_names() if _supports(request, name)]


def _supports(request: Request, name: str) -> bool:
    try:
        choose(replace(request, engine=name), Library(Run()))
    except InvalidRequest:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
