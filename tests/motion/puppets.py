"""Figures made by code for the puppet's tests, and the poses and pictures one makes with them.

`mannequin` is exact: every part has a colour of its own on a green ground, so one sees where a pixel came from.
`demo_child` is the child of the demo, cut out by the world that drew it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np

from mudong.cli.demo.dancer import HEIGHT, WIDTH, character, stage
from mudong.motion.cutout.cut import CutOut, cut_out
from mudong.motion.figure import Figure
from mudong.motion.render.compose import draw_layers
from mudong.motion.render.raster import Rasteriser
from mudong.motion.rig.arap import Turn
from mudong.motion.rig.bones import BONE_NODES, Bone, Part, rest_nodes
from mudong.motion.rig.build import BonePose, Rig, build_rig
from mudong.spec.joints import NUM_JOINTS, Joint

GROUND = np.array((20, 230, 40), np.uint8)
SIZE = (360, 480)
"""Width and height of the mannequin's picture."""
_LEFT: dict[Joint, tuple[float, float]] = {
    Joint.EYE_L: (188, 70), Joint.SHOULDER_L: (216, 134), Joint.ELBOW_L: (262, 176), Joint.WRIST_L: (304, 216),
    Joint.HIP_L: (198, 248), Joint.KNEE_L: (212, 332), Joint.ANKLE_L: (222, 412), Joint.TOE_L: (240, 436),
}  # fmt: skip
MANNEQUIN: dict[Joint, tuple[float, float]] = {
    Joint.PELVIS: (180, 244), Joint.SPINE: (180, 182), Joint.NECK: (180, 120), Joint.HEAD: (180, 36),
    Joint.NOSE: (180, 82), **_LEFT, **{j.mirrored: (360 - x, y) for j, (x, y) in _LEFT.items()},
}  # fmt: skip
RADIUS: dict[str, float] = {
    "UPPER_ARM": 15, "FOREARM": 13, "HAND": 11, "THIGH": 22, "SHIN": 17, "FOOT": 13, "HEAD": 34,
}  # fmt: skip
COLOUR: dict[str, tuple[int, int, int]] = {
    "TORSO": (200, 60, 60), "HEAD": (250, 215, 190), "UPPER_ARM": (60, 80, 200), "FOREARM": (90, 120, 240),
    "HAND": (245, 190, 160), "THIGH": (90, 60, 130), "SHIN": (130, 90, 180), "FOOT": (40, 40, 50),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A picture, the background that its figure hides, who stands in it, and the figure cut out."""

    picture: np.ndarray
    background: np.ndarray
    figure: Figure
    cut: CutOut

    @property
    def nodes(self) -> np.ndarray:
        return rest_nodes(self.figure)

    @property
    def rig(self) -> Rig:
        return _rig(self)


_RIGS: dict[int, Rig] = {}


def _rig(body: Body) -> Rig:
    if id(body) not in _RIGS:
        _RIGS[id(body)] = build_rig(body.cut.colour, body.cut.alpha, body.nodes, skin_known=False)
    return _RIGS[id(body)]


def stem(part: Part | Bone) -> str:
    """The name without its side: `FOREARM`."""
    return part.name.removesuffix("_L").removesuffix("_R")


def figure_at(places: dict[Joint, tuple[float, float]], width: int, height: int) -> Figure:
    return Figure(
        width=width, height=height, xy=np.array([places[j] for j in Joint], np.float32),
        depth=np.zeros(NUM_JOINTS, np.float32), confidence=np.ones(NUM_JOINTS, np.float32), source="file",
    )  # fmt: skip


def paint_mannequin(places: dict[Joint, tuple[float, float]] = MANNEQUIN) -> tuple[np.ndarray, np.ndarray]:
    """RGB (H, W, 3) and alpha (H, W), drawn four times as large and averaged."""
    factor, (width, height) = 4, SIZE
    big = np.empty((height * factor, width * factor, 3), np.uint8)
    big[:] = GROUND
    inside = np.zeros(big.shape[:2], np.uint8)
    nodes = rest_nodes(figure_at(places, width, height))

    def at(node: int) -> tuple[int, int]:
        x, y = (nodes[node] + 0.5) * factor
        return round(float(x)), round(float(y))

    def both(draw: object) -> None:
        draw(big), draw(inside)  # type: ignore[operator]

    def limb(name: str, side: str) -> None:
        start, end = BONE_NODES[Bone[name + side]]
        width_px = round(2 * RADIUS[name] * factor)
        cv2.line(big, at(start), at(end), COLOUR[name], width_px)
        cv2.line(inside, at(start), at(end), 255, width_px)

    for side in ("_L", "_R"):
        for name in ("FOOT", "SHIN", "THIGH"):
            limb(name, side)
    corners = [at(j) for j in (Joint.SHOULDER_L, Joint.SHOULDER_R, Joint.HIP_R, Joint.HIP_L)]
    for canvas, colour in ((big, COLOUR["TORSO"]), (inside, 255)):
        cv2.fillPoly(canvas, [np.array(corners)], colour)
        cv2.polylines(canvas, [np.array(corners)], True, colour, 26 * factor)
    limb("HEAD", "")
    for side in ("_L", "_R"):
        for name in ("HAND", "UPPER_ARM", "FOREARM"):
            limb(name, side)
    return tuple(cv2.resize(c, SIZE, interpolation=cv2.INTER_AREA) for c in (big, inside))  # type: ignore[return-value]


@cache
def mannequin() -> Body:
    """A doll of capsules, arms away from the body."""
    picture, alpha = paint_mannequin()
    ground = np.empty_like(picture)
    ground[:] = GROUND
    figure = figure_at(MANNEQUIN, *SIZE)
    return Body(picture=picture, background=ground, figure=figure, cut=cut_out(picture, figure, alpha))


@cache
def demo_child(scale: float = 0.4) -> Body:
    """The demo's child at a reduced size, on its stage."""
    size = (round(WIDTH * scale), round(HEIGHT * scale))
    child, background = character(*size), stage(*size)
    alpha = child.pixels[..., 3]
    weight = alpha[..., None] / 255
    picture = np.rint(child.pixels[..., :3] * weight + background * (1 - weight)).astype(np.uint8)
    figure = child.figure
    return Body(picture=picture, background=background, figure=figure, cut=cut_out(picture, figure, alpha))


BACK_TO_FRONT = (
    Part.HAND_L, Part.HAND_R, Part.FOOT_L, Part.FOOT_R, Part.SHIN_L, Part.SHIN_R, Part.THIGH_L, Part.THIGH_R,
    Part.TORSO, Part.UPPER_ARM_L, Part.UPPER_ARM_R, Part.HEAD, Part.FOREARM_L, Part.FOREARM_R,
)  # fmt: skip


def over(rig: Rig, pose: BonePose, ground: np.ndarray, parts: Iterable[Part] = BACK_TO_FRONT) -> np.ndarray:
    """One frame: the rig's parts over a ground of any size, (H, W, 3) or (H, W, 4) premultiplied."""
    frame = ground.copy()
    by_part = {layer.part: index for index, layer in enumerate(rig.layers)}
    raster = Rasteriser(rig, frame.shape[1], frame.shape[0])
    maps = raster.frame(rig.deform(pose)[0])
    order = [by_part[part] for part in parts if part in by_part]
    draw_layers(frame, [layer.rgba for layer in rig.layers], maps, order)
    return frame


def posed(rig: Rig, angle: dict[Bone, float], along: dict[Bone, float] | None = None) -> BonePose:
    """One frame by forward kinematics. angle: each bone's turn on its parent, radians; along: stretch, 1 else.

    Legs hang from the lower torso, arms and head from the upper one. The pelvis stays.
    """
    rest, turn, stretch = rig.nodes, np.zeros(len(Bone)), np.ones(len(Bone))
    for bone, share in (along or {}).items():
        stretch[bone] = share
    nodes = rest.copy()
    for bone in Bone:
        parent = _PARENT[bone]
        turn[bone] = angle.get(bone, 0.0) + (0.0 if parent is None else turn[parent])
        start, end = BONE_NODES[bone]
        if parent is not None and start not in (BONE_NODES[parent][1], Joint.PELVIS):
            anchor = BONE_NODES[parent][1] if parent is Bone.UPPER_TORSO else BONE_NODES[parent][0]
            nodes[start] = nodes[anchor] + _turned(rest[start] - rest[anchor], turn[parent])
        nodes[end] = nodes[start] + stretch[bone] * _turned(rest[end] - rest[start], turn[bone])
    for joint in (Joint.NOSE, Joint.EYE_L, Joint.EYE_R):
        nodes[joint] = nodes[Joint.NECK] + _turned(rest[joint] - rest[Joint.NECK], turn[Bone.HEAD])
    ones = np.ones((1, len(Bone)))
    return BonePose(turn=Turn(angle=turn[None], along=stretch[None], across=ones), nodes=nodes[None])


def _turned(vector: np.ndarray, angle: float) -> np.ndarray:
    c, s = np.cos(angle), np.sin(angle)
    return np.array([c * vector[0] - s * vector[1], s * vector[0] + c * vector[1]])


def _parent_of(bone: Bone) -> Bone | None:
    if bone is Bone.LOWER_TORSO:
        return None
    if bone is Bone.UPPER_TORSO or stem(bone) == "THIGH":
        return Bone.LOWER_TORSO
    if bone is Bone.HEAD or stem(bone) == "UPPER_ARM":
        return Bone.UPPER_TORSO
    return Bone(bone - 2)


_PARENT = {bone: _parent_of(bone) for bone in Bone}

LIMITS_DEG: dict[str, tuple[float, float]] = {
    "UPPER_TORSO": (-25, 25), "HEAD": (-38, 38), "UPPER_ARM": (-170, 170), "FOREARM": (-140, 140), "HAND": (-55, 55),
    "THIGH": (-75, 75), "SHIN": (-110, 110), "FOOT": (-40, 40),
}  # fmt: skip
"""How far each bone may turn on its parent in the plane of the picture, both ways since the depth is unknown."""


def random_pose(rig: Rig, rng: np.random.Generator) -> BonePose:
    """Joint angles drawn from all of `LIMITS_DEG`; limbs foreshortened down to six tenths."""
    angle = {bone: np.radians(rng.uniform(*LIMITS_DEG.get(stem(bone), (0, 0)))) for bone in Bone}
    limbs = ("UPPER_ARM", "FOREARM", "THIGH", "SHIN")
    return posed(rig, angle, {bone: rng.uniform(0.6, 1.04) for bone in Bone if stem(bone) in limbs})


def alone(rig: Rig, pose: BonePose) -> tuple[np.ndarray, BonePose]:
    """One frame of the figure on nothing, (H, W, 4) premultiplied, large enough for any pose; and the pose in it."""
    side = int(2.6 * rig.height)
    moved = BonePose(turn=pose.turn, nodes=pose.nodes + side / 2 - pose.nodes[:, [Joint.PELVIS]])
    return over(rig, moved, np.zeros((side, side, 4), np.uint8)), moved
