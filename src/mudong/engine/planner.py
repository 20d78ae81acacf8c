"""Answers a request's open questions: size, frames, rate, which part of the motion. No frame is made here."""

from __future__ import annotations

from mudong.motion.load import LoadedMotion
from mudong.spec.errors import MotionError
from mudong.spec.limits import MAX_CLIP_S
from mudong.spec.plan import Notice, Plan
from mudong.spec.request import Request
from mudong.spec.shape import FrameSize, VideoShape, output_size, parse_aspect
from mudong.spec.timebase import Timebase

DRAFT_RESOLUTION = "540p"


def clip_size(request: Request, picture: FrameSize) -> FrameSize:
    """The output's frame size: the picture's aspect unless another is wished, the short side as the resolution says."""
    aspect = parse_aspect(request.output.aspect) if request.output.aspect else picture.aspect
    resolution = DRAFT_RESOLUTION if request.output.draft else request.output.resolution
    return output_size(resolution, min(max(float(aspect), 0.25), 4.0))


def plan_dance(
    request: Request,
    engine: str,
    picture: FrameSize,
    motion: LoadedMotion,
    usable: tuple[int, int],
    notices: tuple[Notice, ...],
) -> Plan:
    """The plan of a dance. usable: first frame and frame after the last of the motion's track."""
    track = motion.track
    fps = float(track.fps)
    start_s, stop_s = usable[0] / fps, usable[1] / fps
    if stop_s <= start_s:
        raise MotionError("motion.empty")
    longest = min(request.output.duration_s or MAX_CLIP_S, MAX_CLIP_S)
    if stop_s - start_s > longest:
        if request.output.duration_s is None:
            notices = (*notices, Notice.of("notice.shortened", most=MAX_CLIP_S))
        stop_s = start_s + longest
    timebase = Timebase.of(request.output.fps)
    size = clip_size(request, picture)
    shape = VideoShape(frames=timebase.num_frames(stop_s - start_s), height=size.height, width=size.width)
    return Plan(
        request=request,
        engine=engine,
        shape=shape,
        timebase=timebase,
        seed=request.seed,
        used_s=(start_s, stop_s),
        notices=notices,
    )
