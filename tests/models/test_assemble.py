import pytest
import torch
from native import CONFIG

from mudong.models.assemble import Encoded, EncodedCondition, assemble
from mudong.models.omni.joint_tokens import MOTION_WIDTH
from mudong.sequence.grid import TokenGrid
from mudong.sequence.kind import Content
from mudong.sequence.placement import FirstFramePlacement, MotionPlacement, ReferencePlacement, TextPlacement

GRID = TokenGrid(frames=2, height=2, width=2)


def _conditions() -> dict[str, EncodedCondition]:
    width = CONFIG.transformer.token_width
    return {
        "motion": EncodedCondition(
            placement=MotionPlacement(joints=torch.rand(2, 21, 2)), rows=torch.full((42, MOTION_WIDTH), 1.0)
        ),
        "first": EncodedCondition(placement=FirstFramePlacement(), rows=torch.full((4, width), 2.0)),
        "image": EncodedCondition(
            placement=ReferencePlacement(grid=TokenGrid(frames=1, height=1, width=3), handle=1),
            rows=torch.full((3, width), 3.0),
        ),
        "text": EncodedCondition(placement=TextPlacement(handles=(0, 0)), rows=torch.full((2, 16), 4.0)),
    }


@pytest.mark.parametrize("names", [("motion", "first", "image", "text"), ("text", "image", "first", "motion")])
def test_rows_follow_their_places_in_whatever_order_they_are_named(names: tuple[str, ...]):
    conditions = _conditions()
    request = Encoded(grid=GRID, conditions=tuple(conditions[name] for name in names))
    sequence, rows = assemble([request, Encoded(grid=GRID, conditions=()), request])
    for content in Content:
        assert len(rows.of(content)) == len(sequence.rows_of(content))  # type: ignore[arg-type]
    assert rows.latent[:, 0].tolist() == 2 * ([3.0] * 3 + [2.0] * 4)  # type: ignore[index]
    assert len(sequence.target_rows) == 4 + 8 + 4


def test_rows_that_do_not_fill_their_places_are_refused():
    condition = EncodedCondition(placement=FirstFramePlacement(), rows=torch.zeros(3, 16))
    with pytest.raises(ValueError, match="first_frame has 4 places and 3 rows"):
        assemble([Encoded(grid=GRID, conditions=(condition,))])
