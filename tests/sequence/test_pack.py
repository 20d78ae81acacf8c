import torch
from placements import GRID, PLACEMENTS

from mudong.sequence.kind import Content
from mudong.sequence.layout import lay_out
from mudong.sequence.pack import pack
from mudong.sequence.visibility import mask


def _layouts() -> list:
    return [
        lay_out([PLACEMENTS["text"]], GRID),
        lay_out([PLACEMENTS["text"]], GRID),
        lay_out([PLACEMENTS["motion"], PLACEMENTS["text"], PLACEMENTS["first frame"]], GRID),
    ]


def test_packing_puts_requests_end_to_end():
    layouts = _layouts()
    packed, alone = pack(layouts), [pack([layout]) for layout in layouts]
    for field in ("positions", "handles", "kinds", "cacheable"):
        assert torch.equal(getattr(packed, field), torch.cat([getattr(one, field) for one in alone]))
    assert packed.requests.bincount().tolist() == [layout.num_rows for layout in layouts]


def test_neighbours_with_equal_layouts_share_a_group():
    packed = pack(_layouts())
    assert [group.requests for group in packed.groups] == [2, 1]
    assert sum(group.requests * group.rows for group in packed.groups) == len(packed.positions)


def test_groups_and_mask_say_the_same():
    packed = pack(_layouts())
    written = torch.zeros(len(packed.positions), len(packed.positions), dtype=torch.bool)
    start = 0
    for group in packed.groups:
        for _ in range(group.requests):
            for view in group.views:
                written[start + view.start : start + view.stop, start : start + view.seen] = True
            start += group.rows
    assert torch.equal(written, mask([layout.kinds for layout in packed.layouts]))


def test_every_row_holds_one_content():
    packed = pack(_layouts())
    rows = torch.cat([*(packed.rows_of(content) for content in Content), packed.target_rows])
    assert torch.equal(rows.sort().values, torch.arange(len(packed.positions)))


def test_time_is_per_row():
    packed = pack(_layouts())
    times = packed.segment_times(torch.tensor([0.2, 0.5, 0.9]), clean_t=0.0)[packed.segment_of_row]
    assert (times[packed.cacheable] == 0).all()
    assert torch.equal(times[~packed.cacheable].unique(), torch.tensor([0.2, 0.5, 0.9]))
    assert (times[packed.requests == 1].unique() == torch.tensor([0.0, 0.5])).all()
