"""An estimator for tests that reads bodies from a script instead of pixels: who stands where in which frame."""

from dataclasses import dataclass, field, replace

import numpy as np

from mudong.motion.pose.estimator import Body, Sighting
from mudong.motion.pose.region import Region
from mudong.spec.joints import Joint

SHAPE = np.zeros((21, 2), np.float32)
for _joint, _place in {
    Joint.NECK: (0, -50), Joint.HEAD: (0, -90), Joint.SHOULDER_L: (20, -45), Joint.SHOULDER_R: (-20, -45),
    Joint.WRIST_L: (30, 0), Joint.WRIST_R: (-30, 0), Joint.ANKLE_L: (10, 80), Joint.ANKLE_R: (-10, 80),
}.items():  # fmt: skip
    SHAPE[_joint] = _place


@dataclass(frozen=True)
class Person:
    """Height of about 170 * scale, hips at (x, y)."""

    x: float
    y: float
    scale: float = 1.0

    @property
    def region(self):
        return Region(x=self.x, y=self.y, size=220 * self.scale)


@dataclass(frozen=True)
class ScriptedFrame:
    """A frame whose pixels are its own number, so that the estimator knows which one it sees."""

    time_s: float
    pixels: np.ndarray


@dataclass
class Scripted:
    """script: the people of every frame. finds, reads: how often it was asked."""

    script: list[list[Person]]
    finds: int = 0
    reads: int = field(default=0)

    def frames(self, fps=10.0, width=640, height=480):
        for index in range(len(self.script)):
            pixels = np.zeros((height, width, 3), np.uint8)
            pixels[...] = index
            pixels[:, -1, 1] = 255  # tells the mirror image
            yield ScriptedFrame(index / fps, pixels)

    def find(self, pixels):
        self.finds += 1
        if pixels.shape[0] < 480:
            return []  # parts of the picture: nothing more to see there
        return [Sighting(region=person.region, score=0.9) for person in self.script[pixels[0, 0, 0]]]

    def read(self, pixels, region, *, with_mask=False):
        self.reads += 1
        people = self.script[pixels[0, 0, 0]]
        if pixels[0, 0, 1] == 255:
            people = [replace(person, x=pixels.shape[1] - person.x) for person in people]
        near = [p for p in people if np.hypot(p.x - region.x, p.y - region.y) < 0.3 * region.size]
        if not near:
            return None
        person = min(near, key=lambda p: abs(p.x - region.x))
        return Body(
            xy=SHAPE * person.scale + np.float32((person.x, person.y)),
            depth=np.zeros(21, np.float32),
            confidence=np.ones(21, np.float32),
            hands=np.zeros((2, 3, 2), np.float32),
            presence=1.0,
            region=region,
            next_region=person.region,
            face_region=None,
        )

    def read_face(self, pixels, region):
        raise AssertionError("nobody here shows a face")
