"""Every change of a signed file shows, and whose signature it is; marks without one are called what they are."""

import random
from pathlib import Path

import pytest
from tests.serve.trust.conftest import Job

from mudong.serve.trust.authority import Authority
from mudong.serve.trust.c2pa import C2paPublisher
from mudong.serve.trust.verify import verify
from mudong.spec.errors import MediaError
from mudong.spec.messages import LANGUAGES


def test_another_servers_file_is_signed_but_not_ours(clip, authority: Authority, tmp_path: Path):
    file = clip()
    C2paPublisher(authority).publish(file, Job(), {})
    other = Authority.open(tmp_path / "other")
    assert verify(file, other.anchor).verdict == "signed"
    assert verify(file, other.anchor + authority.anchor).verdict == "ours"


def test_any_change_shows(clip, authority: Authority):
    file = clip()
    C2paPublisher(authority).publish(file, Job(), {})
    whole = file.read_bytes()
    picture, chance = whole.index(b"mdat"), random.Random(0)
    for _ in range(20):
        changed = bytearray(whole)
        changed[chance.randrange(picture + 8, len(whole))] ^= 1 << chance.randrange(8)
        file.write_bytes(changed)
        assert verify(file, authority.anchor).verdict == "changed"
    file.write_bytes(whole + b"\0\0\0\x10freeabcdefgh")
    assert verify(file, authority.anchor).verdict in ("ours", "changed"), "free space is nobody's"
    file.write_bytes(whole.replace(b"puppet", b"poppet"))
    assert verify(file, authority.anchor).verdict == "changed"


def test_marks_and_their_absence(clip, tmp_path: Path):
    assert verify(clip()).verdict == "marked"
    assert verify(clip(tags={})).verdict == "unknown"
    (tmp_path / "a.txt").write_text("nothing")
    assert verify(tmp_path / "a.txt").verdict == "unknown"
    with pytest.raises(MediaError):
        verify(tmp_path / "missing.mp4")
    for language in LANGUAGES:
        assert "trust." not in verify(clip()).text(language)
