"""An authority, and clips of six frames in every container."""

from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import pytest

from mudong.media.provenance import Provenance
from mudong.serve.trust.authority import Authority

TAGS = Provenance('{"prompt": "a secret dance"}', 7, "puppet", "0.1.0").tags()
CODECS = {
    ".mp4": ("libx264", "yuv420p"), ".mov": ("prores_ks", "yuva444p10le"), ".gif": ("gif", "rgb8"),
    ".webm": ("libvpx-vp9", "yuva420p"),
}  # fmt: skip


@dataclass(frozen=True)
class Job:
    engine: str = "puppet"


@pytest.fixture(scope="session")
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
