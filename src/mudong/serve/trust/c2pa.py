"""The publish step: a finished file gets a signed manifest that says a machine made it, or it does not get out.

The manifest tells engine and version and nothing of the request: no prompt, no user, no job.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import c2pa

import mudong
from mudong.media.provenance import digital_source_type, read_provenance
from mudong.media.signature import HEAD_BYTES, sniff
from mudong.serve.trust.authority import Authority
from mudong.spec.errors import OutputError

MIME_TYPES = {"mp4": "video/mp4", "gif": "image/gif", "png": "image/png", "jpeg": "image/jpeg", "webp": "image/webp"}
"""Files that can carry a manifest, by the kind that their content shows. Matroska (webm) cannot."""
FOLDER = "authority"
"""Where a server's certificates lie in its data folder."""


class Published(Protocol):
    """What is asked of a job: the engine that made the file."""

    @property
    def engine(self) -> str:
        """Its name."""
        ...


class C2paPublisher:
    """Implements `jobs.attempt.Publisher`."""

    def __init__(self, authority: Authority, version: str = mudong.__version__) -> None:
        self._authority, self._version = authority, version

    def publish(self, file: Path, job: Published, report: dict[str, object]) -> None:
        """Sign the file in place. Raises `OutputError`: `trust.signing`, or `trust.unmarked` for a file that can carry
        no manifest and has no mark in its metadata either.
        """
        if kind_of(file) not in MIME_TYPES:
            if read_provenance(file) is None:
                raise OutputError("trust.unmarked")
            return
        sign(file, self._authority, engine=str(report.get("engine") or job.engine), version=self._version)


def sign(file: Path, authority: Authority, *, engine: str, version: str) -> None:
    """Put the manifest into `file`. Raises `OutputError` (`trust.signing`); the file is then as it was."""
    signed = file.with_name(f"{file.stem}.signed{file.suffix}")
    # No thumbnail: it would be a second copy of the picture that whoever blurs the first forgets.
    settings = {"builder": {"thumbnail": {"enabled": False}}}
    info = c2pa.C2paSignerInfo(b"es256", authority.chain, authority.key, None)
    try:
        with (
            c2pa.Signer.from_info(info) as signer,
            c2pa.Context.from_dict(settings) as context,
            c2pa.Builder(manifest(engine, version), context=context) as builder,
            file.open("rb") as source,
            signed.open("w+b") as target,
        ):
            builder.sign(signer, MIME_TYPES[kind_of(file)], source, target)
        signed.replace(file)
    except (c2pa.C2paError, OSError) as error:
        raise OutputError("trust.signing", detail=str(error)) from error
    finally:
        signed.unlink(missing_ok=True)


def manifest(engine: str, version: str) -> dict[str, object]:
    """What is said of every file."""
    agent = {"name": "Mudong", "version": version}
    created = {
        "action": "c2pa.created", "softwareAgent": agent, "digitalSourceType": digital_source_type(engine),
        "parameters": {"org.mudong.engine": engine},
    }  # fmt: skip
    return {
        "claim_generator_info": [agent],
        "title": "clip",
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [created]}}],
    }


def kind_of(file: Path) -> str:
    """What the file's content shows it to be."""
    with file.open("rb") as opened:
        return sniff(opened.read(HEAD_BYTES))
