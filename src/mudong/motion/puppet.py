"""`Puppet`: a picture taken apart, and `Performance`: what it does on a stage, frame after frame.

The last step of motion: everything before it (poses, joints, cut-out, rig, retargeting) meets here. Memory does not
grow with the length of the dance: poses are small, and frames are deformed and drawn a few at a time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace

import cv2
import numpy as np

from mudong.media.picture import straight
from mudong.motion.cutout.cut import CutOut
from mudong.motion.face.frame import NEUTRAL, FaceFrame
from mudong.motion.face.rig import FaceRig
from mudong.motion.figure import Figure
from mudong.motion.render.compose import draw_layers
from mudong.motion.render.order import DepthOrder
from mudong.motion.render.raster import Rasteriser
from mudong.motion.render.shadow import ContactShadow
from mudong.motion.rig.bones import Part, rest_nodes
from mudong.motion.rig.build import BonePose, Rig, build_rig
from mudong.spec.joints import Joint

_BLOCK = 16
"""Frames deformed at once: enough for one efficient matrix product, few enough for memory and cancelling."""
_BELOW = 0.25
"""How far a cut-off figure is continued, share of its height."""
_MARGIN = 32
"""Pixels around the figure's box that its textures may use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Puppet:
    """A figure ready to be moved, in pixels of its own: picture pixels times `scale`, minus `origin`.

    face: the moving face, None where the picture's face cannot be moved well.
    """

    rig: Rig
    face: FaceRig | None
    scale: float
    origin: np.ndarray

    @classmethod
    def build(cls, cut: CutOut, figure: Figure, scale: float) -> Puppet:
        """Take a cut-out figure apart at `scale` output pixels per picture pixel."""
        height, width = cut.alpha.shape
        x0, y0 = max(0, cut.box[0] - _MARGIN), max(0, cut.box[1] - _MARGIN)
        x1, y1 = min(width, cut.box[2] + _MARGIN), min(height, cut.box[3] + _MARGIN)
        size = (max(8, round((x1 - x0) * scale)), max(8, round((y1 - y0) * scale)))
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        colour = cv2.resize(cut.colour[y0:y1, x0:x1], size, interpolation=how)
        alpha = cv2.resize(cut.alpha[y0:y1, x0:x1], size, interpolation=how)
        if cut.alpha[-1].max() > 127 and not _stands_in(figure):
            # A figure cut off by the picture's lower border goes on below it, for when it leans.
            below = round(_BELOW * size[1])
            colour = cv2.copyMakeBorder(colour, 0, below, 0, 0, cv2.BORDER_REPLICATE)
            alpha = cv2.copyMakeBorder(alpha, 0, below, 0, 0, cv2.BORDER_REPLICATE)
        origin = np.array([x0, y0], float)
        nodes = (rest_nodes(figure) - origin) * scale
        rig = build_rig(colour, alpha, nodes, skin_known=figure.source == "detector")
        face = None
        if figure.face is not None:
            mesh = figure.face.astype(np.float64).copy()
            mesh[:, :2] -= origin
            face = FaceRig.build(colour, (mesh * scale).astype(np.float32))
        return cls(rig=rig, face=face, scale=scale, origin=origin)


