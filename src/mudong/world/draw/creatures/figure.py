"""A whole creature, dressed, drawn from far to near."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mudong.world.draw.creatures import body as bodies
from mudong.world.draw.creatures.body import Body, Kind
from mudong.world.draw.creatures.garments import draw_bag, draw_scarf, dress_arm, dress_leg, dress_trunk
from mudong.world.draw.creatures.headwear import draw_headwear
from mudong.world.draw.creatures.wardrobe import Wardrobe, wardrobe_of
from mudong.world.draw.pen import Pen
from mudong.world.draw.subject import Subject

_GLOVED = 1.4
"""How much larger than a bare hand a boxing glove is."""
Part = tuple[float, Callable[[], None]]


def draw_figure(pen: Pen, subject: Subject, kind: Kind) -> None:
    """Everything of one creature."""
    worn = wardrobe_of(subject.identity)
    coat = kind.coat(subject)
    if worn.shoe is not None:
        coat = replace(coat, foot=worn.shoe.colour)
    build = kind.build
    if worn.glove is not None:
        coat, build = replace(coat, hand=worn.glove.colour), replace(build, hand=_GLOVED * build.hand)
    body = Body.of(pen, subject, build, coat)
    parts = [*_middle(body, kind, worn), *_limbs(body, kind, worn)]
    for _, draw in sorted(parts, key=lambda part: -part[0]):
        draw()


def _middle(body: Body, kind: Kind, worn: Wardrobe) -> list[Part]:
    def trunk() -> None:
        bodies.draw_trunk(body, kind)
        dress_trunk(body, worn)

    behind = 0.9 if body.yaw_share > -0.3 else -0.75
    parts: list[Part] = [(0.0, trunk), (behind, lambda: kind.back(body)), (-1.0, lambda: kind.head(body))]
    parts.append((-1.1, lambda: draw_headwear(body, worn)))
    if worn.scarf is not None:
        scarf = worn.scarf
        parts.append((-0.8, lambda: draw_scarf(body, scarf)))
    if worn.bag is not None:
        bag = worn.bag
        parts.append((-0.7, lambda: draw_bag(body, bag)))
    return parts


def _limbs(body: Body, kind: Kind, worn: Wardrobe) -> list[Part]:
    parts: list[Part] = []
    for side in (1, -1):
        order = bodies.arm_order(body, side)

        def arm(side: int = side, order: float = order) -> None:
            bare = worn.sleeve is None
            dress_arm(body, bodies.draw_arm(body, kind, side, melt=bare and order < 0), worn)

        def leg(side: int = side) -> None:
            dress_leg(body, bodies.draw_leg(body, kind, side), worn)

        stands = bodies.leg_order(body, side)
        # Legs stay under a skirt, even when they step forward.
        parts += [(order, arm), (stands if worn.skirt is None else max(stands, 0.3 + 0.1 * stands), leg)]
    return parts
