"""`BlazePose`: the person detector, the body landmarks and the face mesh of MediaPipe as a pose estimator.

The networks are public (Apache-2.0); everything around them is written here from the published graph: anchors, regions
of interest, heat map refinement. Sources: BlazePose (arXiv 2006.10204), BlazePose GHUM (2206.11678).
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from mudong.motion.pose import landmarks as lm
from mudong.motion.pose.detections import anchor_centers, decode, sigmoid, suppress
from mudong.motion.pose.estimator import Body, FaceMesh, Sighting
from mudong.motion.pose.network import Network
from mudong.motion.pose.region import Region
from mudong.motion.weights import ensure_pose_models
from mudong.spec.joints import NUM_JOINTS

DETECTOR_STRIDES = (8, 16, 32, 32, 32)
LEAST_DETECTION = 0.5
LEAST_PRESENCE = 0.5
LEAST_FACE = 0.5
BODY_SCALE = 1.25
"""Margin around the body that the landmark network was trained with."""
FACE_SCALE = 1.5
HEATMAP_REACH = 3
"""Half the window, in heat map cells, over which a landmark is moved to the heat map's centre of mass."""


class BlazePose:
    """Pose estimator on the CPU. `find` and `read` belong to one thread, `read_face` may run in a second one."""

    def __init__(self, *, num_threads: int = 2, models: Path | None = None) -> None:
        folder = models or ensure_pose_models()
        self._detector = Network(folder / "pose_detection.tflite", num_threads=num_threads)
        self._landmarks = Network(folder / "pose_landmark_full.tflite", num_threads=num_threads)
        self._face = Network(folder / "face_landmark.tflite")
        self._anchors = anchor_centers(self._detector.side, DETECTOR_STRIDES)

    def find(self, pixels: np.ndarray) -> list[Sighting]:
        """People whose face or head can be made out, the surest first."""
        whole = Region.whole(pixels.shape[1], pixels.shape[0])
        raw, logits = self._detector(whole.crop(pixels, self._detector.side), low=-1.0)
        found = suppress(decode(raw, logits, self._anchors, self._detector.side, least=LEAST_DETECTION))
        sightings = []
        for detection in found:
            hips, top = whole.to_picture(detection.points[:2])
            sightings.append(Sighting(region=Region.from_points(hips, top, BODY_SCALE), score=detection.score))
        return sightings

    def read(self, pixels: np.ndarray, region: Region, *, with_mask: bool = False) -> Body | None:
        """The body in the region; None below a presence of one half."""
        side = self._landmarks.side
        flat, flag, mask, heat, world = self._landmarks(region.crop(pixels, side))
        presence = float(flag.reshape(-1)[0])
        if presence < LEAST_PRESENCE or region.size < 2:
            return None
        values = flat.reshape(-1, 5)[: lm.NUM_WITH_AUXILIARY].astype(np.float64)
        unit = _refined(values[:, :2] / side, heat[..., : lm.NUM_WITH_AUXILIARY])
        points = region.to_picture(unit)
        seen = sigmoid(np.minimum(values[: lm.NUM_LANDMARKS, 3], values[: lm.NUM_LANDMARKS, 4]))
        seen *= _inside(points[: lm.NUM_LANDMARKS], pixels.shape[1], pixels.shape[0])
        body = points[: lm.NUM_LANDMARKS]
        space = world.reshape(-1, 3)[: lm.NUM_LANDMARKS].astype(np.float64)
        return Body(
            xy=lm.joints_of(body).astype(np.float32),
            depth=_depth(unit[: lm.NUM_LANDMARKS] * region.size, space),
            confidence=lm.confidence_of(seen).astype(np.float32),
            hands=body[lm.HANDS].astype(np.float32),
            presence=presence,
            region=region,
            next_region=Region.from_points(points[lm.NUM_LANDMARKS], points[lm.NUM_LANDMARKS + 1], BODY_SCALE),
            face_region=_face_region(body, seen),
            mask=sigmoid(mask[..., 0]).astype(np.float32) if with_mask else None,
        )

    def read_face(self, pixels: np.ndarray, region: Region) -> FaceMesh | None:
        """The face mesh in the region; None when there is no face."""
        flat, flag = self._face(region.crop(pixels, self._face.side))
        presence = float(sigmoid(flag.reshape(-1)[:1])[0])
        if presence < LEAST_FACE:
            return None
        mesh = flat.reshape(-1, 3).astype(np.float64) / self._face.side
        xy = region.to_picture(mesh[:, :2])
        points = np.concatenate([xy, mesh[:, 2:] * region.size], axis=1).astype(np.float32)
        return FaceMesh(points=points, presence=presence)


