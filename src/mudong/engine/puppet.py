"""The `puppet` engine: motion control for any picture, at full resolution, on a CPU.

pose track -> rig -> layered mesh -> frames. It moves the picture; it cannot invent what the picture does not show.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from mudong.engine.library import Library
from mudong.engine.prompt import beyond_motion
from mudong.motion.checks.video import is_full_body
from mudong.motion.face.frame import FaceFrame
from mudong.motion.face.idle import idle_face
from mudong.motion.face.retarget import retarget_face
from mudong.motion.figure import Figure
from mudong.motion.loop import closed, danced_round
from mudong.motion.plate import fill_plate
from mudong.motion.posture import inside
from mudong.motion.puppet import Performance, Puppet
from mudong.motion.render.order import depth_order
from mudong.motion.resample import resample
from mudong.motion.retarget.pose import Able, Retargeted, retarget
from mudong.motion.staging import Placement, Stage, place_picture, plate_on_frame, stage_like_picture, stage_like_video
from mudong.motion.steadied import without_camera
from mudong.motion.track import PoseTrack
from mudong.spec.conditions import Character, Motion
from mudong.spec.engine import Chunk, Progress, Refusal, Run, Support
from mudong.spec.errors import Cancelled
from mudong.spec.joints import Joint
from mudong.spec.plan import Notice, Plan
from mudong.spec.request import Request
from mudong.spec.shape import FrameSize

NAME = "puppet"
_MOSTLY_CLEAR = 0.05
"""Share of transparent pixels from which a picture has no background of its own."""
_SEEN = 0.3
"""Confidence from which a joint of the picture is there."""
_MIN_FACE_PX = 80.0
"""Both faces must be that high for expressions to be carried over."""


class PuppetEngine:
    """Final. Takes what it needs from the run's library."""

    name = NAME

    def __init__(self, library: Library) -> None:
        self._library = library

    def supports(self, request: Request) -> Support | Refusal:
        """One character and one motion; says which words of the prompt it will leave aside."""
        if len(request.of_type(Character)) != 1 or len(request.of_type(Motion)) != 1:
            return Refusal(Notice.of("notice.puppet_needs_character_and_motion"))
        other = len(request.conditions) - 2
        notices = [Notice.of("notice.puppet_ignores_conditions", count=other)] if other else []
        if words := beyond_motion(request.prompt):
            notices.append(Notice.of("notice.puppet_cannot", words=" ".join(words)))
        return Support(tuple(notices))

    def generate(self, plans: Sequence[Plan], run: Run) -> Iterator[Chunk]:
        """The frames of every plan, in order."""
        for index, plan in enumerate(plans):
            yield from self._one(index, plan, run)

    def _one(self, index: int, plan: Plan, run: Run) -> Iterator[Chunk]:
        performance = self.perform(plan, run)
        transparent = plan.request.output.background == "transparent"
        for number, frame in enumerate(performance.frames()):
            if run.cancelled():
                raise Cancelled
            yield Chunk(
                plan_index=index,
                start_frame=number,
                pixels=frame[None, ..., :3],
                alpha=frame[None, ..., 3] if transparent else None,
            )
            run.progress(Progress(stage="render", done=number + 1, total=len(performance)))

    def perform(self, plan: Plan, run: Run) -> Performance:
        """Everything before the first frame: cut, rig, retarget, stage."""
        request, size = plan.request, plan.shape.size
        character, motion = request.of_type(Character)[0], request.of_type(Motion)[0]
        loaded = self._library.character(character)
        run.progress(Progress(stage="cut", done=0, total=3))
        cut = self._library.cut(character)
        picture = FrameSize(width=loaded.picture.width, height=loaded.picture.height)
        placement = place_picture(picture, cut.box, size)
        background = self._background(request, character, placement, size)
        run.progress(Progress(stage="cut", done=1, total=3))
        puppet = Puppet.build(cut, loaded.figure, placement.scale)
        run.progress(Progress(stage="cut", done=2, total=3))
        dance = self._library.motion(motion)
        track = dance_of(plan, without_camera(dance.track, dance.measures, dance.start_s))
        able = able_of(loaded.figure, track)
        danced = (danced_round if request.output.loop else retarget)(track, puppet.rig.nodes, able)
        stage = _stage(request, puppet, danced, track, placement, size, background, keep_size=able.legs == "none")
        run.progress(Progress(stage="cut", done=3, total=3))
        return Performance(
            puppet=puppet,
            stage=stage,
            pose=danced.pose,
            order=depth_order(track, danced.pose.nodes),
            faces=_faces(puppet, track, plan.seed),
        )

    def _background(
        self, request: Request, character: Character, placement: Placement, size: FrameSize
    ) -> np.ndarray | None:
        wanted = request.output.background
        if wanted == "transparent":
            return None
        if wanted.startswith("#"):
            colour = [int(wanted[i : i + 2], 16) for i in (1, 3, 5)]
            return np.full((size.height, size.width, 3), colour, np.uint8)
        if wanted != "keep":
            other = self._library.picture(Path(wanted)).pixels
            cover = max(size.width / other.shape[1], size.height / other.shape[0])
            middle = (np.array([size.width, size.height]) - np.array(other.shape[1::-1]) * cover) / 2
            return plate_on_frame(other, Placement(scale=cover, shift=middle), size)
        cut = self._library.cut(character)
        picture = self._library.picture(character.path)
        pixels = picture.pixels
        if picture.alpha is not None and float((picture.alpha < 128).mean()) > _MOSTLY_CLEAR:
            # A figure without a background dances on paper: a video has no transparency, and black would swallow ink.
            return np.full((size.height, size.width, 3), 255, np.uint8)
        # Work no larger than the frame: a 50-megapixel photo must not cost more than the clip it becomes.
        scale = min(1.0, placement.scale)
        if scale < 1:
            small = (max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale)))
            pixels = cv2.resize(pixels, small, interpolation=cv2.INTER_AREA)
            hole = cv2.resize(cut.alpha, small, interpolation=cv2.INTER_AREA)
        else:
            hole = cut.alpha
        plate = fill_plate(pixels, hole > 0)
        return plate_on_frame(plate, replace(placement, scale=placement.scale / scale), size)


