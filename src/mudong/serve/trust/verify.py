"""What a file tells of its making, and whether that can be believed: `mudong verify FILE` and `POST /verify`.

Needs no server and no database, only the anchors of those whom the asker trusts. Nothing is fetched from anywhere.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import c2pa

from mudong.media.provenance import read_provenance
from mudong.serve.trust.c2pa import MIME_TYPES, kind_of
from mudong.spec.errors import MediaError
from mudong.spec.messages import message

Word = Literal["ours", "signed", "changed", "marked", "unknown"]
_MACHINE = ("trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "algorithmicMedia", "compositeSynthetic")
_NO_MANIFEST = "ManifestNotFound"
_WORDS = {"Trusted": "ours", "Valid": "signed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """verdict: `ours` signed under a given anchor; `signed` whole, by somebody unknown; `changed` since it was signed;
    `marked` by metadata alone; `unknown` without any of it.

    source_type: what the file says of its making, an IPTC term; failures: codes of the C2PA specification.
    """

    verdict: Word
    source_type: str | None = None
    generator: str | None = None
    version: str | None = None
    engine: str | None = None
    signer: str | None = None
    failures: tuple[str, ...] = ()

    @property
    def believable(self) -> bool:
        """Whether a whole signature stands behind it."""
        return self.verdict in ("ours", "signed")

    @property
    def machine_made(self) -> bool | None:
        """Whether it says that a machine made it or part of it; None where it says nothing."""
        return None if self.source_type is None else self.source_type in _MACHINE

    def to_plain(self, language: str | None = None) -> dict[str, Any]:
        """For JSON, with the sentences for people."""
        return asdict(self) | {
            "failures": list(self.failures), "machine_made": self.machine_made, "message": self.text(language),
        }  # fmt: skip

    def text(self, language: str | None = None) -> str:
        """What to make of it."""
        lines = [message(f"trust.verdict_{self.verdict}", language)]
        if self.machine_made and self.verdict != "changed":
            lines.append(message("trust.verdict_machine", language, source=self.source_type))
        if self.engine and self.verdict != "changed":
            lines.append(
                message(
                    "trust.verdict_made", language, generator=self.generator, version=self.version, engine=self.engine
                )
            )
        if self.verdict == "ours":
            lines.append(message("trust.verdict_anchor", language))
        return "\n".join(lines)


def verify(file: Path, anchors: bytes = b"") -> Verdict:
    """Look at one file. anchors: PEM certificates of those whose signatures count as ours. Raises `MediaError`."""
    try:
        kind = kind_of(file)
    except OSError as error:
        raise MediaError("trust.verify_failed", detail=error.strerror or "OSError") from error
    if kind in MIME_TYPES and (found := _manifest(file, MIME_TYPES[kind], anchors)) is not None:
        return found
    return _marked(file) or Verdict(verdict="unknown")


def _manifest(file: Path, mime_type: str, anchors: bytes) -> Verdict | None:
    settings: dict[str, Any] = {"verify": {"verify_trust": True, "remote_manifest_fetch": False, "ocsp_fetch": False}}
    if anchors:
        settings["trust"] = {"user_anchors": anchors.decode("ascii", "replace")}
    try:
        with (
            c2pa.Context.from_dict(settings) as context,
            file.open("rb") as opened,
            c2pa.Reader(mime_type, opened, context=context) as reader,
        ):
            return _verdict(json.loads(reader.json()))
    except c2pa.C2paError as error:
        if str(error).startswith(_NO_MANIFEST):
            return None
        # A manifest that cannot even be read does not fit its file either.
        return Verdict(verdict="changed", failures=(str(error).partition(":")[0][:60],))


def _verdict(told: dict[str, Any]) -> Verdict:
    active = told["manifests"][told["active_manifest"]]
    results = told.get("validation_results", {}).get("activeManifest", {})
    failures = tuple(sorted({str(each["code"]) for each in results.get("failure", ())}))
    agent = next(iter(active.get("claim_generator_info") or ()), {})
    created = _created(active)
    source = created.get("digitalSourceType")
    return Verdict(
        verdict=_WORDS.get(str(told.get("validation_state")), "changed"),  # pyright: ignore[reportArgumentType]
        source_type=str(source).rpartition("/")[2] if source else None,
        generator=_text(agent.get("name")), version=_text(agent.get("version")),
        engine=_text((created.get("parameters") or {}).get("org.mudong.engine")),
        signer=_text(active.get("signature_info", {}).get("issuer")), failures=failures,
    )  # fmt: skip


def _created(manifest: dict[str, Any]) -> dict[str, Any]:
    for assertion in manifest.get("assertions", ()):
        if str(assertion.get("label", "")).startswith("c2pa.actions"):
            for action in assertion["data"].get("actions", ()):
                if action.get("action") == "c2pa.created":
                    return action
    return {}


def _text(value: object) -> str | None:
    return None if value is None else str(value)[:100]


def _marked(file: Path) -> Verdict | None:
    try:
        told = read_provenance(file)
    except MediaError:
        return None
    if told is None:
        return None
    return Verdict(
        verdict="marked", source_type=told.digital_source_type.rpartition("/")[2], generator="Mudong",
        version=told.version[:100], engine=told.engine[:100],
    )  # fmt: skip
