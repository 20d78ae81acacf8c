import numpy as np
import pytest
import torch

from mudong.models.omni.joint_tokens import MOTION_WIDTH, joint_tokens


def _track(frames: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(1)
    return rng.uniform(0, 128, (frames, 21, 2)), np.ones((frames, 21))


@pytest.mark.parametrize(("frames", "latent"), [(1, 1), (5, 2), (21, 6), (19, 6)])
def test_there_is_a_token_for_each_joint_and_latent_frame(frames: int, latent: int):
    place, rows = joint_tokens(*_track(frames), token_px=16.0)
    assert place.shape == (latent, 21, 2)
    assert rows.shape == (latent * 21, MOTION_WIDTH)


def test_place_and_row_give_every_position_back():
    xy, sure = _track(9)
    place, rows = joint_tokens(xy, sure, token_px=16.0)
    moved = rows.unflatten(0, (3, 21))[..., 21:].unflatten(-1, (4, 3))[..., :2]
    found = (place[:, :, None] + moved).permute(0, 2, 1, 3).flatten(0, 1)
    assert torch.allclose(found[3:] * 16, torch.from_numpy(xy).float(), atol=1e-3), "the first frame stands for four"


def test_a_row_says_which_joint_it_is():
    _, rows = joint_tokens(*_track(5), token_px=16.0)
    assert torch.equal(rows[:, :21].argmax(-1), torch.arange(21).repeat(2))


def test_a_joint_that_is_not_seen_does_not_pull_its_token():
    xy, sure = _track(5)
    sure[1:3, 4] = 0
    place, rows = joint_tokens(xy, sure, token_px=1.0)
    assert torch.allclose(place[1, 4], torch.from_numpy(xy[3:5, 4].mean(0)).float(), rtol=1e-3)
    hidden = rows.unflatten(0, (2, 21))[1, 4, 21:].unflatten(0, (4, 3))[:2]
    assert not hidden.any()