def dance_of(plan: Plan, track: PoseTrack) -> PoseTrack:
    """The part of the motion that the plan uses, at the plan's frame rate and length."""
    if plan.used_s is not None:
        first, stop = (round(s * float(track.fps)) for s in plan.used_s)
        track = track.span(first, max(stop, first + 1))
    track = resample(track, plan.timebase.fps).span(0, plan.shape.frames)
    return closed(track) if plan.request.output.loop else track


def able_of(figure: Figure, track: PoseTrack) -> Able:
    """What can move: legs dance, stand where the dance shows none, and rest where the picture shows none."""
    seen = inside(figure.xy, figure.width, figure.height)
    arms = (bool(seen[[Joint.ELBOW_L, Joint.WRIST_L]].all()), bool(seen[[Joint.ELBOW_R, Joint.WRIST_R]].all()))
    ankles = [Joint.ANKLE_L, Joint.ANKLE_R]
    if not seen[ankles].all() or figure.confidence[ankles].max() < _SEEN:
        return Able(legs="none", arms=arms)
    return Able(legs="dance" if is_full_body(track) else "stand", arms=arms)


def _stage(
    request: Request,
    puppet: Puppet,
    danced: Retargeted,
    track: PoseTrack,
    placement: Placement,
    size: FrameSize,
    background: np.ndarray | None,
    *,
    keep_size: bool,
) -> Stage:
    if request.output.orientation == "video":
        source = FrameSize(width=track.width, height=track.height)
        return stage_like_video(danced, source, size, background)
    return stage_like_picture(puppet, danced, placement, size, background, keep_size=keep_size)


def _faces(puppet: Puppet, track: PoseTrack, seed: int) -> tuple[FaceFrame, ...]:
    if puppet.face is None:
        return ()
    face = track.face
    fps = float(track.fps)
    if face is None or not (face.confidence > 0.5).any() or float(np.median(face.size_px)) < _MIN_FACE_PX:
        return idle_face(len(track), fps, seed)
    head = np.stack([face.turn_deg, face.nod_deg], axis=1)
    return retarget_face(face, puppet.face.shape, fps, head)
