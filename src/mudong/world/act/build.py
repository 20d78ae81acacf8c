"""How a body is made: `Build`, the measures of one identity in metres, chibi. Knows nothing about movement."""

from __future__ import annotations

from dataclasses import dataclass

from mudong.world.kinds import Species
from mudong.world.scene import Identity

_ANKLE = 0.055
"""Height of the ankle over the ground as a share of the leg and its foot."""
_BENT = 0.985
"""How straight legs are at rest: never quite, so that knees know where to bend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """Lengths in metres. The rest pose stands upright on y = 0 with the arms hanging.

    height: standing, sole to crown. top: with ears or hat. head: chin (the neck joint) to crown. spine, chest: pelvis
    to spine to neck. shoulder, hip: half widths. shoulder_drop: shoulders below the neck. stance: half the distance of
    the feet. ankle, toe: heights over the ground; foot: ankle to toe. eye, eye_rise: of an eye from the head's centre.
    """

    height: float
    top: float
    head: float
    spine: float
    chest: float
    shoulder: float
    shoulder_drop: float
    upper_arm: float
    forearm: float
    hip: float
    stance: float
    thigh: float
    shin: float
    ankle: float
    toe: float
    foot: float
    eye: float
    eye_rise: float

    @property
    def leg(self) -> float:
        """Hip to ankle, stretched."""
        return self.thigh + self.shin

    @property
    def arm(self) -> float:
        """Shoulder to wrist, stretched."""
        return self.upper_arm + self.forearm

    @property
    def pelvis(self) -> float:
        """Height of the pelvis when standing."""
        return self.ankle + _BENT * self.leg


@dataclass(frozen=True, slots=True)
class _Shares:
    """height in metres, the rest as shares of it; ears: how far they stand over the crown."""

    height: float
    head: float
    leg: float
    arm: float
    shoulder: float
    hip: float
    ears: float = 0.0


_SHARES = {
    Species.BABY: _Shares(0.78, 0.38, 0.26, 0.29, 0.115, 0.075),
    Species.TODDLER: _Shares(0.98, 0.34, 0.30, 0.30, 0.110, 0.070),
    Species.WOMAN: _Shares(1.58, 0.26, 0.43, 0.36, 0.092, 0.058),
    Species.MAN: _Shares(1.70, 0.25, 0.43, 0.37, 0.118, 0.060),
    Species.GRANDMOTHER: _Shares(1.45, 0.29, 0.37, 0.34, 0.105, 0.065),
    Species.CAT: _Shares(0.95, 0.37, 0.28, 0.30, 0.105, 0.070, 0.14),
    Species.DOG: _Shares(1.10, 0.34, 0.30, 0.32, 0.115, 0.072, 0.11),
    Species.BEAR: _Shares(1.50, 0.33, 0.28, 0.33, 0.145, 0.090, 0.07),
    Species.PANDA: _Shares(1.35, 0.36, 0.26, 0.32, 0.145, 0.090, 0.08),
    Species.RABBIT: _Shares(1.00, 0.34, 0.31, 0.30, 0.100, 0.068, 0.26),
    Species.ROBOT: _Shares(1.35, 0.30, 0.31, 0.34, 0.145, 0.080, 0.08),
    Species.DRAGON: _Shares(1.50, 0.31, 0.29, 0.30, 0.120, 0.085, 0.06),
}


def build(identity: Identity) -> Build:
    """The body of an identity: its species' shares with its own head, limbs and girth (each around 1)."""
    shares = _SHARES[identity.species]
    tall = shares.height
    head = tall * shares.head * identity.head
    whole_leg = tall * shares.leg * identity.limbs
    trunk = tall * (1 - shares.head - shares.leg)
    ankle = whole_leg * _ANKLE / 0.5
    leg = (whole_leg - ankle) / _BENT
    arm = tall * shares.arm * identity.limbs
    hip = tall * shares.hip * identity.girth
    height = whole_leg + trunk + head
    return Build(
        height=height,
        top=height + tall * shares.ears,
        head=head,
        spine=0.45 * trunk,
        chest=0.55 * trunk,
        shoulder=tall * shares.shoulder * identity.girth,
        shoulder_drop=0.14 * trunk,
        upper_arm=0.51 * arm,
        forearm=0.49 * arm,
        hip=hip,
        stance=1.3 * hip,
        thigh=0.5 * leg,
        shin=0.5 * leg,
        ankle=ankle,
        toe=0.35 * ankle,
        foot=0.30 * whole_leg + 0.02 * tall,
        eye=0.19 * head,
        eye_rise=-0.04 * head,
    )
