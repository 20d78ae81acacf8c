"""Clips as the transformer sees them, encoded once and kept beside the shards: latents, references, movement, weights.

A file of latents belongs to one VAE (its name carries a fingerprint of the weights), so a better VAE encodes anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn import functional

from mudong.models.omni.joint_tokens import joint_tokens
from mudong.models.vae.pixels import to_floats
from mudong.models.vae.video_vae import VideoVae
from mudong.train.data.clip import WorldClip
from mudong.train.data.shards import Shard

_PLAIN = 255
"""What a reference shows behind its subject."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LatentClip:
    """latent: (C, T, h, w) calibrated. reference: (C, 1, h, w), its cast as a picture on plain ground.

    cast: (T, h, w) share of each cell that the cast covers. places: (characters, T, 21, 2) tokens; motion: (characters,
    T x 21, MOTION_WIDTH), of the characters that are there. words: as in `WorldClip`. source: as `latent`, of an edit.
    """

    latent: Tensor
    reference: Tensor
    cast: Tensor
    places: Tensor
    motion: Tensor
    words: tuple[str, ...]
    source: Tensor | None = None

    def without_first(self) -> LatentClip:
        """From the second latent frame on, as a window sees a clip that it continues: no frame of it stands alone."""
        characters = len(self.places)
        motion = self.motion.unflatten(1, (-1, self.places.shape[2])) if characters else self.motion
        return replace(
            self,
            latent=self.latent[:, 1:],
            cast=self.cast[1:],
            places=self.places[:, 1:],
            motion=motion[:, 1:].flatten(1, 2) if characters else motion,
        )


def fingerprint(vae: VideoVae) -> str:
    """A name for these weights."""
    digest = hashlib.sha256()
    for name, tensor in sorted(vae.state_dict().items()):
        digest.update(name.encode() + tensor.detach().float().cpu().numpy().tobytes())
    return digest.hexdigest()[:12]


def encode_shard(path: Path, vae: VideoVae, name: str, token_px: int) -> Path:
    """The file of a shard's latents, made if it is not there."""
    target = path / f"latents-{name}.safetensors"
    if target.exists():
        return target
    shard = Shard(path)
    encoded = [_encode(shard.clip(index), vae, token_px) for index in range(len(shard))]
    tensors = {key: torch.stack([one[key] for one in encoded]) for key in encoded[0]}
    part = target.with_suffix(".part")
    save_file(tensors, part)
    part.rename(target)
    return target


def _encode(clip: WorldClip, vae: VideoVae, token_px: int) -> dict[str, Tensor]:
    videos = {"latent": clip.frames, "reference": _portrait(clip)[None]}
    if clip.source is not None:
        videos["source"] = clip.source
    tokens = [
        joint_tokens(clip.joints[:, number], clip.visible[:, number].astype(np.float32), token_px)
        for number in range(clip.joints.shape[1])
    ]
    return {name: _encode_frames(frames, vae) for name, frames in videos.items()} | {
        "cast": _coverage(clip.characters, vae),
        "places": torch.stack([place for place, _ in tokens]),
        "motion": torch.stack([rows for _, rows in tokens]).to(torch.bfloat16),
        "present": torch.from_numpy(clip.visible.any(axis=(0, 2))),
    }


def _encode_frames(frames: np.ndarray, vae: VideoVae) -> Tensor:
    video = to_floats(torch.from_numpy(np.array(frames)))[None].to(vae.latent_mean.device)
    return vae.encode(video)[0].to(torch.bfloat16).cpu().contiguous()


def _portrait(clip: WorldClip) -> np.ndarray:
    """The cast of the last frame on plain ground, moved to the middle, so that its place is not given away."""
    mask = clip.characters[-1]
    picture = np.where(mask[..., None], clip.frames[-1], _PLAIN).astype(np.uint8)
    rows, columns = np.nonzero(mask)
    if not len(rows):
        return picture
    middle = (rows.min() + rows.max() + 1) // 2, (columns.min() + columns.max() + 1) // 2
    return np.roll(picture, [size // 2 - m for size, m in zip(mask.shape, middle, strict=True)], axis=(0, 1))


def _coverage(characters: np.ndarray, vae: VideoVae) -> Tensor:
    stride = vae.config.stride
    covered = torch.from_numpy(np.array(characters)).float()
    covered = torch.cat([covered[:1].expand(stride.frames, -1, -1), covered[1:]])[None, None]
    cells = (stride.frames, stride.height, stride.width)
    return functional.avg_pool3d(covered, cells, cells, ceil_mode=True)[0, 0].to(torch.float16)


class LatentLibrary:
    """All encoded clips of some shards; a shard is read when it is first asked for, and kept."""

    def __init__(self, shards: Sequence[Path], files: Sequence[Path]) -> None:
        self._shards = [Shard(path) for path in shards]
        self._files = list(files)
        self._read: dict[int, dict[str, Tensor]] = {}
        self._starts = np.cumsum([0, *(len(shard) for shard in self._shards)])

    def __len__(self) -> int:
        return int(self._starts[-1])

    def groups(self) -> list[list[int]]:
        """Indices of clips of equal shape."""
        found: dict[torch.Size, list[int]] = {}
        for number, start in enumerate(self._starts[:-1]):
            indices = range(start, self._starts[number + 1])
            found.setdefault(self._tensors(number)["latent"].shape[1:], []).extend(indices)
        return list(found.values())

    def clip(self, index: int) -> LatentClip:
        """One clip, in float32."""
        number = int(np.searchsorted(self._starts, index, side="right")) - 1
        place = index - int(self._starts[number])
        tensors = {key: tensor[place] for key, tensor in self._tensors(number).items()}
        present = tensors["present"]
        return LatentClip(
            latent=tensors["latent"].float(),
            reference=tensors["reference"].float(),
            cast=tensors["cast"].float(),
            places=tensors["places"][present],
            motion=tensors["motion"][present].float(),
            words=self._shards[number].words(place),
            source=tensors["source"].float() if "source" in tensors else None,
        )

    def _tensors(self, number: int) -> dict[str, Tensor]:
        if number not in self._read:
            self._read[number] = load_file(self._files[number])
        return self._read[number]
