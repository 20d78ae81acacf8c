"""`python -m mudong.serve.jobs.worker.able`: skeletons of requests on stdin, the engines that can do each on stdout.

A process of its own, because the web process imports no engine. Looks at no file: `supports` opens none.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace

from mudong.engine.choose import choose, engine_names
from mudong.engine.library import Library
from mudong.spec.engine import Run
from mudong.spec.errors import InvalidRequest
from mudong.spec.request import Request


def main() -> int:
    """One JSON list of requests in, one list of lists of names out."""
    texts = json.loads(sys.stdin.read())
    print(json.dumps([able(Request.from_json(text)) for text in texts]))
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
