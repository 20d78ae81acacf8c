"""Does the clip dance the dance? `python -m benchmarks.bench_motion`

The finished clip is read again by the product's own estimator and compared with the targets of retargeting and with the
source. A picture that stands still goes through the same measures and must fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from benchmarks.clips import folder, person_clip, person_scene
from benchmarks.row import Row, tell
from benchmarks.scene import BVH, DANCE, DRAWING, DRAWING_JOINTS, PERSON, Scene, write

from mudong.motion.load import load_motion
from mudong.motion.posture import torso
from mudong.spec.joints import LIMB_BONES, Joint

SURE = 0.5
AWAY_DEG = 15.0
PCK_SHARE = 0.1
LEAST_PCK, MOST_ANGLE_DEG, LEAST_ENERGY = 0.90, 12.0, 0.80
_WRISTS = [Joint.WRIST_L, Joint.WRIST_R]


@dataclass(frozen=True, slots=True, kw_only=True)
class Danced:
    """One clip beside its source. xy: (frames, 21, 2) where the joints are in the clip, pixels."""

    scene: Scene
    xy: np.ndarray

    def near(self) -> np.ndarray:
        """(frames, 21) bool: within a tenth of the target's torso (pelvis to neck) of the target."""
        away = np.linalg.norm(self.xy - self.scene.joints, axis=2)
        return away <= PCK_SHARE * torso(self.scene.joints)[:, None]

    def off_deg(self) -> np.ndarray:
        """(frames, limbs) angle between a limb in the clip and in the source; NaN where the source is not sure."""
        ends = np.array(LIMB_BONES)
        source = self.scene.source
        a, b = (xy[:, ends[:, 1]] - xy[:, ends[:, 0]] for xy in (self.xy, source.xy))
        turn = np.arctan2(a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0], (a * b).sum(axis=2))
        sure = (source.confidence[:, ends] > SURE).all(axis=2)
        return np.where(sure, np.abs(np.degrees(turn)), np.nan)

    def dancing(self) -> np.ndarray:
        """(frames, limbs) bool: the source's limb points well away from where it usually does. Limbs hang most of the
        time; a picture that stands still is right about those."""  # fmt: skip
        ends = np.array(LIMB_BONES)
        limb = self.scene.source.xy[:, ends[:, 1]] - self.scene.source.xy[:, ends[:, 0]]
        usual = np.median(limb, axis=0)
        turn = np.arctan2(usual[:, 0] * limb[..., 1] - usual[:, 1] * limb[..., 0], (usual * limb).sum(axis=2))
        return np.abs(np.degrees(turn)) > AWAY_DEG

    def energy(self, unit: str) -> float:
        """Mean squared speed of the wrists over that of the source, each measured in its own `unit`."""
        return _energy(self.xy, unit) / _energy(self.scene.source.xy, unit)

    def rows(self, what: str, note: str, *, control: bool = False) -> Iterator[Row]:
        """The three measures."""
        yield Row(area="motion", what=f"{what}: PCK@{PCK_SHARE} of the torso against the targets",
                  value=float(self.near().mean()), least=LEAST_PCK, control=control, note=note)  # fmt: skip
        yield from self.rows_to_source(what, note, "torso lengths", control=control)

    def rows_to_source(self, what: str, note: str, unit: str, *, control: bool = False) -> Iterator[Row]:
        """The measures that need no target."""
        off = self.off_deg()
        yield Row(area="motion", what=f"{what}: limb directions, median difference from the source",
                  value=float(np.nanmedian(off)), unit="°", most=None if control else MOST_ANGLE_DEG,
                  note=note)  # fmt: skip
        yield Row(area="motion", what=f"{what}: the same over limbs {AWAY_DEG:g}° away from their usual direction",
                  value=float(np.nanmedian(off[self.dancing()])), unit="°", most=MOST_ANGLE_DEG, control=control,
                  note=note)  # fmt: skip
        yield Row(area="motion", what=f"{what}: wrist speed energy over the source's", value=self.energy(unit),
                  least=LEAST_ENERGY, control=control, note=f"{note}, in {unit}")  # fmt: skip


def _torso_px(xy: np.ndarray) -> float:
    return float(np.median(torso(xy)))


def _arm_px(xy: np.ndarray) -> float:
    arms = ((Joint.SHOULDER_L, Joint.ELBOW_L, Joint.WRIST_L), (Joint.SHOULDER_R, Joint.ELBOW_R, Joint.WRIST_R))
    ends = np.array([(arm[:2], arm[1:]) for arm in arms])
    lengths = np.linalg.norm(xy[:, ends[..., 1]] - xy[:, ends[..., 0]], axis=-1)
    return float(np.quantile(lengths, 0.9, axis=0).sum(axis=1).mean())


_UNITS: dict[str, Callable[[np.ndarray], float]] = {"torso lengths": _torso_px, "arm lengths": _arm_px}


def _energy(xy: np.ndarray, unit: str) -> float:
    return float((np.diff(xy[:, _WRISTS].astype(float), axis=0) ** 2).sum(axis=2).mean()) / _UNITS[unit](xy) ** 2


def reread(path: Path, frames: int) -> np.ndarray:
    """(frames, 21, 2) the joints that the product finds in a clip: estimated, repaired and smoothed as any dance is."""
    xy = load_motion(path, cache=False).track.xy.astype(float)
    if abs(len(xy) - frames) > 1:
        raise ValueError(f"{path} has {len(xy)} frames, {frames} were written")
    return np.pad(xy, ((0, max(0, frames - len(xy))), (0, 0), (0, 0)), "edge")[:frames]


def still(scene: Scene) -> np.ndarray:
    """(frames, 21, 2) as found in a second of the clip's first frame, held for as long as the clip."""
    path = folder() / "still.mp4"
    first = next(scene.performance.frames())
    seconds = round(float(scene.plan.timebase.fps))
    write(path, iter([first] * seconds), scene.plan)
    found = reread(path, seconds)
    return np.pad(found, ((0, len(scene.joints) - seconds), (0, 0), (0, 0)), "edge")


def bench() -> Iterator[Row]:
    """The person seen again; the person held still; a drawing and a motion capture by their targets."""
    scene = person_scene()
    found = Danced(scene=scene, xy=reread(person_clip(scene), len(scene.joints)))
    yield from found.rows("person x dance", "found again in the mp4, smoothed as any dance")
    yield from Danced(scene=scene, xy=still(scene)).rows("picture held still", "control", control=True)
    # Other bodies have other arms: what theirs can do is measured in arm lengths.
    targets = "targets only"
    yield from Danced(scene=scene, xy=scene.joints).rows_to_source("person x dance", targets, "torso lengths")
    drawing = Scene.of(DRAWING, DANCE, joints=DRAWING_JOINTS)
    yield from Danced(scene=drawing, xy=drawing.joints).rows_to_source("drawing x dance", targets, "arm lengths")
    capture = Scene.of(PERSON, BVH, end_s=10.0)
    yield from Danced(scene=capture, xy=capture.joints).rows_to_source("person x BVH", targets, "arm lengths")


if __name__ == "__main__":
    tell(bench())
