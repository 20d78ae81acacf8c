"""`Fours`: the measures of a body on all fours in metres, made from the same `Build` that stands upright."""

from __future__ import annotations

from dataclasses import dataclass

from mudong.world.act.build import Build, build
from mudong.world.kinds import ActionKind, Species, Stance
from mudong.world.scene import Character, Identity

FOUR_LEGGED = (Species.CAT, Species.DOG)
"""Who can go on all fours."""
ON_FOURS = (ActionKind.STAND, ActionKind.WALK, ActionKind.RUN, ActionKind.CHASE, ActionKind.SIT, ActionKind.CARRY)
"""What is done on all fours; who does anything else gets up on two legs for the clip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fours:
    """The rest pose stands on y = 0. shoulder, hip: half widths at the upper ends of the legs.

    trunk: withers to pelvis. withers: height of the back over the forelegs; shoulders and hips lie `drop` below the
    back. upper, lower: of the forelegs; thigh, shin, hock (ankle to paw) of the hind legs; paw: height of wrists over
    the ground. neck: (forward, up) from the withers to the chin. head, eye, eye_rise: as in `Build`.
    """

    trunk: float
    withers: float
    drop: float
    shoulder: float
    hip: float
    upper: float
    lower: float
    paw: float
    thigh: float
    shin: float
    hock: float
    neck: tuple[float, float]
    head: float
    eye: float
    eye_rise: float

    @property
    def top(self) -> float:
        """Standing, sole to crown."""
        return self.withers + self.neck[1] + self.head

    @property
    def leg(self) -> float:
        """Of the foreleg, stretched."""
        return self.upper + self.lower


@dataclass(frozen=True, slots=True)
class _Shares:
    """Over the upright height."""

    trunk: float
    leg: float
    neck: tuple[float, float]
    head: float


_DOG, _CAT = _Shares(0.47, 0.37, (0.12, 0.10), 0.88), _Shares(0.47, 0.31, (0.12, 0.08), 0.86)
_BREEDS = {"corgi": _Shares(0.53, 0.24, (0.12, 0.09), 0.88), "shiba": _Shares(0.43, 0.35, (0.11, 0.10), 0.9)}


def on_fours(who: Character) -> bool:
    """Whether a character goes on all fours: it is asked to, and what it does can be done so."""
    return who.stance is Stance.ALL_FOURS and all(action.kind in ON_FOURS for action in who.actions)


def tallness(who: Character) -> float:
    """Metres from the ground to the ears as the character stands."""
    body = build(who.identity)
    return fours_of(who.identity, body).top + body.top - body.height if on_fours(who) else body.top


def fours_of(identity: Identity, body: Build) -> Fours:
    """The same animal on all fours."""
    tall = body.height
    shares = _BREEDS.get(identity.breed, _CAT if identity.species is Species.CAT else _DOG)
    leg = shares.leg * tall * identity.limbs
    paw = 0.035 * tall
    drop = 0.07 * tall
    return Fours(
        trunk=shares.trunk * tall,
        withers=0.83 * leg + paw + drop,
        drop=drop,
        shoulder=0.062 * tall * identity.girth,
        hip=0.058 * tall * identity.girth,
        upper=0.5 * leg,
        lower=0.5 * leg,
        paw=paw,
        thigh=0.46 * leg,
        shin=0.46 * leg,
        hock=0.30 * leg,
        neck=(shares.neck[0] * tall, shares.neck[1] * tall),
        head=shares.head * body.head,
        eye=shares.head * body.eye,
        eye_rise=shares.head * body.eye_rise,
    )
