"""Is it still the person of the picture? `python -m benchmarks.bench_identity`

Torso and face are followed through the finished clip by the joints that carry them, sampled back into the picture's
frame and compared with the picture by structural similarity. Another person and a blurred picture must fail.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from benchmarks.clips import person_clip, person_scene
from benchmarks.patches import Patch, covered, face_patch, similarity, torso_patch
from benchmarks.row import Row, tell
from benchmarks.scene import DANCE, Scene
from benchmarks.ssim import ssim

from mudong.media.decode import read_frames
from mudong.motion.posture import facing
from mudong.spec.joints import Joint

LEAST = 0.85
_FRONT = 0.8
"""A dancer faces the camera while shoulders and hips look this wide, in shares of how wide they look at most."""
_NOSE_ASIDE = 0.25
"""A face looks at the camera while the nose is no further from the middle of the eyes, in distances of the eyes."""
_BLUR = 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """similarity: of the patch in every counted frame; frames: which those are."""

    patch: Patch
    frames: np.ndarray
    similarity: np.ndarray


def bench() -> Iterator[Row]:
    """Both patches through the clip, and their controls."""
    scene = person_scene()
    kept = follow(scene, [front(scene), front_face(scene)])
    for part in kept:
        name, share = part.patch.name, len(part.frames) / len(scene.source)
        note = f"similarity of the joints, {share:.0%} of the frames counted"
        yield Row(area="identity", what=f"{name} patch, mean SSIM to the picture", value=float(part.similarity.mean()),
                  least=LEAST, note=note)  # fmt: skip
        for what, grey in controls(scene, part.patch):
            yield Row(area="identity", what=f"{name}: {what}", value=ssim(part.patch.grey, grey, part.patch.mask),
                      least=LEAST, control=True, note="control")  # fmt: skip


def follow(scene: Scene, counted: list[np.ndarray]) -> list[Kept]:
    """counted: for torso and face, (frames,) bool."""
    patches = [torso_patch(scene), face_patch(scene)]
    nodes, rest = scene.targets, scene.rest
    found: list[tuple[Patch, list[int], list[float]]] = [(patch, [], []) for patch in patches if patch is not None]
    for index, frame in enumerate(read_frames(person_clip(scene))):
        for (patch, frames, values), use in zip(found, counted, strict=False):
            if use[index] and not _hidden(scene, patch, nodes[index]):
                frames.append(index)
                values.append(ssim(patch.grey, patch.seen_in(frame.pixels, rest, nodes[index]), patch.mask))
    return [Kept(patch=p, frames=np.array(f), similarity=np.array(v)) for p, f, v in found]


def _hidden(scene: Scene, patch: Patch, nodes: np.ndarray) -> bool:
    """Whether an arm covers part of the patch."""
    corner = patch.grid[::8, ::8]
    move = similarity(scene.rest[list(patch.nodes)], nodes[list(patch.nodes)])
    here = covered(scene, corner @ move[:, :2].T + move[:, 2], nodes)
    return bool((here & patch.mask[::8, ::8]).any())


def front(scene: Scene) -> np.ndarray:
    """(frames,) bool: the dancer's trunk faces the camera."""
    wide = facing(scene.source.xy)
    return wide >= _FRONT * np.quantile(wide, 0.9)


def front_face(scene: Scene) -> np.ndarray:
    """(frames,) bool: the dancer's face does."""
    xy = scene.source.xy
    across = xy[:, Joint.EYE_L] - xy[:, Joint.EYE_R]
    aside = xy[:, Joint.NOSE] - 0.5 * (xy[:, Joint.EYE_L] + xy[:, Joint.EYE_R])
    return np.abs((aside * across).sum(axis=1)) <= _NOSE_ASIDE * (across**2).sum(axis=1)


def controls(scene: Scene, patch: Patch) -> Iterator[tuple[str, np.ndarray]]:
    """The patch blurred, and the same patch of somebody else: the dancer of the reference video."""
    if patch.name == "face":  # A plain shirt looks the same when blurred.
        yield "the picture blurred", cv2.GaussianBlur(patch.grey, None, _BLUR * patch.grey.shape[1])
    dancer = next(iter(read_frames(DANCE))).pixels
    yield "another person", patch.seen_in(dancer, scene.rest, scene.source.xy[0].astype(float))


if __name__ == "__main__":
    tell(bench())
