"""The complete configuration of the parser's training: a function returns it, a variant is `replace` on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from mudong.evaluate.attributes import BY_NAME, SEEN
from mudong.evaluate.network import NetConfig
from recipes.parser.augment import Wear


def net_for_attributes() -> NetConfig:
    """Nets with an outlet for every class that is read."""
    seen = tuple(len(attribute.classes) for attribute in SEEN)
    return NetConfig(attributes=seen, actions=len(BY_NAME["action"].classes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """minutes: wall clock of training, of which the last `cooling` share lowers the rate to nothing.

    shards: rendered scenes, in files of `recipes.parser.shards.SCENES`. workers: processes that render them. peers:
    processes that train. batch: frames a step of each, so many of one clip as `frames` says by chance. rate: of Muon;
    AdamW has a tenth. gestures, readings: clips simulated, and
    rendered and read, for the action. joint_weight: of the joints' loss beside attributes'.
    """

    folder: Path = Path("runs/parser")
    minutes: float = 60.0
    shards: int = 120
    workers: int = 1
    peers: int = 2
    batch: int = 48
    frames: tuple[int, ...] = (1, 1, 1, 2, 3)
    rate: float = 0.02
    decay: float = 0.05
    warm_steps: int = 200
    cooling: float = 0.8
    gestures: int = 8_000
    gesture_steps: int = 1_500
    readings: int = 520
    joint_weight: float = 1.0
    seed: int = 0
    wear: Wear = field(default_factory=Wear)
    net: NetConfig = field(default_factory=net_for_attributes)


def parser() -> Recipe:
    """The recipe of the weights in the package."""
    return Recipe()
