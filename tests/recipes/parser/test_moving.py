from dataclasses import replace

import numpy as np
import torch
from recipes.parser.moving import clip, readings, train_move
from recipes.parser.recipe import Recipe, parser

from mudong.evaluate.domain import UNKNOWN
from mudong.evaluate.network import Look


def _recipe() -> Recipe:
    net = replace(parser().net, widths=(8, 16, 16), blocks=(1, 1, 1), moving=16)
    return replace(parser(), net=net, gesture_steps=40)


def test_actions_are_learnt_from_simulated_and_read_joints():
    rng = np.random.default_rng(0)
    actions = rng.integers(0, 2, 64)
    wobble = np.sin(np.arange(41) * 0.8)[None, :, None, None] * actions[:, None, None, None]
    joints = (rng.normal(0, 10, (64, 1, 21, 2)) + 15 * wobble * rng.normal(0, 1, (1, 1, 21, 2))).astype(np.float32)
    move = train_move(_recipe(), (joints, actions), (joints[:, :21], actions))
    with torch.no_grad():
        assert (move(torch.from_numpy(joints)).argmax(-1).numpy() == actions).mean() > 0.95


def test_clips_are_read_where_their_action_can_be_told():
    clips = [clip(seed) for seed in range(3)]
    hidden = replace(clips[0], labels=np.full_like(clips[0].labels, UNKNOWN))
    joints, actions = readings(Look(_recipe().net), _recipe(), [hidden, *clips])
    assert len(joints) == len(actions) == sum(c.labels[-1] != UNKNOWN for c in clips)
    assert joints.shape[1:] == (21, 21, 2)
