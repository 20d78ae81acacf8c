"""What tiny clips are made of: the files, and requests for them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mudong.spec.conditions import Character, Motion
from mudong.spec.request import Output, Request

SHARE = 0.25
SIZE = "72x128"


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Files to make a clip of."""

    picture: Path
    joints: Path
    dance: Path
    sound: Path

    def request(self, *, sound: bool = False, fps: float = 10.0, **changes: object) -> Request:
        """A tiny clip. Names of `Output` and of `Request` change those."""
        names = set(Output.__dataclass_fields__)
        shape = {"resolution": SIZE, "fps": fps} | {k: v for k, v in changes.items() if k in names}
        rest = {k: v for k, v in changes.items() if k not in names}
        conditions = (
            Character(path=self.picture, joints=self.joints),
            Motion(path=self.dance, sound=self.sound if sound else None),
        )
        return Request(**({"conditions": conditions, "output": Output(**shape)} | rest))  # type: ignore[arg-type]
