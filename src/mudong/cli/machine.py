"""What `mudong doctor` finds: the machine, the libraries, the codecs, the pose models, an accelerator.

Looks and reports; installs nothing and imports no torch.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from typing import Literal

Area = Literal["machine", "library", "encoder", "decoder", "model", "accelerator"]
State = Literal["ok", "missing", "absent"]

LIBRARIES = (
    "numpy", "av", "opencv-contrib-python-headless", "scipy", "pillow", "pillow-heif", "ai-edge-litert", "pyyaml",
)  # fmt: skip
ENCODERS = ("libx264", "aac", "libvpx-vp9", "prores_ks", "gif", "libwebp_anim")
DECODERS = ("h264", "hevc", "vp9", "av1", "aac")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is there or not. `mend` is the command that brings it, empty when nothing has to be done."""

    area: Area
    name: str
    found: bool
    detail: str = ""
    mend: str = ""

    @property
    def state(self) -> State:
        """`missing` can be mended, `absent` is only told."""
        return "ok" if self.found else "missing" if self.mend else "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineNeeds:
    """What an engine cannot run without, as names of findings, and what it fetches itself when it is first used."""

    name: str
    needs: tuple[str, ...]
    wants: tuple[str, ...] = ()


ENGINES = (EngineNeeds(name="puppet", needs=(*LIBRARIES, "libx264", "aac", "h264"), wants=("pose-models",)),)


def runnable(engine: EngineNeeds, findings: tuple[Finding, ...]) -> bool:
    """Whether all that the engine needs is there."""
    found = {finding.name for finding in findings if finding.found}
    return found.issuperset(engine.needs)


def examine() -> tuple[Finding, ...]:
    """Every finding, the machine first."""
    return (*_machine(), *_libraries(), _skia(), *_codecs(), *_pose_models(), *_accelerator())


def _machine() -> tuple[Finding, ...]:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return (
        Finding(area="machine", name="python", found=True, detail=platform.python_version()),
        Finding(area="machine", name="system", found=True, detail=f"{platform.system()} {platform.machine()}"),
        Finding(area="machine", name="cores", found=True, detail=str(cores)),
        Finding(area="machine", name="memory", found=True, detail=f"{_memory_bytes() / 2**30:.1f} GiB"),
    )


def _memory_bytes() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _libraries() -> tuple[Finding, ...]:
    return tuple(_library(name) for name in LIBRARIES)


def _library(name: str) -> Finding:
    try:
        return Finding(area="library", name=name, found=True, detail=metadata.version(name))
    except metadata.PackageNotFoundError:
        return Finding(area="library", name=name, found=False, mend=f"{sys.executable} -m pip install {name}")


def _skia() -> Finding:
    """What draws the world; its wheel needs two small system packages (decision 0005)."""
    if find_spec("skia") is None:
        return _library("skia-python")
    try:
        import skia
    except ImportError:
        return Finding(area="library", name="skia-python", found=False, mend="apt-get install libegl1 libgl1")
    return Finding(area="library", name="skia-python", found=True, detail=skia.__version__)


def _codecs() -> tuple[Finding, ...]:
    if find_spec("av") is None:
        return ()
    import av.codec

    mend = f"{sys.executable} -m pip install --force-reinstall av"

    def finding(area: Area, name: str, mode: Literal["r", "w"]) -> Finding:
        try:
            detail = av.codec.Codec(name, mode).long_name
        except av.codec.codec.UnknownCodecError:
            return Finding(area=area, name=name, found=False, mend=mend)
        return Finding(area=area, name=name, found=True, detail=detail)

    return (*(finding("encoder", n, "w") for n in ENCODERS), *(finding("decoder", n, "r") for n in DECODERS))


def _pose_models() -> tuple[Finding, ...]:
    from mudong.motion.cache import user_cache
    from mudong.motion.weights import pose_models

    folder = pose_models()
    mend = "" if folder else f"{sys.executable} -m mudong.motion.weights"
    return (
        Finding(area="model", name="pose-models", found=folder is not None, detail=str(folder or ""), mend=mend),
        Finding(area="machine", name="cache", found=True, detail=str(user_cache())),
    )


def _accelerator() -> tuple[Finding, ...]:
    torch = metadata.version("torch") if find_spec("torch") else ""
    return (
        Finding(area="accelerator", name="torch", found=bool(torch), detail=torch),
        Finding(area="accelerator", name="gpu", found=bool(gpu := _gpu()), detail=gpu),
    )


def _gpu() -> str:
    """Names of the NVIDIA accelerators, or nothing."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return ""
    done = subprocess.run(
        [program, "--query-gpu=name,memory.total", "--format=csv,noheader"],
        capture_output=True, text=True, timeout=20, check=False,
    )  # fmt: skip
    return "; ".join(done.stdout.strip().splitlines()) if done.returncode == 0 else ""
