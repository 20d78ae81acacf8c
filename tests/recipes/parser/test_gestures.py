import numpy as np
from recipes.parser.gestures import LONGEST, gestures, misread, part

from mudong.evaluate.attributes import BY_NAME


def test_gestures_are_told_and_repeat_themselves():
    joints, actions = gestures(0, 8)
    assert joints.shape == (len(actions), LONGEST, 21, 2)
    assert ((actions >= 0) & (actions < len(BY_NAME["action"].classes))).all()
    assert np.array_equal(joints, gestures(0, 8)[0])


def test_misreading_trembles_by_a_few_hundredths_and_mirrors_half():
    joints = np.repeat(gestures(0, 2)[0][:1], 200, 0)
    rng = np.random.default_rng(0)
    read = misread(joints, rng)
    size = np.ptp(joints[0], axis=(0, 1)).max()
    left, right = (np.abs(read[:, 0, wrist, 0] - joints[:, 0, wrist, 0]) / size for wrist in (11, 12))
    kept = (np.abs(read - joints).mean((1, 2, 3)) / size) < 0.06
    assert 0.3 < kept.mean() < 0.7
    assert 0.001 < np.median(np.abs(read - joints)[kept] / size) < 0.05
    assert (left[~kept] + right[~kept]).mean() > (left[kept] + right[kept]).mean()


def test_parts_begin_mostly_at_the_start_and_reach_to_the_end():
    joints = np.arange(LONGEST, dtype=float)[None, :, None, None] * np.ones((1, 1, 21, 2))
    parts = [part(joints, np.random.default_rng(seed))[0, :, 0, 0] for seed in range(200)]
    assert 0.4 < np.mean([piece[0] == 0 and len(piece) == 21 for piece in parts]) < 0.7
    assert max(piece[-1] for piece in parts) == LONGEST - 1
