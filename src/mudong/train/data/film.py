"""A scene of the world as training data: rendered, described, with its truth. Torch-free."""

from __future__ import annotations

import numpy as np

from mudong.language.lexicon import LANGUAGES
from mudong.spec.joints import NUM_JOINTS
from mudong.spec.shape import VideoShape
from mudong.train.data.clip import WorldClip
from mudong.world.caption import captions, short_prompt
from mudong.world.render import render
from mudong.world.scene import Scene


def film(scene: Scene, shape: VideoShape, fps: float, most_cast: int) -> WorldClip:
    """Render a scene with its truth."""
    clip = render(scene, shape.width, shape.height, fps=fps, num_frames=shape.frames)
    truth = clip.truth
    assert truth is not None
    count = len(scene.cast)
    joints = np.zeros((shape.frames, most_cast, NUM_JOINTS, 2), np.float32)
    visible = np.zeros((shape.frames, most_cast, NUM_JOINTS), bool)
    joints[:, :count], visible[:, :count] = truth.joints, truth.visible
    dense = captions(scene)
    return WorldClip(
        frames=clip.frames,
        characters=(truth.objects > 0) & (truth.objects <= count),
        joints=joints,
        visible=visible,
        words=(*(dense[language] for language in LANGUAGES), *(short_prompt(scene, one) for one in LANGUAGES)),
        scene=scene.to_json(),
    )
