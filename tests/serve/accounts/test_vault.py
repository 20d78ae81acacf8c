"""What is sealed opens only with its key, at its place and unchanged; the key is made once and is its owner's alone."""

import base64
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mudong.serve.accounts.vault import Vault
from mudong.spec.errors import Unavailable


@given(st.text(), st.text(max_size=20))
def test_what_is_sealed_opens_again_and_never_looks_the_same(secret: str, purpose: str):
    vault = Vault(bytes(32))
    sealed = vault.seal(secret, purpose)
    assert vault.unseal(sealed, purpose) == secret
    assert sealed != vault.seal(secret, purpose)


def test_it_opens_nowhere_else(vault: Vault):
    sealed = vault.seal("secret", "here")
    data = bytearray(base64.b64decode(sealed))
    data[-1] ^= 1
    changed = base64.b64encode(bytes(data)).decode()
    for key, text, purpose in (
        (vault, sealed, "there"), (Vault(bytes(32)), sealed, "here"), (vault, changed, "here"), (vault, "?", "here"),
        (vault, "", "here"),
    ):  # fmt: skip
        with pytest.raises(Unavailable) as caught:
            key.unseal(text, purpose)
        assert caught.value.code == "serve.sealed"


def test_the_master_key_is_made_once_and_read_by_its_owner_alone(tmp_path: Path):
    path = tmp_path / "new" / "master.key"
    sealed = Vault.open(path).seal("secret", "p")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert Vault.open(path).unseal(sealed, "p") == "secret"
    assert [file.name for file in path.parent.iterdir()] == ["master.key"]


def test_servers_that_start_at_once_agree_on_one_key(tmp_path: Path):
    opened: list[Vault] = []
    threads = [threading.Thread(target=lambda: opened.append(Vault.open(tmp_path / "key"))) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sealed = opened[0].seal("secret", "p")
    assert {vault.unseal(sealed, "p") for vault in opened} == {"secret"}
    assert len(opened) == 16


@pytest.mark.parametrize("content", [b"", b"short", base64.b64encode(bytes(31)), bytes(32)])
def test_a_file_that_is_no_key_is_refused_and_kept(tmp_path: Path, content: bytes):
    path = tmp_path / "key"
    path.write_bytes(content)
    with pytest.raises(Unavailable) as caught:
        Vault.open(path)
    assert caught.value.code == "serve.master_key"
    assert path.read_bytes() == content


def test_a_derived_key_is_the_same_after_every_start_and_another_for_every_purpose(tmp_path: Path):
    first, again = Vault.open(tmp_path / "key"), Vault.open(tmp_path / "key")
    assert first.derived("links") == again.derived("links")
    assert len({first.derived("links"), first.derived("other"), Vault(bytes(32)).derived("links")}) == 3
