"""The dancing child: a drawing made by code, and where its joints are. The picture of the demo.

Left and right are the child's own, so the left arm is drawn on the right.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from mudong.cli.demo.face import CROWN_Y, EYE_X, EYE_Y, NOSE_Y, SKIN, SKIN_LOW, paint_head
from mudong.cli.demo.paint import SKIN_SHADOW, Canvas, Points, Tube, curve, ellipse, mirrored, stroke
from mudong.cli.demo.stage import AXIS_X, HEIGHT, WIDTH, paint_stage
from mudong.motion.figure import Figure
from mudong.motion.joints_file import write_joints
from mudong.spec.joints import NUM_JOINTS, Joint

_SIDE: dict[Joint, tuple[float, float]] = {
    Joint.EYE_L: (AXIS_X + EYE_X, EYE_Y),
    Joint.SHOULDER_L: (634, 928),
    Joint.ELBOW_L: (756, 992),
    Joint.WRIST_L: (880, 1052),
    Joint.HIP_L: (596, 1210),
    Joint.KNEE_L: (640, 1380),
    Joint.ANKLE_L: (672, 1556),
    Joint.TOE_L: (722, 1612),
}
JOINTS: dict[Joint, tuple[float, float]] = {
    Joint.PELVIS: (AXIS_X, 1200),
    Joint.SPINE: (AXIS_X, 1040),
    Joint.NECK: (AXIS_X, 880),
    Joint.HEAD: (AXIS_X, CROWN_Y),
    Joint.NOSE: (AXIS_X, NOSE_Y),
    **_SIDE,
    **{joint.mirrored: (2 * AXIS_X - x, y) for joint, (x, y) in _SIDE.items()},
}
"""Pixels of the picture."""

_LEGS, _LEGS_LOW, _VEST, _VEST_LOW, _GOLD, _CREAM = "#8cc1dd", "#6ba3cb", "#d6404c", "#a92a3e", "#f0bd4a", "#fff6e3"
_SAEKDONG = (_GOLD, "#4b9a68", "#f4f0e6", "#3d74b8", "#ee8fa6", _GOLD, "#7d5aa6", "#4b9a68", "#d8434e")


def draw_character(seed: int = 7) -> np.ndarray:
    """The picture: (1920, 1080, 3) uint8 RGB."""
    canvas = Canvas(WIDTH, HEIGHT)
    paint_stage(canvas)
    _seat(canvas)
    for side in (1, -1):
        _leg(canvas, side)
    _neck(canvas)
    _body(canvas)
    for side in (1, -1):
        _arm(canvas, side)
    paint_head(canvas)
    return canvas.finish(0.011, np.random.default_rng(seed))


def write_character(picture: Path, joints: Path) -> None:
    """Write the PNG, and its joints as YAML in the format of `mudong joints`."""
    Image.fromarray(draw_character()).save(picture)
    figure = Figure(
        width=WIDTH,
        height=HEIGHT,
        xy=np.array([JOINTS[joint] for joint in Joint], np.float32),
        depth=np.zeros(NUM_JOINTS, np.float32),
        confidence=np.ones(NUM_JOINTS, np.float32),
        source="file",
    )
    write_joints(joints, figure, picture=picture.name)


def _placed(points: Points, side: int) -> np.ndarray:
    """Points drawn for the child's left, on the side asked for."""
    return np.asarray(points, float) if side == 1 else mirrored(points, AXIS_X)


def _seat(canvas: Canvas) -> None:
    seat = curve([
        (452, 1130), (628, 1130), (652, 1200), (640, 1262), (566, 1268), (540, 1250), (514, 1268), (440, 1262),
        (428, 1200),
    ])  # fmt: skip
    canvas.fill(seat, _LEGS, to=_LEGS_LOW)
    canvas.edge(seat)


def _leg(canvas: Canvas, side: int) -> None:
    ankle = _placed([(672, 1556)], side)[0]
    _shoe(canvas, side)
    sock = Tube.along(_placed([(668, 1530), (674, 1572), (688, 1592)], side), [54, 58, 66])
    canvas.fill(sock.outline, "#fffaf0", to="#e9dfd2")
    canvas.edge(sock.outline, 2.2, strength=0.4)
    trousers = Tube.along(
        _placed([(590, 1180), (612, 1270), (640, 1380), (660, 1480), (671, 1546)], side), [124, 134, 130, 104, 66]
    )
    canvas.fill(trousers.outline, _LEGS, to=_LEGS_LOW)
    for shift in (-22, 20):
        fold = _placed([(620 + shift, 1330), (642 + shift * 0.9, 1420), (662 + shift * 0.5, 1510)], side)
        canvas.fill(stroke(fold, 9), "#5b93bd", soft=2, opacity=0.5, inside=trousers.outline)
    canvas.shade(trousers.outline, 30, strength=0.5)
    canvas.edge(trousers.outline)
    tie = Tube.along([ankle + (-36, -18), ankle + (0, -12), ankle + (36, -18)], [17, 18, 17]).outline
    canvas.fill(tie, _VEST)
    canvas.edge(tie, 2.0, strength=0.5)
    for dx in (-11, 13):
        canvas.fill(
            stroke([ankle + (side * 26, -12), ankle + (side * 34 + dx * 0.4, 8), ankle + (side * 36 + dx, 26)], 10),
            _VEST_LOW,
        )


