"""A server's own certificates: made once, for their owner alone, renewed in time, refused when they do not fit."""

import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from mudong.serve.trust.authority import Authority
from mudong.spec.errors import Unavailable

NOW = datetime.now(UTC)


def _signer(authority: Authority) -> x509.Certificate:
    return x509.load_pem_x509_certificate(authority.chain)


def test_it_is_made_once_and_only_its_owner_reads_the_keys(tmp_path: Path):
    folder = tmp_path / "authority"
    made = Authority.open(folder)
    assert Authority.open(folder) == made
    assert {file.name: stat.S_IMODE(file.stat().st_mode) & 0o077 for file in folder.iterdir()} == {
        "ca.pem": stat.S_IMODE((folder / "ca.pem").stat().st_mode) & 0o077, "ca.key": 0, "signer.pem": 0,
    }  # fmt: skip
    assert "PRIVATE" not in repr(made)


def test_of_two_processes_that_start_at_once_one_authority_stays(tmp_path: Path):
    found: list[Authority] = []
    threads = [threading.Thread(target=lambda: found.append(Authority.open(tmp_path / "a"))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert len({each.anchor for each in found}) == 1
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_the_signer_is_renewed_under_the_same_anchor(tmp_path: Path):
    first = Authority.open(tmp_path / "a", NOW)
    assert Authority.open(tmp_path / "a", NOW + timedelta(days=4 * 365)) == first
    later = NOW + timedelta(days=6 * 365)
    renewed = Authority.open(tmp_path / "a", later)
    assert renewed.anchor == first.anchor
    assert _signer(renewed).not_valid_after_utc > _signer(first).not_valid_after_utc
    assert Authority.open(tmp_path / "a", later) == renewed


def test_files_that_do_not_belong_together_are_refused(tmp_path: Path):
    for name in ("a", "b"):
        Authority.open(tmp_path / name)
    (tmp_path / "a" / "ca.pem").write_bytes((tmp_path / "b" / "ca.pem").read_bytes())
    (tmp_path / "b" / "signer.pem").write_text("nothing")
    for name in ("a", "b"):
        with pytest.raises(Unavailable) as caught:
            Authority.open(tmp_path / name)
        assert caught.value.code == "trust.authority"