def _inside(points: np.ndarray, width: int, height: int) -> np.ndarray:
    """1 in the picture, falling to 0 within 3 % of its longer side outside: there a joint can only be guessed."""
    beyond = np.maximum(np.maximum(-points, points - (width, height)), 0).max(axis=1)
    return np.clip(1 - beyond / (0.03 * max(width, height)), 0, 1)


def _refined(unit: np.ndarray, heat: np.ndarray, least: float = 0.5) -> np.ndarray:
    """Landmarks moved to the centre of mass of their heat map nearby, where that map is sure.

    unit: (points, 2) 0..1; heat: (rows, columns, points) logits.
    """
    rows, columns, count = heat.shape
    cells = np.floor(unit * (columns, rows)).astype(int)
    reach = np.arange(-HEATMAP_REACH, HEATMAP_REACH + 1)
    x, y = cells[:, 0, None] + reach, cells[:, 1, None] + reach
    in_x, in_y = (x >= 0) & (x < columns), (y >= 0) & (y < rows)
    near = heat[y.clip(0, rows - 1)[:, :, None], x.clip(0, columns - 1)[:, None, :], np.arange(count)[:, None, None]]
    weight = sigmoid(near) * (in_y[:, :, None] & in_x[:, None, :])
    total = np.maximum(weight.sum(axis=(1, 2)), 1e-9)
    center = np.stack(
        [(weight.sum(axis=1) * x).sum(axis=1) / columns, (weight.sum(axis=2) * y).sum(axis=1) / rows], axis=1
    )
    home = (cells >= 0).all(axis=1) & (cells < (columns, rows)).all(axis=1)
    sure = home & (weight.max(axis=(1, 2)) >= least)
    return np.where(sure[:, None], center / total[:, None], unit)


def _depth(flat: np.ndarray, space: np.ndarray) -> np.ndarray:
    """(21,) pixels from the pelvis: metres of the 3-D landmarks, scaled so that their picture fits the 2-D ones."""
    flat = lm.joints_of(flat)
    solid = lm.joints_of(space)
    a, b = solid[:, :2] - solid[:, :2].mean(axis=0), flat - flat.mean(axis=0)
    scale = float((a * b).sum() / max(float((a * a).sum()), 1e-9))
    depth = (solid[:, 2] - solid[0, 2]) * max(scale, 0.0)
    return depth.astype(np.float32).reshape(NUM_JOINTS)


def _face_region(body: np.ndarray, seen: np.ndarray) -> Region | None:
    """Square around the face as the mesh network wants it, from the eyes, ears and mouth of the body."""
    if seen[[lm.EYE_L, lm.EYE_R]].min() < 0.5:
        return None
    eyes, mouth = body[lm.EYES].mean(axis=0), body[lm.MOUTH].mean(axis=0)
    height = float(np.linalg.norm(eyes - mouth))
    width = float(np.linalg.norm(body[lm.EAR_L] - body[lm.EAR_R]))
    across = body[lm.EYE_L] - body[lm.EYE_R]
    center = 0.5 * (eyes + mouth)
    size = max(2.9 * height, 1.05 * width) * FACE_SCALE
    return Region(x=center[0], y=center[1], size=max(size, 1.0), angle=math.atan2(across[1], across[0]))
