"""Every file that is published can be verified and says what made it; nothing private is in it."""

import json
from dataclasses import replace

import av
import c2pa
import pytest
from tests.serve.trust.conftest import Job

from mudong.serve.trust.authority import Authority
from mudong.serve.trust.c2pa import C2paPublisher
from mudong.serve.trust.verify import verify
from mudong.spec.errors import OutputError


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
