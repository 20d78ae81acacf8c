"""One of every placement, for a grid of 3 x 4 x 2 tokens."""

import torch

from mudong.sequence.grid import TokenGrid
from mudong.sequence.handle import handle_index
from mudong.sequence.placement import (
    FeaturePlacement,
    FirstFramePlacement,
    LastFramePlacement,
    MotionPlacement,
    Placement,
    ReferencePlacement,
    SourcePlacement,
    TailPlacement,
    TextPlacement,
)

GRID = TokenGrid(frames=3, height=4, width=2)
IMAGE_1, IMAGE_2 = handle_index("image", 1), handle_index("image", 2)
PLACEMENTS: dict[str, Placement] = {
    "text": TextPlacement(handles=(0, IMAGE_1, 0, IMAGE_2)),
    "image 1": ReferencePlacement(grid=TokenGrid(frames=1, height=2, width=2), handle=IMAGE_1),
    "image 2": ReferencePlacement(grid=TokenGrid(frames=1, height=3, width=2), handle=IMAGE_2),
    "first frame": FirstFramePlacement(),
    "last frame": LastFramePlacement(),
    "tail": TailPlacement(frames=2),
    "source": SourcePlacement(),
    "before": FeaturePlacement(grid=TokenGrid(frames=2, height=4, width=2)),
    "after": FeaturePlacement(grid=TokenGrid(frames=2, height=4, width=2), after=True),
    "motion": MotionPlacement(joints=torch.rand(3, 21, 2)),
}
