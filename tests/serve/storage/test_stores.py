"""The same promises on a disk and on a real S3 server: what was kept comes back, what was forgotten is gone."""

import os
from pathlib import Path

import pytest

from mudong.serve.storage.blob import Blob
from mudong.serve.storage.incoming import Incoming, measured
from mudong.serve.storage.local import LocalStore
from mudong.spec.errors import InvalidRequest

_BYTES = os.urandom(700_000)


@pytest.fixture(scope="module")
def s3_url():
    server = pytest.importorskip("moto.server", reason="moto's S3 server is not installed").ThreadedMotoServer(port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(params=["local", "s3"])
def store(request, tmp_path: Path, monkeypatch):
    if request.param == "local":
        return LocalStore(tmp_path / "blobs")
    import boto3

    from mudong.serve.storage.s3 import S3Store

    url = request.getfixturevalue("s3_url")
    for name, value in (("ACCESS_KEY_ID", "x"), ("SECRET_ACCESS_KEY", "x"), ("DEFAULT_REGION", "us-east-1")):
        monkeypatch.setenv(f"AWS_{name}", value)
    bucket = f"bucket-{os.urandom(4).hex()}"
    boto3.client("s3", endpoint_url=url).create_bucket(Bucket=bucket)
    return S3Store(bucket, endpoint_url=url, scratch=tmp_path / "scratch")


def kept(store, folder: Path, content: bytes = _BYTES) -> Blob:
    with Incoming(folder, max_bytes=10**6) as incoming:
        for start in range(0, len(content), 100_001):
            incoming.write(content[start : start + 100_001])
        return incoming.keep(store)


def test_what_was_kept_comes_back_in_any_range(store, tmp_path: Path) -> None:
    blob = kept(store, tmp_path)
    assert store.holds(blob)
    for start, stop in ((0, len(_BYTES)), (0, 1), (299_999, 600_001), (len(_BYTES) - 1, len(_BYTES)), (5, 5)):
        assert b"".join(store.read(blob, start, stop)) == _BYTES[start:stop]
    with store.at_hand(blob) as path:
        assert path.read_bytes() == _BYTES
        assert measured(path) == blob


def test_keeping_twice_is_keeping_once_and_forgetting_forgets(store, tmp_path: Path) -> None:
    assert kept(store, tmp_path) == kept(store, tmp_path)
    blob = kept(store, tmp_path)
    for _ in range(2):
        store.forget(blob)
        assert not store.holds(blob)
    with pytest.raises(FileNotFoundError):
        list(store.read(blob, 0, 1))
    with pytest.raises(FileNotFoundError), store.at_hand(blob):
        pass


def test_nothing_stays_behind_when_a_file_is_too_large_or_not_kept(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest), Incoming(tmp_path, max_bytes=10) as incoming:
        incoming.write(b"x" * 11)
    with Incoming(tmp_path, max_bytes=10) as incoming:
        incoming.write(b"x")
    assert not list(tmp_path.iterdir())


def test_a_half_written_file_does_not_count_as_there(tmp_path: Path) -> None:
    store = LocalStore(tmp_path / "blobs")
    blob = kept(store, tmp_path)
    with store.at_hand(blob) as path:
        path.write_bytes(b"torn")
    assert not store.holds(blob)
    assert kept(store, tmp_path) == blob
    assert store.holds(blob)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_only_a_digest_names_a_blob(name: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        Blob(name, 1)
