"""Secrets at rest: sealed under the server's master key, which lives in a file of its own and never in the database."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mudong.spec.errors import Unavailable

_KEY_BYTES = 32
_NONCE_BYTES = 12


class Vault:
    """AES-256-GCM. `purpose` binds a sealed text to its place: moved to another row it does not open."""

    def __init__(self, master_key: bytes) -> None:
        self._cipher = AESGCM(master_key)
        self._master_key = master_key

    @classmethod
    def open(cls, path: Path) -> Vault:
        """The master key of `path`, made at the first start and readable by its owner alone.

        Raises `Unavailable` (`serve.master_key`) when the file holds no key.
        """
        if not path.exists():
            _make(path)
        try:
            key = base64.b64decode(path.read_bytes().strip(), validate=True)
        except (OSError, binascii.Error):
            key = b""
        if len(key) != _KEY_BYTES:
            raise Unavailable("serve.master_key", path=path)
        return cls(key)

    def seal(self, secret: str, purpose: str) -> str:
        """`secret` as text for the database."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return base64.b64encode(nonce + self._cipher.encrypt(nonce, secret.encode(), purpose.encode())).decode()

    def unseal(self, sealed: str, purpose: str) -> str:
        """What was sealed. Raises `Unavailable` (`serve.sealed`) under another master key, or when it was changed."""
        try:
            data = base64.b64decode(sealed, validate=True)
            return self._cipher.decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], purpose.encode()).decode()
        except (InvalidTag, ValueError) as error:
            raise Unavailable("serve.sealed", purpose=purpose) from error

    def derived(self, purpose: str) -> bytes:
        """A key of its own for `purpose`, such as signing links: 32 bytes, the same after every start."""
        return hmac.digest(self._master_key, b"derived " + purpose.encode(), hashlib.sha256)


def _make(path: Path) -> None:
    """Write a new key under another name and link it: of two servers that start at once, one key stays for both."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(base64.b64encode(secrets.token_bytes(_KEY_BYTES)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        draft.unlink()
