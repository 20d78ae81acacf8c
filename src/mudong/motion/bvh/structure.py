"""Which joint is which in a file whose names say nothing: told from how a body hangs together and stands.

Legs are the two branches that end lowest, the head is the branch that ends highest, arms are the two other branches
that reach farthest to the sides. Used only where names fail.
"""

from __future__ import annotations

import numpy as np

from mudong.motion.bvh.parse import Skeleton
from mudong.spec.joints import Joint

_LEG = ("HIP", "KNEE", "ANKLE", "TOE")
_ARM = ("SHOULDER", "ELBOW", "WRIST")


def guess_joints(skeleton: Skeleton, positions: np.ndarray, up: np.ndarray) -> dict[Joint, int]:
    """Joints by structure; empty where the skeleton is not a body with two legs and two arms.

    positions: (frames, joints, 3); up: (3,) unit vector.
    """
    middle = np.median(positions, axis=0)
    chains = [_chain(skeleton, leaf) for leaf in range(len(skeleton.names)) if not skeleton.children(leaf)]
    chains = [chain for chain in chains if len(chain) >= 2]
    if len(chains) < 5:
        return {}
    height = {chain[-1]: float(middle[chain[-1]] @ up) for chain in chains}
    ranked = sorted(chains, key=lambda chain: height[chain[-1]])
    legs = ranked[:1] + [c for c in ranked[1:] if _shared(c, ranked[0]) <= 2][:1]
    head = ranked[-1]
    rest = [c for c in ranked if c not in legs and c is not head and len(_own(c, head)) >= 3]
    if len(legs) < 2 or len(rest) < 2:
        return {}
    across = middle[legs[0][-1]] - middle[legs[1][-1]]
    rest.sort(key=lambda chain: float((middle[chain[-1]] - middle[head[0]]) @ across))
    arms = [rest[-1], rest[0]]
    forward = np.cross(across, up)
    toes = sum(middle[leg[-1]] - middle[leg[max(0, len(leg) - 3)]] for leg in legs)
    order = ("L", "R") if float(forward @ toes) >= 0 else ("R", "L")
    found = {Joint.PELVIS: skeleton.parents.index(-1), Joint.HEAD: head[-2] if skeleton.ends[head[-1]] else head[-1]}
    for side, leg, arm in zip(order, legs, arms, strict=True):
        found |= _named(_moving(skeleton, _own(leg, head)), _LEG, side)
        found |= _named(_moving(skeleton, _own(arm, head))[-8:], _ARM, side, last=True)
    return found


def _chain(skeleton: Skeleton, leaf: int) -> list[int]:
    """From the root to a leaf."""
    chain = [leaf]
    while skeleton.parents[chain[-1]] >= 0:
        chain.append(skeleton.parents[chain[-1]])
    return chain[::-1]


def _shared(a: list[int], b: list[int]) -> int:
    return sum(1 for x, y in zip(a, b, strict=False) if x == y)


def _own(chain: list[int], head: list[int]) -> list[int]:
    """The part of a chain that does not lead to the head too."""
    return chain[_shared(chain, head) :]


def _moving(skeleton: Skeleton, chain: list[int]) -> list[int]:
    """Without joints that lie on their parent."""
    return [joint for joint in chain if (skeleton.offsets[joint] != 0).any()]


def _named(chain: list[int], names: tuple[str, ...], side: str, *, last: bool = False) -> dict[Joint, int]:
    """Names along a chain: from its beginning; an arm may begin with a collar bone, which is left out."""
    if last and len(chain) > len(names):
        chain = chain[1:]
    return {Joint[f"{name}_{side}"]: joint for name, joint in zip(names, chain, strict=False)}
