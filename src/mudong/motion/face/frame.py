"""`FaceFrame`: what a face does at one moment, relative to how it looks in its picture. Knows nothing about pixels."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceFrame:
    """All zero is the picture itself.

    mouth_open, mouth_wide: lip gap and corner distance, added; 1 is the distance of the eyes' outer corners.
    eye_l, eye_r: -1 shut, 0 as in the picture, > 0 wider by that fraction of the lid gap.
    brow_l, brow_r: height, added; same unit as mouth_open, > 0 is up.
    turn: degrees, > 0 towards the right side of the picture. nod: degrees, > 0 looks down.
    Left and right are the subject's own.
    """

    mouth_open: float = 0.0
    mouth_wide: float = 0.0
    eye_l: float = 0.0
    eye_r: float = 0.0
    brow_l: float = 0.0
    brow_r: float = 0.0
    turn: float = 0.0
    nod: float = 0.0

    def limited(self) -> FaceFrame:
        """Clipped to `LIMITS`."""
        return replace(self, **{name: min(max(getattr(self, name), low), high) for name, (low, high) in LIMITS.items()})


NEUTRAL = FaceFrame()

LIMITS: dict[str, tuple[float, float]] = {
    "mouth_open": (-0.2, 0.32),
    "mouth_wide": (-0.14, 0.14),
    "eye_l": (-1.0, 0.25),
    "eye_r": (-1.0, 0.25),
    "brow_l": (-0.04, 0.07),
    "brow_r": (-0.04, 0.07),
    "turn": (-12.0, 12.0),
    "nod": (-12.0, 12.0),
}
"""What a picture can be bent to before it stops looking like a person."""

CHANNELS = tuple(field.name for field in fields(FaceFrame))
