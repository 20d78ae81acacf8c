"""Scenes of the world, and edits of them, as training data: rendered, described, with their truth. Torch-free."""

from __future__ import annotations

import numpy as np

from mudong.language.lexicon import LANGUAGES
from mudong.spec.joints import NUM_JOINTS
from mudong.spec.shape import VideoShape
from mudong.train.data.clip import WorldClip
from mudong.world.caption import captions, short_prompt
from mudong.world.pairs.make import make_pair
from mudong.world.pairs.mask import render_pair
from mudong.world.pairs.pair import Pair
from mudong.world.render import render
from mudong.world.scene import Scene
from mudong.world.truth import Rendered


def film(scene: Scene, shape: VideoShape, fps: float, most_cast: int) -> WorldClip:
    """Render a scene; said of it are dense captions and short prompts, in every language."""
    dense = captions(scene)
    words = (*(dense[language] for language in LANGUAGES), *(short_prompt(scene, one) for one in LANGUAGES))
    return _clip(render(scene, shape.width, shape.height, fps=fps, num_frames=shape.frames), scene, words, most_cast)


def film_edit(pair: Pair, shape: VideoShape, fps: float, most_cast: int) -> WorldClip:
    """Render a pair with a video to edit; said of it is the instruction, in every language."""
    shown = render_pair(pair, shape.width, shape.height, fps=fps, num_frames=shape.frames)
    if shown.source is None:
        raise ValueError(f"a pair of kind {pair.kind} has no video to edit")
    words = tuple(pair.instruction[language] for language in LANGUAGES)
    return _clip(shown.target, pair.target, words, most_cast, shown.source.frames)


def edit_of(scene: Scene, kinds: tuple[str, ...], seed: int) -> Pair | None:
    """The first edit that the scene allows, of kinds in an order that the seed decides."""
    order = np.random.default_rng(seed).permutation(len(kinds))
    found = (make_pair(kinds[number], scene, seed) for number in order)
    return next((pair for pair in found if pair is not None and pair.source is not None), None)


def _clip(
    rendered: Rendered, scene: Scene, words: tuple[str, ...], most_cast: int, source: np.ndarray | None = None
) -> WorldClip:
    truth, count = rendered.truth, len(scene.cast)
    assert truth is not None
    joints = np.zeros((len(rendered.frames), most_cast, NUM_JOINTS, 2), np.float32)
    visible = np.zeros(joints.shape[:-1], bool)
    joints[:, :count], visible[:, :count] = truth.joints, truth.visible
    return WorldClip(
        frames=rendered.frames,
        characters=(truth.objects > 0) & (truth.objects <= count),
        joints=joints,
        visible=visible,
        words=words,
        scene=scene.to_json(),
        source=source,
    )