def _stands_in(figure: Figure) -> bool:
    """Whether the picture holds both feet: soles on its lower border end there and must not grow when lifted."""
    ankles = figure.xy[[Joint.ANKLE_L, Joint.ANKLE_R], 1]
    return bool((ankles < figure.height).all())


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where the puppet stands: `size` of the output (width, height), the background or None for transparency.

    background: (H, W, 3) uint8 RGB. A puppet pixel p stands at `zoom * p + shift`. shadow: darkness 0..1 of the
    contact shadow under its feet.
    """

    width: int
    height: int
    background: np.ndarray | None
    zoom: float
    shift: np.ndarray
    shadow: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """A puppet, a stage, and what happens on it. pose: in puppet pixels; faces: one per frame, or none at all."""

    puppet: Puppet
    stage: Stage
    pose: BonePose
    order: DepthOrder
    faces: tuple[FaceFrame, ...] = ()

    def __len__(self) -> int:
        return len(self.pose)

    def on_stage(self, start: int, stop: int) -> BonePose:
        """The poses in output pixels."""
        pose, stage = self.pose.span(start, stop), self.stage
        turn = replace(pose.turn, along=pose.turn.along * stage.zoom, across=pose.turn.across * stage.zoom)
        return BonePose(turn=turn, nodes=pose.nodes * stage.zoom + stage.shift)

    def frames(self, threads: int = 2) -> Iterator[np.ndarray]:
        """Every frame in order: (H, W, 3) uint8 RGB, or (H, W, 4) with straight alpha where there is no background."""
        painter, pending = _Painter(self), deque[Future[np.ndarray]]()
        with ThreadPoolExecutor(threads) as pool, _one_opencv_thread():
            for index, positions, nodes in self._deformed():
                pending.append(pool.submit(painter.paint, index, positions, nodes))
                # A few frames ahead, across blocks too: the painters never wait for the next block to be deformed.
                if len(pending) > threads + 1:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()

    def _deformed(self) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
        """Index, vertices (V, 2) and nodes (nodes, 2) of every frame in output pixels, a block at a time."""
        for start in range(0, len(self), _BLOCK):
            pose = self.on_stage(start, min(start + _BLOCK, len(self)))
            positions = self.puppet.rig.deform(pose)
            for row in range(len(pose)):
                yield start + row, positions[row], pose.nodes[row]


@contextmanager
def _one_opencv_thread() -> Iterator[None]:
    """Frames are drawn side by side: OpenCV's own threads would only cost them time, a tenth of it."""
    before = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        yield
    finally:
        cv2.setNumThreads(before)


class _Painter:
    """Draws single frames; safe to call from several threads."""

    def __init__(self, performance: Performance) -> None:
        self._performance = performance
        rig, stage = performance.puppet.rig, performance.stage
        self._raster = Rasteriser(rig, stage.width, stage.height)
        self._textures = [layer.rgba for layer in rig.layers]
        self._layer_of = {layer.part: index for index, layer in enumerate(rig.layers)}
        self._shadow = ContactShadow(rig, stage.zoom, stage.shadow) if stage.background is not None else None

    def paint(self, index: int, positions: np.ndarray, nodes: np.ndarray) -> np.ndarray:
        """positions: (V, 2) and nodes: (nodes, 2) of the frame in output pixels."""
        performance, stage = self._performance, self._performance.stage
        if stage.background is None:
            frame = np.zeros((stage.height, stage.width, 4), np.uint8)
        else:
            frame = stage.background.copy()
            if self._shadow is not None:
                self._shadow.draw(frame, nodes)
        order = [self._layer_of[part] for part in performance.order.layers(index) if part in self._layer_of]
        draw_layers(frame, self._with_face(index), self._raster.frame(positions), order)
        return frame if stage.background is not None else straight(frame)

    def _with_face(self, index: int) -> list[np.ndarray]:
        puppet, faces = self._performance.puppet, self._performance.faces
        head = self._layer_of.get(Part.HEAD)
        if puppet.face is None or head is None or not faces or faces[index] == NEUTRAL:
            return self._textures
        return [*self._textures[:head], self._faced(head, puppet.face, faces[index]), *self._textures[head + 1 :]]

    def _faced(self, head: int, face: FaceRig, expression: FaceFrame) -> np.ndarray:
        """The head's texture with the face at work: colour replaced where the head is, its alpha kept."""
        layer = self._performance.puppet.rig.layers[head]
        texture = layer.rgba.copy()
        height, width = texture.shape[:2]
        left, top = face.box[0] - layer.origin[0], face.box[1] - layer.origin[1]
        x0, y0 = max(0, left), max(0, top)
        x1, y1 = min(width, face.box[2] - layer.origin[0]), min(height, face.box[3] - layer.origin[1])
        if x0 >= x1 or y0 >= y1:
            return texture
        pixels = face.frame(expression)[y0 - top : y1 - top, x0 - left : x1 - left]
        window = texture[y0:y1, x0:x1]
        # Opaque pixels times alpha in all four channels are the premultiplied ones.
        weight = cv2.merge([window[..., 3]] * 4)
        window[:] = cv2.multiply(cv2.cvtColor(pixels, cv2.COLOR_RGB2RGBA), weight, scale=1 / 255)
        return texture
