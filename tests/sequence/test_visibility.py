import itertools

import pytest
import torch
from placements import GRID, PLACEMENTS

from mudong.sequence.kind import CONDITIONS, SegmentKind
from mudong.sequence.layout import lay_out
from mudong.sequence.visibility import is_cacheable, mask, sees, views


def test_conditions_see_conditions_and_the_target_sees_everything():
    for query, key in itertools.product(SegmentKind, repeat=2):
        assert sees(query, key) == (query is SegmentKind.TARGET or key in CONDITIONS)


def test_what_is_cached_can_never_see_the_target_through_others():
    assert {kind for kind in SegmentKind if is_cacheable(kind)} == CONDITIONS


@pytest.mark.parametrize("names", [(), ("text",), ("motion", "text", "image 2"), tuple(PLACEMENTS)])
def test_views_and_mask_say_the_same(names: tuple[str, ...]):
    layout = lay_out([PLACEMENTS[name] for name in names], GRID)
    written = torch.zeros(layout.num_rows, layout.num_rows, dtype=torch.bool)
    for view in layout.views:
        written[view.start : view.stop, : view.seen] = True
    assert torch.equal(written, mask([layout.kinds]))


def test_requests_never_see_each_other():
    kinds = lay_out([PLACEMENTS["text"]], GRID).kinds
    other = lay_out([PLACEMENTS["motion"]], GRID).kinds
    assert torch.equal(mask([kinds, other]), torch.block_diag(mask([kinds]).int(), mask([other]).int()).bool())


def test_an_order_in_which_nobody_sees_a_prefix_is_refused():
    with pytest.raises(ValueError, match="prefix"):
        views([(SegmentKind.TARGET, 2), (SegmentKind.TEXT, 1)])