def _shoe(canvas: Canvas, side: int) -> None:
    shoe = curve(_placed([
        (644, 1574), (684, 1564), (728, 1590), (770, 1604), (786, 1582), (794, 1602), (780, 1634), (728, 1646),
        (670, 1638), (642, 1614),
    ], side))  # fmt: skip
    canvas.fill(shoe, "#f6a5b4", to="#dd6f8c")
    canvas.shade(shoe, 14, strength=0.5)
    canvas.edge(shoe)
    sole = _placed([(648, 1622), (684, 1640), (728, 1643), (772, 1628)], side)
    canvas.fill(stroke(curve(sole, closed=False), 9), _CREAM, inside=shoe)
    x, y = _placed([(730, 1614)], side)[0]
    for turn in range(5):
        a = 2 * np.pi * turn / 5
        canvas.fill(ellipse(x + 7 * np.cos(a), y + 7 * np.sin(a), 5, 5), _CREAM)
    canvas.fill(ellipse(x, y, 4, 4), _GOLD)


def _arm(canvas: Canvas, side: int) -> None:
    _hand(canvas, side)
    spine = [(616, 916), (634, 928), (690, 960), (756, 992), (820, 1024), (886, 1054)]
    sleeve = Tube.along(_placed(spine, side), [58, 84, 100, 106, 98, 82])
    canvas.fill(sleeve.outline, _CREAM)
    ends = np.linspace(0.0, 0.92, len(_SAEKDONG) + 1)
    for colour, start, stop in zip(_SAEKDONG, ends, ends[1:], strict=False):
        canvas.fill(sleeve.part(start, stop), colour)
    canvas.shade(sleeve.outline, 26, strength=0.5)
    canvas.edge(sleeve.outline)


def _hand(canvas: Canvas, side: int) -> None:
    """A small open hand: palm, four fingers, a thumb that points up and in."""
    fingers: tuple[tuple[Points, float], ...] = (
        ([(926, 1078), (958, 1082), (980, 1080)], 23),
        ([(924, 1088), (956, 1100), (978, 1106)], 24),
        ([(918, 1096), (946, 1116), (964, 1128)], 23),
        ([(908, 1102), (928, 1126), (940, 1142)], 21),
        ([(902, 1068), (924, 1050), (940, 1036)], 22),
    )
    outlines = [Tube.along(_placed(points, side), [w, w, w * 0.92]).outline for points, w in fingers]
    tips = [ellipse(x, y, w * 0.46, w * 0.46) for points, w in fingers for x, y in _placed(points[-1:], side)]
    palm = curve(
        _placed([(880, 1042), (914, 1050), (936, 1074), (934, 1100), (910, 1112), (882, 1096), (864, 1068)], side)
    )
    for outline in (*outlines, *tips, palm):
        canvas.edge(outline, 5.0, strength=0.5)
    for outline in (*outlines, *tips, palm):
        canvas.fill(outline, SKIN)
    canvas.shade(palm, 16, strength=0.3, tint=SKIN_SHADOW)
    for outline in outlines:
        canvas.shade(outline, 9, strength=0.3, tint=SKIN_SHADOW)


def _neck(canvas: Canvas) -> None:
    neck = Tube.along([(540, 826), (540, 866), (540, 900)], [96, 90, 110]).outline
    canvas.fill(neck, SKIN_LOW, to="#eaa988")


def _body(canvas: Canvas) -> None:
    vest = curve([
        (500, 872), (462, 882), (432, 908), (436, 1000), (426, 1090), (402, 1176), (470, 1200), (540, 1206),
        (610, 1200), (678, 1176), (654, 1090), (644, 1000), (648, 908), (618, 882), (580, 872),
    ])  # fmt: skip
    canvas.fill(vest, _VEST, to=_VEST_LOW)
    canvas.shade(vest, 44, strength=0.5)
    hem = curve(
        [
            (394, 1168),
            (470, 1190),
            (540, 1196),
            (610, 1190),
            (686, 1168),
            (686, 1190),
            (610, 1212),
            (540, 1218),
            (470, 1212),
            (394, 1190),
        ]
    )
    canvas.fill(hem, _GOLD, inside=vest)
    for x, y in ((456, 1130), (624, 1130), (620, 1048)):
        _blossom(canvas, x, y)
    canvas.edge(vest)
    _collar(canvas, vest)


def _collar(canvas: Canvas, vest: np.ndarray) -> None:
    under = Tube.along([(474, 862), (520, 930), (566, 1010)], [40, 40, 34]).outline
    over = Tube.along([(606, 862), (560, 930), (508, 1010)], [40, 40, 34]).outline
    for outline in (under, over):
        canvas.fill(outline, "#2f5f9e")
        canvas.shade(outline, 12, strength=0.4)
        canvas.edge(outline, 2.2, strength=0.6)
    for points in ([(486, 856), (520, 906), (540, 936)], [(594, 856), (560, 906), (532, 948)]):
        canvas.fill(Tube.along(points, [17, 17, 15]).outline, "#ffffff")
    for points, width in (([(516, 1010), (500, 1080), (508, 1150)], 30), ([(520, 1010), (536, 1070), (530, 1120)], 28)):
        ribbon = Tube.along(points, [width * 0.6, width, width * 1.1]).outline
        canvas.fill(ribbon, "#3b73b9", to="#2a528d")
        canvas.shade(ribbon, 8, strength=0.35)
        canvas.edge(ribbon, 2.0, strength=0.6)
    knot = ellipse(516, 1010, 24, 17, -16)
    canvas.fill(knot, "#4a84cb")
    canvas.shade(knot, 8, strength=0.4)
    canvas.edge(knot, 2.0, strength=0.6)


def _blossom(canvas: Canvas, x: float, y: float) -> None:
    for turn in range(5):
        a = 2 * np.pi * turn / 5 - np.pi / 2
        canvas.fill(ellipse(x + 13 * np.cos(a), y + 13 * np.sin(a), 9.5, 9.5), "#f7c7c4")
    canvas.fill(ellipse(x, y, 7, 7), _GOLD)
