"""Which joint of a BVH file is which joint of `mudong-21`: by name, then by its place between joints that are known.

Names differ per program: `LeftArm`, `mixamorig:LeftArm`, `lShldr`, `Bip01 L UpperArm`, `upper_arm.L` all sit at the
left shoulder. `LeftShoulder` is the collar bone where there is an arm beside it, the shoulder where there is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from mudong.motion.bvh.parse import Skeleton
from mudong.spec.joints import Joint

_PREFIX = re.compile(
    r"^(?:.*[:|])?(?:mixamorig\d*|bip0*\d*|valvebiped|def|org|mch|jnt|b|cc base|character\d*)[ _.\-]+", re.I
)
_NAMESPACE = re.compile(r"^.*[:|]")
_GLUED = re.compile(r"^(?:mixamorig\d*)(?=[A-Z])")
_SIDE_WORD = re.compile(r"left|right", re.I)

LIMBS: dict[str, tuple[str, ...]] = {
    "SHOULDER": ("arm", "upperarm", "uparm", "shldr", "shldrbend", "humerus", "shoulderjoint", "shoulder"),
    "ELBOW": ("forearm", "lowerarm", "lowarm", "forearmbend", "elbow", "radius"),
    "WRIST": ("wrist", "hand"),
    "HIP": ("upleg", "upperleg", "thigh", "thighbend", "femur", "hip", "leg", "hipjoint"),
    "KNEE": ("lowleg", "lowerleg", "shin", "calf", "tibia", "knee", "leg"),
    "ANKLE": ("ankle", "foot"),
    "TOE": ("toebase", "toe", "toes", "ball", "toe0", "foot"),
}
"""Bare names of every paired joint, the most telling first; a joint of the file is given away only once."""
MIDDLE: dict[str, tuple[str, ...]] = {
    "PELVIS": ("hips", "hip", "pelvis", "root", "waist"),
    "NECK": ("neck", "neck1", "neck01", "lowerneck", "neckbase"),
    "HEAD": ("head", "head1", "headbase", "skull"),
}
SPINE_NAMES = ("spine", "chest", "torso", "abdomen", "thorax", "lowerback", "upperback", "back", "waist")
_CHAINS = (("SHOULDER", "ELBOW", "WRIST"), ("HIP", "KNEE", "ANKLE", "TOE"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """joints: index into the skeleton for every joint that was found. spine: all joints of the backbone by name."""

    joints: dict[Joint, int]
    spine: tuple[int, ...]


def map_joints(skeleton: Skeleton) -> Mapping:
    """Find what can be found; nothing is guessed that has no joint or End Site in the file."""
    bare = [_bare(name) if not end else ("", "") for name, end in zip(skeleton.names, skeleton.ends, strict=True)]
    found: dict[Joint, int] = {}
    for part, names in MIDDLE.items():
        index = _first(bare, "", names, set())
        if index is not None:
            found[Joint[part]] = index
    for side in ("L", "R"):
        for part, names in _without_last_resorts(bare, side).items():
            index = _first(bare, side, names, set(found.values()))
            if index is not None:
                found[Joint[f"{part}_{side}"]] = index
        for chain in _CHAINS:
            _fill_chain(skeleton, found, [Joint[f"{part}_{side}"] for part in chain])
    found.setdefault(Joint.PELVIS, _root(skeleton))
    spine = tuple(i for i, (side, name) in enumerate(bare) if not side and re.sub(r"\d+$", "", name) in SPINE_NAMES)
    return Mapping(joints=found, spine=spine)


def _bare(name: str) -> tuple[str, str]:
    """Side (`L`, `R` or nothing) and the name without side, prefix and separators, in lower case."""
    name = _PREFIX.sub("", _GLUED.sub("", _NAMESPACE.sub("", name)))
    word = _SIDE_WORD.search(name)
    if word:
        side, rest = word.group()[0].upper(), name[: word.start()] + name[word.end() :]
    elif match := re.match(r"^([lLrR])(?=[A-Z _.\-])", name):
        side, rest = match.group(1).upper(), name[1:]
    elif match := re.search(r"[ _.\-]([lLrR])(?=$|[ _.\-])", name):
        side, rest = match.group(1).upper(), name[: match.start()] + name[match.end() :]
    elif match := re.match(
        r"^([lr])(?=(?:hand|foot|toe|arm|leg|knee|elbow|wrist|ankle|hip|thigh|shin|shldr|shoulder|fore|up))", name
    ):
        side, rest = match.group(1).upper(), name[1:]
    else:
        side, rest = "", name
    return side, re.sub(r"[^a-z0-9]", "", rest.lower())


def _without_last_resorts(bare: list[tuple[str, str]], side: str) -> dict[str, tuple[str, ...]]:
    """`leg` is the thigh only where something else is the shin; `foot` is the toe only where there is an ankle."""
    there = {name for s, name in bare if s == side}
    names = dict(LIMBS)
    if not there & {"lowleg", "lowerleg", "shin", "calf", "tibia", "knee"} or there & {
        "upleg",
        "upperleg",
        "thigh",
        "hip",
    }:
        names["HIP"] = tuple(name for name in names["HIP"] if name != "leg")
    if "ankle" not in there:
        names["TOE"] = tuple(name for name in names["TOE"] if name != "foot")
    return names


def _first(bare: list[tuple[str, str]], side: str, names: tuple[str, ...], taken: set[int]) -> int | None:
    for name in names:
        for index, entry in enumerate(bare):
            if entry == (side, name) and index not in taken:
                return index
    return None


def _root(skeleton: Skeleton) -> int:
    return skeleton.parents.index(-1)


def _fill_chain(skeleton: Skeleton, found: dict[Joint, int], chain: list[Joint]) -> None:
    """Joints of a limb without a known name, from their place below the one before: the chain's own order tells."""
    for before, joint in pairwise(chain):
        if joint in found or before not in found:
            continue
        after = next((found[j] for j in chain[chain.index(joint) + 1 :] if j in found), None)
        below = _way_down(skeleton, found[before], after)
        if below is not None and below not in found.values():
            found[joint] = below


def _way_down(skeleton: Skeleton, start: int, goal: int | None) -> int | None:
    """The next joint with an offset below `start`: on the way to `goal`, or along the only branch."""
    if goal is not None:
        path = [goal]
        while path[-1] != start and path[-1] >= 0:
            path.append(skeleton.parents[path[-1]])
        between = [j for j in reversed(path[1:-1]) if (skeleton.offsets[j] != 0).any()] if path[-1] == start else []
        return between[0] if between else None
    children = [j for j in skeleton.children(start) if (skeleton.offsets[j] != 0).any()]
    return children[0] if len(children) == 1 else None
