"""Where a clip comes from, written into its metadata: request, seed, engine, version, and that a machine made it."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from mudong.media.probe import probe_fields
from mudong.spec.limits import MediaLimits
from mudong.spec.messages import message

_IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_SOURCE_TYPES = {"puppet": "compositeWithTrainedAlgorithmicMedia"}
_PREFIX = "mudong."


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a clip was made. `request_json` is `Request.to_json()`."""

    request_json: str
    seed: int
    engine: str
    version: str

    @property
    def digital_source_type(self) -> str:
        """The IPTC term for what the engine makes."""
        return digital_source_type(self.engine)

    def tags(self) -> dict[str, str]:
        """Metadata for the container."""
        return {
            "comment": message("output.mark", "en", engine=self.engine, version=self.version),
            "digital_source_type": self.digital_source_type,
            _PREFIX + "request": self.request_json,
            _PREFIX + "seed": str(self.seed),
            _PREFIX + "engine": self.engine,
            _PREFIX + "version": self.version,
        }


def digital_source_type(engine: str) -> str:
    """The IPTC term, as an address: a picture set in motion, or media from a trained model alone."""
    return _IPTC + _SOURCE_TYPES.get(engine, "trainedAlgorithmicMedia")


def read_provenance(path: Path, limits: MediaLimits = MediaLimits()) -> Provenance | None:  # noqa: B008  frozen
    """What a clip of ours says about itself, or None for another's. Raises `MediaError`."""
    tags = probe_fields(path, limits)["tags"]
    if not isinstance(tags, dict):
        return None
    found = {str(name).lower().removeprefix(_PREFIX): str(value) for name, value in tags.items()}
    with contextlib.suppress(KeyError, ValueError):
        return Provenance(found["request"], int(found["seed"]), found["engine"], found["version"])
    return None
