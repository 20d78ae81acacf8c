from collections import Counter

from mudong.train.data.order import batch_indices

GROUPS = (range(12), range(100, 104))


def test_a_step_is_a_function_of_its_number():
    assert batch_indices(GROUPS, 3, 7, seed=1) == batch_indices(GROUPS, 3, 7, seed=1)
    assert any(batch_indices(GROUPS, 3, step, seed=1) != batch_indices(GROUPS, 3, step, seed=2) for step in range(5))


def test_a_batch_has_one_shape_and_no_sample_twice():
    for step in range(50):
        batch = batch_indices(GROUPS, 3, step, seed=1)
        assert any(set(batch) <= set(group) for group in GROUPS)
        assert len(set(batch)) == 3


def test_an_epoch_of_a_single_group_visits_every_sample_once():
    for epoch in range(3):
        seen = Counter(i for step in range(4) for i in batch_indices((range(12),), 3, epoch * 4 + step, seed=5))
        assert seen == Counter(range(12))


def test_groups_are_visited_by_their_share():
    large = sum(batch_indices(GROUPS, 1, step, seed=3)[0] < 100 for step in range(2000))
    assert 0.7 < large / 2000 < 0.8
