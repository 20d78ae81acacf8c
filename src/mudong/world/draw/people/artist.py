"""`PeopleArtist`: draws one person, far parts first. It decides the order; the parts know how they look."""

from __future__ import annotations

from mudong.spec.joints import Joint
from mudong.world.draw.pen import Pen
from mudong.world.draw.people.crown import draw_hair_behind, draw_head
from mudong.world.draw.people.figure import Figure
from mudong.world.draw.people.limbs import draw_arm, draw_leg
from mudong.world.draw.people.trunk import draw_neck, draw_seat, draw_trunk
from mudong.world.draw.people.wraps import draw_bag, draw_scarf
from mudong.world.draw.subject import Subject


class PeopleArtist:
    """A `CharacterArtist` for all human species."""

    def draw(self, pen: Pen, subject: Subject) -> None:
        """The person with clothes and accessories."""
        figure = Figure.of(subject)
        if not figure.from_behind:
            draw_hair_behind(pen, figure)
        behind, before, over = _arms_by_depth(figure)
        for side in behind:
            draw_arm(pen, figure, side, far=True)
        draw_seat(pen, figure, outline=True)
        legs = sorted((0, 1), key=lambda side: -_depth(figure, Joint.KNEE_L + side, Joint.ANKLE_L + side))
        turned = abs(figure.facing) > 0.5
        for place, side in enumerate(legs):
            draw_leg(pen, figure, side, far=turned and place == 0)
        draw_neck(pen, figure)
        draw_seat(pen, figure, outline=False)
        draw_trunk(pen, figure)
        draw_bag(pen, figure)
        for side in before:
            draw_arm(pen, figure, side, far=False)
        draw_scarf(pen, figure)
        draw_head(pen, figure)
        for side in over:
            draw_arm(pen, figure, side, far=False)


def _arms_by_depth(figure: Figure) -> tuple[list[int], list[int], list[int]]:
    """Sides of the arms behind the trunk, before it but behind the head, and before the head; each far to near."""
    margin = 0.25 * figure.shoulder
    trunk = _depth(figure, Joint.NECK, Joint.SPINE)
    head = figure.depth[Joint.HEAD]
    groups: tuple[list[int], list[int], list[int]] = ([], [], [])
    for side in sorted((0, 1), key=lambda side: -_arm_depth(figure, side)):
        depth = _arm_depth(figure, side)
        hand = figure.depth[Joint.WRIST_L + side]
        high = figure.points[Joint.WRIST_L + side][1] < figure.points[Joint.NECK][1] + 0.4 * figure.r
        place = 0 if depth > trunk + margin else 2 if high and min(depth, hand) < head - 2 * margin else 1
        groups[place].append(side)
    return groups


def _arm_depth(figure: Figure, side: int) -> float:
    return _depth(figure, Joint.SHOULDER_L + side, Joint.ELBOW_L + side, Joint.WRIST_L + side)


def _depth(figure: Figure, *joints: int) -> float:
    return sum(figure.depth[joint] for joint in joints) / len(joints)
