"""`render`: a scene and a size in, frames and their exact truth out.

Scene -> simulate (metres) -> lens (pixels) -> artists, far to near -> weather and light -> style. Raw frames of one
scene are the same to the byte on one machine. `painter.py` draws a frame.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from mudong.spec.timebase import Timebase
from mudong.world.painter import Painter, Shot
from mudong.world.scene import Scene
from mudong.world.simulate import simulate
from mudong.world.timeline import Timeline
from mudong.world.truth import Rendered, Truth

DEFAULT_FPS = 24.0


def render(
    scene: Scene,
    width: int,
    height: int,
    *,
    fps: float = DEFAULT_FPS,
    num_frames: int | None = None,
    truth: bool = True,
    filmed_as: Scene | None = None,
) -> Rendered:
    """All frames of the scene at `width` x `height`. num_frames: by default the scene's duration at `fps`.

    filmed_as: another scene, whose camera films this one; a camera of its own would be fitted to who is in the scene.
    """
    count = num_frames if num_frames is not None else Timebase.of(fps).num_frames(scene.duration_s)
    timeline = simulate(scene, count, fps)
    if filmed_as is not None:
        timeline = replace(timeline, camera=simulate(filmed_as, count, fps).camera)
    painter = Painter(scene, timeline, width, height, filmed_as=filmed_as)
    shots = [painter.frame(index, truth=truth) for index in range(count)]
    frames = np.stack([shot.pixels for shot in shots])
    return Rendered(frames=frames, truth=gathered(shots, timeline) if truth else None)


def painted(scene: Scene, width: int, height: int, *, fps: float = DEFAULT_FPS) -> Iterator[np.ndarray]:
    """The frames alone, one after the other, (H, W, 3) uint8: memory does not grow with the clip."""
    count = Timebase.of(fps).num_frames(scene.duration_s)
    painter = Painter(scene, simulate(scene, count, fps), width, height)
    for index in range(count):
        yield painter.frame(index, truth=False).pixels


def gathered(shots: Sequence[Shot], timeline: Timeline) -> Truth:
    """What is known of frames drawn one by one, as one truth."""
    objects = np.stack([shot.objects for shot in shots])
    joints = np.stack([shot.joints for shot in shots])
    return Truth(
        joints=joints, visible=_visible(joints, objects), whole=np.stack([shot.whole for shot in shots]),
        objects=objects, shadow=np.stack([shot.shadow for shot in shots]),
        reflection=np.stack([shot.reflection for shot in shots]), timeline=timeline,
    )  # fmt: skip


def _visible(joints: np.ndarray, objects: np.ndarray) -> np.ndarray:
    """(frames, characters, 21) bool: in the frame, with its own character on top."""
    frames, height, width = objects.shape
    x, y = np.floor(joints[..., 0]).astype(int), np.floor(joints[..., 1]).astype(int)
    inside = (x >= 0) & (x < width) & (y >= 0) & (y < height)
    top = objects[np.arange(frames)[:, None, None], y.clip(0, height - 1), x.clip(0, width - 1)]
    return inside & (top == 1 + np.arange(joints.shape[1])[None, :, None])
