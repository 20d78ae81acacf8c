"""`python -m mudong.serve.trust.apart FILE`: verifies a file that nobody vouches for, in a process of its own.

Its parser reads whatever a stranger sends, so it runs with limits and without the server's secrets; anchors on stdin.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

from mudong.serve.errors import Overloaded
from mudong.serve.trust.verify import Verdict, verify
from mudong.spec.errors import MediaError

_WALL_S = 30.0
_CPU_S = 20
_MEMORY_BYTES = 2 * 2**30
_KEPT = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH")


def verify_apart(file: Path, anchors: bytes) -> Verdict:
    """`verify`, where the file may be hostile. Raises `MediaError` (`trust.verify_failed`), `Overloaded`."""
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "mudong.serve.trust.apart", str(file)], input=anchors, capture_output=True,
            timeout=_WALL_S, check=False, env=environment,
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        raise MediaError("trust.verify_failed", detail=f"> {_WALL_S:.0f} s") from late
    except OSError as error:
        raise Overloaded("api.busy") from error
    try:
        fields = json.loads(done.stdout)
        return Verdict(**fields | {"failures": tuple(fields["failures"])})
    except (ValueError, TypeError, KeyError):
        raise MediaError("trust.verify_failed", detail=f"exit {done.returncode}") from None


def main() -> int:
    """One file, one line of JSON."""
    from dataclasses import asdict

    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_S, _CPU_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    print(json.dumps(asdict(verify(Path(sys.argv[1]), sys.stdin.buffer.read()))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
