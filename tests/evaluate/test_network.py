import pytest
import torch

from mudong.evaluate.network import STRIDE, Look, Move, NetConfig, peaks, summits
from mudong.spec.joints import NUM_JOINTS

TINY = NetConfig(attributes=(3, 5), actions=4, widths=(8, 8, 8), blocks=(1, 1, 1), moving=8)


@pytest.mark.parametrize(("width", "height"), [(128, 128), (96, 160), (160, 96)])
def test_shapes(width: int, height: int):
    seen = Look(TINY).eval()(torch.zeros(2, 3, 3, height, width))
    assert [tuple(logits.shape) for logits in seen.logits] == [(2, 3), (2, 5)]
    assert seen.heat.shape == (2, 3, NUM_JOINTS, height // STRIDE, width // STRIDE)
    assert seen.joints.shape == (2, 3, NUM_JOINTS, 2)
    assert Move(TINY).eval()(torch.zeros(2, 7, NUM_JOINTS, 2)).shape == (2, 4)


def test_a_peak_is_found_where_it_is_to_a_fraction_of_a_pixel():
    x, y = 37.3, 90.9
    columns = -((torch.arange(32) + 0.5 - x / STRIDE) ** 2) / 2
    rows = -((torch.arange(32) + 0.5 - y / STRIDE) ** 2) / 2
    heat = rows[:, None] + columns
    assert peaks(heat).tolist() == pytest.approx([x, y], abs=0.05)
    assert summits(heat).tolist() == pytest.approx([x, y], abs=0.3)
    heat[2, 3] = heat.max() - 0.1
    assert (peaks(heat) - torch.tensor([x, y])).norm() > 4
    assert summits(heat).tolist() == pytest.approx([x, y], abs=0.3)


def test_frames_of_a_clip_are_a_set_for_attributes_and_each_its_own_for_joints():
    torch.manual_seed(0)
    look, frames = Look(TINY).eval(), torch.randn(1, 4, 3, 32, 48)
    order = [2, 0, 3, 1]
    with torch.no_grad():
        one, other = look(frames), look(frames[:, order])
    for a, b in zip(one.logits, other.logits, strict=True):
        assert torch.allclose(a, b, atol=1e-5)
    assert torch.allclose(one.joints[:, order], other.joints, atol=1e-3)


def test_an_action_does_not_depend_on_place_or_size():
    torch.manual_seed(0)
    move, joints = Move(TINY).eval(), torch.randn(1, 21, NUM_JOINTS, 2) * 30 + 64
    with torch.no_grad():
        assert torch.allclose(move(joints), move(joints * 1.7 + 20), atol=1e-4)
