from pathlib import Path

import cv2
import numpy as np
import torch
from native import tiny_native

from clips import square_clip
from mudong.models.vae.patches import to_patches
from mudong.models.vae.pixels import to_floats
from mudong.models.vae.video_vae import VideoVae
from mudong.train.loop import Budget, LoopConfig, train
from mudong.train.objectives.reconstruction import CropConfig, Reconstruction, ReconstructionConfig, crop
from mudong.train.optim.groups import OptimConfig

CLIPS = [square_clip(seed) for seed in range(8)]


def _vae() -> VideoVae:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        vae = VideoVae(tiny_native().config.vae)
    frames = torch.from_numpy(np.stack([clip.frames for clip in CLIPS]))
    vae.pca.fit(to_patches(to_floats(frames), vae.config.stride, first=True).reshape(-1, 768))
    return vae


def test_training_beats_the_linear_part(tmp_path: Path):
    objective = Reconstruction(_vae(), CLIPS[:6], CLIPS[6:], ReconstructionConfig(crop=CropConfig(frames=5, side=24)))
    before = objective.show(objective.module, tmp_path, 0)
    config = LoopConfig(
        batch=4,
        budget=Budget(samples=600),
        optim=OptimConfig(adam_lr=1e-2),
        warmup=20,
        half_life=50,
        bfloat16=False,
        report_every=10**9,
    )
    after = objective.show(train(objective, config, tmp_path), tmp_path, 400)
    assert after["psnr_characters"] > before["psnr_characters"] + 2, "the loss is heaviest there"
    assert cv2.imread(str(tmp_path / "reconstructions.png")).shape[1] == 3 * 32


def test_crops_hold_the_same_place_of_frames_and_mask():
    rng = np.random.default_rng(1)
    for _ in range(30):
        frames, mask = crop(CLIPS[0], CropConfig(frames=5, side=16), rng)
        assert frames.shape == (5, 16, 16, 3)
        assert ((frames != 200).any(-1) == mask).all()


def test_crops_seek_the_cast_as_often_as_they_are_told():
    def covered(share: float) -> float:
        rng, config = np.random.default_rng(2), CropConfig(frames=1, side=8, on_character=share)
        return float(np.mean([crop(CLIPS[0], config, rng)[1].mean() for _ in range(200)]))

    assert covered(1.0) > 1.5 * covered(0.0)
