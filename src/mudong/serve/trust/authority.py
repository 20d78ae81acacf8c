"""`Authority`: the certificates that sign clips. A server makes its own at its first start; nobody else vouches for it.

`ca.pem` is the anchor, to be given to whoever wants to verify; `ca.key` and `signer.pem` are for their owner alone.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from mudong.spec.errors import Unavailable

_ANCHOR, _ANCHOR_KEY, _SIGNER = "ca.pem", "ca.key", "signer.pem"
_DAY = timedelta(days=1)
_ANCHOR_DAYS, _SIGNER_DAYS, _RENEW_DAYS = 30 * 365, 10 * 365, 5 * 365
"""A signature without a timestamp of a third party is good as long as its certificate, so that has to last."""
_BEGIN_KEY = b"-----BEGIN PRIVATE KEY-----"


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """PEM texts. chain: the signer's certificate, then the anchor's; key: the signer's, PKCS #8, P-256."""

    anchor: bytes
    chain: bytes
    key: bytes = field(repr=False)

    @classmethod
    def open(cls, folder: Path, now: datetime | None = None) -> Self:
        """The authority that lies in `folder`, made where there is none, its signer renewed before it is too old.

        Raises `Unavailable` (`trust.authority`) for files that do not belong together.
        """
        now = now or datetime.now(UTC)
        if not folder.exists():
            _make(folder, now)
        try:
            anchor = (folder / _ANCHOR).read_bytes()
            signer = (folder / _SIGNER).read_bytes()
            certificate = x509.load_pem_x509_certificate(signer)
            certificate.verify_directly_issued_by(x509.load_pem_x509_certificate(anchor))
            if certificate.not_valid_after_utc - now < _RENEW_DAYS * _DAY:
                signer = _signer(anchor, (folder / _ANCHOR_KEY).read_bytes(), now)
                _write(folder / _SIGNER, signer)
        except Exception as error:
            if isinstance(error, (OSError, ValueError, TypeError)) or type(error).__module__.startswith("cryptography"):
                raise Unavailable("trust.authority", path=folder, detail=str(error) or type(error).__name__) from error
            raise
        start = signer.index(_BEGIN_KEY)
        return cls(anchor=anchor, chain=signer[:start], key=signer[start:])


def _make(folder: Path, now: datetime) -> None:
    """Under another name, then renamed: of two processes that start at once, one authority stays for both."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(f"Mudong anchor {secrets.token_hex(4)}")
    certificate = (
        _begun(name, name, key.public_key(), now, _ANCHOR_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    anchor, anchor_key = certificate.public_bytes(Encoding.PEM), _pem(key)
    draft = folder.with_name(f"{folder.name}.{secrets.token_hex(8)}")
    draft.mkdir(mode=0o700, parents=True)
    _write(draft / _ANCHOR_KEY, anchor_key)
    _write(draft / _ANCHOR, anchor, mode=0o644)
    _write(draft / _SIGNER, _signer(anchor, anchor_key, now))
    try:
        draft.rename(folder)
    except OSError:
        for file in draft.iterdir():
            file.unlink()
        draft.rmdir()
        if not folder.exists():
            raise


def _signer(anchor: bytes, anchor_key: bytes, now: datetime) -> bytes:
    """A new signer: its certificate, the anchor's and its key, one after the other."""
    issuer = x509.load_pem_x509_certificate(anchor)
    issuer_key = load_pem_private_key(anchor_key, None)
    if not isinstance(issuer_key, ec.EllipticCurvePrivateKey):
        raise TypeError(_ANCHOR_KEY)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        _begun(_name("Mudong signer"), issuer.subject, key.public_key(), now, _SIGNER_DAYS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        # One of the purposes that the C2PA specification lets a claim signer's certificate have.
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
        .sign(issuer_key, hashes.SHA256())
    )
    return certificate.public_bytes(Encoding.PEM) + anchor + _pem(key)


def _begun(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, days: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _DAY)
        .not_valid_after(now + days * _DAY)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _name(common: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Mudong"), x509.NameAttribute(NameOID.COMMON_NAME, common)]
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates, content_commitment=False, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=signs_certificates, crl_sign=signs_certificates,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _write(path: Path, data: bytes, *, mode: int = 0o600) -> None:
    """Whole or not at all, and never readable by others for a moment."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
