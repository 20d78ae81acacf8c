"""The embedded thinker: how well it understands the held prompts and the others, and how long a prompt takes.

`python -m benchmarks.bench_enhancer`
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import numpy as np
from benchmarks.row import Row, tell
from benchmarks.scene import REPOSITORY

from mudong.enhancer.enhance import enhance

sys.path.insert(0, str(REPOSITORY / "tests" / "enhancer"))
from given import HELD, OTHERS, accuracy, read

LEAST, MOST_MS = 0.95, 20.0
_ROUNDS = 3


def bench() -> Iterator[Row]:
    """Shares over whole files; processor time on one thread, the fastest of several rounds of each prompt."""
    for path, whose, least in ((HELD, "100 held", LEAST), (OTHERS, "other", None)):
        intents, attributes, whole = accuracy(path)
        yield Row(area="enhancer", what=f"{whose} prompts, intents right", value=intents, least=least)
        yield Row(area="enhancer", what=f"{whose} prompts, attributes right", value=attributes, least=least,
                  note="asked for and found over asked for or found")  # fmt: skip
        yield Row(area="enhancer", what=f"{whose} prompts wholly right", value=whole)
    times = [min(_took_ms(request) for _ in range(_ROUNDS)) for request in (one.request for one in read(HELD))]
    yield Row(area="enhancer", what="a prompt, mean", value=float(np.mean(times)), unit="ms", most=MOST_MS)
    yield Row(area="enhancer", what="a prompt, slowest", value=float(np.max(times)), unit="ms", most=MOST_MS)


def _took_ms(request: object) -> float:
    start = time.process_time()
    enhance(request)  # type: ignore[arg-type]
    return 1e3 * (time.process_time() - start)


if __name__ == "__main__":
    tell(bench())
