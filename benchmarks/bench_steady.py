"""What must not move: joints of a noisy still, feet that stand. `python -m benchmarks.bench_steady`"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import av
import cv2
import numpy as np
from av.video.stream import VideoStream
from benchmarks.clips import folder, person_clip, person_scene
from benchmarks.row import Row, tell
from benchmarks.scene import DANCE, PERSON, Scene

from mudong.media.decode import read_frames
from mudong.media.picture import read_picture
from mudong.motion.load import load_motion
from mudong.motion.retarget.feet import standing
from mudong.motion.retarget.source import read_dancer
from mudong.spec.joints import Joint

STILL_S, STILL_FPS, CRF, NOISE = 5, 30, 30, 6.0
MOST_RMS_PX, MOST_DRIFT_PERCENT = 0.5, 1.0
LONGEST = 6
"""So many of the longest stands are followed in the clip's pixels."""
_ANKLES = (Joint.ANKLE_L, Joint.ANKLE_R)


def bench() -> Iterator[Row]:
    """Stills of two kinds of people, then the stands of the dance."""
    frame = next(iter(read_frames(DANCE))).pixels
    photo = cv2.resize(read_picture(PERSON).pixels, (720, 1280), interpolation=cv2.INTER_AREA)
    for name, pixels, options in (
        ("frame of dance.mp4", frame, {}),
        ("person.jpg at 720p", photo, {}),
        ("frame of dance.mp4, a key frame each second", frame, {"g": str(STILL_FPS)}),
    ):
        rms = joint_rms(pixels, options)
        worst = f"worst {Joint(int(rms.argmax())).label} {rms.max():.2f} px"
        yield Row(area="steady", what=f"still, {name}: RMS over all joints", value=float(np.sqrt((rms**2).mean())),
                  unit="px", most=None if options else MOST_RMS_PX,
                  note=f"{worst}; noise {NOISE:g}, crf {CRF}, {STILL_S} s")  # fmt: skip
    scene = person_scene()
    spans = stands(scene)
    drift = [target_drift(scene, side, span) for side, span in spans]
    yield _drift_row("targets", drift, f"all {len(spans)} stands")
    longest = sorted(spans, key=lambda stand: stand[1][0] - stand[1][1])[:LONGEST]
    followed = pixel_drift(scene, longest)
    yield _drift_row("pixels of the clip", followed, f"optical flow, the {LONGEST} longest stands")


def _drift_row(what: str, drift: list[float], note: str) -> Row:
    return Row(area="steady", what=f"planted feet, {what}: largest drift over the height", value=max(drift),
               unit="%", most=MOST_DRIFT_PERCENT, note=f"{note}, median {np.median(drift):.2f} %")  # fmt: skip


def joint_rms(pixels: np.ndarray, options: dict[str, str]) -> np.ndarray:
    """(21,) px by which each joint strays from its mean place in a noisy video of one picture.

    options: of x264, whose own settings are used but for crf. A key frame draws new noise and moves every joint a
    little for as long as it is copied on, so that nothing can be averaged; by default there is one in 8 s.
    """
    height, width = (side // 2 * 2 for side in pixels.shape[:2])
    path = folder() / "noisy-still.mp4"
    random = np.random.default_rng(0)
    with av.open(str(path), "w") as container:
        stream = cast(VideoStream, container.add_stream("libx264", rate=STILL_FPS))
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.options = {"crf": str(CRF), **options}
        for _ in range(STILL_S * STILL_FPS):
            noise = random.normal(0, NOISE, (height, width, 3)).astype(np.float32)
            noisy = np.clip(pixels[:height, :width] + noise, 0, 255).astype(np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(noisy, "rgb24")))
        container.mux(stream.encode(None))
    xy = load_motion(path, cache=False).track.xy.astype(float)
    return np.sqrt(((xy - xy.mean(axis=0)) ** 2).sum(axis=2).mean(axis=0))


def stands(scene: Scene) -> list[tuple[int, tuple[int, int]]]:
    """Side and frames (start, stop) of every stand of the dance."""
    leg, fps = read_dancer(scene.source).leg, float(scene.source.fps)
    return [
        (side, span) for side, ankle in enumerate(_ANKLES) for span in standing(scene.source.xy[:, ankle], leg, fps)
    ]


def target_drift(scene: Scene, side: int, span: tuple[int, int]) -> float:
    """Percent of the height: how far the ankle's target strays from its middle place during a stand."""
    return _drift(scene.joints[span[0] : span[1], _ANKLES[side]], scene.height_px)


def _drift(path: np.ndarray, height: float) -> float:
    return 100 * float(np.linalg.norm(path - np.median(path, axis=0), axis=1).max()) / height


def pixel_drift(scene: Scene, spans: list[tuple[int, tuple[int, int]]]) -> list[float]:
    """The same, of the shoe's pixels: corners between ankle and toe, followed from the stand's first frame."""
    wanted = {frame for _, (start, stop) in spans for frame in range(start, stop)}
    greys = {
        index: cv2.cvtColor(frame.pixels, cv2.COLOR_RGB2GRAY)
        for index, frame in enumerate(read_frames(person_clip(scene)))
        if index in wanted
    }
    drifts = []
    for side, (start, stop) in spans:
        points = _shoe_corners(scene, side, start, greys[start])
        path = [np.zeros(2)]
        for frame in range(start + 1, stop):
            moved, found, _ = cv2.calcOpticalFlowPyrLK(greys[start], greys[frame], points, None, winSize=(31, 31))
            path.append(np.median((moved - points)[found[:, 0] > 0], axis=(0, 1)))
        drifts.append(_drift(np.array(path), scene.height_px))
    return drifts


def _shoe_corners(scene: Scene, side: int, frame: int, grey: np.ndarray) -> np.ndarray:
    ankle, toe = scene.joints[frame, _ANKLES[side]], scene.joints[frame, (Joint.TOE_L, Joint.TOE_R)[side]]
    mask = np.zeros_like(grey)
    reach = 0.03 * scene.height_px
    cv2.line(mask, ankle.astype(int).tolist(), toe.astype(int).tolist(), 255, round(reach))
    return cv2.goodFeaturesToTrack(grey, 40, 0.02, 5, mask=mask)


if __name__ == "__main__":
    tell(bench())
