"""What of an encoded clip can be told to the transformer beside words: one function a condition, by its name."""

from __future__ import annotations

from collections.abc import Callable

from mudong.models.assemble import EncodedCondition
from mudong.models.omni.config import PatchSize
from mudong.models.omni.patchify import to_rows
from mudong.sequence.handle import handle_index
from mudong.sequence.placement import (
    FirstFramePlacement,
    MotionPlacement,
    ReferencePlacement,
    SourcePlacement,
    TailPlacement,
)
from mudong.spec.shape import VideoShape
from mudong.train.data.latents import LatentClip

Told = list[EncodedCondition]


def latent_shape(clip: LatentClip) -> VideoShape:
    """Frames, height and width in cells."""
    _, frames, height, width = clip.latent.shape
    return VideoShape(frames=frames, height=height, width=width)


def _first_frame(clip: LatentClip, patch: PatchSize) -> Told:
    return [EncodedCondition(placement=FirstFramePlacement(), rows=to_rows(clip.latent[:, :1], patch))]


def _tail(clip: LatentClip, patch: PatchSize) -> Told:
    frames = clip.latent.shape[1] // 2
    return [EncodedCondition(placement=TailPlacement(frames=frames), rows=to_rows(clip.latent[:, :frames], patch))]


def _reference(clip: LatentClip, patch: PatchSize) -> Told:
    grid = patch.grid(latent_shape(clip)).one_frame()
    placement = ReferencePlacement(grid=grid, handle=handle_index("image", 1))
    return [EncodedCondition(placement=placement, rows=to_rows(clip.reference, patch))]


def _source(clip: LatentClip, patch: PatchSize) -> Told:
    if clip.source is None:
        raise ValueError("this clip is no edit: it has no source")
    return [EncodedCondition(placement=SourcePlacement(), rows=to_rows(clip.source, patch))]


def _motion(clip: LatentClip, patch: PatchSize) -> Told:
    return [
        EncodedCondition(placement=MotionPlacement(joints=places), rows=rows)
        for places, rows in zip(clip.places, clip.motion, strict=True)
    ]


CLIP_CONDITIONS: dict[str, Callable[[LatentClip, PatchSize], Told]] = {
    "first_frame": _first_frame,
    "tail": _tail,
    "reference": _reference,
    "source": _source,
    "motion": _motion,
}
