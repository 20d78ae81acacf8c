"""Every file that is published can be verified; every change of it shows; nothing private is in it; hostile files harm
nothing.
"""

import contextlib
import json
import random
from dataclasses import dataclass, replace
from pathlib import Path

import av
import c2pa
import numpy as np
import pytest

from mudong.media.provenance import Provenance
from mudong.serve.trust.apart import verify_apart
from mudong.serve.trust.authority import Authority
from mudong.serve.trust.c2pa import C2paPublisher
from mudong.serve.trust.verify import verify
from mudong.spec.errors import MediaError, OutputError
from mudong.spec.messages import LANGUAGES

TAGS = Provenance('{"prompt": "a secret dance"}', 7, "puppet", "0.1.0").tags()
CODECS = {
    ".mp4": ("libx264", "yuv420p"), ".mov": ("prores_ks", "yuva444p10le"), ".gif": ("gif", "rgb8"),
    ".webm": ("libvpx-vp9", "yuva420p"),
}  # fmt: skip


@dataclass(frozen=True)
class Job:
    engine: str = "puppet"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority.open(tmp_path_factory.mktemp("trust") / "authority")


@pytest.fixture
def clip(tmp_path: Path):
    def make(suffix: str = ".mp4", tags: dict[str, str] = TAGS) -> Path:
        path = tmp_path / f"clip{suffix}"
        codec, pixels = CODECS[suffix]
        options = {"movflags": "use_metadata_tags"} if suffix in (".mp4", ".mov") else {}
        with av.open(str(path), "w", options=options) as out:
            out.metadata.update(tags)
            stream = out.add_stream(codec, 10, width=64, height=64, pix_fmt=pixels)
            for n in range(6):
                frame = av.VideoFrame.from_ndarray(np.full((64, 64, 3), 40 * n, np.uint8))
                out.mux(stream.encode(frame))
            out.mux(stream.encode())
        return path

    return make


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".gif"])
def test_what_is_published_is_ours_and_says_that_a_machine_made_it(clip, authority: Authority, suffix: str):
    file = clip(suffix)
    C2paPublisher(authority, "1.2.3").publish(file, Job(), {"engine": "puppet"})
    found = verify(file, authority.anchor)
    assert (found.verdict, found.engine, found.version, found.failures) == ("ours", "puppet", "1.2.3", ())
    assert found.machine_made
    assert found.believable
    assert verify(file).verdict == "signed", "to who does not know the anchor"
    with av.open(str(file)) as opened:
        assert sum(1 for _ in opened.decode(video=0)) == 6
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_each_engine_says_what_it_is(clip, authority: Authority):
    for engine, source in (("puppet", "compositeWithTrainedAlgorithmicMedia"), ("omni", "trainedAlgorithmicMedia")):
        file = clip()
        C2paPublisher(authority).publish(file, Job(engine), {})
        assert verify(file, authority.anchor).source_type == source


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


def test_the_manifest_tells_nothing_private(clip, authority: Authority):
    file = clip(tags={})
    C2paPublisher(authority).publish(file, Job(), {"engine": "puppet", "seed": 7, "notices": ["a secret dance"]})
    with c2pa.Reader(str(file)) as reader:
        told = reader.json()
    assert "secret" not in told
    assert not {"thumbnail", "user", "job"} & set(json.loads(told)["manifests"].popitem()[1])


def test_a_container_without_room_for_a_manifest_needs_the_mark_in_its_metadata(clip, authority: Authority):
    C2paPublisher(authority).publish(marked := clip(".webm"), Job(), {})
    assert (verify(marked, authority.anchor).verdict, verify(marked).engine) == ("marked", "puppet")
    with pytest.raises(OutputError) as caught:
        C2paPublisher(authority).publish(clip(".webm", tags={}), Job(), {})
    assert caught.value.code == "trust.unmarked"


def test_what_cannot_be_signed_does_not_get_out(clip, authority: Authority):
    file = clip()
    whole = file.read_bytes()
    with pytest.raises(OutputError) as caught:
        C2paPublisher(replace(authority, key=b"no key")).publish(file, Job(), {})
    assert (caught.value.code, file.read_bytes()) == ("trust.signing", whole)
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_marks_and_their_absence(clip, tmp_path: Path):
    assert verify(clip()).verdict == "marked"
    assert verify(clip(tags={})).verdict == "unknown"
    (tmp_path / "a.txt").write_text("nothing")
    assert verify(tmp_path / "a.txt").verdict == "unknown"
    with pytest.raises(MediaError):
        verify(tmp_path / "missing.mp4")
    for language in LANGUAGES:
        assert "trust." not in verify(clip()).text(language)


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
