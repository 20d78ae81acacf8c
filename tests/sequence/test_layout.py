import itertools

import pytest
import torch
from placements import GRID, IMAGE_1, IMAGE_2, PLACEMENTS

from mudong.sequence.kind import SegmentKind
from mudong.sequence.layout import Layout, lay_out
from mudong.sequence.placement import CLOCK_START

HOLDING = {"first frame": 1, "tail": 2}


def _of(layout: Layout, kind: SegmentKind) -> torch.Tensor:
    return torch.cat([segment.positions for segment in layout.segments if segment.kind is kind])


@pytest.mark.parametrize("added", PLACEMENTS)
@pytest.mark.parametrize("present", [(), ("text", "image 1"), ("motion", "source")])
def test_adding_a_condition_moves_no_target_row(present: tuple[str, ...], added: str):
    before = lay_out([PLACEMENTS[name] for name in present], GRID)
    after = lay_out([PLACEMENTS[name] for name in (*present, added)], GRID)
    kept = after.free if added in HOLDING else before.free
    assert torch.equal(_of(after, SegmentKind.TARGET), GRID.positions()[kept])
    assert after.num_targets == GRID.num_rows - HOLDING.get(added, 0) * GRID.per_frame


def test_held_rows_and_target_are_the_grid_once():
    for name, kind in (("first frame", SegmentKind.FIRST_FRAME), ("tail", SegmentKind.TAIL)):
        layout = lay_out([PLACEMENTS[name]], GRID)
        both = torch.cat([_of(layout, kind), _of(layout, SegmentKind.TARGET)])
        assert torch.equal(both, GRID.positions())


def test_a_source_stands_where_the_target_stands():
    layout = lay_out([PLACEMENTS["source"]], GRID)
    assert torch.equal(_of(layout, SegmentKind.SOURCE), _of(layout, SegmentKind.TARGET))


def test_shots_lie_outside_the_target_and_the_clock_farther_still():
    layout = lay_out([PLACEMENTS[name] for name in ("text", "image 1", "before", "after")], GRID)
    feature = _of(layout, SegmentKind.FEATURE)[:, 0]
    assert set(feature.tolist()) == {-3, -2, 4, 5}
    assert _of(layout, SegmentKind.TEXT)[:, 0].unique().tolist() == [-CLOCK_START]
    assert _of(layout, SegmentKind.REFERENCE)[:, 0].unique().tolist() == [-CLOCK_START - 1]


def test_references_take_ticks_in_the_order_in_which_they_are_named():
    for first, second in itertools.permutations(("image 1", "image 2")):
        layout = lay_out([PLACEMENTS["text"], PLACEMENTS[first], PLACEMENTS[second]], GRID)
        placed = [s for s in layout.segments if s.kind is SegmentKind.REFERENCE]
        handles = [int(segment.handles[0]) for segment in placed]
        assert handles == [IMAGE_1, IMAGE_2] if first == "image 1" else [IMAGE_2, IMAGE_1]
        assert [float(s.positions[0, 0]) for s in placed] == [-CLOCK_START - 1, -CLOCK_START - 2]


def test_words_and_pictures_carry_the_same_handle():
    layout = lay_out([PLACEMENTS[name] for name in ("text", "image 1", "image 2")], GRID)
    text, *images, target = layout.segments
    assert [h for h in text.handles.tolist() if h] == [int(image.handles.unique()) for image in images]
    assert not target.handles.any()


def test_a_joint_token_stands_at_its_joint():
    layout = lay_out([PLACEMENTS["motion"]], GRID)
    positions = _of(layout, SegmentKind.MOTION).reshape(3, 21, 3)
    joints = PLACEMENTS["motion"].joints  # type: ignore[attr-defined]
    assert torch.equal(positions[..., [2, 1]], joints)
    assert torch.equal(positions[:, 0, 0], torch.arange(3.0))


def test_the_order_says_where_each_condition_went():
    names = ("motion", "image 1", "text")
    layout = lay_out([PLACEMENTS[name] for name in names], GRID)
    assert [layout.segments[index].kind for index in layout.order] == [
        SegmentKind.MOTION, SegmentKind.REFERENCE, SegmentKind.TEXT,
    ]  # fmt: skip
