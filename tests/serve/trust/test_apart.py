"""Apart the verdict is the same, and a hostile file harms nothing."""

import contextlib
import random
from pathlib import Path

from tests.serve.trust.conftest import Job

from mudong.serve.trust.apart import verify_apart
from mudong.serve.trust.authority import Authority
from mudong.serve.trust.c2pa import C2paPublisher
from mudong.serve.trust.verify import verify
from mudong.spec.errors import MediaError


def test_apart_gives_the_same_verdict_and_survives_mutated_files(clip, authority: Authority, tmp_path: Path):
    file = clip()
    C2paPublisher(authority).publish(file, Job(), {})
    assert verify_apart(file, authority.anchor) == verify(file, authority.anchor)
    hostile, chance, whole = tmp_path / "hostile.mp4", random.Random(1), file.read_bytes()
    for _ in range(4):
        mutated = bytearray(whole)
        for _ in range(40):
            mutated[chance.randrange(len(whole))] = chance.randrange(256)
        hostile.write_bytes(mutated)
        with contextlib.suppress(MediaError):
            assert verify_apart(hostile, authority.anchor).verdict != "ours"
