"""What the benchmarks measure on: one picture made to dance by the product's own steps, as `engine.generate` does.

`Scene.of` stops before the first frame, so that targets, source and rendering can be looked at one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mudong.engine.library import Library, LoadedCharacter
from mudong.engine.planner import plan_dance
from mudong.engine.puppet import PuppetEngine, dance_of
from mudong.media.encode import VideoWriter
from mudong.motion.checks.video import check_video
from mudong.motion.loop import best_round
from mudong.motion.puppet import Performance
from mudong.motion.track import PoseTrack
from mudong.spec.conditions import Character, Motion
from mudong.spec.engine import Run
from mudong.spec.joints import NUM_JOINTS
from mudong.spec.plan import Plan
from mudong.spec.request import Output, Request
from mudong.spec.shape import FrameSize

REPOSITORY = Path(__file__).parents[1]
SAMPLES = REPOSITORY.parent / "shared/samples"
PERSON, DRAWING, DANCE = SAMPLES / "person.jpg", SAMPLES / "drawing.png", SAMPLES / "dance.mp4"
DRAWING_JOINTS, BVH = SAMPLES / "drawing-joints.yaml", SAMPLES / "jesse_dance.bvh"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """source: the dance at the clip's frame rate, in pixels of its own video, frame for frame beside the clip."""

    plan: Plan
    character: LoadedCharacter
    source: PoseTrack
    performance: Performance

    @classmethod
    def of(
        cls,
        image: Path,
        motion: Path,
        *,
        joints: Path | None = None,
        end_s: float | None = None,
        output: Output = Output(),  # noqa: B008  frozen
    ) -> Scene:
        """Everything before the first frame. Raises what the line raises."""
        run = Run()
        character, dance = Character(path=image, joints=joints), Motion(path=motion, end_s=end_s)
        request = Request(conditions=(character, dance), output=output, anyway=True)
        library = Library(run)
        picture, loaded = library.character(character).picture, library.motion(dance)
        usable = check_video(loaded.track, loaded.measures, loaded.info, start_s=loaded.start_s).usable
        if output.loop:
            usable = best_round(loaded.track, usable)
        size = FrameSize(width=picture.width, height=picture.height)
        plan = plan_dance(request, PuppetEngine.name, size, loaded, usable, ())
        return cls(
            plan=plan,
            character=library.character(character),
            source=dance_of(plan, loaded.track),
            performance=PuppetEngine(library).perform(plan, run),
        )

    @property
    def targets(self) -> np.ndarray:
        """(frames, nodes, 2) where the joints and hand tips are sent, in pixels of the clip."""
        return self.performance.on_stage(0, len(self.performance)).nodes

    @property
    def joints(self) -> np.ndarray:
        """(frames, 21, 2) the same, joints only."""
        return self.targets[:, :NUM_JOINTS]

    @property
    def rest(self) -> np.ndarray:
        """(nodes, 2) the joints and hand tips of the untouched picture, as it would lie in the clip."""
        puppet, stage = self.performance.puppet, self.performance.stage
        return puppet.rig.nodes * stage.zoom + stage.shift

    @property
    def height_px(self) -> float:
        """Height of the figure in the clip."""
        return self.performance.puppet.rig.height * self.performance.stage.zoom

    def picture_at(self, xy: np.ndarray) -> np.ndarray:
        """Points of the clip that stand still on the figure at rest -> the same points in pixels of the picture."""
        puppet, stage = self.performance.puppet, self.performance.stage
        return (xy - stage.shift) / stage.zoom / puppet.scale + puppet.origin

    def write(self, path: Path, *, quality: int = 20, preset: str = "veryfast") -> None:
        """Render and encode the clip as the product does."""
        write(path, self.performance.frames(), self.plan, quality=quality, preset=preset)


def write(path: Path, frames: Iterator[np.ndarray], plan: Plan, *, quality: int = 20, preset: str = "veryfast") -> None:
    """Encode frames with the size and rate of a plan."""
    with VideoWriter(
        path, size=plan.shape.size, timebase=plan.timebase, quality=quality, preset=preset
    ) as writer:  # fmt: skip
        for frame in frames:
            writer.write(frame)
