"""`FaceRig`: one face in one picture, ready to make any `FaceFrame` of it in about a millisecond.

Every output pixel looks up where it comes from: head -> skin -> mouth -> lids. Smooth fields are computed on a coarse
lattice; only lips and lids, which have an edge, at every pixel. Knows nothing about bodies or time.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from mudong.motion.face import topology as mesh
from mudong.motion.face.cavity import Cavity
from mudong.motion.face.eyelid import Eyelid
from mudong.motion.face.frame import NEUTRAL, FaceFrame
from mudong.motion.face.head import HeadField, HeadOutline
from mudong.motion.face.lattice import Box, Lattice, sample, smoothstep
from mudong.motion.face.mouth import Mouth
from mudong.motion.face.shape import FaceShape
from mudong.motion.face.skin import SkinField

LATTICE_ROWS = 56
BORDER = 0.07
"""The ring of the box, as a share of its size, in which all movement fades out."""
FINE_MARGIN = 0.1
"""How far head and skin may carry lips and lids, in units of the eye span."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceRig:
    """box: x0, y0, x1, y1, the only part of the picture it changes. Build it with `build`.

    picture: (h, w, 4) uint8, the box; OpenCV looks up four channels twice as fast as three. uv: the lattice's nodes in
    the face's frame. lids, lid_cells: left, right. fade: 1 inside the box to 0 at its border, over the nodes.
    """

    box: Box
    shape: FaceShape
    picture: np.ndarray
    uv: np.ndarray
    lattice: Lattice
    head: HeadField
    skin: SkinField
    mouth: Mouth
    cavity: Cavity
    lids: tuple[Eyelid, Eyelid]
    lid_cells: tuple[Box, Box]
    fade: np.ndarray

    @staticmethod
    def build(colour: np.ndarray, landmarks: np.ndarray) -> FaceRig | None:
        """A rig for the face at (468, 3) mesh points in pixels of (H, W, 3) uint8 RGB.

        None when the face is under 80 px from chin to forehead, turned too far, or cut by the picture's border.
        """
        shape = FaceShape.of(landmarks)
        if not shape.movable:
            return None
        outline = HeadOutline.around(shape)
        height, width = colour.shape[:2]
        oval = shape.picture(shape.chain(mesh.OVAL))
        if oval.min() < 2 or oval[:, 0].max() > width - 3 or oval[:, 1].max() > height - 3:
            return None
        wanted = _bounds(shape.picture(outline.ring()))
        clipped = (max(0, wanted[0]), max(0, wanted[1]), min(width, wanted[2]), min(height, wanted[3]))
        lattice = Lattice.over(clipped, max(2, round((clipped[3] - clipped[1]) / LATTICE_ROWS)))
        x0, y0, x1, y1 = lattice.box
        lids = (
            Eyelid.of(shape, mesh.LID_UPPER_L, mesh.LID_LOWER_L, mesh.BROW_LOWER_L),
            Eyelid.of(shape, mesh.LID_UPPER_R, mesh.LID_LOWER_R, mesh.BROW_LOWER_R),
        )
        mouth = Mouth.of(shape, float(outline.centre[1]) + outline.bottom)
        return FaceRig(
            box=lattice.box,
            shape=shape,
            picture=cv2.cvtColor(colour[y0:y1, x0:x1], cv2.COLOR_RGB2RGBA),
            lattice=lattice,
            head=HeadField.build(shape, lattice),
            skin=SkinField.build(shape, lattice),
            mouth=mouth,
            uv=shape.local(lattice.nodes),
            cavity=Cavity.of(colour, shape),
            lids=lids,
            lid_cells=(
                lattice.cells(_around(shape, lids[0].bounds, FINE_MARGIN)),
                lattice.cells(_around(shape, lids[1].bounds, FINE_MARGIN)),
            ),
            fade=_fade(lattice),
        )

    def frame(self, expression: FaceFrame) -> np.ndarray:
        """New pixels of the box, (h, w, 3) uint8 RGB."""
        if expression == NEUTRAL:
            return cv2.cvtColor(self.picture, cv2.COLOR_RGBA2RGB)
        expression = expression.limited()
        uv = self._smooth(expression)
        opening = self.mouth.opening(expression.mouth_open * self.shape.span)
        if opening:
            pixels = self._open(opening, uv)
        else:
            pixels = sample(self.picture, self.lattice.enlarge(self._pixels(uv[..., 0], uv[..., 1])))
        for lid, cells, eye in zip(self.lids, self.lid_cells, (expression.eye_l, expression.eye_r), strict=True):
            if eye < 0:
                self._close(lid, cells, -eye, uv, pixels)
        return cv2.cvtColor(pixels, cv2.COLOR_RGBA2RGB)

    def maps(self, expression: FaceFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Where each node of the lattice comes from, in pixels of the box: as upper lip, as jaw; and which one holds.

        (rows, columns, 2) float32 twice, (rows, columns) bool that is True above the mouth. Neither folds where it
        holds; lips and lids are laid over both.
        """
        expression = expression.limited()
        uv = self._smooth(expression)
        above, below, lips = self._sides(self.mouth.opening(expression.mouth_open * self.shape.span), uv)
        u, v = uv[..., 0], uv[..., 1]
        return self._pixels(u, v + above), self._pixels(u, v + below), v < lips

    def _sides(self, opening: float, uv: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        above, below, lips = self.mouth.sides(opening, uv)
        return above * self.fade, below * self.fade, lips

    def _open(self, opening: float, uv: np.ndarray) -> np.ndarray:
        above, below, lips = self._sides(opening, uv)
        shift = np.where(uv[..., 1] < lips, above, below)
        where = self.lattice.enlarge(self._pixels(uv[..., 0], uv[..., 1] + shift))
        cells = self.lattice.cells(_around(self.shape, self.mouth.bounds(opening), FINE_MARGIN))
        part = self.lattice.pixels(cells)
        u, v, above, below = cv2.split(self.lattice.enlarge(cv2.merge([uv, above, below]), cells))
        source_v, edges = self.mouth.between(opening, u, v, above, below)
        where[part] = self._pixels(u, source_v)
        pixels = sample(self.picture, where)
        self.cavity.paint(pixels[part], self.mouth.across(u), v, edges)
        return pixels

    def _smooth(self, expression: FaceFrame) -> np.ndarray:
        """Head and skin: where each node of the lattice comes from, (rows, columns, 2) float32 in the face's frame."""
        uv = self.uv
        turned = self.head.back(expression)
        if turned is not None:
            uv = uv + turned * self.fade[..., None]
        nodes = (self._pixels(uv[..., 0], uv[..., 1]) + 0.5) / np.float32(self.lattice.step) + np.float32(0.5)
        moved = self.skin.back(expression, nodes)
        return uv if moved is None else uv + moved * self.fade[..., None]

    def _pixels(self, u: np.ndarray, v: np.ndarray) -> np.ndarray:
        """The face's frame -> pixels of the box, (..., 2) float32."""
        (ax, ay), (x0, y0) = self.shape.across, self.shape.origin - np.asarray(self.box[:2], np.float32)
        return cv2.merge([u * ax - v * ay + x0, u * ay + v * ax + y0])

    def _close(self, lid: Eyelid, cells: Box, shut: float, uv: np.ndarray, pixels: np.ndarray) -> None:
        part = self.lattice.pixels(cells)
        u, v = cv2.split(self.lattice.enlarge(uv, cells))
        source_v, cover = lid.close(shut, u, v)
        skin = sample(self.picture, self._pixels(u, source_v))
        pixels[part] = cv2.blendLinear(skin, pixels[part], cover, 1 - cover)


def _around(shape: FaceShape, bounds: tuple[float, float, float, float], margin: float = 0.0) -> Box:
    """The upright box in the picture around a box in the face's frame, widened by a share of the eye span."""
    u0, v0, u1, v1 = bounds
    more = margin * shape.span
    corners = np.array([[u, v] for u in (u0 - more, u1 + more) for v in (v0 - more, v1 + more)], np.float32)
    return _bounds(shape.picture(corners))


def _bounds(xy: np.ndarray) -> Box:
    (x0, y0), (x1, y1) = np.floor(xy.min(axis=0)), np.ceil(xy.max(axis=0)) + 1
    return int(x0), int(y0), int(x1), int(y1)


def _fade(lattice: Lattice) -> np.ndarray:
    """1 inside, 0 on the border of the box and beyond, over the nodes."""
    x0, y0, x1, y1 = lattice.box
    ring = BORDER * min(x1 - x0, y1 - y0)
    x, y = lattice.nodes[..., 0], lattice.nodes[..., 1]
    inwards = np.minimum(np.minimum(x - x0, x1 - 1 - x), np.minimum(y - y0, y1 - 1 - y)) - lattice.step
    return smoothstep(inwards / ring).astype(np.float32)
