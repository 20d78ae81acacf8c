"""Where an effect plays: a few discs that stand for a body or a thing on the picture. Knows nothing of effects."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mudong.spec.joints import Joint
from mudong.world.draw.subject import Subject
from mudong.world.scene import Prop

_TRUNK = (Joint.SHOULDER_L, Joint.SHOULDER_R, Joint.SPINE, Joint.PELVIS)
_ENDS = (Joint.WRIST_L, Joint.WRIST_R, Joint.ANKLE_L, Joint.ANKLE_R)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aura:
    """discs: (n, 3) pixels x, y, radius, together about as large as the thing. size: its height in pixels at rest.

    time_s: the effect's clock. seed: of what is random in it.
    """

    discs: np.ndarray
    size: float
    time_s: float
    seed: int

    @property
    def foot(self) -> tuple[float, float]:
        """Under the thing: the middle of its lowest disc's lower edge."""
        x, y, r = max(self.discs, key=lambda disc: disc[1] + disc[2])
        return float(np.median(self.discs[:, 0]) + x) / 2, float(y + r)

    @property
    def top(self) -> tuple[float, float, float]:
        """x, y, radius of the highest disc."""
        x, y, r = min(self.discs, key=lambda disc: disc[1] - disc[2])
        return float(x), float(y), float(r)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom around all discs."""
        (left, top), (right, bottom) = (
            (self.discs[:, :2] - self.discs[:, 2:]).min(axis=0),
            (self.discs[:, :2] + self.discs[:, 2:]).max(axis=0),
        )
        return float(left), float(top), float(right), float(bottom)


def aura_of_subject(subject: Subject, time_s: float, seed: int) -> Aura:
    """Of a character: its head, its trunk, its hands and feet."""
    joints, height = subject.joints, subject.height
    neck, crown = joints[Joint.NECK], joints[Joint.HEAD]
    head = (*((neck + crown) / 2), 0.5 * float(np.linalg.norm(crown - neck)))
    trunk = [(*joints[joint], 0.1 * height) for joint in _TRUNK]
    ends = [(*joints[joint], 0.05 * height) for joint in _ENDS]
    return Aura(discs=np.array([head, *trunk, *ends]), size=height, time_s=time_s, seed=seed)


def aura_of_prop(prop: Prop, place_px: np.ndarray, unit: float, time_s: float, seed: int) -> Aura:
    """Of a thing: its middle and what surrounds it."""
    size = prop.size * unit
    x, y = float(place_px[0]), float(place_px[1])
    around = [(x + dx * size, y + dy * size, 0.2 * size) for dx, dy in ((0, -0.28), (0.28, 0), (0, 0.28), (-0.28, 0))]
    return Aura(discs=np.array([(x, y, 0.45 * size), *around]), size=1.5 * size, time_s=time_s, seed=seed)
