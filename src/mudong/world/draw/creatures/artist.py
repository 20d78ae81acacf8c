"""`CreatureArtist`: draws whichever creature a subject is. A new one is a `Kind` and a row here."""

from __future__ import annotations

from types import MappingProxyType

from mudong.world.draw.creatures.bear import Bear, Panda
from mudong.world.draw.creatures.body import Kind
from mudong.world.draw.creatures.cat import Cat
from mudong.world.draw.creatures.dog import Dog
from mudong.world.draw.creatures.dragon import Dragon
from mudong.world.draw.creatures.figure import draw_figure
from mudong.world.draw.creatures.fours import draw_on_fours
from mudong.world.draw.creatures.rabbit import Rabbit
from mudong.world.draw.creatures.robot import Robot
from mudong.world.draw.pen import Pen
from mudong.world.draw.subject import Subject
from mudong.world.kinds import Species

CREATURES: MappingProxyType[Species, Kind] = MappingProxyType(
    {
        Species.CAT: Cat(),
        Species.DOG: Dog(),
        Species.BEAR: Bear(),
        Species.PANDA: Panda(),
        Species.RABBIT: Rabbit(),
        Species.ROBOT: Robot(),
        Species.DRAGON: Dragon(),
    }
)


class CreatureArtist:
    """A `CharacterArtist` for all that are not people."""

    def draw(self, pen: Pen, subject: Subject) -> None:
        """The creature with its clothes and accessories."""
        draw = draw_on_fours if subject.on_fours else draw_figure
        draw(pen, subject, CREATURES[subject.identity.species])
