"""Every limit of the reference checks in one place, with its unit and its reason. Decides nothing itself."""

from __future__ import annotations

from dataclasses import dataclass

from mudong.spec.limits import MIN_MOTION_S


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLimits:
    """What a picture and a dance video should keep. "Torso" is the distance from pelvis to neck."""

    seen: float = 0.5
    """Confidence from which a joint counts as seen; the estimator's own threshold for visibility."""

    legs_least: float = 1.0
    """Legs seen (a knee is half a leg, an ankle a whole one) below which a picture is a bust."""
    legs_whole: float = 2.0
    """Legs seen that make a full body."""
    edge: float = 0.004
    """Share of the picture's side: a joint nearer to the border than this is taken as cut by it."""
    lean_deg: float = 50.0
    """Angle of the torso from upright above which a figure lies; deep bends of dances stay below in most frames."""
    standing: float = 0.55
    """Height of hips over ankles in torsos, below which a figure sits or crawls (standing adult 1.5, baby 0.8)."""
    leg_factor: float = 2.2
    """Factor by which leg lengths, in torsos, of picture and dancer may differ (baby 1.1, adult 2)."""
    limb_gap: float = 0.12
    """Torsos between a hand and the trunk, or between the ankles; nearer, their cut-outs grow together."""
    figure_share: float = 0.35
    """Height of the figure over the height of the picture, below which little of the picture is used."""
    figure_px: float = 400.0
    """Height of the figure in pixels below which a 1080p clip looks soft (there it is about 1200 high)."""
    facing: float = 0.15
    """Shoulder and hip width in torsos, negative from behind; front views have 0.5 and more, side views less."""

    motion_least_s: float = MIN_MOTION_S
    """Usable seconds of dance; less does not read as a dance and does not loop."""
    motion_renderable_s: float = 0.5
    """Usable seconds below which there is nothing to render even when asked to."""
    tracked_core: float = 0.3
    """Mean confidence of shoulders and hips from which a frame counts as tracked."""
    tracked_gap_s: float = 0.5
    """Longest loss of the dancer that the track bridges by itself."""
    tracked_frames: float = 0.9
    """Share of frames in which the dancer should be found."""
    legs_dance: float = 1.5
    """Legs seen in a frame of a dance of the whole body: one may hide behind the other."""
    leg_frames: float = 0.5
    """Share of frames that must show the legs for a dance to be one of the whole body."""
    whole_frames: float = 0.9
    """Share of frames that should show the whole body."""
    people_frames: float = 0.05
    """Share of frames with a second person that is put down to the detector's mistakes."""
    cut: float = 0.45
    """Cut score 0..1. Wild dances measure up to 0.15, cuts inside one room 0.66 and more."""
    camera_shift: float = 0.12
    """Share of the frame that the background may wander inside the used part; a hand-held camera stays below."""
    camera_zoom: float = 0.12
    """Logarithm of the zoom inside the used part: 12 % larger or smaller."""
    speed_torso_s: float = 14.0
    """95th percentile of the wrists' speed in torsos a second; faster hands blur and are lost."""
    confidence: float = 0.6
    """Mean confidence of arms and legs over the used part."""
    video_figure_px: float = 200.0
    """Median height of the dancer in pixels; below, wrists and ankles are a few pixels large."""
    video_side_px: float = 360.0
    """Short side of the video in pixels."""
    video_fps: float = 12.0
    """Frames a second below which fast movements are guessed rather than seen."""
    lying_frames: float = 0.2
    """Share of frames in which the dancer may lie."""
    turned_frames: float = 0.35
    """Share of frames in which the dancer may be turned away from the camera; turns are part of dances."""


DEFAULT_LIMITS = CheckLimits()
