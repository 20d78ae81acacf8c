"""Where the puppet stands in the output: the picture placed in the frame, the figure kept inside it, the background.

Knows nothing about files; a background picture arrives as pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from mudong.motion.plate import extend_plate
from mudong.motion.puppet import Puppet, Stage
from mudong.motion.retarget.pose import Retargeted
from mudong.motion.rig.bones import BONE_NODES, Bone
from mudong.spec.shape import FrameSize

_EDGE = 0.01
"""Share of the frame that stays free around the moving figure."""
_RARE = 0.02
"""Share of the frames in which a finger tip may leave the frame: the figure need not shrink for one wide swing."""
_LEAST_ZOOM = 0.6
_SHADOW = 0.42


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """How the picture lies in the frame: picture pixel p at `scale * p + shift`. Computed before the rig is built."""

    scale: float
    shift: np.ndarray


def place_picture(picture: FrameSize, box: tuple[int, int, int, int], out: FrameSize) -> Placement:
    """Fill the frame with the picture where that keeps the figure whole; else show all of it and extend its borders.

    box: the figure's x0, y0, x1, y1 in the picture.
    """
    cover = max(out.width / picture.width, out.height / picture.height)
    whole = min(out.width / picture.width, out.height / picture.height)
    fits = (box[2] - box[0]) * cover <= out.width and (box[3] - box[1]) * cover <= out.height
    scale = cover if fits else whole
    centre = np.array([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2])
    target = np.array([out.width, out.height], float)
    size = np.array([picture.width, picture.height]) * scale
    # Centred on the figure as far as the picture reaches; a picture smaller than the frame is centred itself.
    shift = np.where(size >= target, np.clip(target / 2 - centre * scale, target - size, 0), (target - size) / 2)
    return Placement(scale=scale, shift=shift)


def plate_on_frame(plate: np.ndarray, placement: Placement, out: FrameSize) -> np.ndarray:
    """(H, W, 3) uint8: the background as it fills the frame, continued where the picture ends."""
    scale, shift = placement.scale, placement.shift
    size = (round(plate.shape[1] * scale), round(plate.shape[0] * scale))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    scaled = plate if scale == 1 else cv2.resize(plate, size, interpolation=how)
    left, top = (max(0, int(np.ceil(v))) for v in shift)
    right = max(0, out.width - left - scaled.shape[1])
    bottom = max(0, out.height - top - scaled.shape[0])
    if left or top or right or bottom:
        scaled = extend_plate(scaled, left, top, right, bottom)
    x, y = (max(0, round(-v)) for v in shift)
    x, y = min(x, scaled.shape[1] - out.width), min(y, scaled.shape[0] - out.height)
    return np.ascontiguousarray(scaled[y : y + out.height, x : x + out.width])


def stage_like_picture(
    puppet: Puppet,
    danced: Retargeted,
    placement: Placement,
    out: FrameSize,
    background: np.ndarray | None,
    *,
    keep_size: bool = False,
) -> Stage:
    """The figure where the picture shows it; made smaller or moved only as far as the dance would leave the frame.

    keep_size: of a figure that the frame cuts off, which must stay cut off there.
    """
    home = puppet.origin * placement.scale + placement.shift
    zoom, shift = (1.0, home) if keep_size else _kept_inside(puppet, danced, home, out)
    return Stage(
        width=out.width, height=out.height, background=background, zoom=zoom, shift=shift,
        shadow=0.0 if background is None or keep_size else _SHADOW,
    )  # fmt: skip


def stage_like_video(danced: Retargeted, source: FrameSize, out: FrameSize, background: np.ndarray | None) -> Stage:
    """The figure at the place and in the size of the dancer, whose frame has the size `source`."""
    # The dancer's whole frame is kept: a wide output of a tall dance shows more at the sides, never less of the head.
    fit = min(out.width / source.width, out.height / source.height)
    corner = np.array([out.width - source.width * fit, out.height - source.height * fit]) / 2
    zoom = fit / danced.taller
    return Stage(
        width=out.width, height=out.height, background=background, zoom=zoom,
        shift=danced.home_dancer * fit + corner - zoom * danced.home, shadow=0.0 if background is None else _SHADOW,
    )  # fmt: skip


def _kept_inside(puppet: Puppet, danced: Retargeted, shift: np.ndarray, out: FrameSize) -> tuple[float, np.ndarray]:
    low, high = _reach(puppet, danced)
    free = np.array([out.width, out.height]) * (1 - 2 * _EDGE)
    zoom = float(np.clip((free / np.maximum(high - low, 1)).min(), _LEAST_ZOOM, 1.0))
    # Shrinks towards where it stands; then moves the least that brings it inside.
    shift = shift + (1 - zoom) * danced.home
    low, high = low * zoom + shift, high * zoom + shift
    edge = np.array([out.width, out.height]) * _EDGE
    shift = shift + np.maximum(edge - low, 0) - np.maximum(high - (np.array([out.width, out.height]) - edge), 0)
    return zoom, shift


def _reach(puppet: Puppet, danced: Retargeted) -> tuple[np.ndarray, np.ndarray]:
    """Lowest and highest x, y that the moving figure's limbs reach, puppet pixels."""
    low, high = np.full(2, np.inf), np.full(2, -np.inf)
    for bone in Bone:
        if bone in (Bone.LOWER_TORSO, Bone.UPPER_TORSO):
            continue
        ends = danced.pose.nodes[:, BONE_NODES[bone][1]]
        radius = 0.0 if bone in (Bone.HAND_L, Bone.HAND_R) else 0.5 * puppet.rig.radii[bone]
        least, most = np.quantile(ends, (_RARE, 1 - _RARE), axis=0)
        low, high = np.minimum(low, least - radius), np.maximum(high, most + radius)
    return low, high
